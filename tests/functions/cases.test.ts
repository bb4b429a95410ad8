import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Input } from '../../shared/contract/index';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** Monday 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

const request = (with_: Partial<Input<'cases.file'>> = {}): Input<'cases.file'> => ({
  enterpriseId: town.enterpriseId,
  category: 'handling',
  title: '十名新员工集中办居住证',
  body: '新招十名外省员工，想约一个时间集中办理居住证。',
  ...with_,
});
const file = async (with_: Partial<Input<'cases.file'>> = {}) => {
  const filed = await service.call('cases.file', request(with_), town.employee.token);
  expect(filed.error).toBeNull();
  return filed.body;
};

describe('filing a request', () => {
  test('about an item that only a department works on goes there, and the liaison officer of the enterprise has it all the same', async () => {
    const filed = await file({ category: 'investigation', itemCode: 'case-economic' });
    expect(filed).toMatchObject({
      itemName: '合同诈骗、职务侵占等涉企经济犯罪报案',
      unitName: '东莞市公安局经侦支队',
      ownerName: '李联络',
      liaisonName: '李联络',
    });
  });

  test('gives a number, a named owner, the liaison officer, and both clocks from the first second', async () => {
    const filed = await file();
    expect(filed).toMatchObject({
      status: 'submitted',
      channel: 'mini_program',
      enterpriseName: '试办电子有限公司',
      unitName: '试办镇分局',
      ownerName: '李联络',
      ownerRole: '警企联络员',
      liaisonName: '李联络',
      filedAt: monday,
      actions: ['withdraw'],
    });
    expect(filed.number).toMatch(/^D20261123-\d{5}$/);
    // 24 hours on the clock; ten working days after the day of receipt, until its end.
    expect(filed.clocks.map(({ kind, dueAt, state }) => ({ kind, dueAt, state }))).toEqual([
      { kind: 'contact', dueAt: '2026-11-24T00:30:00.000Z', state: 'running' },
      { kind: 'processing', dueAt: '2026-12-07T15:59:59.999Z', state: 'running' },
    ]);
    expect(filed.nearestClock?.kind).toBe('contact');
    expect(filed.clocks[1]?.explanation.at(-1)).toBe('因此期限为 12月7日 周一 24:00。');
    expect(filed.timeline).toEqual([
      { at: monday, action: 'file', status: 'submitted', by: '您', text: null, check: null, internal: false, photos: [] },
    ]);
  });

  test('gives a complaint five working days', async () => {
    const filed = await file({ category: 'complaint' });
    expect(filed.clocks.find((clock) => clock.kind === 'processing')?.dueAt).toBe('2026-11-30T15:59:59.999Z');
  });

  test('counts a request of a Saturday from the Monday after, and says so', async () => {
    service.clock.set('2026-11-21T03:00:00.000Z');
    const filed = await file();
    const processing = filed.clocks.find((clock) => clock.kind === 'processing');
    expect(processing?.dueAt).toBe('2026-12-07T15:59:59.999Z');
    expect(processing?.explanation[1]).toContain('视为下一个工作日');
    expect(filed.clocks.find((clock) => clock.kind === 'contact')?.dueAt).toBe('2026-11-22T03:00:00.000Z');
  });

  test('numbers run on within a Shanghai day and begin anew with the next', async () => {
    service.clock.set('2026-11-24T15:59:59.999Z');
    expect((await file()).number).toBe('D20261124-00001');
    expect((await file()).number).toBe('D20261124-00002');
    service.clock.set('2026-11-24T16:00:00.000Z');
    expect((await file()).number).toBe('D20261125-00001');
  });

  test('gives twenty requests filed at once twenty numbers', async () => {
    service.clock.set('2026-11-26T02:00:00.000Z');
    const filed = await Promise.all(Array.from({ length: 20 }, () => file()));
    const numbers = filed.map((one) => one.number).sort();
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => `D20261126-${String(index + 1).padStart(5, '0')}`));
  });

  test('has the duty person as owner while an enterprise has no liaison officer', async () => {
    await service.db`update enterprise set liaison_id = null where id = ${town.enterpriseId}`;
    try {
      const filed = await file();
      expect(filed).toMatchObject({ ownerName: '值班钱某', ownerRole: '首接责任人', liaisonName: null });
    } finally {
      await service.db`update enterprise set liaison_id = ${town.liaison.id} where id = ${town.enterpriseId}`;
    }
  });

  test('is refused for an enterprise that the person does not belong to', async () => {
    const refused = await service.call('cases.file', request(), town.outsider.token);
    expect([refused.status, refused.error?.code]).toEqual([403, 'enterprise_required']);
  });

  test('refuses a date past the calendar rather than guess it, and writes nothing', async () => {
    service.clock.set('2026-12-17T02:00:00.000Z');
    expect((await file()).clocks[1]?.dueAt).toBe('2026-12-31T15:59:59.999Z');
    service.clock.set('2026-12-18T02:00:00.000Z');
    const [before] = await service.db`select count(*) from service_case`;
    const refused = await service.call('cases.file', request(), town.employee.token);
    expect([refused.status, refused.error?.code, refused.error?.details]).toEqual([422, 'calendar_unknown', { knownUntil: '2026-12-31' }]);
    expect(await service.db`select count(*) from service_case`).toEqual([before]);
    expect(await service.db`select last from number_series where series = 'case' and day = '20261218'`).toHaveLength(0);
  });

  test('happens once for one Idempotency-Key, answered byte for byte the same', async () => {
    const first = await service.call('cases.file', request(), town.employee.token, 'the-same-key');
    const second = await service.call('cases.file', request(), town.employee.token, 'the-same-key');
    expect(second.text).toBe(first.text);
    const other = await service.call('cases.file', request({ title: '另一件事' }), town.employee.token, 'the-same-key');
    expect(other.error?.code).toBe('idempotency_key_reused');
  });

  test('tells the requester and the owner in their inboxes', async () => {
    const filed = await file();
    const inboxOf = async (token: string) =>
      (await service.call('notices.list', {}, token)).body.notices.filter((notice) => notice.subjectId === filed.id);
    expect(await inboxOf(town.employee.token)).toMatchObject([
      { kind: 'case_received', body: expect.stringMatching(`^${filed.number} 由试办镇分局李联络负责`), readAt: null },
    ]);
    expect(await inboxOf(town.liaison.token)).toMatchObject([{ kind: 'staff_case_assigned', body: expect.stringContaining('12月7日 周一') }]);
  });
});

describe('who sees a request', () => {
  test('the requester and colleagues of the enterprise do; others are told there is nothing', async () => {
    const { id } = await file();
    expect((await service.call('cases.read', { id }, town.colleague.token)).body.timeline[0]?.by).toBe('周员工');
    for (const [token, name] of [
      [town.outsider.token, 'cases.read'],
      [town.handler.token, 'cases.read'],
      [town.strangerHandler.token, 'desk.read'],
    ] as const) {
      const answer = await service.call(name, { id }, token);
      expect([name, answer.status, answer.error?.code]).toEqual([name, 404, 'not_found']);
    }
  });

  test('lists page by page, newest first, each request once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await service.call('cases.list', cursor ? { cursor } : {}, town.colleague.token)).body;
      expect(page.cases.length).toBeLessThanOrEqual(20);
      seen.push(...page.cases.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = await service.db<
      { id: string }[]
    >`select id from service_case where enterprise_id = ${town.enterpriseId} order by filed_at desc, id desc`;
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toEqual(all.map((row) => row.id));
  });

  test('a cursor that is none is refused', async () => {
    for (const cursor of ['x', '-~case_00000000000000000000000000', `9999-99-99T99:99:99.999Z~case_${'0'.repeat(26)}`]) {
      expect((await service.call('cases.list', { cursor }, town.employee.token)).error?.code).toBe('invalid_input');
    }
  });
});

describe('clocks', () => {
  test('first contact is in time at the last millisecond and late one after', async () => {
    for (const [at, state] of [
      ['2026-11-24T00:30:00.000Z', 'met'],
      ['2026-11-24T00:30:00.001Z', 'missed'],
    ] as const) {
      service.clock.set(monday);
      const { id } = await file();
      service.clock.set(at);
      const contacted = await service.call('desk.contact', { id, text: '已电话联系，约定周三上门。' }, town.liaison.token);
      expect(contacted.body.clocks.find((clock) => clock.kind === 'contact')).toMatchObject({ stoppedAt: at, state });
      expect(contacted.body.nearestClock?.kind).toBe('processing');
    }
  });

  test('a clock turns amber when less than a third is left, and red after its last instant', async () => {
    const { id } = await file();
    const stateAt = async (at: string) => {
      service.clock.set(at);
      return (await service.call('cases.read', { id }, town.employee.token)).body.clocks[0]?.state;
    };
    expect(await stateAt('2026-11-23T16:30:00.000Z')).toBe('running');
    expect(await stateAt('2026-11-23T16:30:00.001Z')).toBe('due_soon');
    expect(await stateAt('2026-11-24T00:30:00.000Z')).toBe('due_soon');
    expect(await stateAt('2026-11-24T00:30:00.001Z')).toBe('overdue');
  });

  test('waiting for materials pauses the processing clock, and the answer gives the days back', async () => {
    const { id } = await file();
    await service.call('desk.accept', { id }, town.handler.token);
    service.clock.set('2026-11-25T02:00:00.000Z');
    const waiting = await service.call('desk.askForMaterials', { id, text: '请补充员工花名册' }, town.handler.token);
    expect(waiting.body.status).toBe('awaiting_materials');
    const paused = (await service.call('cases.read', { id }, town.employee.token)).body;
    expect(paused.clocks[1]).toMatchObject({ state: 'paused', pausedAt: '2026-11-25T02:00:00.000Z' });
    expect(paused.clocks[1]?.explanation.at(-1)).toContain('请补充员工花名册');
    expect(paused.actions).toEqual(['supply', 'withdraw']);

    service.clock.set('2026-11-27T02:00:00.000Z');
    const supplied = await service.call('cases.supply', { id, text: '花名册已发到邮箱' }, town.colleague.token);
    expect(supplied.body.status).toBe('accepted');
    // 26 and 27 November do not count: 9 December instead of 7.
    expect(supplied.body.clocks[1]).toMatchObject({ dueAt: '2026-12-09T15:59:59.999Z', pausedAt: null, state: 'running' });
    expect(await service.db`select nearest_due_at as at from service_case where id = ${id}`).toEqual([{ at: '2026-11-24T00:30:00.000Z' }]);
  });
});

describe('after closing', () => {
  const closed = async () => {
    const { id } = await file();
    await service.call('desk.contact', { id, text: '已联系' }, town.liaison.token);
    await service.call('desk.accept', { id }, town.handler.token);
    const done = await service.call('desk.complete', { id, outcome: 'settled', text: '已安排周三集中办理。' }, town.handler.token);
    expect(done.error).toBeNull();
    return id;
  };

  test('the request shows its outcome, the way to dispute it and the rating', async () => {
    const id = await closed();
    const mine = (await service.call('cases.read', { id }, town.employee.token)).body;
    expect(mine).toMatchObject({
      status: 'completed',
      outcome: 'settled',
      outcomeText: '已安排周三集中办理。',
      disputeUntil: '2026-12-03T00:30:00.000Z',
      actions: ['dispute'],
      nearestClock: null,
    });
    expect(mine.ratingId).toMatch(/^rate_/);
    expect(mine.clocks.every((clock) => clock.state === 'met')).toBe(true);
    expect(mine.timeline.map(({ action, by }) => [action, by])).toEqual([
      ['file', '您'],
      ['contact', '试办镇分局 李联络'],
      ['accept', '试办镇分局 陈承办'],
      ['complete', '试办镇分局 陈承办'],
    ]);
    expect((await service.call('cases.read', { id }, town.colleague.token)).body.ratingId).toBeNull();
  });

  test('"not solved" opens it again until the last instant of ten days, and not a millisecond later', async () => {
    const late = await closed();
    const id = await closed();
    service.clock.set('2026-12-03T00:30:00.001Z');
    expect((await service.call('cases.dispute', { id: late, text: '还没解决' }, town.employee.token)).error?.code).toBe('deadline_passed');
    service.clock.set('2026-12-03T00:30:00.000Z');
    const reopened = (await service.call('cases.dispute', { id, text: '还没解决' }, town.employee.token)).body;
    expect(reopened).toMatchObject({ status: 'accepted', outcome: null, disputeUntil: null, ownerName: '陈承办' });
    const processing = reopened.clocks.filter((clock) => clock.kind === 'processing');
    // A second run from the day of the dispute; the first stays as it ended.
    expect(processing.map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['met', '2026-12-07T15:59:59.999Z'],
      ['running', '2026-12-17T15:59:59.999Z'],
    ]);
    expect(await service.db`select times_reopened as times from service_case where id = ${id}`).toEqual([{ times: 1 }]);
    const told = (await service.call('notices.list', {}, town.liaison.token)).body.notices;
    expect(told.some((notice) => notice.kind === 'staff_case_disputed' && notice.subjectId === id)).toBe(true);

    await service.call(
      'desk.complete',
      { id, outcome: 'beyond_policy', text: '依据规定已当面说明。', rule: '《居住证暂行条例》第九条' },
      town.handler.token,
    );
    expect(await service.db`select run from rating_occasion where subject_id = ${id} order by run`).toEqual([{ run: 1 }, { run: 2 }]);
  });

  test('"not solved" needs no words: one tap opens it again', async () => {
    const id = await closed();
    const reopened = await service.call('cases.dispute', { id }, town.employee.token);
    expect([reopened.status, reopened.body.status]).toEqual([200, 'accepted']);
    expect(reopened.body.timeline.at(-1)).toMatchObject({ action: 'dispute', by: '您', text: null });
  });

  test('an open request cannot be disputed, a closed one not withdrawn', async () => {
    const { id } = await file();
    expect((await service.call('cases.dispute', { id, text: '还没解决' }, town.employee.token)).error?.code).toBe('wrong_state');
    const done = await closed();
    expect((await service.call('cases.withdraw', { id: done }, town.employee.token)).error?.code).toBe('wrong_state');
  });

  test('only who filed it may withdraw it, and then nothing is asked about satisfaction', async () => {
    const { id } = await file();
    expect((await service.call('cases.withdraw', { id }, town.colleague.token)).error?.code).toBe('role_required');
    const withdrawn = (await service.call('cases.withdraw', { id, reason: '自己解决了' }, town.employee.token)).body;
    expect(withdrawn).toMatchObject({ status: 'withdrawn', nearestClock: null, actions: [], ratingId: null });
    expect(withdrawn.clocks.every((clock) => clock.stoppedAt === monday)).toBe(true);
    expect(await service.db`select 1 from rating_occasion where subject_id = ${id}`).toHaveLength(0);
  });
});
