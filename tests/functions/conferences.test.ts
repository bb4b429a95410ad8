import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { caseTasks } from '../../functions/jobs/case-tasks';
import type { Input } from '../../shared/contract/index';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** Monday 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';
const wednesday = '2026-11-25T02:00:00.000Z';
const opinion = '西区内部意见：暂不宜对外';
const decision = '内部决定：由东区牵头，西区配合';
const outward = '两家单位已商定，下周上门办理。';

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

const code = (answer: { error: { code: string } | null }) => answer.error?.code ?? null;
const accepted = async () => {
  const words = { category: 'handling' as const, title: '集中办居住证', body: '新招十名外省员工，想集中办理。' };
  const { body } = await service.call('cases.file', { enterpriseId: town.enterpriseId, ...words }, town.employee.token);
  await service.call('desk.accept', { id: body.id }, town.handler.token);
  return body.id;
};
const convene = (id: string, token = town.unitHead.token, with_: Partial<Input<'conferences.convene'>> = {}) =>
  service.call(
    'conferences.convene',
    { id, unitIds: [west], questions: '由谁牵头上门办理', place: '分局三楼会议室', startsAt: wednesday, ...with_ },
    token,
  );
const convened = async () => {
  const id = await accepted();
  const { body, error } = await convene(id);
  expect(error).toBeNull();
  return { id, conf: body.conferences[0]?.id ?? '' };
};
const task = (with_: Partial<Input<'conferences.decide'>['tasks'][number]> = {}) => ({
  what: '准备上门设备',
  ownerId: town.handler.id,
  due: { workingDays: 3 },
  ...with_,
});
const decide = (conf: string, with_: Partial<Input<'conferences.decide'>> = {}, token = town.unitHead.token) =>
  service.call('conferences.decide', { id: conf, attendedIds: [west], decision, outward, tasks: [task()], ...with_ }, token);
const seenByRequester = async (id: string) => service.call('cases.read', { id }, town.employee.token);
const kinds = async (token: string, id: string) =>
  (await service.call('notices.list', {}, token)).body.notices.filter(({ subjectId }) => subjectId === id).map(({ kind }) => kind);

describe('convening', () => {
  test('the invited unit is told with time, place and questions, and reads the case while the conference lasts', async () => {
    const id = await accepted();
    expect(code(await service.call('desk.read', { id }, town.strangerHead.token))).toBe('not_found');
    expect((await convene(id)).body.conferences).toMatchObject([
      { status: 'convened', startsAt: wednesday, units: [{ id: west, attendance: 'invited' }] },
    ]);
    const told = (await service.call('notices.list', {}, town.strangerHead.token)).body.notices.find(({ subjectId }) => subjectId === id);
    expect(told).toMatchObject({ kind: 'staff_conference_invited' });
    expect(told?.body).toContain('分局三楼会议室');
    expect((await service.call('desk.read', { id }, town.strangerHead.token)).status).toBe(200);
    expect((await service.call('desk.list', { scope: 'incoming' }, town.strangerHead.token)).body.cases.map((row) => row.id)).toContain(id);
    expect((await seenByRequester(id)).body.timeline.at(-1)).toMatchObject({ action: 'confer', text: '11月25日 周三 10:00与邻镇分局一起研究' });
    expect(await kinds(town.employee.token, id)).toContain('case_conferring');
  });

  test('only head and supervisor convene; not the own unit, not an unknown one, not in the past, not a second one', async () => {
    const id = await accepted();
    expect(code(await convene(id, town.handler.token))).toBe('role_required');
    expect(code(await convene(id, town.strangerHead.token))).toBe('not_found');
    expect(code(await convene(id, town.unitHead.token, { unitIds: [town.unitId] }))).toBe('unit_unknown');
    expect(code(await convene(id, town.unitHead.token, { unitIds: ['no-such-unit'] }))).toBe('unit_unknown');
    expect(code(await convene(id, town.unitHead.token, { startsAt: monday }))).toBe('time_not_ahead');
    expect(code(await convene(id, town.supervisor.token))).toBeNull();
    expect(code(await convene(id))).toBe('conference_open');
  });
});

describe('opinions', () => {
  test('an invited unit answers and writes; what it thinks never reaches the requester', async () => {
    const { id, conf } = await convened();
    expect(code(await service.call('conferences.answer', { id: conf, attendance: 'coming' }, town.handler.token))).toBe('role_required');
    expect((await service.call('conferences.answer', { id: conf, attendance: 'coming' }, town.strangerHandler.token)).body.conferences).toMatchObject(
      [{ units: [{ attendance: 'coming' }] }],
    );
    const said = await service.call('conferences.opine', { id: conf, text: opinion }, town.strangerHandler.token);
    expect(said.body.conferences).toMatchObject([{ units: [{ opinion, opinionBy: '邻镇承办' }] }]);
    service.clock.set(wednesday);
    expect(code(await decide(conf))).toBeNull();
    const seen = await seenByRequester(id);
    expect(seen.text).not.toContain(opinion);
    expect(seen.text).not.toContain(decision);
    expect(seen.text).not.toContain('准备上门设备');
    expect(seen.body.timeline.at(-1)).toMatchObject({ action: 'confer', text: outward });
    expect(code(await service.call('conferences.ofCase', { id }, town.employee.token))).toBe('role_required');
  });

  test('time and place may change until it begins; whoever was coming is asked again', async () => {
    const { conf } = await convened();
    await service.call('conferences.answer', { id: conf, attendance: 'coming' }, town.strangerHandler.token);
    const move = (startsAt: string) =>
      service.call('conferences.move', { id: conf, startsAt, place: '二楼会议室', reason: '会议室占用' }, town.unitHead.token);
    const later = '2026-11-26T02:00:00.000Z';
    expect(code(await move(monday))).toBe('time_not_ahead');
    expect((await move(later)).body.conferences).toMatchObject([{ startsAt: later, place: '二楼会议室', units: [{ attendance: 'invited' }] }]);
    service.clock.set(later);
    expect(code(await move('2026-11-27T02:00:00.000Z'))).toBe('wrong_state');
  });
});

describe('the decision', () => {
  test('is taken from the time of the conference on, by the convening side, and ends the part of the invited units', async () => {
    const { id, conf } = await convened();
    service.clock.set('2026-11-25T01:59:59.999Z');
    expect(code(await decide(conf))).toBe('wrong_state');
    service.clock.set(wednesday);
    expect(code(await decide(conf, {}, town.strangerHead.token))).toBe('role_required');
    expect(code(await decide(conf, { attendedIds: [] }))).toBe('nobody_heard');
    expect(code(await decide(conf, { attendedIds: [town.unitId] }))).toBe('unit_unknown');
    expect(code(await decide(conf, { tasks: [task({ ownerId: town.officer.id })] }))).toBe('person_unknown');
    expect(code(await decide(conf, { tasks: [task({ due: { day: '2026-11-25' } })] }))).toBe('day_too_early');
    expect((await decide(conf)).body.conferences).toMatchObject([{ status: 'decided', units: [{ attended: true }] }]);
    expect(code(await decide(conf))).toBe('wrong_state');
    expect(code(await service.call('desk.read', { id }, town.strangerHead.token))).toBe('not_found');
    expect(await kinds(town.employee.token, id)).toContain('case_conferred');
    expect(await kinds(town.strangerHead.token, id)).toContain('staff_conference_decided');
  });

  test('may make the case complex: the date moves with its explanation, and the requester is told it', async () => {
    const { id, conf } = await convened();
    service.clock.set(wednesday);
    expect(code(await decide(conf, { classify: { complexity: 'complex' } }))).toBeNull();
    const seen = (await seenByRequester(id)).body;
    expect(seen.complexity).toBe('complex');
    const processing = seen.clocks.find(({ kind }) => kind === 'processing');
    expect(processing?.dueAt).toBe('2026-12-23T15:59:59.999Z');
    expect(processing?.explanation.join('')).toContain('1 个月');
    const mine = (await service.call('notices.list', {}, town.employee.token)).body.notices.filter(({ subjectId }) => subjectId === id);
    const told = mine.find(({ kind }) => kind === 'case_conferred');
    expect(told?.body).toContain('12月23日');
  });

  test('does not move a date that is over', async () => {
    const { conf } = await convened();
    service.clock.set('2026-12-07T16:00:00.000Z');
    expect(code(await decide(conf, { classify: { complexity: 'complex' } }))).toBe('limit_passed');
    expect(code(await decide(conf))).toBeNull();
  });

  test('a cancelled conference lets nobody in any more, and another may be convened', async () => {
    const { id, conf } = await convened();
    expect(code(await service.call('conferences.cancel', { id: conf, reason: '已电话商定' }, town.unitHead.token))).toBeNull();
    expect(code(await service.call('desk.read', { id }, town.strangerHead.token))).toBe('not_found');
    expect((await seenByRequester(id)).text).not.toContain('已电话商定');
    expect(code(await convene(id))).toBeNull();
  });

  test('when the case is withdrawn, its conference and its tasks end with it and the units are told', async () => {
    const { id, conf } = await convened();
    service.clock.set(wednesday);
    await decide(conf, { tasks: [task({ ownerId: town.strangerHandler.id })] });
    await convene(id, town.unitHead.token, { startsAt: '2026-11-26T02:00:00.000Z' });
    await service.call('cases.withdraw', { id }, town.employee.token);
    expect(await service.db`select status from case_conference where case_id = ${id} order by convened_at`).toEqual([
      { status: 'decided' },
      { status: 'cancelled' },
    ]);
    expect(await service.db`select state, warn_at from case_task where case_id = ${id}`).toEqual([{ state: 'dropped', warn_at: null }]);
    expect(await service.db`select 1 from case_party where case_id = ${id} and until is null`).toEqual([]);
    expect(await kinds(town.strangerHead.token, id)).toContain('staff_conference_cancelled');
    expect(await kinds(town.strangerHandler.token, id)).toContain('staff_task_dropped');
  });
});

describe('tasks', () => {
  const given = async (with_: Parameters<typeof task>[0] = {}) => {
    const { id, conf } = await convened();
    service.clock.set(wednesday);
    const { body } = await decide(conf, { tasks: [task(with_)] });
    return { id, taskId: body.tasks[0]?.id ?? '' };
  };

  test('have a date in work time that explains itself, and stand on the owner’s list by nearest date', async () => {
    const { id } = await given();
    const { body } = await service.call('tasks.list', {}, town.handler.token);
    const mine = body.tasks.find((one) => one.caseId === id);
    expect(mine).toMatchObject({ what: '准备上门设备', dueAt: '2026-11-30T15:59:59.999Z', standing: 'running', mayFinish: true });
    expect(mine?.explanation.length).toBeGreaterThan(1);
    expect(body.tasks.map(({ dueAt }) => dueAt)).toEqual(body.tasks.map(({ dueAt }) => dueAt).sort());
    expect((await service.call('tasks.list', { scope: 'unit' }, town.unitHead.token)).body.tasks.map((one) => one.caseId)).toContain(id);
    expect((await service.call('tasks.list', { scope: 'unit' }, town.handler.token)).body.tasks).toEqual([]);
    expect(await kinds(town.handler.token, id)).toContain('staff_task_given');
  });

  test('an owner of another unit sees the task without the case, finishes it with a result, once', async () => {
    const { id, taskId } = await given({ ownerId: town.strangerHandler.id });
    expect(code(await service.call('desk.read', { id }, town.strangerHandler.token))).toBe('not_found');
    expect((await service.call('tasks.read', { id: taskId }, town.strangerHandler.token)).body.caseTitle).toBe('集中办居住证');
    expect(code(await service.call('tasks.read', { id: taskId }, town.handler.token))).toBe('not_found');
    const finish = (token: string) => service.call('tasks.finish', { id: taskId, result: '设备已备好' }, token);
    expect(code(await finish(town.handler.token))).toBe('not_found');
    expect((await finish(town.strangerHandler.token)).body).toMatchObject({ state: 'done', result: '设备已备好' });
    expect(code(await finish(town.strangerHandler.token))).toBe('wrong_state');
    expect((await service.call('desk.read', { id }, town.handler.token)).body.timeline.at(-1)).toMatchObject({
      action: 'finishTask',
      internal: true,
    });
    expect((await seenByRequester(id)).text).not.toContain('设备已备好');
  });

  test('are handed on with the reason to somebody of the units that work on it, who answers for it from then on', async () => {
    const { id, taskId } = await given();
    const { body } = await service.call('tasks.read', { id: taskId }, town.handler.token);
    expect(body.handOnTo.map((one) => one.id)).toEqual(expect.arrayContaining([town.secondHandler.id, town.strangerHandler.id]));
    expect(body.handOnTo.map((one) => one.id)).not.toContain(town.handler.id);
    const handOn = (token: string, ownerId: string) => service.call('tasks.handOn', { id: taskId, ownerId, reason: '本人调离' }, token);
    expect(code(await handOn(town.secondHandler.token, town.secondHandler.id))).toBe('not_found');
    expect(code(await handOn(town.handler.token, town.handler.id))).toBe('person_unknown');
    expect(code(await handOn(town.handler.token, town.employee.id))).toBe('person_unknown');
    const handed = await handOn(town.handler.token, town.strangerHandler.id);
    expect(handed.body).toMatchObject({ state: 'open', dueAt: body.dueAt, mayFinish: false, handOnTo: [] });
    expect(code(await service.call('tasks.read', { id: taskId }, town.handler.token))).toBe('not_found');
    expect((await service.call('tasks.list', {}, town.strangerHandler.token)).body.tasks.map((one) => one.id)).toContain(taskId);
    expect(await kinds(town.strangerHandler.token, id)).toContain('staff_task_given');
    expect(await kinds(town.handler.token, id)).not.toContain('staff_task_handed_on');
    expect((await handOn(town.strangerHead.token, town.secondHandler.id)).status).toBe(200);
    expect(await kinds(town.strangerHandler.token, id)).toContain('staff_task_handed_on');
    const { timeline } = (await service.call('desk.read', { id }, town.unitHead.token)).body;
    expect(timeline.at(-1)).toMatchObject({ action: 'handOnTask', internal: true });
    expect(timeline.at(-1)?.text).toContain('本人调离');
    expect((await seenByRequester(id)).text).not.toContain('本人调离');
    await service.call('tasks.finish', { id: taskId, result: '设备已备好' }, town.secondHandler.token);
    expect(code(await handOn(town.unitHead.token, town.handler.id))).toBe('wrong_state');
  });

  test('a case with an open task is not settled; with further coordination it closes, and both tasks go on', async () => {
    const { id, taskId } = await given();
    const close = (outcome: 'settled' | 'beyond_policy' | 'needs_coordination') =>
      service.call(
        'desk.complete',
        {
          id,
          outcome,
          text: '已商定分工，继续推进。',
          ...(outcome === 'beyond_policy' ? { rule: '《条例》第八条' } : {}),
          ...(outcome === 'needs_coordination' ? { next: { ownerId: town.secondHandler.id, day: '2026-12-15' } } : {}),
        },
        town.handler.token,
      );
    expect([code(await close('settled')), code(await close('beyond_policy'))]).toEqual(['tasks_open', 'tasks_open']);
    expect(code(await close('needs_coordination'))).toBeNull();
    const followed = (await service.call('tasks.list', {}, town.secondHandler.token)).body.tasks.find((one) => one.caseId === id);
    expect(followed).toMatchObject({ origin: 'coordination', dueAt: '2026-12-15T15:59:59.999Z' });
    expect((await service.call('tasks.finish', { id: taskId, result: '已完成' }, town.handler.token)).body.state).toBe('done');
    expect((await seenByRequester(id)).body.status).toBe('completed');
  });

  test('an overdue task climbs the ladder of its owner’s unit, each level once, whoever runs the job', async () => {
    const { id, taskId } = await given({ ownerId: town.strangerHandler.id });
    const run = async (now: string) => {
      service.clock.set(now);
      const reports = await Promise.all([caseTasks(service.room, now), caseTasks(service.room, now)]);
      return reports.reduce((sum, report) => sum + report.taskWarnings, 0);
    };
    const levels = async () => (await service.db`select warned from case_task where id = ${taskId}`)[0]?.warned;
    await run('2026-11-28T23:00:00.000Z');
    await run('2026-11-29T04:00:00.000Z');
    expect(await levels()).toBe('owner');
    expect(await kinds(town.strangerHandler.token, id)).toContain('staff_task_due_soon');
    await run('2026-12-01T01:00:00.000Z');
    expect(await levels()).toBe('unit_head');
    expect(await kinds(town.strangerHead.token, id)).toContain('staff_task_overdue');
    await run('2026-12-02T01:00:00.000Z');
    expect(await levels()).toBe('supervisor');
    expect(await run('2026-12-02T01:00:01.000Z')).toBe(0);
    expect((await seenByRequester(id)).text).not.toContain('准备上门设备');
  });
});
