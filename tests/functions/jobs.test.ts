import { later } from '../../shared/rules/shanghai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimLetters, finishLetter, queueLetter } from '../../db/queries/outbox';
import { newId } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { notify } from '../../functions/notify';
import { aPerson } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';
const sendPath = '/cgi-bin/message/subscribe/send';

let service: TestServer;
let town: CaseTown;
let people = 0;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(monday);
  await control('faults', 'DELETE').catch(() => undefined);
});

const control = (path: string, method = 'POST', body?: unknown) =>
  fetch(`${service.standInUrl}/stand-in/wechat/__stand-in/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const arrived = async (openid: string) =>
  ((await (await control(`messages?openid=${openid}`, 'GET')).json()) as { messages: { templateId: string; data: unknown; page: string }[] })
    .messages;

/** Someone with a WeChat account who has granted so many messages, told that a request is closed. */
async function told(
  grants: number,
  { atWechat = grants }: { atWechat?: number } = {},
): Promise<{ openid: string; personId: string; letter: () => Promise<Record<string, unknown> | undefined> }> {
  const openid = `o_jobs_person_${String(++people).padStart(4, '0')}`;
  const { id: personId } = await aPerson(service.db);
  await service.db`update person set openid = ${openid} where id = ${personId}`;
  // WeChat knows whoever has opened the mini-program.
  await control('login', 'POST', { openid });
  if (grants > 0) await service.db`insert into subscribe_grant (person_id, kind, remaining) values (${personId}, 'case_completed', ${grants})`;
  for (let count = 0; count < atWechat; count++) await control('grant', 'POST', { openid, templateIds: ['demo-template-case-completed'] });
  await service.db.begin((tx) =>
    notify(tx, { personId, kind: 'case_completed', subjectId: null, facts: { number: 'D20261123-00001' }, now: monday }),
  );
  const letter = async () => {
    const [row] = await service.db<Record<string, unknown>[]>`
      select o.state, o.attempts, o.last_error as error, o.due_at as "dueAt" from outbox o join notice n on n.id = o.payload ->> 'noticeId'
      where n.person_id = ${personId}`;
    return row;
  };
  return { openid, personId, letter };
}
const grantsLeft = async (personId: string) => (await service.db`select remaining from subscribe_grant where person_id = ${personId}`)[0]?.remaining;

describe('a WeChat message', () => {
  test('is sent once with one grant, however many runs at once', async () => {
    const { openid, personId, letter } = await told(2);
    await Promise.all(Array.from({ length: 6 }, () => runJobs(service.room)));
    expect(await arrived(openid)).toMatchObject([{ templateId: 'demo-template-case-completed', data: { character_string1: 'D20261123-00001' } }]);
    expect(await letter()).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await grantsLeft(personId)).toBe(1);
  });

  test('without a grant is dropped, and the inbox has the notice', async () => {
    const { openid, personId, letter } = await told(0);
    await runJobs(service.room);
    expect(await arrived(openid)).toEqual([]);
    expect(await letter()).toMatchObject({ state: 'dropped', error: 'no grant' });
    expect(await service.db`select 1 from notice where person_id = ${personId}`).toHaveLength(1);
  });

  test('that WeChat has no grant for (43101) is dropped, and the ledger follows WeChat', async () => {
    const { personId, letter } = await told(3, { atWechat: 0 });
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'dropped', error: expect.stringContaining('43101') });
    expect(await grantsLeft(personId)).toBe(0);
  });

  test('with a field that WeChat refuses (47003) is dead at once: another try would not help', async () => {
    const { letter } = await told(1);
    await control('faults', 'POST', { path: sendPath, errcode: 47003 });
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'dead', attempts: 1, error: expect.stringContaining('47003') });
  });

  test('that could not be sent is tried again after growing pauses, not a millisecond earlier, with the one grant', async () => {
    const { openid, personId, letter } = await told(1);
    // 45011: too many calls this minute; nothing was sent.
    await control('faults', 'POST', { path: sendPath, errcode: 45011, times: 5 });
    await runJobs(service.room);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      const waiting = await letter();
      expect(waiting).toMatchObject({ state: 'pending', attempts: attempt });
      pauses.push((Date.parse(String(waiting?.dueAt)) - Date.parse(service.clock.now())) / 1000);
      service.clock.set(later(String(waiting?.dueAt), -1));
      await runJobs(service.room);
      expect(await letter()).toMatchObject({ attempts: attempt });
      service.clock.advance(1);
      await runJobs(service.room);
    }
    expect(pauses).toEqual([60, 60, 60, 80, 160]);
    expect(await letter()).toMatchObject({ state: 'delivered', attempts: 6 });
    expect(await arrived(openid)).toHaveLength(1);
    expect(await grantsLeft(personId)).toBe(0);
  });

  test('is dead after eight tries, is shown to the administrator, and goes out when put back', async () => {
    const { openid, letter } = await told(1);
    await control('faults', 'POST', { path: sendPath, errcode: 45011, times: 8 });
    for (let attempt = 1; attempt <= 8; attempt++) {
      await runJobs(service.room);
      service.clock.advance(2 * 60 * 60_000);
    }
    expect(await letter()).toMatchObject({ state: 'dead', attempts: 8 });
    const seen = (await service.call('operations.deadLetters', {}, town.administrator.token)).body.letters;
    const dead = seen.find((one) => one.attempts === 8);
    expect(dead).toMatchObject({ kind: 'wechat_message', lastError: expect.stringContaining('45011') });
    for (const who of [town.supervisor, town.employee]) {
      expect((await service.call('operations.deadLetters', {}, who.token)).error?.code).toBe('role_required');
      expect((await service.call('operations.retry', { id: dead?.id as string }, who.token)).error?.code).toBe('role_required');
    }
    expect((await service.call('operations.retry', { id: dead?.id as string }, town.administrator.token)).status).toBe(200);
    expect((await service.call('operations.retry', { id: dead?.id as string }, town.administrator.token)).error?.code).toBe('not_found');
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'delivered' });
    expect(await arrived(openid)).toHaveLength(1);
  });

  test('whose answer was lost is never on the phone twice, with one grant or with more', async () => {
    for (const grants of [1, 3]) {
      const { openid, letter } = await told(grants);
      await control('faults', 'POST', { path: sendPath, dropAfterEffect: true });
      for (let round = 0; round < 4; round++) {
        await runJobs(service.room);
        service.clock.advance(60 * 60_000);
      }
      expect([grants, (await arrived(openid)).length]).toEqual([grants, 1]);
      expect(await letter()).toMatchObject({ state: 'unknown', error: expect.stringContaining('may have arrived') });
    }
  });

  test('whose sender died is taken over when the lease ends, and not before', async () => {
    const { openid, letter } = await told(1);
    const claim = () => claimLetters(service.db, { now: service.clock.now(), leasedUntil: later(service.clock.now(), 60_000), limit: 100 });
    expect((await claim()).length).toBeGreaterThan(0);
    service.clock.advance(59_999);
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'pending', attempts: 1 });
    service.clock.advance(1);
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(await arrived(openid)).toHaveLength(1);
  });
});

describe('the outbox', () => {
  test('gives each letter to one of many that claim at once', async () => {
    await runJobs(service.room);
    const ids = Array.from({ length: 60 }, () => newId('out', monday));
    for (const id of ids) await queueLetter(service.db, { id, kind: 'wechat_message', payload: { noticeId: 'none' }, now: monday });
    // Eight open connections first: else one of them would run the claims in turn.
    await Promise.all(Array.from({ length: 8 }, () => service.db`select pg_sleep(0.1)`));
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimLetters(service.db, { now: monday, leasedUntil: later(monday, 60_000), limit: 20 })),
    );
    const taken = claims.flat().map((letter) => letter.id);
    expect(new Set(taken).size).toBe(taken.length);
    expect(ids.every((id) => taken.includes(id))).toBe(true);
    for (const letter of claims.flat()) await finishLetter(service.db, letter, { state: 'dropped', error: null, now: monday });
  });

  test('a sender whose lease has passed to another changes nothing any more', async () => {
    const id = newId('out', monday);
    await queueLetter(service.db, { id, kind: 'wechat_message', payload: { noticeId: 'none' }, now: monday });
    const [slow] = await claimLetters(service.db, { now: monday, leasedUntil: later(monday, 1_000), limit: 1 });
    const [next] = await claimLetters(service.db, { now: later(monday, 1_000), leasedUntil: later(monday, 60_000), limit: 1 });
    expect([slow?.id, next?.id, next?.abandoned]).toEqual([id, id, true]);
    if (!slow || !next) throw new Error('nothing claimed');
    expect(await finishLetter(service.db, slow, { state: 'dead', error: 'late', now: monday })).toBe(false);
    expect(await finishLetter(service.db, next, { state: 'delivered', error: null, now: monday })).toBe(true);
  });

  test('a letter nobody knows is dead, not lost', async () => {
    const id = newId('out', monday);
    await service.db`
      insert into outbox (id, kind, payload, state, attempts, due_at, created_at) values (${id}, 'pigeon', '{}', 'pending', 0, ${monday}, ${monday})`;
    await runJobs(service.room);
    expect(await service.db`select state, last_error as error from outbox where id = ${id}`).toEqual([
      { state: 'dead', error: 'unknown kind pigeon' },
    ]);
  });
});

describe('a round of jobs', () => {
  test('names the job that failed, and keeps no other from its work', async () => {
    const { openid } = await told(1);
    const [hall] = await service.db<{ id: string; opening: never }[]>`select id, opening from hall order by id limit 1`;
    await service.db`update hall set opening = '{"slotMinutes": "broken"}' where id = ${hall?.id as string}`;
    await service.db`delete from content_load where name = 'places'`;
    expect((await runJobs(service.room)).failed).toEqual(['places']);
    expect(await arrived(openid)).toHaveLength(1);
    await service.db`update hall set opening = ${service.db.json(hall?.opening as never)} where id = ${hall?.id as string}`;
    expect((await runJobs(service.room)).failed).toEqual([]);
  });
});

describe('the entry for scheduled work', () => {
  test('wants the secret, and refuses all calls when none is set', async () => {
    const { default: cron } = await import('../../functions/cron');
    const ask = (secret?: string, method = 'GET') =>
      cron.fetch(new Request('http://localhost/api/cron', { method, ...(secret ? { headers: { Authorization: `Bearer ${secret}` } } : {}) }));
    process.env.CRON_SECRET = '';
    expect((await ask()).status).toBe(401);
    process.env.CRON_SECRET = 'a-secret-for-cron';
    expect((await ask()).status).toBe(401);
    expect((await ask('another-secret')).status).toBe(401);
    expect((await ask('a-secret-for-cron', 'POST')).status).toBe(405);
    // Let in, it says what the environment lacks rather than half work.
    await expect(ask('a-secret-for-cron')).rejects.toThrow(/DATABASE_URL/);
    delete process.env.CRON_SECRET;
  });
});
