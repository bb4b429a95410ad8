import { randomUUID } from 'node:crypto';
import { addressReader, countedAddress } from '../../functions/address';
import { rateOf } from '../../functions/rate-limits';
import { sweep } from '../../functions/jobs/sweep';
import { endpoints } from '../../shared/contract/index';
import type { EndpointName } from '../../shared/contract/routes';
import { defaultSettings } from '../../shared/rules/settings';
import { aChecklist, aHall, aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { setSettings } from '../support/settings';

/** K4, C4: how often is counted in Postgres, exactly, whatever comes at once. */

let service: TestServer;
beforeAll(async () => {
  service = await startTestServer({ limited: true, jobs: false, proxies: 1 });
});
afterAll(() => service?.stop());

const minute = 60_000;
const codesOf = async (answers: Promise<{ status: number }>[]) => {
  const refused = (await Promise.all(answers)).filter(({ status }) => status === 429).length;
  return { passed: answers.length - refused, refused };
};

/** As the one proxy in front passes it on: what the caller wrote itself stands on the left. */
const from = (address: string, path: string, init: RequestInit = {}) =>
  fetch(`${service.url}${path}`, {
    ...init,
    headers: { 'X-Test-Now': service.clock.now(), 'X-Forwarded-For': address, 'X-Real-Ip': address.split(',').at(-1)?.trim() ?? '', ...init.headers },
  });
const searching = (address: string) => from(address, '/api/items');

describe('a person', () => {
  test('is let through exactly so many times of two hundred at once, and again when the minute is over', async () => {
    await setSettings(service, { readsPerMinute: 37 });
    const [one, other] = [await aPerson(service.db), await aPerson(service.db)];
    const reads = (token: string, times: number) => codesOf(Array.from({ length: times }, () => service.call('me.read', {}, token)));
    expect(await reads(one.token, 200)).toEqual({ passed: 37, refused: 163 });
    expect(await reads(other.token, 1)).toEqual({ passed: 1, refused: 0 });

    service.clock.advance(minute - 1);
    const refused = await service.call('me.read', {}, one.token);
    expect(refused.error).toMatchObject({ code: 'too_many_requests', message: '操作太频繁，请过一会儿再试。', details: { retryAfterSeconds: 1 } });
    expect(refused.headers.get('retry-after')).toBe('1');
    service.clock.advance(1);
    expect(await reads(one.token, 50)).toEqual({ passed: 37, refused: 13 });
  });

  test('is not kept waiting for a day by a clock that ran a day ahead', async () => {
    await setSettings(service, { readsPerMinute: 30 });
    const { token } = await aPerson(service.db);
    const reads = (times: number) => codesOf(Array.from({ length: times }, () => service.call('me.read', {}, token)));
    const now = service.clock.now();
    service.clock.advance(24 * 60 * minute);
    expect(await reads(32)).toEqual({ passed: 30, refused: 2 });
    service.clock.set(now);
    expect(await reads(32)).toEqual({ passed: 30, refused: 2 });
  });

  test('has a count of its own for each class, and one phone with many accounts no more than two people', async () => {
    await setSettings(service, { writesPerMinute: 20 });
    const device = randomUUID();
    const write = async (token: string) =>
      fetch(`${service.url}/api/notices/read-all`, {
        method: 'POST',
        body: '{}',
        headers: {
          'X-Test-Now': service.clock.now(),
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
          'X-Onewindow-Device': device,
        },
      });
    const people = await Promise.all([1, 2, 3].map(() => aPerson(service.db)));
    const counts = [];
    for (const { token } of people) counts.push(await codesOf(Array.from({ length: 30 }, () => write(token))));
    // Those that the person's own limit refused were counted for the phone as well.
    expect(counts).toEqual([
      { passed: 20, refused: 10 },
      { passed: 10, refused: 20 },
      { passed: 0, refused: 30 },
    ]);
    expect((await service.call('me.read', {}, people[2]?.token)).status).toBe(200);
  });

  test('tries identity numbers, and a number is tried, no more than so often in a day', async () => {
    await setSettings(service, { identityTriesPerDay: 3 });
    const verify = (token: string, idNumber: string) =>
      service.call('me.verifyRealName', { name: '张三', idKind: 'passport', idNumber }, token).then(({ error }) => error?.code ?? 'done');
    const { token } = await aPerson(service.db);
    const numbers = ['E10000001', 'E10000002', 'E10000003', 'E10000004'];
    const tries = [];
    for (const number of numbers) tries.push(await verify(token, number));
    expect(tries.slice(0, 3)).not.toContain('too_many_requests');
    expect(tries[3]).toBe('too_many_requests');

    const others = await Promise.all([1, 2, 3].map(() => aPerson(service.db)));
    const same = [];
    for (const other of others) same.push(await verify(other.token, 'E10000001'));
    expect(same.at(-1)).toBe('too_many_requests');
    const [kept] = await service.db<{ subjects: string[] }[]>`select array_agg(subject) as subjects from request_count where rate = 'identity'`;
    expect(kept?.subjects.join()).not.toContain('E1000');
  });
});

describe('an address', () => {
  test('of people who are not signed in is let through so many times as people may share it, exactly, and another address is another', async () => {
    await setSettings(service, { searchesPerMinute: 10, peoplePerAddress: 2 });
    expect(await codesOf(Array.from({ length: 200 }, () => searching('203.0.113.7')))).toEqual({ passed: 20, refused: 180 });
    expect((await searching('203.0.113.8')).status).toBe(200);
    service.clock.advance(minute);
    expect((await searching('203.0.113.7')).status).toBe(200);
  });

  test('cannot be chosen by the caller: what stands before the entry of the proxy is not read', async () => {
    service.clock.advance(minute);
    const forged = Array.from({ length: 40 }, (_, n) => searching(`198.51.100.${n}, 203.0.113.9`));
    expect(await codesOf(forged)).toEqual({ passed: 20, refused: 20 });
  });

  test('does not hold up who is signed in', async () => {
    const { token } = await aPerson(service.db);
    const answer = await from('203.0.113.9', '/api/items', { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
  });

  test('asks for notices and answers no more than so often', async () => {
    service.clock.advance(minute);
    await setSettings(service, { documentsPerMinute: 2, searchesPerMinute: 10, peoplePerAddress: 1 });
    const code = await aChecklist(service.db, { halls: [await aHall(service.db)] });
    const asks = (path: string, times: number) => codesOf(Array.from({ length: times }, () => from('203.0.113.20', path)));
    expect(await asks(`/api/checklists/${code}/notice`, 5)).toEqual({ passed: 2, refused: 3 });
    expect(await asks('/api/answers?q=居住证', 15)).toEqual({ passed: 10, refused: 5 });
  });

  test('signs in and complains without a name no more than so often, also with a session, and nothing is counted for the person', async () => {
    service.clock.advance(minute);
    await setSettings(service, { signInsPerMinute: 2, reportsPerHour: 2, peoplePerAddress: 1 });
    const { id, token } = await aPerson(service.db);
    const send = (path: string, body: object) =>
      from('203.0.113.30', path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), Authorization: `Bearer ${token}` },
      });
    const refreshed = [1, 2, 3].map(() => send('/api/session/refresh', { refreshToken: 'x'.repeat(43) }));
    expect(await codesOf(refreshed)).toEqual({ passed: 2, refused: 1 });
    const complained = [1, 2, 3].map(() => send('/api/complaints', { kind: 'service', text: '排队太久没人理', anonymous: true }));
    expect(await codesOf(complained)).toEqual({ passed: 2, refused: 1 });
    expect(await service.db`select 1 from request_count where subject = ${id}`).toHaveLength(0);
    const [row] = await service.db<{ subject: string }[]>`select subject from request_count where rate = 'report'`;
    expect(row?.subject).toMatch(/^addr_[\w-]{22}$/);
  });

  test('is counted whole for IPv4 and by its /64 for IPv6; one of a private network is a proxy and nobody', () => {
    expect([' 203.0.113.5', '::ffff:203.0.113.5', '2001:db8:1:2::9', '2001:0DB8:1:2:a:b:c:d', '2001:db8::1'].map(countedAddress)).toEqual([
      '203.0.113.5',
      '203.0.113.5',
      '2001:db8:1:2::/64',
      '2001:db8:1:2::/64',
      '2001:db8:0:0::/64',
    ]);
    const nobody = [
      '127.0.0.1',
      '::1',
      '::ffff:10.1.2.3',
      '10.0.0.1',
      '172.31.0.1',
      '192.168.1.1',
      'fd00::1',
      'fe80::1%eth0',
      'unknown',
      '1.2.3',
      '',
      null,
    ];
    expect(nobody.map(countedAddress)).toEqual(nobody.map(() => null));
  });

  test('comes from the connection without a proxy, else from so many entries from the right', () => {
    const header = '198.51.100.1, 203.0.113.5, 10.0.0.9';
    expect(addressReader(0)('203.0.113.99', header)).toBe('203.0.113.99');
    expect(addressReader(1)('10.0.0.2', '198.51.100.1, 203.0.113.5')).toBe('203.0.113.5');
    expect(addressReader(2)('10.0.0.2', header)).toBe('203.0.113.5');
    // It came past the outer proxy.
    expect(addressReader(2)('203.0.113.77', '198.51.100.1')).toBe('203.0.113.77');
    expect(addressReader(1)('203.0.113.77', null)).toBe('203.0.113.77');
  });
});

test('every endpoint is counted but those that count the tries themselves', () => {
  const uncounted = (Object.keys(endpoints) as EndpointName[]).filter((name) => rateOf(name, endpoints[name]) === null);
  expect(uncounted).toEqual(['appointments.hold', 'appointments.book', 'waitList.accept', 'window.book']);
  expect(rateOf('checklists.notice', endpoints['checklists.notice'])).toBe('document');
  expect(rateOf('files.upload', endpoints['files.upload'])).toBe('upload');
  expect(defaultSettings.documentsPerMinute * defaultSettings.peoplePerAddress).toBeLessThanOrEqual(200);
});

test('counts whose window is over are forgotten by the sweep, the others kept', async () => {
  const now = service.clock.now();
  await service.db`delete from request_count`;
  await service.db`
    insert into request_count (rate, subject, ends_at, requests) values ('read', 'per_over', ${now}, 3), ('read', 'per_runs', ${new Date(Date.parse(now) + 1).toISOString()}, 3)`;
  await sweep(service.room, now);
  expect((await service.db<{ subject: string }[]>`select subject from request_count`).map(({ subject }) => subject)).toEqual(['per_runs']);
});
