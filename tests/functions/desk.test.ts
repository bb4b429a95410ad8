import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../functions/ids';
import type { Input } from '../../shared/contract/index';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

async function aCase(with_: Partial<Input<'cases.file'>> = {}): Promise<string> {
  const filed = await service.call(
    'cases.file',
    { enterpriseId: town.enterpriseId, category: 'handling', title: '厂区门口交通隐患', body: '上下班时段货车乱停，员工过街不安全。', ...with_ },
    town.employee.token,
  );
  expect(filed.error).toBeNull();
  return filed.body.id;
}

async function anAcceptedCase(): Promise<string> {
  const id = await aCase();
  expect((await service.call('desk.accept', { id }, town.handler.token)).error).toBeNull();
  return id;
}

describe('acting on a request', () => {
  test('of two who accept at once, one becomes the owner and the other learns that it has changed', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await aCase();
      const answers = await Promise.all([town.handler, town.secondHandler].map((who) => service.call('desk.accept', { id }, who.token)));
      expect(answers.map((answer) => answer.error?.code ?? 'accepted').sort()).toEqual(['accepted', 'wrong_state']);
      const events = await service.db`select action, actor_id from case_event where case_id = ${id} and action = 'accept'`;
      expect(events).toHaveLength(1);
      expect(await service.db`select owner_id from service_case where id = ${id}`).toEqual([{ owner_id: events[0]?.actor_id }]);
    }
  });

  test('a first contact is recorded once, by the liaison officer', async () => {
    const id = await aCase();
    const contacted = await service.call('desk.contact', { id, text: '已电话联系。' }, town.liaison.token);
    expect(contacted.body).toMatchObject({ status: 'contacted', actions: ['refer', 'askAssistance', 'askExtension', 'note'] });
    expect((await service.call('desk.contact', { id, text: '再次联系。' }, town.liaison.token)).error?.code).toBe('wrong_state');
  });

  test('a head names the handler, who is told and becomes the owner', async () => {
    const id = await aCase();
    const assigned = await service.call('desk.assign', { id, handlerId: town.secondHandler.id }, town.unitHead.token);
    expect(assigned.body).toMatchObject({ ownerName: '郑承办', ownerRole: '承办人', liaisonName: '李联络', status: 'submitted' });
    const told = (await service.call('notices.list', {}, town.secondHandler.token)).body.notices;
    expect(told[0]).toMatchObject({ kind: 'staff_case_assigned', subjectId: id });
  });

  test('a handler of another unit, or a person without the role, cannot be named', async () => {
    const id = await aCase();
    for (const handlerId of [town.strangerHandler.id, town.officer.id, newId('per', monday)]) {
      expect((await service.call('desk.assign', { id, handlerId }, town.unitHead.token)).error?.code).toBe('person_unknown');
    }
    expect(await service.db`select 1 from case_event where case_id = ${id} and action = 'assign'`).toHaveLength(0);
  });

  test('what the state allows but not the person is a matter of role', async () => {
    const id = await anAcceptedCase();
    const refused = await service.call('desk.complete', { id, outcome: 'settled', text: '代为办结这件事' }, town.secondHandler.token);
    expect([refused.status, refused.error?.code]).toEqual([403, 'role_required']);
  });

  test('a request must be accepted before it is completed', async () => {
    const id = await aCase();
    const refused = await service.call('desk.complete', { id, outcome: 'settled', text: '没有受理就办结' }, town.liaison.token);
    expect([refused.status, refused.error?.code]).toEqual([409, 'wrong_state']);
  });

  test('completing without words, or with an outcome of its own, is refused and changes nothing', async () => {
    const id = await anAcceptedCase();
    for (const input of [
      { outcome: 'settled', text: '    ' },
      { outcome: 'fine', text: '办结依据和结果' },
    ]) {
      const refused = await service.call('desk.complete', { id, ...input } as Input<'desk.complete'>, town.handler.token);
      expect([refused.status, refused.error?.code]).toEqual([400, 'invalid_input']);
    }
    expect((await service.call('desk.read', { id }, town.handler.token)).body.status).toBe('accepted');
  });

  test('declining gives the reason, closes the clocks, and asks for no rating', async () => {
    const id = await aCase();
    const declined = await service.call('desk.decline', { id, text: '属于住建部门职责，请拨打 12345 转办。' }, town.handler.token);
    expect(declined.body).toMatchObject({ status: 'declined', nearestClock: null, actions: [] });
    const told = (await service.call('notices.list', {}, town.employee.token)).body.notices.find(
      (notice) => notice.subjectId === id && notice.kind === 'case_declined',
    );
    expect(told?.body).toContain('属于住建部门职责');
    expect(await service.db`select 1 from rating_occasion where subject_id = ${id}`).toHaveLength(0);
    expect(await service.db`select nearest_due_at as due from service_case where id = ${id}`).toEqual([{ due: null }]);
  });

  test('completing opens exactly one occasion to rate and tells the requester', async () => {
    const id = await anAcceptedCase();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => service.call('desk.complete', { id, outcome: 'settled', text: '已协调交警施划停车线。' }, town.handler.token)),
    );
    expect(answers.filter((answer) => answer.error === null)).toHaveLength(1);
    expect(answers.filter((answer) => answer.error?.code === 'wrong_state')).toHaveLength(4);
    expect(await service.db`select place, run, title from rating_occasion where subject_id = ${id}`).toEqual([
      { place: 'online', run: 1, title: '厂区门口交通隐患' },
    ]);
    expect(await service.db`select 1 from notice where subject_id = ${id} and kind = 'case_completed'`).toHaveLength(1);
  });
});

describe('internal notes', () => {
  test('stay on the staff side: neither words nor event reach the requester, in any answer', async () => {
    const id = await anAcceptedCase();
    const secret = '内部研判意见七七四九';
    const noted = await service.call('desk.note', { id, text: secret }, town.handler.token);
    expect(noted.body.timeline.at(-1)).toMatchObject({ action: 'note', text: secret, internal: true, by: '您' });
    expect((await service.call('desk.read', { id }, town.unitHead.token)).text).toContain(secret);
    for (const who of [town.employee, town.colleague]) {
      const read = await service.call('cases.read', { id }, who.token);
      expect(read.text).not.toContain(secret);
      expect(read.body.timeline.some((event) => event.internal || event.action === 'note')).toBe(false);
      expect((await service.call('cases.list', {}, who.token)).text).not.toContain(secret);
      expect((await service.call('notices.list', {}, who.token)).text).not.toContain(secret);
    }
    const withdrawn = await service.call('cases.withdraw', { id }, town.employee.token);
    expect(withdrawn.text).not.toContain(secret);
  });
});

describe('reach', () => {
  test('another unit of the same bureau sees and touches nothing; the supervisor above sees it', async () => {
    const id = await aCase();
    for (const who of [town.strangerHandler, town.strangerHead]) {
      expect((await service.call('desk.read', { id }, who.token)).error?.code).toBe('not_found');
      expect((await service.call('desk.note', { id, text: '不该有' }, who.token)).error?.code).toBe('not_found');
      expect((await service.call('desk.list', {}, who.token)).body.cases.some((row) => row.id === id)).toBe(false);
    }
    expect((await service.call('desk.read', { id }, town.supervisor.token)).body.actions).toEqual(['contact', 'assign', 'classify', 'note']);
  });

  test('people without one of the roles are turned away before anything is looked up', async () => {
    const id = await aCase();
    for (const who of [town.employee, town.outsider, town.officer, town.administrator]) {
      expect((await service.call('desk.read', { id }, who.token)).error?.code).toBe('role_required');
    }
    expect((await service.call('desk.accept', { id }, town.liaison.token)).error?.code).toBe('role_required');
  });

  test('the number to call is plain for the owner and the liaison officer, masked for others', async () => {
    const phoneSealed = service.room.sealer.seal({ table: 'person', column: 'phone', row: town.employee.id }, '13800000000');
    await service.db`update person set phone_sealed = ${phoneSealed} where id = ${town.employee.id}`;
    const id = await aCase();
    const phoneFor = async (token: string) => (await service.call('desk.read', { id }, token)).body.requesterPhone;
    expect(await phoneFor(town.liaison.token)).toBe('13800000000');
    expect(await phoneFor(town.handler.token)).toBe('138****0000');
    expect(await phoneFor(town.supervisor.token)).toBe('138****0000');
  });

  test('the answer that is kept for a repeated key does not show that number to who reads the database', async () => {
    const phone = '13900001234';
    const phoneSealed = service.room.sealer.seal({ table: 'person', column: 'phone', row: town.employee.id }, phone);
    await service.db`update person set phone_sealed = ${phoneSealed} where id = ${town.employee.id}`;
    const key = 'contact-kept-answer';
    const input = { id: await aCase(), text: '已电话联系' };
    const first = await service.call('desk.contact', input, town.liaison.token, key);
    expect(first.body.requesterPhone).toBe(phone);
    expect((await service.call('desk.contact', input, town.liaison.token, key)).text).toBe(first.text);
    expect(await service.db`select from idempotency where position(convert_to(${phone}, 'UTF8') in answer) > 0`).toEqual([]);
  });

  test('shows who may be named as handler', async () => {
    const id = await aCase();
    const { handlers, requesterName } = (await service.call('desk.read', { id }, town.unitHead.token)).body;
    expect(handlers.map((one) => one.name).sort()).toEqual(['郑承办', '陈承办']);
    expect(requesterName).toBe('周员工');
  });
});

describe('the work list', () => {
  test('has the nearest deadline on top and what has none at the end, page by page, each once', async () => {
    service.clock.set('2026-11-25T01:00:00.000Z');
    const waiting = await anAcceptedCase();
    await service.call('desk.contact', { id: waiting, text: '已联系' }, town.liaison.token);
    await service.call('desk.askForMaterials', { id: waiting, text: '请补充照片' }, town.handler.token);
    const second = await anAcceptedCase();
    await service.call('desk.contact', { id: second, text: '已联系' }, town.liaison.token);
    await service.call('desk.askForMaterials', { id: second, text: '请补充照片' }, town.handler.token);
    await Promise.all(Array.from({ length: 22 }, () => aCase()));
    const rows = [];
    let cursor: string | undefined;
    do {
      const page = (await service.call('desk.list', { scope: 'unit', ...(cursor ? { cursor } : {}) }, town.unitHead.token)).body;
      rows.push(...page.cases);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const open = await service.db<{ id: string }[]>`
      select id from service_case where unit_id = ${town.unitId} and status in ('submitted', 'contacted', 'accepted', 'awaiting_materials')
      order by nearest_due_at nulls last, id`;
    expect(rows.map((row) => row.id)).toEqual(open.map((row) => row.id));
    expect(rows.slice(-2).map((row) => [row.status, row.nearestClock])).toEqual([
      ['awaiting_materials', null],
      ['awaiting_materials', null],
    ]);
    const dueTimes = rows.flatMap((row) => (row.nearestClock ? [row.nearestClock.dueAt] : []));
    expect(dueTimes).toEqual([...dueTimes].sort());
  });

  test('"mine" holds what I own or follow, "finished" what is closed', async () => {
    const own = await anAcceptedCase();
    const other = await aCase();
    const idsOf = async (scope: 'mine' | 'finished', token: string) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = (await service.call('desk.list', { scope, ...(cursor ? { cursor } : {}) }, token)).body;
        ids.push(...page.cases.map((row) => row.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return ids;
    };
    expect(await idsOf('mine', town.handler.token)).toContain(own);
    expect(await idsOf('mine', town.handler.token)).not.toContain(other);
    expect(await idsOf('mine', town.liaison.token)).toEqual(expect.arrayContaining([own, other]));
    await service.call('desk.complete', { id: own, outcome: 'settled', text: '已经办结这件事' }, town.handler.token);
    expect(await idsOf('finished', town.handler.token)).toContain(own);
    expect(await idsOf('mine', town.handler.token)).not.toContain(own);
  });
});

describe('the supervision board', () => {
  test('counts open cases by their most urgent clock, by unit, item and channel, within reach only, and lists those behind each number', async () => {
    const quiet = await aCaseTown(service.db, '静镇');
    const file = (category: Input<'cases.file'>['category']) =>
      service.call(
        'cases.file',
        { enterpriseId: quiet.enterpriseId, category, title: '看板上的一件', body: '用来数一数看板上的钟。' },
        quiet.employee.token,
      );
    const first = (await file('handling')).body;
    const second = (await file('complaint')).body;
    const board = async (token: string, at: string) => {
      service.clock.set(at);
      return (await service.call('supervision.board', {}, token)).body;
    };
    const start = await board(quiet.supervisor.token, monday);
    expect(start.counts).toEqual({ overdue: 0, dueSoon: 0, running: 2, paused: 0 });
    const behind = async (input: Input<'supervision.cases'>, token = quiet.supervisor.token) =>
      (await service.call('supervision.cases', input, token)).body.cases.map((row) => row.id).sort();
    expect(await behind({ state: 'overdue' })).toEqual([]);
    expect(await behind({ state: 'running' })).toEqual([first.id, second.id].sort());

    // Both first contacts are late from the first millisecond after 24 hours on.
    const late = await board(quiet.supervisor.token, '2026-11-24T00:30:00.001Z');
    expect(late.counts).toEqual({ overdue: 2, dueSoon: 0, running: 0, paused: 0 });
    expect(late.byUnit).toEqual([{ unitId: quiet.unitId, unitName: '静镇分局', open: 2, overdue: 2, dueSoon: 0 }]);
    expect(late.byChannel).toEqual([{ channel: 'mini_program', open: 2, overdue: 2, dueSoon: 0 }]);
    expect(late.byItem).toEqual([{ itemCode: null, itemName: null, open: 2, overdue: 2, dueSoon: 0 }]);
    expect(await behind({ state: 'overdue' })).toEqual([first.id, second.id].sort());
    expect(await behind({ state: 'overdue', unitId: quiet.unitId, channel: 'mini_program' })).toHaveLength(2);
    expect(await behind({ channel: 'phone' })).toEqual([]);
    expect(await behind({}, quiet.strangerHead.token)).toEqual([]);
    // Amber from the first millisecond after two thirds of the 24 hours; the processing clocks are far from it.
    expect((await board(quiet.supervisor.token, '2026-11-23T16:30:00.000Z')).counts).toMatchObject({ dueSoon: 0, running: 2 });
    expect((await board(quiet.supervisor.token, '2026-11-23T16:30:00.001Z')).counts).toMatchObject({ dueSoon: 2, running: 0 });
    expect(await behind({ state: 'due_soon' })).toHaveLength(2);
    service.clock.set('2026-11-24T00:30:00.001Z');

    await service.call('desk.contact', { id: first.id, text: '已经联系' }, quiet.liaison.token);
    await service.call('desk.accept', { id: first.id }, quiet.handler.token);
    await service.call('desk.askForMaterials', { id: first.id, text: '请补充照片' }, quiet.handler.token);
    expect((await board(quiet.unitHead.token, '2026-11-24T01:00:00.000Z')).counts).toEqual({ overdue: 1, dueSoon: 0, running: 0, paused: 1 });
    expect((await board(quiet.strangerHead.token, '2026-11-24T01:00:00.000Z')).byUnit).toEqual([]);
    expect((await service.call('supervision.board', {}, quiet.handler.token)).error?.code).toBe('role_required');
  });
});
