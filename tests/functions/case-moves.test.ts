import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import type { Input } from '../../shared/contract/index';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** Monday 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;
let west: string;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  west = town.unitId.replace('-east', '-west');
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

const file = async (with_: Partial<Input<'cases.file'>> = {}) => {
  const input = {
    enterpriseId: town.enterpriseId,
    category: 'handling' as const,
    title: '集中办居住证',
    body: '新招十名外省员工，想集中办理。',
    ...with_,
  };
  const filed = await service.call('cases.file', input, town.employee.token);
  expect(filed.error).toBeNull();
  return filed.body.id;
};
const accepted = async () => {
  const id = await file();
  await service.call('desk.contact', { id, text: '已联系' }, town.liaison.token);
  expect((await service.call('desk.accept', { id }, town.handler.token)).error).toBeNull();
  return id;
};
const processingOf = <C extends { clocks: { kind: string; dueAt: string; stoppedAt: string | null }[] }>(body: C) =>
  body.clocks.filter((clock) => clock.kind === 'processing').at(-1) as C['clocks'][number];
const read = async (id: string, token = town.employee.token) => (await service.call('cases.read', { id }, token)).body;
const toldOf = async (token: string, id: string) =>
  (await service.call('notices.list', {}, token)).body.notices.filter((notice) => notice.subjectId === id).map((notice) => notice.kind);
const code = (answer: { error: { code: string } | null }) => answer.error?.code ?? null;

describe('classes', () => {
  test('the head makes a case complex: a calendar month from its receipt, told to the requester with the reason', async () => {
    const id = await accepted();
    const answer = await service.call('desk.classify', { id, complexity: 'complex', reason: '涉及多个单位，需要现场核实' }, town.unitHead.token);
    expect(answer.error).toBeNull();
    expect(processingOf(answer.body).dueAt).toBe('2026-12-23T15:59:59.999Z');
    expect(await toldOf(town.employee.token, id)).toContain('case_rescheduled');
    expect((await read(id)).timeline.at(-1)).toMatchObject({ action: 'classify', text: '涉及多个单位，需要现场核实' });
  });

  test('an especially complex one has its own date, not before the one it had', async () => {
    const id = await accepted();
    const classify = (day?: string) =>
      service.call('desk.classify', { id, complexity: 'especially_complex', reason: '需要专家鉴定', ...(day ? { day } : {}) }, town.unitHead.token);
    expect([code(await classify()), code(await classify('2026-12-06'))]).toEqual(['day_too_early', 'day_too_early']);
    expect(processingOf((await classify('2027-02-26')).body).dueAt).toBe('2027-02-26T15:59:59.999Z');
    expect(code(await classify('2027-03-01'))).toBe('wrong_state');
  });

  test('no class is changed after the date, nor by the handler', async () => {
    const id = await accepted();
    const classify = (token: string) => service.call('desk.classify', { id, complexity: 'complex', reason: '需要现场核实' }, token);
    expect(code(await classify(town.handler.token))).toBe('role_required');
    service.clock.set('2026-12-07T16:00:00.000Z');
    expect(code(await classify(town.unitHead.token))).toBe('limit_passed');
    service.clock.set('2026-12-07T15:59:59.999Z');
    expect(code(await classify(town.unitHead.token))).toBeNull();
  });
});

describe('waiting for a body outside', () => {
  test('pauses the clock with the reason shown, and gives the days back', async () => {
    const id = await accepted();
    service.clock.set('2026-11-25T02:00:00.000Z');
    expect((await service.call('desk.hold', { id, reason: '等供电部门出具意见' }, town.handler.token)).body.status).toBe('on_hold');
    const held = await read(id);
    expect(held).toMatchObject({ status: 'on_hold', nearestClock: null, ladder: [] });
    expect(processingOf(held)).toMatchObject({ pausedAt: '2026-11-25T02:00:00.000Z' });
    expect(await service.db`select warn_at from case_clock where case_id = ${id} and kind = 'processing'`).toEqual([{ warn_at: null }]);
    service.clock.set('2026-11-27T02:00:00.000Z');
    const resumed = await service.call('desk.resume', { id, text: '供电部门已回函' }, town.handler.token);
    expect(processingOf(resumed.body).dueAt).toBe('2026-12-09T15:59:59.999Z');
  });
});

describe('extensions', () => {
  const ask = (id: string, token = town.handler.token, workingDays = 5) =>
    service.call('desk.askExtension', { id, workingDays, reason: '现场核实需要时间' }, token);
  const decide = (id: string, grant: boolean, token: string) => service.call('desk.decideExtension', { id, grant, reason: '情况属实' }, token);

  test('the handler asks before the date, the head grants, the requester is told the date and why', async () => {
    const id = await accepted();
    const asked = await ask(id);
    expect(asked.body.extensions).toMatchObject([{ state: 'asked', workingDays: 5, wouldBeDue: '2026-12-14T15:59:59.999Z' }]);
    expect((await read(id)).timeline.map(({ action }) => action)).not.toContain('askExtension');
    const granted = await decide(id, true, town.unitHead.token);
    expect(processingOf(granted.body).dueAt).toBe('2026-12-14T15:59:59.999Z');
    expect((await read(id)).timeline.at(-1)).toMatchObject({ action: 'grantExtension', text: '情况属实' });
    expect(code(await ask(id))).toBe('extension_used');
  });

  test('is asked until the last millisecond of the date, and may be granted after it', async () => {
    const late = await accepted();
    const id = await accepted();
    service.clock.set('2026-12-07T16:00:00.000Z');
    expect(code(await ask(late))).toBe('limit_passed');
    service.clock.set('2026-12-07T15:59:59.999Z');
    expect(code(await ask(id))).toBeNull();
    service.clock.set('2026-12-08T02:00:00.000Z');
    expect(processingOf((await decide(id, true, town.unitHead.token)).body).dueAt).toBe('2026-12-14T15:59:59.999Z');
  });

  test('what a head asks is decided by the supervisor, and nobody decides on the own request', async () => {
    const id = await accepted();
    await ask(id, town.unitHead.token);
    expect(code(await decide(id, true, town.unitHead.token))).toBe('role_required');
    expect(code(await decide(id, false, town.supervisor.token))).toBeNull();
    expect((await read(id)).timeline.map(({ action }) => action)).not.toContain('refuseExtension');
    expect(processingOf(await read(id)).dueAt).toBe('2026-12-07T15:59:59.999Z');
  });

  test('a refused one may be asked again; more days than the class allows are refused', async () => {
    const id = await accepted();
    expect(code(await ask(id, town.handler.token, 11))).toBe('extension_too_long');
    await ask(id);
    await decide(id, false, town.unitHead.token);
    expect(code(await ask(id, town.handler.token, 10))).toBeNull();
  });

  test('an especially complex case may have two', async () => {
    const id = await accepted();
    await service.call('desk.classify', { id, complexity: 'especially_complex', day: '2026-12-10', reason: '需要专家鉴定' }, town.unitHead.token);
    for (const due of ['2026-12-11', '2026-12-14']) {
      await ask(id, town.handler.token, 1);
      expect(processingOf((await decide(id, true, town.unitHead.token)).body).dueAt).toBe(`${due}T15:59:59.999Z`);
    }
    expect(code(await ask(id, town.handler.token, 1))).toBe('extension_used');
  });

  test('two decisions at once make one extension', async () => {
    const id = await accepted();
    await ask(id);
    const answers = await Promise.all([decide(id, true, town.unitHead.token), decide(id, true, town.supervisor.token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(processingOf(await read(id)).dueAt).toBe('2026-12-14T15:59:59.999Z');
  });
});

describe('referral', () => {
  const refer = (id: string, unitId = west, token = town.handler.token) =>
    service.call('desk.refer', { id, unitId, reason: '涉事地点在邻镇辖区' }, token);
  const accept = (id: string, token = town.strangerHandler.token) => service.call('desk.acceptReferral', { id }, token);

  test('the unit has four working hours, the owner stays until it takes the case on, the date stands', async () => {
    const id = await accepted();
    const referred = await refer(id);
    expect(referred.body).toMatchObject({
      ownerName: '陈承办',
      unitName: '试办镇分局',
      referrals: [{ state: 'pending', toUnitName: '邻镇分局', dueAt: '2026-11-23T07:00:00.000Z' }],
    });
    expect(await toldOf(town.strangerHead.token, id)).toEqual(['staff_case_referred']);
    expect((await service.call('desk.list', { scope: 'incoming' }, town.strangerHandler.token)).body.cases.map((row) => row.id)).toContain(id);
    const taken = await accept(id);
    expect(taken.body).toMatchObject({ ownerName: '邻镇承办', unitName: '邻镇分局', status: 'accepted', liaisonName: '李联络' });
    expect(processingOf(taken.body).dueAt).toBe('2026-12-07T15:59:59.999Z');
    expect(await toldOf(town.employee.token, id)).toContain('case_referred');
    expect((await service.call('desk.read', { id }, town.handler.token)).status).toBe(404);
  });

  test('while it waits nobody closes it, and a unit that was not asked sees nothing', async () => {
    const id = await accepted();
    await service.call('desk.read', { id }, town.strangerHandler.token).then((answer) => expect(answer.status).toBe(404));
    await refer(id);
    expect(code(await service.call('desk.complete', { id, outcome: 'settled', text: '已经办好了。' }, town.handler.token))).toBe('wrong_state');
    expect(code(await accept(id, town.secondHandler.token))).toBe('role_required');
  });

  test('a unit sends it back with a reason, and loses sight of it', async () => {
    const id = await accepted();
    await refer(id);
    const returned = await service.call('desk.returnReferral', { id, reason: '地点在贵局辖区' }, town.strangerHead.token);
    expect(returned.body.referrals).toMatchObject([{ state: 'returned', answer: '地点在贵局辖区' }]);
    expect(await toldOf(town.handler.token, id)).toContain('staff_referral_returned');
    expect((await service.call('desk.read', { id }, town.strangerHead.token)).status).toBe(404);
    expect((await read(id)).timeline.map(({ action }) => action)).not.toContain('returnReferral');
  });

  test('the third referral, and one to a unit that has had the case, go to the supervisor, who decides', async () => {
    const id = await accepted();
    await refer(id);
    await accept(id);
    const back = await refer(id, town.unitId, town.strangerHandler.token);
    expect(back.body.referrals.at(-1)).toMatchObject({ state: 'with_supervisor', toUnitName: null });
    expect(await toldOf(town.supervisor.token, id)).toEqual(['staff_case_to_direct']);
    const directed = await service.call('desk.direct', { id, unitId: town.unitId, reason: '由首接单位办理' }, town.supervisor.token);
    expect(directed.body).toMatchObject({ unitName: '试办镇分局', ownerName: '王负责' });
  });

  test('after two referrals the supervisor decides, also on a unit that has not had the case', async () => {
    const id = await accepted();
    for (const minute of ['31', '32']) {
      service.clock.set(`2026-11-23T00:${minute}:00.000Z`);
      expect((await refer(id)).body.referrals.at(-1)?.state).toBe('pending');
      await service.call('desk.returnReferral', { id, reason: '地点在贵局辖区' }, town.strangerHead.token);
    }
    service.clock.set('2026-11-23T00:33:00.000Z');
    expect((await refer(id)).body.referrals.at(-1)).toMatchObject({ state: 'with_supervisor', toUnitName: null });
  });

  test('after four working hours without an answer it is the supervisor’s', async () => {
    const id = await accepted();
    await refer(id);
    service.clock.set('2026-11-23T07:00:00.000Z');
    await runJobs(service.room);
    expect((await read(id)).referrals.at(-1)?.state).toBe('pending');
    service.clock.set('2026-11-23T07:00:00.001Z');
    await Promise.all([runJobs(service.room), runJobs(service.room)]);
    expect((await read(id)).referrals.at(-1)?.state).toBe('with_supervisor');
    expect((await read(id)).timeline.filter(({ action }) => action === 'expireReferral')).toMatchObject([{ by: '系统' }]);
    expect(code(await accept(id))).toBe('not_found');
    expect(await toldOf(town.supervisor.token, id)).toEqual(['staff_case_to_direct']);
  });

  test('two who take it on at once: one does', async () => {
    const id = await accepted();
    await refer(id);
    const answers = await Promise.all([accept(id), accept(id, town.strangerHead.token)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('assistance', () => {
  test('another unit reads the case, answers once, and the requester never sees question or answer', async () => {
    const id = await accepted();
    const asked = await service.call('desk.askAssistance', { id, unitId: west, question: '请核实该路段归属' }, town.handler.token);
    expect(asked.body.assistance).toMatchObject([{ unitName: '邻镇分局', dueAt: '2026-11-26T15:59:59.999Z', mine: false }]);
    const again = await service.call('desk.askAssistance', { id, unitId: west, question: '再问一次归属' }, town.handler.token);
    expect(code(again)).toBe('already_asked');
    const there = (await service.call('desk.read', { id }, town.strangerHandler.token)).body;
    expect(there.assistance[0]?.mine).toBe(true);
    const assistanceId = there.assistance[0]?.id as string;
    const answered = await service.call('desk.answerAssistance', { id, assistanceId, text: '该路段归我局管辖' }, town.strangerHandler.token);
    expect(answered.body.assistance).toMatchObject([{ answer: '该路段归我局管辖', answeredBy: '邻镇承办' }]);
    expect(JSON.stringify(await read(id))).not.toContain('该路段');
    expect(await toldOf(town.handler.token, id)).toContain('staff_assistance_answered');
  });
});

describe('closing', () => {
  test('beyond policy names the rule; further coordination names with whom and until when', async () => {
    const id = await accepted();
    const close = (with_: Partial<Input<'desk.complete'>>) =>
      service.call('desk.complete', { id, outcome: 'settled', text: '已经答复清楚。', ...with_ }, town.handler.token);
    expect(code(await close({ outcome: 'beyond_policy' }))).toBe('evidence_required');
    expect(code(await close({ outcome: 'needs_coordination' }))).toBe('evidence_required');
    const next = { ownerId: town.liaison.id, day: '2026-11-23' };
    expect(code(await close({ outcome: 'needs_coordination', next }))).toBe('day_too_early');
    expect(code(await close({ outcome: 'needs_coordination', next: { ownerId: town.outsider.id, day: '2026-11-24' } }))).toBe('person_unknown');
    expect(code(await close({ outcome: 'needs_coordination', next: { ...next, day: '2026-11-24' } }))).toBeNull();
    expect(await read(id)).toMatchObject({ outcome: 'needs_coordination', next: { ownerName: '李联络', day: '2026-11-24' } });
  });

  test('"not solved" reopens once where it was, the second time one level up, and then no more', async () => {
    const id = await accepted();
    const close = (token: string) => service.call('desk.complete', { id, outcome: 'settled', text: '已经办好了。' }, token);
    const dispute = () => service.call('cases.dispute', { id, text: '还没解决' }, town.employee.token);
    await close(town.handler.token);
    expect((await dispute()).body).toMatchObject({ unitName: '试办镇分局', ownerName: '陈承办' });
    await close(town.handler.token);
    expect((await dispute()).body).toMatchObject({ unitName: '试办市局', ownerName: '值班钱某' });
    expect(code(await close(town.supervisor.token))).toBe('role_required');
    expect(code(await close(town.dutyPerson.token))).toBe('role_required');
    await service.db`insert into staff_role (person_id, unit_id, role) values (${town.dutyPerson.id}, ${town.unitId.replace('-east', '')}, 'handler')`;
    expect(code(await close(town.dutyPerson.token))).toBeNull();
    expect(await read(id)).toMatchObject({ disputeUntil: null, actions: [] });
    expect(code(await dispute())).toBe('wrong_state');
  });
});

describe('the through train', () => {
  test('an answer goes out after its sign-off by another, in the name of the municipal government; until then the clock runs', async () => {
    const taken = await service.call(
      'desk.takeDown',
      {
        enterpriseId: town.enterpriseId,
        channel: 'through_train',
        leaderId: 'mayor',
        category: 'handling',
        title: '扩建厂房的交通组织',
        body: '希望市里协调厂区门口的交通组织。',
        requester: { personId: town.employee.id },
      },
      town.liaison.token,
    );
    expect(taken.error).toBeNull();
    const { id } = taken.body;
    await service.call('desk.accept', { id }, town.handler.token);
    const answered = await service.call('desk.complete', { id, outcome: 'settled', text: '已增设一处掉头车道。' }, town.handler.token);
    expect(answered.body.status).toBe('awaiting_sign_off');
    const waiting = await read(id);
    expect(waiting).toMatchObject({ status: 'awaiting_sign_off', outcome: null, outcomeText: null, inNameOf: '市人民政府' });
    expect(JSON.stringify(waiting)).not.toContain('掉头车道');
    expect(processingOf(waiting).stoppedAt).toBeNull();
    expect((await service.call('desk.sendBack', { id, reason: '请写明完成时间' }, town.supervisor.token)).body.status).toBe('accepted');
    await service.call('desk.complete', { id, outcome: 'settled', text: '已增设一处掉头车道，今天启用。' }, town.handler.token);
    expect(code(await service.call('desk.signOff', { id }, town.unitHead.token))).toBe('role_required');
    expect((await service.call('desk.signOff', { id }, town.supervisor.token)).body.status).toBe('completed');
    expect(await read(id)).toMatchObject({ outcome: 'settled', outcomeText: '已增设一处掉头车道，今天启用。', inNameOf: '市人民政府' });
  });
});

describe('requests taken down by staff', () => {
  const takeDown = (with_: Partial<Input<'desk.takeDown'>>) =>
    service.call(
      'desk.takeDown',
      {
        enterpriseId: town.enterpriseId,
        channel: 'phone',
        category: 'consultation',
        title: '咨询保安证',
        body: '来电咨询保安员证怎么集中办。',
        requester: { name: '来电人', phone: '13800138000' },
        ...with_,
      },
      town.liaison.token,
    );

  test('have the same number, owner and clocks as one filed on the phone, and the same timeline', async () => {
    const taken = await takeDown({ channel: 'visit', requester: { personId: town.colleague.id } });
    expect(taken.body).toMatchObject({ channel: 'visit', ownerName: '李联络', requesterName: '吴同事' });
    expect(taken.body.number).toMatch(/^D20261123-\d{5}$/);
    expect(taken.body.timeline).toMatchObject([{ action: 'file', by: '您' }]);
    expect((await read(taken.body.id, town.colleague.token)).timeline[0]?.by).toBe('试办镇分局 李联络');
    expect((await read(taken.body.id)).id).toBe(taken.body.id);
  });

  test('know a caller by number and name, and take nobody for a member who is none', async () => {
    const [first, second] = [await takeDown({}), await takeDown({})];
    const rows = await service.db<{ id: string }[]>`select requester_id as id from service_case where id = any(${[first.body.id, second.body.id]})`;
    expect(new Set(rows.map((row) => row.id)).size).toBe(1);
    expect(code(await takeDown({ requester: { personId: town.outsider.id } }))).toBe('person_unknown');
    expect(code(await takeDown({ itemCode: 'no-such-item' }))).toBe('item_unknown');
  });
});

describe('the ladder', () => {
  test('warns the owner, then the head, the supervisor and the leader, each once, never at night', async () => {
    const id = await file();
    await service.call('desk.contact', { id, text: '已联系' }, town.liaison.token);
    const warnings = async (at: string) => {
      service.clock.set(at);
      await Promise.all([runJobs(service.room), runJobs(service.room)]);
      return (await read(id)).timeline.filter(({ action }) => action === 'escalate').map(({ text }) => text);
    };
    expect(await warnings('2026-12-02T23:59:59.999Z')).toEqual([]);
    expect(await warnings('2026-12-03T00:00:00.000Z')).toEqual(['办结快到期，已提醒承办人李联络']);
    expect(await toldOf(town.liaison.token, id)).toContain('staff_case_due_soon');
    expect(await warnings('2026-12-07T23:59:59.999Z')).toHaveLength(1);
    expect((await warnings('2026-12-08T00:00:00.000Z')).at(-1)).toBe('办结已超期，已提醒单位负责人王负责');
    expect((await warnings('2026-12-09T00:00:00.000Z')).at(-1)).toBe('办结已超期，已提醒督办人员冯督办');
    const last = await warnings('2026-12-11T00:00:00.000Z');
    expect(last).toHaveLength(4);
    expect(await warnings('2026-12-20T00:00:00.000Z')).toHaveLength(4);
    expect((await read(id)).ladder.map(({ level, reached }) => [level, reached])).toEqual([
      ['owner', true],
      ['unit_head', true],
      ['supervisor', true],
      ['leader', true],
    ]);
  });

  test('a matter of danger is warned of at night', async () => {
    const id = await file({ body: '车间有人持刀威胁员工，请马上来。' });
    service.clock.set('2026-11-23T16:30:00.001Z');
    await runJobs(service.room);
    expect((await read(id)).timeline.at(-1)).toMatchObject({ action: 'escalate', text: '首次联系快到期，已提醒承办人李联络' });
  });
});
