import { randomUUID } from 'node:crypto';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';
import { later } from '../../shared/rules/shanghai';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer();
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(testNow));

type Someone = { id: string; token: string };
let made = 0;

/** An enterprise of its own with a principal. */
async function aTeam(): Promise<{ id: string; principal: Someone }> {
  made += 1;
  const id = `team-${made}`;
  const principal = await aPerson(service.db, { name: '甲负责' });
  await service.db`insert into enterprise (id, uscc, name, town, unit_id) values (${id}, ${`TEAM${made}`}, ${`试办第${made}厂`}, ${town.town}, ${town.unitId})`;
  await service.db`insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${id}, ${principal.id}, 'principal', ${testNow})`;
  return { id, principal };
}

const invite = (by: Someone, id: string, more: { hours?: 2 | 24 | 72; uses?: 1 | 10 | 50 } = {}) =>
  service.call('members.invite', { id, hours: more.hours ?? 24, uses: more.uses ?? 1 }, by.token);
const join = (person: Someone, code: string) => service.call('members.join', { code }, person.token);
const team = async (by: Someone, id: string) => (await service.call('members.list', { id }, by.token)).body;
const told = async (person: Someone) =>
  (await service.db<{ kind: string }[]>`select kind from notice where person_id = ${person.id} order by created_at, id`).map(({ kind }) => kind);

async function admitted(id: string, principal: Someone, person: Someone): Promise<void> {
  const { code } = (await invite(principal, id)).body;
  await join(person, code);
  const { joins } = await team(principal, id);
  await service.call('members.decide', { id: joins.at(-1)?.id ?? '', admit: true }, principal.token);
}

test('an invited person sees who invites, asks, and is a member once the principal admits', async () => {
  const { id, principal } = await aTeam();
  const person = await aPerson(service.db, { name: '乙员工' });
  const { code, invitation } = (await invite(principal, id)).body;
  expect(invitation).toMatchObject({ uses: 1, used: 0, state: 'open', expiresAt: later(testNow, 24 * 3_600_000) });
  expect((await service.call('members.invitation', { code }, person.token)).body).toMatchObject({ by: '甲负责', state: 'open', mine: null });
  expect((await join(person, code)).status).toBe(200);
  expect((await service.call('members.invitation', { code }, person.token)).body).toMatchObject({ state: 'used_up', mine: 'asked' });
  expect((await service.call('members.list', { id }, person.token)).error).toMatchObject({ code: 'not_found' });
  expect(await told(principal)).toEqual(['join_asked']);
  const [asked] = (await team(principal, id)).joins;
  expect(asked).toMatchObject({ name: '乙员工', by: '甲负责' });
  const after = await service.call('members.decide', { id: asked?.id ?? '', admit: true }, principal.token);
  expect(after.body.members.map(({ name, role }) => [name, role])).toEqual([
    ['甲负责', 'principal'],
    ['乙员工', 'employee'],
  ]);
  expect(await told(person)).toEqual(['join_admitted']);
  expect((await team(person, id)).role).toBe('employee');
  expect((await team(person, id)).history).toEqual([]);
  expect((await team(principal, id)).history.map(({ action }) => action)).toEqual(['admit', 'ask', 'invite']);
  expect((await join(person, code)).error).toMatchObject({ code: 'already_member' });
});

test('the code is kept only as a hash', async () => {
  const { id, principal } = await aTeam();
  const { code } = (await invite(principal, id)).body;
  const [row] = await service.db<{ row: string }[]>`select enterprise_invitation::text as row from enterprise_invitation where enterprise_id = ${id}`;
  expect(row?.row).not.toContain(code);
  const kept = await service.db`select 1 from idempotency where position(${Buffer.from(code)} in answer) > 0`;
  expect(kept).toHaveLength(0);
});

test('an invitation ends at its instant, when it is used up, and when it is revoked', async () => {
  const { id, principal } = await aTeam();
  const { code, invitation } = (await invite(principal, id, { hours: 2, uses: 10 })).body;
  service.clock.set(later(invitation.expiresAt, -1));
  expect((await join(await aPerson(service.db), code)).status).toBe(200);
  service.clock.set(invitation.expiresAt);
  expect((await join(await aPerson(service.db), code)).error).toMatchObject({ code: 'invitation_over' });

  service.clock.set(testNow);
  const second = (await invite(principal, id, { uses: 10 })).body;
  const people = await Promise.all(Array.from({ length: 14 }, () => aPerson(service.db)));
  const answers = await Promise.all(people.map((person) => join(person, second.code)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect((await team(principal, id)).invitations.map(({ state, used }) => [state, used])).toContainEqual(['used_up', 10]);

  const third = (await invite(principal, id, { uses: 10 })).body;
  const waiting = await aPerson(service.db);
  await join(waiting, third.code);
  await service.call('members.revoke', { id: third.invitation.id }, principal.token);
  expect((await join(await aPerson(service.db), third.code)).error).toMatchObject({ code: 'invitation_over' });
  expect(await told(waiting)).toEqual(['join_lapsed']);
  const [lapsed] = await service.db<{ id: string }[]>`select id from enterprise_join where person_id = ${waiting.id}`;
  expect((await service.call('members.decide', { id: lapsed?.id ?? '', admit: true }, principal.token)).error).toMatchObject({ code: 'wrong_state' });
  expect((await service.call('members.revoke', { id: third.invitation.id }, principal.token)).error).toMatchObject({ code: 'wrong_state' });
});

test('who is removed loses access at once; what was filed stays with the enterprise, and its principal is told from then on', async () => {
  const colleague = await aPerson(service.db, { name: '丙员工' });
  await admitted(town.enterpriseId, town.employee, colleague);
  const filed = await service.call(
    'cases.file',
    { enterpriseId: town.enterpriseId, category: 'handling', title: '集中办证', body: '想集中办理居住证。' },
    colleague.token,
  );
  const { id } = filed.body;
  expect((await service.call('members.remove', { id: town.enterpriseId, personId: colleague.id }, town.colleague.token)).error).toMatchObject({
    code: 'principal_required',
  });
  await service.call('members.remove', { id: town.enterpriseId, personId: colleague.id, reason: '已离职' }, town.employee.token);
  expect((await service.call('cases.read', { id }, colleague.token)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('cases.list', {}, colleague.token)).body.cases).toEqual([]);
  expect((await service.call('cases.withdraw', { id }, colleague.token)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('members.list', { id: town.enterpriseId }, colleague.token)).error).toMatchObject({ code: 'not_found' });
  expect((await service.call('cases.read', { id }, town.employee.token)).status).toBe(200);
  const before = (await told(colleague)).length;
  await service.call('desk.contact', { id, text: '已电话联系。' }, town.liaison.token);
  expect(await told(colleague)).toHaveLength(before);
  expect(await told(town.employee)).toContain('case_contacted');
  // Back in the enterprise, the own requests are there again.
  await admitted(town.enterpriseId, town.employee, colleague);
  expect((await service.call('cases.read', { id }, colleague.token)).status).toBe(200);
});

test('the last principal hands over before leaving; two principals who leave at once leave one behind', async () => {
  const { id, principal } = await aTeam();
  const next = await aPerson(service.db, { name: '丁员工' });
  expect((await service.call('members.leave', { id }, principal.token)).error).toMatchObject({ code: 'last_principal' });
  await admitted(id, principal, next);
  expect((await service.call('members.handOver', { id, personId: next.id }, next.token)).error).toMatchObject({ code: 'principal_required' });
  const over = await service.call('members.handOver', { id, personId: next.id }, principal.token);
  expect(over.body).toMatchObject({ role: 'employee', joins: [], invitations: [] });
  expect(await told(next)).toContain('principal_handed_over');
  expect((await team(next, id)).invitations.every(({ state }) => state !== 'open')).toBe(true);
  expect((await service.call('members.leave', { id }, principal.token)).status).toBe(200);
  expect((await service.call('members.leave', { id }, principal.token)).error).toMatchObject({ code: 'not_found' });

  for (let round = 0; round < 5; round += 1) {
    const both = await aTeam();
    const other = await aPerson(service.db);
    await service.db`insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${both.id}, ${other.id}, 'principal', ${testNow})`;
    const left = await Promise.all([both.principal, other].map((one) => service.call('members.leave', { id: both.id }, one.token)));
    expect(left.map(({ status }) => status).sort()).toEqual([200, 409]);
  }
});

test('the database itself keeps a principal where there are members, whoever writes', async () => {
  const { id, principal } = await aTeam();
  const person = await aPerson(service.db);
  await admitted(id, principal, person);
  await expect(service.db`delete from enterprise_member where enterprise_id = ${id} and role = 'principal'`).rejects.toThrow('without a principal');
  await expect(service.db`update enterprise_member set role = 'employee' where enterprise_id = ${id}`).rejects.toThrow('without a principal');
});

test('a principal neither removes a principal nor hands over to one', async () => {
  const { id, principal } = await aTeam();
  const other = await aPerson(service.db);
  await service.db`insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${id}, ${other.id}, 'principal', ${later(testNow, 60_000)})`;
  expect((await team(principal, id)).members.map(({ actions }) => actions)).toEqual([['leave'], []]);
  for (const name of ['members.remove', 'members.handOver'] as const)
    expect((await service.call(name, { id, personId: other.id }, principal.token)).error).toMatchObject({ code: 'wrong_state' });
});

test('only a principal files by the through train', async () => {
  const request = {
    enterpriseId: town.enterpriseId,
    channel: 'through_train',
    leaderId: 'mayor',
    category: 'handling',
    title: '扩建厂房',
    body: '请协调周边交通组织。',
  } as const;
  expect((await service.call('cases.file', request, town.colleague.token)).error).toMatchObject({ code: 'principal_required' });
  expect((await service.call('cases.file', request, town.employee.token)).body).toMatchObject({
    channel: 'through_train',
    leader: { office: 'mayor', name: '孟远航' },
  });
  const down = (requester: string) => service.call('desk.takeDown', { ...request, requester: { personId: requester } }, town.liaison.token);
  expect((await down(town.colleague.id)).error).toMatchObject({ code: 'principal_required' });
  expect((await down(town.employee.id)).status).toBe(200);
});

test('by the through train a principal chooses the mayor or a deputy in office, for an entitled enterprise only', async () => {
  const leaders = (await service.call('enterprises.leaders', {}, town.employee.token)).body.leaders;
  expect(leaders.map(({ office }) => office)).toEqual(['mayor', 'deputy_mayor', 'deputy_mayor', 'deputy_mayor']);
  const file = (leaderId?: string) =>
    service.call(
      'cases.file',
      {
        enterpriseId: town.enterpriseId,
        channel: 'through_train',
        category: 'handling',
        title: '扩建厂房',
        body: '请协调周边交通组织。',
        ...(leaderId ? { leaderId } : {}),
      },
      town.employee.token,
    );
  for (const nobody of [undefined, 'no-such-leader']) expect((await file(nobody)).error?.code).toBe('leader_missing');
  const filed = (await file('deputy-security')).body;
  expect(filed).toMatchObject({ leader: { office: 'deputy_mayor', name: '岳守平' }, inNameOf: '市人民政府' });
  expect((await service.call('desk.read', { id: filed.id }, town.handler.token)).body.leader).toEqual({ office: 'deputy_mayor', name: '岳守平' });
  await service.db`update city_leader set in_office = false where id = 'deputy-security'`;
  expect((await file('deputy-security')).error?.code).toBe('leader_missing');
  await service.db`update city_leader set in_office = true where id = 'deputy-security'`;

  const mine = async (who: { token: string }) =>
    (await service.call('enterprises.mine', {}, who.token)).body.enterprises.find(({ id }) => id === town.enterpriseId)?.throughTrain;
  expect([await mine(town.employee), await mine(town.colleague)]).toEqual([true, false]);
  const set = (on: boolean, who = town.supervisor) =>
    service.call('register.setThroughTrain', { id: town.enterpriseId, on, reason: '直通车名单调整' }, who.token);
  for (const none of [town.liaison, town.unitHead, town.handler]) expect((await set(false, none)).error?.code).toBe('role_required');
  const ended = (await set(false)).body;
  expect(ended).toMatchObject({ throughTrain: false, setsThroughTrain: false });
  expect(ended.history.at(-1)).toMatchObject({ action: 'disentitle', who: '冯督办', reason: '直通车名单调整' });
  expect((await file('mayor')).error?.code).toBe('not_entitled');
  expect(await mine(town.employee)).toBe(false);
  // Only a registered enterprise is given it.
  expect((await set(true)).error?.code).toBe('wrong_state');
  await service.db`update enterprise set status = 'registered', tier = 'city', status_since = '2026-11-20' where id = ${town.enterpriseId}`;
  expect((await set(true)).body).toMatchObject({ throughTrain: true, setsThroughTrain: true });
  await service.db`update enterprise set status = 'suspended' where id = ${town.enterpriseId}`;
  expect((await file('mayor')).error?.code).toBe('not_entitled');
  await service.db`update enterprise set status = 'registered' where id = ${town.enterpriseId}`;
  expect((await file('mayor')).status).toBe(200);
});

test('without real name nobody joins; who waits need not ask twice', async () => {
  const { id, principal } = await aTeam();
  const { code } = (await invite(principal, id, { uses: 10 })).body;
  expect((await join(await aPerson(service.db, { realName: false }), code)).error).toMatchObject({ code: 'real_name_required' });
  const person = await aPerson(service.db);
  const twice = await Promise.all([join(person, code), join(person, code)]);
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await join(person, 'ZZZZ2222ZZZZ2222')).error).toMatchObject({ code: 'not_found' });
});

test('after five wrong codes in a row a person waits, and so does another on the same phone; a right one before that forgets them', async () => {
  const { id, principal } = await aTeam();
  const { code } = (await invite(principal, id, { uses: 10 })).body;
  const person = await aPerson(service.db, { name: '丙猜码' });
  const guess = (who: Someone) => service.call('members.invitation', { code: '22222222' }, who.token);
  for (let round = 0; round < 2; round++) {
    for (let wrong = 0; wrong < 4; wrong++) expect((await guess(person)).error?.code).toBe('not_found');
    expect((await service.call('members.invitation', { code }, person.token)).error).toBeNull();
  }
  for (let wrong = 0; wrong < 5; wrong++) expect((await guess(person)).error?.code).toBe('not_found');
  expect((await service.call('members.invitation', { code }, person.token)).error?.code).toBe('too_many_wrong_codes');
  expect((await join(person, code)).error?.code).toBe('too_many_wrong_codes');
  expect((await service.call('members.invitation', { code }, (await aPerson(service.db)).token)).error).toBeNull();
  service.clock.set(later(testNow, 60_000));
  expect((await join(person, code)).error).toBeNull();
});

test('wrong codes from one phone are counted whoever is signed in on it', async () => {
  const { id, principal } = await aTeam();
  const { code } = (await invite(principal, id)).body;
  const from = (who: Someone, guessed: string) =>
    fetch(`${service.url}/api/invitations/${guessed}/join`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${who.token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'x-onewindow-device': 'a-phone-with-many-accounts',
      },
      body: '{}',
    });
  for (let wrong = 0; wrong < 5; wrong++) expect((await from(await aPerson(service.db), '22222222')).status).toBe(404);
  expect((await from(await aPerson(service.db), code)).status).toBe(429);
});
