import { later } from '../../shared/rules/shanghai';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer();
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(testNow));

type Someone = { id: string; token: string };
let phones = 13_700_000_000;
const aPhoneNumber = () => {
  phones += 1;
  return String(phones);
};
const reason = '岗位调整';

/** Somebody with a WeChat account who has never done anything here. */
async function newcomer(openid: string): Promise<Someone> {
  const token = await service.signIn(openid);
  return { token, id: (await service.call('me.read', {}, token)).body.id };
}
async function added(name: string, role: 'officer' | 'handler' | 'unit_head' = 'handler'): Promise<string> {
  const answer = await service.call('staff.add', { id: town.unitId, name, phone: aPhoneNumber(), role, reason }, town.administrator.token);
  return answer.body.people.find((person) => person.name === name)?.personId ?? '';
}
const makeCode = async (personId: string) =>
  (await service.call('staff.makeCode', { id: town.unitId, personId }, town.administrator.token)).body.code;
const bind = (person: Someone, code: string) => service.call('binding.bind', { code, phone: '试验机' }, person.token);
const desk = (person: Someone) => service.call('desk.list', { scope: 'unit' }, person.token);

test('an officer who is added has no power until the account is bound by the one-time code, once', async () => {
  const personId = await added('新承办甲');
  const person = await newcomer('bind-first');
  expect((await desk(person)).error).toMatchObject({ code: 'role_required' });
  const code = await makeCode(personId);
  expect((await bind(person, code)).status).toBe(200);
  expect((await desk(person)).status).toBe(200);
  expect((await service.call('me.read', {}, person.token)).body).toMatchObject({ id: personId, name: '新承办甲', staff: [{ role: 'handler' }] });
  expect((await bind(await newcomer('bind-second'), code)).error).toMatchObject({ code: 'binding_code_invalid' });
  const { body } = await service.call('staff.list', { id: town.unitId }, town.administrator.token);
  expect(body.people.find((one) => one.personId === personId)).toMatchObject({ device: '试验机', boundAt: testNow, codeUntil: null });
  expect(
    body.history
      .filter(({ who }) => who === '新承办甲')
      .map(({ action }) => action)
      .sort(),
  ).toEqual(['bind', 'code', 'give']);
  const again = await newcomer('bind-first');
  expect(again.id).toBe(personId);
});

test('a binding code lives a day; a newer one ends it; two accounts at once bind one', async () => {
  const personId = await added('新承办乙');
  const first = await makeCode(personId);
  const code = await makeCode(personId);
  const person = await newcomer('bind-late');
  expect((await bind(person, first)).error).toMatchObject({ code: 'binding_code_invalid' });
  await service.db`update session set access_expires_at = '2099-01-01' where person_id in (${person.id}, ${town.administrator.id})`;
  service.clock.set(later(testNow, 24 * 3_600_000));
  expect((await bind(person, code)).error).toMatchObject({ code: 'binding_code_invalid' });
  const fresh = await makeCode(personId);
  service.clock.set(later(testNow, 48 * 3_600_000 - 1));
  const rival = await newcomer('bind-rival');
  const both = await Promise.all([bind(person, fresh), bind(rival, fresh)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  const rows = await service.db`select 1 from staff_binding where person_id = ${personId} and ended_at is null`;
  expect(rows).toHaveLength(1);
});

test('unbinding takes the power away at once; another account may then be bound in its place', async () => {
  const personId = await added('新承办丙');
  const old = await newcomer('bind-old');
  await bind(old, await makeCode(personId));
  expect((await service.call('staff.makeCode', { id: town.unitId, personId }, town.administrator.token)).error).toMatchObject({
    code: 'wrong_state',
  });
  await service.call('staff.unbind', { id: town.unitId, personId, reason: '手机遗失' }, town.administrator.token);
  expect((await desk(old)).error).toMatchObject({ code: 'session_expired' });
  expect((await desk(await newcomer('bind-old'))).error).toMatchObject({ code: 'role_required' });
  const replaced = await newcomer('bind-new');
  await bind(replaced, await makeCode(personId));
  expect((await desk(replaced)).status).toBe(200);
  expect((await newcomer('bind-old')).id).not.toBe(personId);
});

test('an account with a life of its own is not taken over; the roles go to its person instead', async () => {
  const personId = await added('新承办丁');
  const citizen = await aPerson(service.db, { name: '另一人' });
  expect((await bind(citizen, await makeCode(personId))).error).toMatchObject({ code: 'account_in_use' });
  const phone = aPhoneNumber();
  const known = await aPerson(service.db, { name: '老用户' });
  await service.db`update staff_binding set ended_at = ${testNow} where person_id = ${known.id}`;
  await service.call('me.setPhone', { phone }, known.token);
  const { body } = await service.call('staff.add', { id: town.unitId, name: '老用户', phone, role: 'handler', reason }, town.administrator.token);
  expect(body.people.find(({ name }) => name === '老用户')?.personId).toBe(known.id);
  expect((await desk(known)).error).toMatchObject({ code: 'role_required' });
  await bind(known, await makeCode(known.id));
  expect((await desk(known)).status).toBe(200);
});

test('codes guessed from one account soon have to wait', async () => {
  const person = await newcomer('bind-guess');
  const tries = await Promise.all(Array.from({ length: 30 }, () => bind(person, 'ZZZZ2222')));
  expect(tries.filter(({ error }) => error?.code === 'binding_code_invalid')).toHaveLength(5);
  expect(tries.filter(({ error }) => error?.code === 'too_many_wrong_codes')).toHaveLength(25);
});

test('roles are combinable, given and taken with reason and history', async () => {
  const personId = await added('多岗某', 'officer');
  const give = (role: 'officer' | 'handler') => service.call('staff.give', { id: town.unitId, personId, role, reason }, town.administrator.token);
  expect((await give('handler')).body.people.find((one) => one.personId === personId)?.roles).toEqual(['handler', 'officer']);
  expect((await give('handler')).error).toMatchObject({ code: 'role_held' });
  const taken = await service.call('staff.take', { id: town.unitId, personId, role: 'officer', reason: '不再坐窗口' }, town.administrator.token);
  expect(taken.body.people.find((one) => one.personId === personId)?.roles).toEqual(['handler']);
  expect(taken.body.history).toContainEqual(expect.objectContaining({ action: 'take', role: 'officer', reason: '不再坐窗口', by: '管理员' }));
  expect((await service.call('staff.take', { id: town.unitId, personId, role: 'officer', reason }, town.administrator.token)).error).toMatchObject({
    code: 'not_found',
  });
});

test('an administrator stays within the tree, and does not touch the own roles', async () => {
  const local = await aPerson(service.db, { name: '分局管理员' });
  await service.db`insert into staff_role (person_id, unit_id, role) values (${local.id}, ${town.unitId}, 'administrator')`;
  const units = (await service.call('staff.units', {}, local.token)).body.units.map(({ id }) => id);
  expect(units).toEqual([town.unitId]);
  const bureau = town.unitId.replace('-east', '');
  expect((await service.call('staff.list', { id: bureau }, local.token)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('staff.list', { id: town.unitId.replace('-east', '-west') }, local.token)).error).toMatchObject({ code: 'not_found' });
  const own = { id: town.unitId, personId: local.id, role: 'unit_head', reason } as const;
  expect((await service.call('staff.give', own, local.token)).error).toMatchObject({ code: 'not_yourself' });
  // Somebody with a role above as well is not theirs to unbind.
  const wide = await aPerson(service.db, { name: '市局和分局' });
  await service.db`insert into staff_role (person_id, unit_id, role) values (${wide.id}, ${town.unitId}, 'handler'), (${wide.id}, ${bureau}, 'supervisor')`;
  const about = { id: town.unitId, personId: wide.id, reason };
  expect((await service.call('staff.unbind', about, local.token)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('staff.unbind', about, town.administrator.token)).status).toBe(200);
});

test('the contact channels are there for everybody: phone, hours, on duty; a name only where the unit says so', async () => {
  const { body } = await service.call('channels.list', {});
  const demo = body.channels.filter(({ id }) => id.startsWith('dg'));
  expect(demo).toHaveLength(34);
  expect(demo[0]).toMatchObject({ id: 'dg', town: null, hours: '全天', hasDuty: true, onDuty: null });
  expect(demo.every(({ phone, hours, hasDuty }) => phone !== '' && hours !== '' && hasDuty)).toBe(true);
  await service.db`update unit set duty_named = true where id = ${town.unitId}`;
  const named = (await service.call('channels.list', {})).body.channels.find(({ id }) => id === town.unitId);
  expect(named).toMatchObject({ onDuty: '值班钱某' });
});

test('the three kinds of administrators are three people, by the rule and by the database, however many give at once', async () => {
  const personId = await added('三员某');
  const give = (role: 'administrator' | 'security_administrator' | 'audit_administrator' | 'liaison') =>
    service.call('staff.give', { id: town.unitId, personId, role, reason }, town.administrator.token);
  const both = await Promise.all([give('security_administrator'), give('audit_administrator'), give('administrator')]);
  expect(both.map(({ status, error }) => error?.code ?? status).sort()).toEqual([200, 'roles_apart', 'roles_apart']);
  expect((await give('liaison')).status).toBe(200);
  const held = await service.db<{ role: string }[]>`select role from staff_role where person_id = ${personId} and role like '%administrator'`;
  const other = held[0]?.role === 'administrator' ? 'audit_administrator' : 'administrator';
  await expect(service.db`insert into staff_role (person_id, unit_id, role) values (${personId}, ${town.unitId}, ${other})`).rejects.toMatchObject({
    constraint_name: 'staff_role_apart',
  });
});

test('a security administrator sees who has a second factor and forgets one that was lost, with its recovery codes, and gives no roles; nobody else does', async () => {
  const keeper = await aPerson(service.db, { name: '安全管理员甲' });
  await service.db`insert into staff_role (person_id, unit_id, role) values (${keeper.id}, ${town.unitId}, 'security_administrator')`;
  const personId = await added('换手机的负责人', 'unit_head');
  await service.db`insert into second_factor (person_id, secret_sealed, confirmed_at) values (${personId}, '\\x00', ${testNow})`;
  await service.db`insert into recovery_code (person_id, code_hash) values (${personId}, '\\x01')`;
  const { people } = (await service.call('staff.list', { id: town.unitId }, keeper.token)).body;
  expect(people.find((one) => one.personId === personId)).toMatchObject({ secondFactor: true });
  const about = { id: town.unitId, personId, reason: '换了手机' };
  expect((await service.call('staff.resetSecondFactor', about, town.administrator.token)).error).toMatchObject({ code: 'role_required' });
  const reset = await service.call('staff.resetSecondFactor', about, keeper.token);
  expect(reset.body.people.find((one) => one.personId === personId)).toMatchObject({ secondFactor: false });
  expect(reset.body.history).toContainEqual(expect.objectContaining({ action: 'reset', by: '安全管理员甲', reason: '换了手机' }));
  expect(await service.db`select from second_factor where person_id = ${personId}`).toHaveLength(0);
  expect(await service.db`select from recovery_code where person_id = ${personId}`).toHaveLength(0);
  expect((await service.call('staff.give', { ...about, role: 'liaison' }, keeper.token)).error).toMatchObject({ code: 'role_required' });
  expect((await service.call('staff.resetSecondFactor', { ...about, personId: keeper.id }, keeper.token)).error).toMatchObject({
    code: 'not_yourself',
  });
});
