import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commonProblems } from '../../functions/jobs/common-problems';
import { solutions } from '../../functions/jobs/systemic';
import { later } from '../../shared/rules/shanghai';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

let service: TestServer;
let town: CaseTown;
let second: { enterpriseId: string; employee: { id: string; token: string } };
const now = '2026-11-23T02:00:00.000Z';

beforeAll(async () => {
  service = await startTestServer({ jobs: false, now });
  town = await aCaseTown(service.db);
  const employee = await aPerson(service.db, { name: '另一家员工' });
  const enterpriseId = 'trial-second';
  await service.db`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id)
    values (${enterpriseId}, 'TRIALSECOND0000001', '另一家企业', ${town.town}, ${town.unitId}, ${town.liaison.id})`;
  await service.db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${enterpriseId}, ${employee.id}, 'employee', ${now})`;
  second = { enterpriseId, employee };
});
afterAll(() => service?.stop());

const file = async (title: string, body: string, from: 'first' | 'second' = 'first') => {
  const enterpriseId = from === 'first' ? town.enterpriseId : second.enterpriseId;
  const token = from === 'first' ? town.employee.token : second.employee.token;
  const filed = await service.call('cases.file', { enterpriseId, category: 'handling', title, body }, token);
  expect(filed.error).toBeNull();
  return filed.body.id;
};
const group = () => commonProblems({ database: service.db }, now);
const toldOf = async (token: string, kind: string) =>
  (await service.call('notices.list', {}, token)).body.notices.filter((notice) => notice.kind === kind);
const supervisor = () => town.supervisor.token;

describe('from like requests to one solution', () => {
  let caseIds: string[] = [];
  let groupId = '';
  let issueId = '';

  test('like requests of several enterprises are one group with what they share, and others are not in it', async () => {
    caseIds = [
      await file('货车限行影响发货', '公司门前这条路全天限行货车，装好的货只能半夜拉出去。'),
      await file('限行的货车通行证', '镇中心限行，配送货车白天进不去，想申请货车通行证。'),
      await file('调整货车限行时段', '工业区限行时段太长，货车只有凌晨能进。', 'second'),
    ];
    await file('公章丢了怎么重新刻', '公章不见了，重新刻制备案要带什么。', 'second');
    await group();
    const { body } = await service.call('problems.list', {}, supervisor());
    expect(body.groups).toHaveLength(1);
    expect(body.groups[0]).toMatchObject({ requests: 3, enterprises: 2, issueId: null });
    expect(body.groups[0]?.words.join()).toContain('货车限行');
    groupId = body.groups[0]?.id ?? '';
    const shown = (await service.call('problems.read', { id: groupId }, supervisor())).body;
    expect(shown.members.map(({ id }) => id).sort()).toEqual([...caseIds].sort());
    expect(
      shown.members[0]?.title
        .filter(({ shared }) => shared)
        .map(({ text }) => text)
        .join(),
    ).toContain('限行');
  });

  test('only supervisors within reach see groups, and those of another bureau do not', async () => {
    expect((await service.call('problems.list', {}, town.unitHead.token)).error?.code).toBe('role_required');
    const other = await aPerson(service.db, { name: '邻镇督办' });
    await service.db`
      insert into staff_role (person_id, unit_id, role) values (${other.id}, ${town.unitId.replace('-east', '-west')}, 'supervisor')`;
    expect((await service.call('problems.list', {}, other.token)).body.groups).toEqual([]);
    expect((await service.call('problems.read', { id: groupId }, other.token)).error?.code).toBe('not_found');
    const input = { groupId, caseIds, title: '货车限行', ownerId: town.handler.id, day: '2026-12-20' };
    expect((await service.call('systemic.open', input, other.token)).error?.code).toBe('not_found');
  });

  test('the supervisor makes it an issue with an owner and a date, which every requester reads on the case and is told', async () => {
    const owners = (await service.call('systemic.owners', { words: '分局' }, supervisor())).body.owners;
    expect(owners.map(({ id }) => id)).toContain(town.handler.id);
    const input = { groupId, caseIds, title: '货车限行时段', ownerId: town.handler.id, day: '2026-12-20' };
    expect((await service.call('systemic.open', { ...input, day: '2026-11-23' }, supervisor())).error?.code).toBe('day_too_early');
    expect((await service.call('systemic.open', { ...input, ownerId: town.employee.id }, supervisor())).error?.code).toBe('person_unknown');
    const opened = await service.call('systemic.open', input, supervisor());
    expect(opened.error).toBeNull();
    issueId = opened.body.id;
    expect(opened.body).toMatchObject({ status: 'open', requests: 3, enterprises: 2, actions: ['add', 'takeOut', 'amend', 'solve', 'drop'] });
    expect((await service.call('systemic.open', input, supervisor())).error?.code).toBe('wrong_state');
    const seen = (await service.call('cases.read', { id: caseIds[0] ?? '' }, town.employee.token)).body;
    expect(seen.systemic).toMatchObject({ title: '货车限行时段', status: 'open', day: '2026-12-20' });
    expect(seen.timeline.at(-1)).toMatchObject({ action: 'systemic', internal: false });
    expect(seen.status).toBe('submitted');
    expect(await toldOf(town.employee.token, 'case_systemic')).toHaveLength(2);
    expect(await toldOf(second.employee.token, 'case_systemic')).toHaveLength(1);
    expect(await toldOf(town.handler.token, 'staff_systemic_assigned')).toHaveLength(1);
  });

  test('others found later are suggested; one taken out is told why and is not suggested again', async () => {
    const found = await file('货车通行证太难办', '限行之后办一张货车通行证要跑好几个部门。', 'second');
    await group();
    const read = async () => (await service.call('systemic.read', { id: issueId }, supervisor())).body;
    expect((await read()).suggested.map(({ id }) => id)).toEqual([found]);
    const added = await service.call('systemic.add', { id: issueId, caseIds: [found] }, supervisor());
    expect(added.body).toMatchObject({ requests: 4, suggested: [] });
    expect((await service.call('systemic.add', { id: issueId, caseIds: [found] }, supervisor())).error?.code).toBe('in_another_issue');
    const out = await service.call('systemic.takeOut', { id: issueId, caseId: found, reason: '只是办证流程' }, supervisor());
    expect(out.body).toMatchObject({ requests: 3, suggested: [] });
    const seen = (await service.call('cases.read', { id: found }, second.employee.token)).body;
    expect(seen.systemic).toBeNull();
    expect(seen.timeline.at(-1)?.text).toContain('只是办证流程');
  });

  test('another owner and a later date stand on every timeline with the reason', async () => {
    const amended = await service.call(
      'systemic.amend',
      { id: issueId, ownerId: town.secondHandler.id, day: '2026-12-31', reason: '需要会同城管' },
      supervisor(),
    );
    expect(amended.body).toMatchObject({ ownerId: town.secondHandler.id, day: '2026-12-31' });
    const seen = (await service.call('cases.read', { id: caseIds[2] ?? '' }, second.employee.token)).body;
    expect(seen.timeline.at(-1)?.text).toContain('需要会同城管');
    expect((await service.call('systemic.read', { id: issueId }, town.handler.token)).error?.code).toBe('not_found');
  });

  test('its owner solves it with a text; every requester and every owner of a request is told exactly once, however often the job runs', async () => {
    expect((await service.call('systemic.add', { id: issueId, caseIds }, town.secondHandler.token)).error?.code).toBe('role_required');
    const text = '12 月 1 日起，工业区货车限行时段改为 7 时至 9 时、17 时至 19 时。';
    const solved = await service.call('systemic.solve', { id: issueId, text }, town.secondHandler.token);
    expect(solved.body).toMatchObject({ status: 'solved', endText: text, actions: [], told: 0 });
    await Promise.all([1, 2, 3].map(() => solutions({ database: service.db }, now)));
    expect((await solutions({ database: service.db }, now)).solutionsTold).toBe(0);
    expect(await toldOf(town.employee.token, 'case_systemic_solved')).toHaveLength(1);
    expect(await toldOf(second.employee.token, 'case_systemic_solved')).toHaveLength(1);
    expect(await toldOf(town.liaison.token, 'staff_case_systemic_solved')).toHaveLength(1);
    for (const id of caseIds) {
      const { timeline, systemic } = (await service.call('desk.read', { id }, town.liaison.token)).body;
      expect(timeline.filter(({ text: line }) => line?.includes(text))).toHaveLength(1);
      expect(systemic?.endText).toBe(text);
    }
    expect((await service.call('systemic.read', { id: issueId }, supervisor())).body.told).toBe(2);
    expect((await service.call('systemic.solve', { id: issueId, text }, supervisor())).error?.code).toBe('wrong_state');
  });

  test('a solved group to which a request comes afterwards is marked as recurring, with the solution there was', async () => {
    const read = async () => (await service.call('problems.read', { id: groupId }, supervisor())).body;
    expect(await read()).toMatchObject({ issueId: null, recurs: null });
    service.clock.advance(60_000);
    await file('货车限行时段又变了', '公司门前的路又全天限行货车，装好的货出不去。', 'second');
    await commonProblems({ database: service.db }, later(now, 120_000));
    service.clock.set(now);
    expect(await read()).toMatchObject({ issueId: null, recurs: { issueId, title: '货车限行时段', solvedAt: now, since: 1 } });
    const row = (await service.call('problems.list', {}, supervisor())).body.groups.find(({ id }) => id === groupId);
    expect(row?.recurs?.since).toBe(1);
  });
});

test('an issue that is none is dropped with the reason, and its requests may become part of another', async () => {
  const caseIds = [
    await file('厂门口乱停车', '社会车辆停在厂大门口，违停没人管。'),
    await file('路边违停堵住出口', '路边违停，车辆出不去。', 'second'),
    await file('请整治厂门口违停', '厂门口违停严重，货柜车出不去。', 'second'),
  ];
  await group();
  const found = (await service.call('problems.list', {}, supervisor())).body.groups.find(({ words }) => words.includes('违停'));
  const input = { groupId: found?.id ?? '', caseIds, title: '厂门口违停', ownerId: town.unitHead.id, day: '2026-12-20' };
  const { id } = (await service.call('systemic.open', input, supervisor())).body;
  const dropped = await service.call('systemic.drop', { id, reason: '各处情况不同' }, supervisor());
  expect(dropped.body).toMatchObject({ status: 'dropped', requests: 3, members: [], actions: [] });
  expect((await service.call('systemic.list', { status: 'dropped' }, supervisor())).body.issues.map((one) => one.id)).toContain(id);
  expect((await service.call('cases.read', { id: caseIds[0] ?? '' }, town.employee.token)).body.systemic).toBeNull();
  expect((await service.call('systemic.open', input, supervisor())).error).toBeNull();
});
