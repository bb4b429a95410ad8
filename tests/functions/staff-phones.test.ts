import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { routes } from '../../shared/contract/routes';
import { consentsInForce } from '../../shared/rules/consents';
import { later } from '../../shared/rules/shanghai';
import { settingRules } from '../../shared/rules/settings';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { setSettings } from '../support/settings';
import { testNow } from '../support/test-city';

let service: TestServer;
let town: CaseTown;
let people = 0;
beforeAll(async () => {
  service = await startTestServer();
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(testNow));

const minutes = (count: number) => count * 60_000;
const idle = minutes(settingRules.staffIdleMinutes.default);
const at = (ms: number) => service.clock.set(later(testNow, ms));

type Tokens = { accessToken: string; refreshToken: string };

/** As a phone of this name signs in to a WeChat account. */
async function signIn(openid: string, phone?: string): Promise<Tokens> {
  const login = await fetch(`${service.standInUrl}/stand-in/wechat/__stand-in/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ openid }),
  });
  const agreed = { version: consentsInForce.notice, page: 'pages/me/index' };
  const body = { ...((await login.json()) as object), agreed };
  const answer = await post(routes['session.signIn'].path, body, { ...(phone ? { 'X-Onewindow-Device': phone } : {}) });
  expect(answer.status).toBe(200);
  return answer.body as Tokens;
}
async function post(path: string, body: unknown, headers: Record<string, string>) {
  const response = await fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), 'X-Test-Now': service.clock.now(), ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}
const aPhone = () => `phone-${randomUUID()}`;

/** Somebody with a WeChat account, who works for the bureau with these roles. */
async function someone(...roles: string[]) {
  const person = await aPerson(service.db, { name: '岗位某' });
  const openid = `o_staff_phone_${String(++people).padStart(4, '0')}`;
  await service.db`update person set openid = ${openid} where id = ${person.id}`;
  for (const role of roles) await service.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${town.unitId}, ${role})`;
  if (roles.length === 0) await service.db`delete from staff_binding where person_id = ${person.id}`;
  return { ...person, openid };
}
const desk = async (token: string) => (await service.call('desk.list', { scope: 'unit' }, token)).error?.code ?? 'open';
const seenAt = async (id: string) => (await service.db<{ at: string }[]>`select max(seen_at) as at from session where person_id = ${id}`)[0]?.at;

describe('staff who leave the desk alone', () => {
  test('have no power after the set time, not a millisecond earlier, are told what to do, and have it again by signing in', async () => {
    const { openid } = await someone('handler');
    const { accessToken } = await signIn(openid);
    expect(await desk(accessToken)).toBe('open');
    at(idle - 1);
    await service.db`update session set access_expires_at = '2099-01-01'`;
    expect(await desk(accessToken)).toBe('open');
    at(2 * idle - 1);
    const answer = await service.call('desk.list', { scope: 'unit' }, accessToken);
    expect([answer.status, answer.error?.code, answer.error?.message]).toEqual([401, 'staff_idle', '工作台长时间没有操作，已自动退出，请重新登录。']);
    // looking again is no work, and what is one's own stays open
    expect(await desk(accessToken)).toBe('staff_idle');
    expect((await service.call('me.read', {}, accessToken)).status).toBe(200);
    expect(await desk((await signIn(openid)).accessToken)).toBe('open');
  });

  test('who go on asking go on, whatever they ask, and it is written down once a minute at most', async () => {
    const { id, openid } = await someone('officer');
    await service.db`delete from session where person_id = ${id}`;
    const { accessToken } = await signIn(openid);
    await service.db`update session set access_expires_at = '2099-01-01' where person_id = ${id}`;
    for (let time = minutes(20); time <= minutes(200); time += minutes(20)) {
      at(time);
      expect((await service.call('me.read', {}, accessToken)).status).toBe(200);
      expect(await seenAt(id)).toBe(later(testNow, time));
    }
    at(minutes(200) + 59_999);
    await service.call('me.read', {}, accessToken);
    expect(await seenAt(id)).toBe(later(testNow, minutes(200)));
    at(minutes(201));
    await service.call('me.read', {}, accessToken);
    expect(await seenAt(id)).toBe(later(testNow, minutes(201)));
  });

  test('by the time that the bureau has set; who is no staff is never asked', async () => {
    const [officer, citizen] = [await someone('handler'), await someone()];
    const [working, private_] = [await signIn(officer.openid), await signIn(citizen.openid)];
    await service.db`update session set access_expires_at = '2099-01-01'`;
    await setSettings(service, { staffIdleMinutes: 5 });
    at(minutes(5) - 1);
    expect(await desk(working.accessToken)).toBe('open');
    at(minutes(10));
    expect(await desk(working.accessToken)).toBe('staff_idle');
    await setSettings(service, { staffIdleMinutes: settingRules.staffIdleMinutes.default });
    at(minutes(600));
    expect((await service.call('me.read', {}, private_.accessToken)).status).toBe(200);
    expect(await desk(private_.accessToken)).toBe('role_required');
    expect(await seenAt(citizen.id)).not.toBe(service.clock.now());
  });

  test('with a second factor too: it is asked for after the new sign-in, and hears of requests as before', async () => {
    const head = await someone('unit_head');
    const { accessToken } = await signIn(head.openid);
    await service.db`
      update session set access_expires_at = '2099-01-01', second_factor_at = ${testNow}, second_factor_until = ${later(testNow, minutes(30))}
      where person_id = ${head.id}`;
    at(minutes(20));
    expect(await desk(accessToken)).toBe('open');
    at(minutes(49));
    expect(await desk(accessToken)).toBe('open');
    at(minutes(80));
    expect(await desk(accessToken)).toBe('staff_idle');
    expect(await desk((await signIn(head.openid)).accessToken)).toBe('second_factor_required');
  });
});

describe('an account of staff', () => {
  test('is on one phone at a time: the other is told so, by its access and by its refresh token, and stays out', async () => {
    const { openid } = await someone('handler');
    const [first, second] = [aPhone(), aPhone()];
    const before = await signIn(openid, first);
    expect(await desk(before.accessToken)).toBe('open');
    const after = await signIn(openid, second);
    expect(await desk(before.accessToken)).toBe('signed_in_elsewhere');
    expect((await service.call('session.refresh', { refreshToken: before.refreshToken })).error).toMatchObject({
      code: 'signed_in_elsewhere',
      message: expect.stringContaining('联系管理员'),
    });
    expect(await desk(after.accessToken)).toBe('open');
    await signIn(openid, first);
    expect(await desk(after.accessToken)).toBe('signed_in_elsewhere');
    expect(await desk(before.accessToken)).toBe('signed_in_elsewhere');
  });

  test('signs in again on its own phone without ending anything, and a citizen has as many phones as there are', async () => {
    const [officer, citizen] = [await someone('handler'), await someone()];
    const phone = aPhone();
    const own = [await signIn(officer.openid, phone), await signIn(officer.openid, phone)];
    for (const { accessToken } of own) expect(await desk(accessToken)).toBe('open');
    const private_ = [await signIn(citizen.openid, aPhone()), await signIn(citizen.openid, aPhone())];
    for (const { accessToken } of private_) expect((await service.call('me.read', {}, accessToken)).status).toBe(200);
  });

  test('gets a phone that others come to at once, or none: whoever is second signs in all the same and is bound on no phone', async () => {
    for (let round = 0; round < 4; round++) {
      const colleagues = await Promise.all(Array.from({ length: 6 }, () => someone('handler')));
      const ids = colleagues.map(({ id }) => id);
      for (const id of ids) await service.db`update staff_binding set device_name = ${aPhone()} where person_id = ${id} and ended_at is null`;
      const phone = aPhone();
      const tokens = await Promise.all(colleagues.map(({ openid }) => signIn(openid, phone)));
      const names = await service.db<{ name: string | null }[]>`
        select device_name as name from staff_binding where person_id = any(${ids}) and ended_at is null order by device_name`;
      expect(names.map(({ name }) => name)).toEqual([`dev_${phone}`, null, null, null, null, null]);
      for (const { accessToken } of tokens) expect(await desk(accessToken)).toBe('open');
    }
  });

  test('is the only one on its phone: another is not bound there until it has gone to another phone or is unbound', async () => {
    const administrator = town.administrator;
    const phone = aPhone();
    const newcomer = async () => {
      const person = await someone('officer');
      await service.db`update staff_binding set ended_at = ${testNow} where person_id = ${person.id}`;
      await service.db`update person set openid = null where id = ${person.id}`;
      const made = await service.call('staff.makeCode', { id: town.unitId, personId: person.id }, administrator.token);
      return { ...person, code: made.body.code };
    };
    const bind = async (person: { openid: string; code: string }, on: string) => {
      const { accessToken } = await signIn(person.openid, on);
      const headers = { Authorization: `Bearer ${accessToken}`, 'X-Onewindow-Device': on };
      const answer = await post(routes['binding.bind'].path, { code: person.code, phone: '华为' }, headers);
      return answer.status === 200 ? 'bound' : (answer.body as { error: { code: string } }).error.code;
    };
    const [one, two, three] = [await newcomer(), await newcomer(), await newcomer()];
    expect(await bind(one, phone)).toBe('bound');
    expect(await bind(two, phone)).toBe('device_bound');
    const other = aPhone();
    await signIn(one.openid, other);
    expect(await bind(two, phone)).toBe('bound');
    // back on a phone that is another's by now: this one is on none
    await signIn(one.openid, phone);
    expect(await service.db`select device_name as "deviceName" from staff_binding where person_id = ${one.id} and ended_at is null`).toEqual([
      { deviceName: null },
    ]);
    await service.call('staff.unbind', { id: town.unitId, personId: two.id, reason: '换岗' }, administrator.token);
    expect(await bind(three, phone)).toBe('bound');
  });
});
