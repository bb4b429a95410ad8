import { runJobs } from '../../functions/jobs/index';
import { later } from '../../shared/rules/shanghai';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { aJpeg } from '../support/pictures';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let town: CaseTown;
let west: string;
beforeAll(async () => {
  server = await startTestServer({ now: '2026-11-23T00:30:00.000Z', jobs: false });
  town = await aCaseTown(server.db);
  west = 'trial-bureau-west';
});
afterAll(() => server?.stop());

type Someone = { token: string };
const photo = async ({ token }: Someone) => (await server.call('files.upload', { file: await aJpeg() }, token)).body.id;

async function accepted(): Promise<string> {
  const filed = await server.call(
    'cases.file',
    { enterpriseId: town.enterpriseId, category: 'safety_guidance', title: '厂门口路口有盲区', body: '货车右转看不见行人，请处理' },
    town.employee.token,
  );
  const { id } = filed.body;
  await server.call('desk.contact', { id, text: '已到现场' }, town.liaison.token);
  await server.call('desk.accept', { id }, town.handler.token);
  return id;
}
const order = async (id: string, who: Someone = town.handler, changes: { unitId?: string; workingDays?: number } = {}) =>
  server.call(
    'desk.orderRectification',
    { id, hazard: '路口货车右转有盲区', place: '厂前路与工业路口', unitId: west, workingDays: 5, photos: [await photo(who)], ...changes },
    who.token,
  );
const report = async (id: string, rectificationId: string, who: Someone = town.strangerHandler) =>
  server.call('desk.reportRectification', { id, rectificationId, text: '已装凸面镜和警示牌', photos: [await photo(who)] }, who.token);
const recheck = (id: string, rectificationId: string, pass: boolean, who: Someone = town.handler) =>
  server.call('desk.recheckRectification', { id, rectificationId, pass, text: pass ? '现场看过，已消除' : '警示牌被树挡住' }, who.token);
const last = (detail: { rectifications: { id: string }[] }) => detail.rectifications.at(-1)?.id ?? '';

test('a danger is ordered of another unit with a date that explains itself, put right with photos, looked at again, and seen by the requester throughout', async () => {
  const id = await accepted();
  const ordered = await order(id);
  expect(ordered.body.rectifications).toMatchObject([
    { status: 'ordered', standing: 'running', unitName: '邻镇分局', dueAt: '2026-11-30T15:59:59.999Z', timesReturned: 0, report: null },
  ]);
  expect(ordered.body.rectifications[0]?.explanation.at(-1)).toContain('11月30日');
  const one = last(ordered.body);
  expect((await server.call('desk.read', { id }, town.strangerHandler.token)).status).toBe(200);

  const reported = await report(id, one);
  expect(reported.body.rectifications[0]).toMatchObject({ status: 'reported', report: '已装凸面镜和警示牌' });
  const sentBack = await recheck(id, one, false);
  expect(sentBack.body.rectifications[0]).toMatchObject({ status: 'ordered', timesReturned: 1, finding: '警示牌被树挡住' });
  await report(id, one);
  const passed = await recheck(id, one, true);
  expect(passed.body.rectifications[0]).toMatchObject({ status: 'passed', standing: 'passed', actions: [] });

  const seen = (await server.call('cases.read', { id }, town.employee.token)).body;
  const [shown] = seen.rectifications;
  expect(shown).toMatchObject({ status: 'passed', actions: [], hazard: '路口货车右转有盲区' });
  expect(shown?.before).toHaveLength(1);
  expect(shown?.after).toHaveLength(1);
  for (const one of [...(shown?.before ?? []), ...(shown?.after ?? [])]) {
    expect((await server.call('files.read', { id: one.id }, town.employee.token)).status).toBe(200);
  }
  expect(seen.timeline.map(({ action }) => action).filter((action) => action === 'rectify' || action === 'recheck')).toEqual([
    'rectify',
    'rectify',
    'recheck',
    'rectify',
    'recheck',
  ]);
  const told = await server.db<
    { kind: string }[]
  >`select kind from notice where subject_id = ${id} and person_id = ${town.employee.id} and kind = 'case_rectification'`;
  expect(told).toHaveLength(2);
  // The unit's part in the case is over.
  expect((await server.call('desk.read', { id }, town.strangerHandler.token)).status).toBe(404);
});

test('whoever reported it may not pass it, nor may the database let that be written', async () => {
  const id = await accepted();
  const one = last((await order(id)).body);
  await report(id, one, town.handler);
  expect(await recheck(id, one, true, town.handler)).toMatchObject({ status: 403, error: { code: 'own_rectification' } });
  expect(await recheck(id, one, true, town.strangerHandler)).toMatchObject({ status: 403, error: { code: 'role_required' } });
  await expect(server.db`update rectification set status = 'passed', ended_by = reported_by, ended_at = now() where id = ${one}`).rejects.toThrow(
    'rectification_not_own',
  );
  expect((await recheck(id, one, true, town.secondHandler)).status).toBe(200);
});

test('a case is not settled while a danger waits; it is once that is passed, and with further coordination before', async () => {
  const id = await accepted();
  const one = last((await order(id)).body);
  const settle = () => server.call('desk.complete', { id, outcome: 'settled', text: '盲区已消除' }, town.handler.token);
  expect(await settle()).toMatchObject({ status: 409, error: { code: 'rectification_open' } });
  await report(id, one);
  expect(await settle()).toMatchObject({ status: 409, error: { code: 'rectification_open' } });
  await recheck(id, one, true);
  expect((await settle()).status).toBe(200);

  const other = await accepted();
  await order(other);
  const next = { ownerId: town.handler.id, day: '2026-12-20' };
  const coordinated = await server.call(
    'desk.complete',
    { id: other, outcome: 'needs_coordination', text: '需要与交通部门协调', next },
    town.handler.token,
  );
  expect(coordinated.status).toBe(200);
});

test('a danger is put right to its end although the request was withdrawn', async () => {
  const id = await accepted();
  const one = last((await order(id)).body);
  await server.call('cases.withdraw', { id }, town.employee.token);
  expect((await report(id, one)).body).toMatchObject({ status: 'withdrawn', rectifications: [{ status: 'reported' }] });
  expect((await recheck(id, one, true)).body.rectifications[0]?.status).toBe('passed');
  expect(await order(id)).toMatchObject({ status: 403, error: { code: 'role_required' } });
});

test('each step in the wrong state is refused, and what is not theirs is not there for others', async () => {
  const id = await accepted();
  const one = last((await order(id)).body);
  expect(await recheck(id, one, true)).toMatchObject({ status: 409, error: { code: 'wrong_state' } });
  expect(await report(id, one, town.secondHandler)).toMatchObject({ status: 403, error: { code: 'role_required' } });
  expect(await report(await accepted(), one, town.handler)).toMatchObject({ status: 404 });
  const elsewhere = await accepted();
  expect(await order(elsewhere, town.strangerHandler)).toMatchObject({ status: 404 });
  expect(await order(elsewhere, town.handler, { unitId: 'no-such-unit' })).toMatchObject({ status: 422, error: { code: 'unit_unknown' } });
  const cancelled = await server.call('desk.cancelRectification', { id, rectificationId: one, reason: '重复登记，取消' }, town.unitHead.token);
  expect(cancelled.body.rectifications[0]).toMatchObject({ status: 'cancelled', finding: '重复登记，取消' });
  expect(await report(id, one, town.handler)).toMatchObject({ status: 409, error: { code: 'wrong_state' } });
});

test('photos of before and after must be there', async () => {
  const id = await accepted();
  const without = await server.call(
    'desk.orderRectification',
    { id, hazard: '路口货车右转有盲区', place: '厂前路', unitId: west, workingDays: 5, photos: [] },
    town.handler.token,
  );
  expect(without).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
});

test('a date that has passed is told once, to the unit and the owner, and not at night', async () => {
  const id = await accepted();
  const ordered = await order(id, town.handler, { workingDays: 1 });
  const one = last(ordered.body);
  const due = ordered.body.rectifications[0]?.dueAt ?? '';
  const told = async () =>
    (
      await server.db<
        { personId: string }[]
      >`select person_id as "personId" from notice where subject_id = ${id} and kind = 'staff_rectification_overdue'`
    ).map(({ personId }) => personId);
  // Due at midnight in Shanghai: the night passes first.
  await runJobs(server.room, later(due, 1));
  expect(await told()).toEqual([]);
  await runJobs(server.room, later(due, 9 * 3_600_000));
  await runJobs(server.room, later(due, 10 * 3_600_000));
  expect((await told()).sort()).toEqual([town.handler.id, town.strangerHead.id].sort());
  expect(await server.db`select 1 from rectification where id = ${one} and warned_at is not null`).toHaveLength(1);
});

test('hazards put right are countable by unit and time', async () => {
  const counted = async () => {
    const [row] = await server.db<{ passed: number }[]>`
      select count(*) as passed from rectification r join unit u on u.id = r.unit_id
      where r.status = 'passed' and r.ended_at >= '2026-01-01' and r.ended_at < '2027-01-01' and u.path like 'trial-bureau/%'`;
    return row?.passed ?? 0;
  };
  const before = await counted();
  const board = async (token: string) => (await server.call('supervision.board', {}, token)).body.hazards;
  const shown = await board(town.supervisor.token);
  expect(shown.passed).toBe(before);
  const id = await accepted();
  const one = last((await order(id)).body);
  await report(id, one);
  expect(await counted()).toBe(before);
  expect(await board(town.supervisor.token)).toEqual({ ...shown, open: shown.open + 1 });
  await recheck(id, one, true);
  expect(await counted()).toBe(before + 1);
  expect(await board(town.supervisor.token)).toEqual({ ...shown, passed: before + 1 });
});
