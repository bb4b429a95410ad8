import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { returnVisits } from '../../functions/jobs/return-visits';
import type { NoticeKind } from '../../shared/text/notices';
import { later } from '../../shared/rules/shanghai';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** E2. Monday 23 November 2026, 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';
const day = 86_400_000;

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  const phoneSealed = service.room.sealer.seal({ table: 'person', column: 'phone', row: town.employee.id }, '13800001111');
  await service.db`update person set phone_sealed = ${phoneSealed}, phone_hash = ${randomBytes(32)} where id = ${town.employee.id}`;
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(monday);
  await service.db`delete from notice`;
});

const file = { category: 'handling', title: '厂区门口交通隐患', body: '上下班时段货车乱停，员工过街不安全。' } as const;
const close = async (id: string) => {
  const closed = await service.call('desk.complete', { id, outcome: 'settled', text: '已划线并设了护栏' }, town.handler.token);
  if (closed.status !== 200) throw new Error(closed.text);
};
/** A request of the firm, closed by the handler, and its return visit. */
async function aClosed(): Promise<{ id: string; visit: string }> {
  service.clock.set(monday);
  const filed = await service.call('cases.file', { enterpriseId: town.enterpriseId, ...file }, town.employee.token);
  const { id } = filed.body;
  await service.call('desk.accept', { id }, town.handler.token);
  await close(id);
  return { id, visit: await visitOf(id) };
}
/** Somebody who called in, likewise. */
async function aCallersClosed(): Promise<{ id: string; visit: string }> {
  service.clock.set(monday);
  const requester = { name: '来电人', phone: '13800002222' };
  const said = { enterpriseId: town.enterpriseId, channel: 'phone', ...file, requester } as const;
  const { id } = (await service.call('desk.takeDown', said, town.handler.token)).body;
  await service.call('desk.accept', { id }, town.handler.token);
  await close(id);
  return { id, visit: await visitOf(id) };
}
const visitOf = async (caseId: string) =>
  (
    await service.db<{ id: string }[]>`
      select v.id from return_visit v join rating_occasion o on o.id = v.occasion_id where o.subject_id = ${caseId} order by o.run desc limit 1`
  )[0]?.id ?? '';
const round = (at: string) => returnVisits(service.room, at);
/** Asked, and three days without an answer. */
async function aListed(): Promise<{ id: string; visit: string }> {
  const closed = await aClosed();
  await round(monday);
  await round(later(monday, 3 * day));
  service.clock.set(later(monday, 3 * day));
  return closed;
}
const answer = (id: string, solved: boolean, token = town.employee.token) => service.call('returnVisits.answer', { id, solved }, token);
const takeDown = (id: string, result: 'solved' | 'not_solved' | 'declined' | 'not_reached', token = town.secondHandler.token) =>
  service.call('returnVisitDesk.takeDown', { id, result, text: '说清了' }, token);
const desk = async (id: string, token = town.handler.token) => (await service.call('desk.read', { id }, token)).body;
/** How often a person was told so of this request or return visit. */
const told = async (personId: string, kind: NoticeKind, subjectId: string) =>
  (await service.db`select from notice where person_id = ${personId} and kind = ${kind} and subject_id = ${subjectId}`).length;

describe('asked in the app', () => {
  test('closing opens one question; the firm answers it once, and both sides of the request show it', async () => {
    const { id, visit } = await aClosed();
    await Promise.all([round(monday), round(monday), round(monday)]);
    expect(await told(town.employee.id, 'return_asked', visit)).toBe(1);
    expect((await service.call('cases.read', { id }, town.employee.token)).body.returnVisit).toMatchObject({ id: visit, status: 'asked' });
    expect((await service.call('returnVisits.read', { id: visit }, town.colleague.token)).body).toMatchObject({
      caseId: id,
      mayAnswer: true,
      outcomeText: '已划线并设了护栏',
      disputeUntil: later(monday, 10 * day),
    });
    const answers = await Promise.all([answer(visit, true), answer(visit, true), answer(visit, false, town.colleague.token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await desk(id)).returnVisit).toMatchObject({ id: null, status: 'answered', way: 'in_app', returnerName: null });
    expect((await service.call('cases.read', { id }, town.employee.token)).body.returnVisit).toMatchObject({ id: null, status: 'answered' });
  });

  test('another firm, and staff, are answered as if it were not there', async () => {
    const { visit } = await aClosed();
    for (const token of [town.outsider.token, town.handler.token, town.supervisor.token]) {
      expect((await service.call('returnVisits.read', { id: visit }, token)).error?.code).toBe('not_found');
      expect((await answer(visit, true, token)).error?.code).toBe('not_found');
    }
  });

  test('"not solved" leads to the one way of opening again, and opening again answers the question; the next end asks anew', async () => {
    const first = await aClosed();
    expect((await answer(first.visit, false)).body).toMatchObject({ outcome: 'not_solved', disputeUntil: later(monday, 10 * day) });
    expect((await desk(first.id)).status).toBe('completed');
    const second = await aClosed();
    expect((await service.call('cases.dispute', { id: second.id, text: '货车还是乱停' }, town.employee.token)).body).toMatchObject({
      status: 'accepted',
      returnVisit: { status: 'answered', outcome: 'not_solved', way: 'in_app' },
    });
    await close(second.id);
    const again = await visitOf(second.id);
    expect(again).not.toBe(second.visit);
    expect((await service.call('returnVisits.read', { id: again }, town.employee.token)).body).toMatchObject({ mayAnswer: true, timesReopened: 1 });
  });

  test('after ten days "not solved" is kept, and nothing offers to open it again', async () => {
    const { visit } = await aClosed();
    service.clock.set(later(monday, 10 * day + 1));
    expect((await answer(visit, false)).body).toMatchObject({ outcome: 'not_solved', disputeUntil: null });
  });
});

describe('by telephone', () => {
  test('three days after the question, not a moment before, it is on the list of another member of the unit, once', async () => {
    const { id, visit } = await aClosed();
    await round(monday);
    const due = later(monday, 3 * day);
    expect((await round(later(due, -1))).returnsListed).toBe(0);
    await Promise.all([round(due), round(due), round(due)]);
    expect(await told(town.secondHandler.id, 'staff_return_listed', visit)).toBe(1);
    expect(await told(town.handler.id, 'staff_return_listed', visit)).toBe(0);
    const list = async (token: string) =>
      (await service.call('returnVisitDesk.list', {}, token)).body.returns.filter((one) => one.id === visit).map(({ returnerName }) => returnerName);
    expect(await list(town.secondHandler.token)).toEqual(['郑承办']);
    expect(await list(town.unitHead.token)).toEqual(['郑承办']);
    expect(await list(town.supervisor.token)).toEqual(['郑承办']);
    for (const other of [town.handler, town.liaison, town.strangerHead]) expect(await list(other.token)).toEqual([]);
    for (const other of [town.handler, town.liaison, town.strangerHead])
      expect((await takeDown(visit, 'solved', other.token)).error?.code).toBe('not_found');
    expect((await desk(id)).returnVisit).toMatchObject({ id: null, status: 'listed', returnerName: '郑承办' });
    expect((await desk(id, town.supervisor.token)).returnVisit).toMatchObject({ id: visit });
    // Who answers in the app after all is not called.
    expect((await answer(visit, true)).status).toBe(200);
    expect(await list(town.secondHandler.token)).toEqual([]);
  });

  test('each result is taken down once with its date, and seen on the request; the number is masked until it is needed', async () => {
    for (const result of ['solved', 'declined'] as const) {
      const { id, visit } = await aListed();
      expect((await service.call('returnVisitDesk.read', { id: visit }, town.secondHandler.token)).body.phoneMasked).not.toContain('13800001111');
      expect((await service.call('returnVisitDesk.reveal', { id: visit }, town.secondHandler.token)).body).toEqual({ phone: '13800001111' });
      const { body } = await takeDown(visit, result);
      expect(body).toMatchObject({ status: 'answered', outcome: result, way: 'phone', tries: 1, mayCall: false });
      expect(body.history.map(({ action, by }) => [action, by])).toEqual([
        ['ask', null],
        ['list', null],
        ['reveal', '郑承办'],
        ['reach', '郑承办'],
      ]);
      expect((await takeDown(visit, 'solved')).error?.code).toBe('wrong_state');
      expect((await service.call('returnVisitDesk.reveal', { id: visit }, town.secondHandler.token)).error?.code).toBe('wrong_state');
      expect((await desk(id)).returnVisit).toMatchObject({ outcome: result, words: '说清了', returnerName: '郑承办' });
    }
  });

  test('after three calls without an answer it ends as not reached; the setting moves that', async () => {
    const { visit } = await aListed();
    expect((await takeDown(visit, 'not_reached')).body).toMatchObject({ status: 'listed', tries: 1 });
    expect((await takeDown(visit, 'not_reached')).body).toMatchObject({ status: 'listed', tries: 2 });
    const last = (await takeDown(visit, 'not_reached')).body;
    expect(last).toMatchObject({ status: 'not_reached', outcome: null, tries: 3, endedAt: later(monday, 3 * day) });
    expect((await answer(visit, true)).error?.code).toBe('wrong_state');
    const ended = (await service.call('returnVisitDesk.list', { which: 'ended' }, town.unitHead.token)).body.returns;
    expect(ended.find((one) => one.id === visit)).toMatchObject({ status: 'not_reached' });
  });

  test('"not solved" on the telephone: whoever has the app is told where to open it again; a caller has it opened at once', async () => {
    const { id, visit } = await aListed();
    await takeDown(visit, 'not_solved');
    expect((await desk(id)).status).toBe('completed');
    expect(await told(town.employee.id, 'return_not_solved', id)).toBe(1);
    expect((await service.call('cases.dispute', { id, text: '货车还是乱停' }, town.employee.token)).body.status).toBe('accepted');

    const caller = await aCallersClosed();
    await round(monday);
    expect((await takeDown(caller.visit, 'not_solved')).body).toMatchObject({ outcome: 'not_solved', isCaller: true });
    expect(await desk(caller.id)).toMatchObject({ status: 'accepted', timesReopened: 1, returnVisit: { outcome: 'not_solved', way: 'phone' } });
    expect(await told(town.handler.id, 'staff_case_disputed', caller.id)).toBe(1);
  });

  test('where everybody of the unit handled it a supervisor calls; where nobody is left it waits, and whoever comes gets it', async () => {
    const handledBy = [town.handler, town.secondHandler, town.liaison, town.unitHead].map(({ id }) => id);
    const { id, visit } = await aClosed();
    await service.db`update rating_occasion set handled_by = ${handledBy} where subject_id = ${id}`;
    await round(monday);
    await round(later(monday, 3 * day));
    expect(await told(town.supervisor.id, 'staff_return_listed', visit)).toBe(1);

    const lonely = await aClosed();
    await service.db`update rating_occasion set handled_by = ${[...handledBy, town.supervisor.id]} where subject_id = ${lonely.id}`;
    await round(monday);
    const third = later(monday, 3 * day);
    expect(await round(third)).toMatchObject({ returnsListed: 1, returnsEntrusted: 0 });
    expect(await told(town.supervisor.id, 'staff_return_listed', lonely.visit)).toBe(0);
    await service.db`update rating_occasion set handled_by = ${[town.handler.id]} where subject_id = ${lonely.id}`;
    await Promise.all([round(third), round(third)]);
    expect(await told(town.secondHandler.id, 'staff_return_listed', lonely.visit)).toBe(1);
  });
});

test('the figures say how many were returned to, reached and solved, for the unit, the item and the channel', async () => {
  const { body } = await service.call('ratingFigures.list', { from: '2026-11-23', until: '2026-11-23', by: 'channel' }, town.unitHead.token);
  const counts = await service.db<{ due: number; returned: number; reached: number; solved: number; unsolved: number }[]>`
    select count(*)::int as due, count(*) filter (where status in ('answered', 'not_reached'))::int as returned,
      count(*) filter (where status = 'answered')::int as reached, count(*) filter (where outcome = 'solved')::int as solved,
      count(*) filter (where outcome = 'not_solved')::int as unsolved
    from return_visit v join rating_occasion o on o.id = v.occasion_id where o.unit_id = ${town.unitId} and o.finished_at < '2026-11-24'`;
  const { due, returned, reached, solved, unsolved } = counts[0] ?? { due: 0, returned: 0, reached: 0, solved: 0, unsolved: 0 };
  const share = (part: number, of: number) => Math.round((part / of) * 1000) / 10;
  expect(reached).toBeGreaterThan(3);
  expect(body.whole).toMatchObject({
    returnDue: due,
    returnedShare: share(returned, due),
    returnReachedShare: share(reached, due),
    returnSolvedShare: share(solved, solved + unsolved),
  });
  expect(body.parts.map(({ key, returnDue }) => [key, returnDue])).toEqual([
    ['mini_program', due - 1],
    ['phone', 1],
  ]);
});
