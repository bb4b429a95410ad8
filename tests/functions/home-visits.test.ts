import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Input } from '../../shared/contract/index';
import { aJpeg } from '../support/pictures';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { letTextsPass } from '../support/texts';

/** Monday 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';
const day = '2026-11-26';
const morning = '2026-11-26T01:00:00.000Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(monday);
  // Each test has the days and the firm to itself.
  await service.db`update visit_member set is_live = false`;
  await service.db`
    update home_visit set status = 'cancelled', plan_id = null, day = null, seq = null, from_at = null, until_at = null, arrived_at = null
    where status in ('asked', 'approved', 'planned', 'arrived')`;
});

const code = (answer: { error: { code: string } | null }) => answer.error?.code ?? null;
const ask = (with_: Partial<Input<'visits.ask'>> = {}, token = town.employee.token) =>
  service.call(
    'visits.ask',
    {
      enterpriseId: town.enterpriseId,
      kind: 'acceptance',
      need: 'many_people',
      people: 40,
      address: '创新路 8 号 3 号厂区',
      point: { latitude: 23.03, longitude: 113.76 },
      opens: '09:00',
      closes: '17:30',
      ...with_,
    },
    token,
  );
const approved = async (with_: Partial<Input<'visits.ask'>> = {}) => {
  const { body, error } = await ask(with_);
  expect(error).toBeNull();
  expect(code(await service.call('visitDesk.decide', { id: body.id, approve: true }, town.liaison.token))).toBeNull();
  return body;
};
const plan = (visitIds: string[], with_: Partial<Input<'visitDesk.plan'>> = {}, token = town.liaison.token) =>
  service.call('visitDesk.plan', { day, leavesAt: '09:00', visitIds, memberIds: [town.handler.id], equipment: ['采集箱'], ...with_ }, token);
const planned = async () => {
  const visit = await approved();
  const { body, error } = await plan([visit.id]);
  expect(error).toBeNull();
  return { visit, plan: body };
};
const timeline = async (id: string) => (await service.call('cases.read', { id }, town.employee.token)).body.timeline;
const kinds = async (token: string, id: string) =>
  (await service.call('notices.list', {}, token)).body.notices.filter(({ subjectId }) => subjectId === id).map(({ kind }) => kind);

describe('asking', () => {
  test('makes a request with number, owner and dates, and the visit stands on its timeline', async () => {
    const photos = [(await service.call('files.upload', { file: await aJpeg() }, town.employee.token)).body.id ?? ''];
    expect(code(await ask({ photos: [photos[0] ?? '', 'file_00000000000000000000000000'] }))).toBe('photo_missing');
    const { body } = await ask({ note: '新员工居住证', photos });
    expect(body.point).toEqual({ latitude: 23.03, longitude: 113.76 });
    expect(body).toMatchObject({ status: 'asked', isOffered: true, minutes: 240, actions: ['cancel'] });
    await letTextsPass(service);
    const seen = (await service.call('cases.read', { id: body.caseId }, town.colleague.token)).body;
    expect(seen).toMatchObject({ title: '申请上门受理，40 人', ownerName: '李联络' });
    expect(seen.timeline.map(({ action }) => action)).toEqual(['file', 'planVisit']);
    expect(seen.timeline[1]?.photos).toMatchObject([{ id: photos[0], internal: false }]);
    expect(await kinds(town.liaison.token, body.caseId)).toContain('staff_visit_asked');
    expect((await service.call('visits.list', {}, town.colleague.token)).body.visits.map(({ id }) => id)).toContain(body.id);
  });

  test('on a request of mine, once at a time; never on another firm’s, never with hours the wrong way round', async () => {
    const first = (await ask()).body;
    expect(code(await ask({ caseId: first.caseId }))).toBe('visit_open');
    expect(code(await ask({ opens: '17:00', closes: '09:00' }))).toBe('hours_invalid');
    expect(code(await ask({}, town.outsider.token))).toBe('enterprise_required');
    expect(code(await service.call('visits.read', { id: first.id }, town.outsider.token))).toBe('not_found');
    expect(code(await service.call('visits.cancel', { id: first.id, reason: '不用了' }, town.colleague.token))).toBeNull();
    expect(code(await ask({ caseId: first.caseId }))).toBeNull();
  });

  test('below the offer only the head says yes; a no has its reason, which the firm reads', async () => {
    const { body } = await ask({ people: 2 });
    expect(body.isOffered).toBe(false);
    const decide = (approve: boolean, token: string, reason?: string) =>
      service.call('visitDesk.decide', { id: body.id, approve, ...(reason ? { reason } : {}) }, token);
    expect(code(await decide(true, town.liaison.token))).toBe('role_required');
    expect(code(await decide(true, town.strangerHead.token))).toBe('not_found');
    expect(code(await decide(false, town.unitHead.token))).toBe('evidence_required');
    expect((await decide(false, town.unitHead.token, '人数少，请到大厅办理')).body.status).toBe('declined');
    expect((await timeline(body.caseId)).at(-1)).toMatchObject({ action: 'planVisit', text: '不上门：人数少，请到大厅办理' });
  });
});

describe('a round', () => {
  test('puts three firms in route order and tells each its window of time and who comes', async () => {
    await service.db`
      insert into enterprise (id, uscc, name, town, unit_id, liaison_id)
      select 'visit-firm-' || n, 'visit-firm-' || n, '第' || n || '家', ${town.town}, ${town.unitId}, ${town.liaison.id} from generate_series(1, 2) n
      on conflict do nothing`;
    await service.db`
      insert into enterprise_member (enterprise_id, person_id, role, joined_at)
      select 'visit-firm-' || n, ${town.employee.id}, 'employee', ${monday} from generate_series(1, 2) n on conflict do nothing`;
    const far = await approved({ people: 10, need: 'cannot_come', point: { latitude: 23.2, longitude: 113.9 } });
    const near = await approved({ enterpriseId: 'visit-firm-1', people: 10, need: 'cannot_come', point: { latitude: 23.031, longitude: 113.761 } });
    const early = await approved({
      enterpriseId: 'visit-firm-2',
      people: 1,
      need: 'cannot_come',
      point: { latitude: 23.15, longitude: 113.85 },
      closes: '10:30',
    });
    const { body, error } = await plan([far.id, near.id, early.id], { memberIds: [town.handler.id, town.officer.id] });
    expect(error).toBeNull();
    const times = body.stops.map(({ fromAt }) => fromAt ?? '');
    expect(times).toEqual([...times].sort());
    expect(body.stops.find(({ id }) => id === early.id)?.untilAt).toBeTruthy();
    for (const stop of body.stops) {
      expect(stop.status).toBe('planned');
      const last = (await timeline(stop.caseId)).at(-1);
      expect(last?.text).toContain('之间上门');
      expect(last?.text).toContain('陈承办');
      expect(await kinds(town.employee.token, stop.caseId)).toContain('case_visit_planned');
    }
    expect(await kinds(town.officer.token, body.id)).toEqual(['staff_visit_planned']);
    const calendar = (await service.call('visitDesk.calendar', { from: '2026-11-23' }, town.officer.token)).body;
    expect(calendar.plans).toMatchObject([{ id: body.id, stops: 3, done: 0, mine: true }]);
    expect((await service.call('visitDesk.calendar', { from: '2026-11-23' }, town.strangerHead.token)).body.plans).toEqual([]);
    expect(await service.call('visitDesk.calendar', { from: '9999-12-31' }, town.officer.token)).toMatchObject({ status: 400 });
    expect(code(await service.call('visitDesk.readPlan', { id: body.id }, town.strangerHead.token))).toBe('not_found');
  });

  test('refuses the past, people who do not work there, and a firm that cannot be met within its hours', async () => {
    const visit = await approved();
    expect(code(await plan([visit.id], { day: '2026-11-22' }))).toBe('day_too_early');
    expect(code(await plan([visit.id], { day: '2026-11-23', leavesAt: '08:30' }))).toBe('day_too_early');
    expect(code(await plan([visit.id], { day: '2027-01-23' }))).toBe('day_too_far');
    expect(code(await plan([visit.id], { memberIds: [town.strangerHandler.id] }))).toBe('person_unknown');
    expect(code(await plan([visit.id], { leavesAt: '15:00' }))).toBe('stop_outside_hours');
    expect(code(await plan([visit.id], {}, town.strangerHead.token))).toBe('not_found');
    expect(code(await plan([visit.id], {}, town.officer.token))).toBe('role_required');
    // Nothing of the refused rounds stays behind.
    expect(code(await plan([visit.id]))).toBeNull();
    expect(code(await plan([visit.id]))).toBe('wrong_state');
  });

  test('a round whose firm another team takes at the last moment is refused like any other', async () => {
    const [one, other] = [await approved(), await approved()];
    const waits = () => service.db`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    const late = await service.db.begin(async (tx) => {
      await tx`select from home_visit where id = ${one.id} for update`;
      // It has seen by now that nobody goes there.
      const waiting = plan([one.id], { memberIds: [town.handler.id] });
      while ((await waits()).length === 0) await pause(5);
      expect(code(await plan([other.id], { memberIds: [town.officer.id] }))).toBeNull();
      return { answer: waiting };
    });
    expect(code(await late.answer)).toBe('visit_taken');
  });

  test('nobody is in two teams on one day, and no two teams go to one firm, however many plan at once', async () => {
    const [one, other] = [await approved(), await approved()];
    const answers = await Promise.all([
      plan([one.id], { memberIds: [town.handler.id] }),
      plan([other.id], { memberIds: [town.handler.id] }),
      plan([one.id], { memberIds: [town.officer.id] }),
      plan([other.id], { memberIds: [town.secondHandler.id] }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(['member_taken', 'visit_taken', 'wrong_state']).toContain(code(answer));
    const left = (await service.call('visitDesk.waiting', {}, town.liaison.token)).body.visits[0];
    expect(code(await plan([left?.id ?? ''], { memberIds: [town.liaison.id] }))).toBe('visit_taken');
    expect(code(await plan([left?.id ?? ''], { memberIds: [town.liaison.id], day: '2026-11-27' }))).toBeNull();
  });

  test('cancelled with a reason: its firms wait again and are told, its team is free', async () => {
    const { visit, plan: round } = await planned();
    const cancelled = await service.call('visitDesk.cancelPlan', { id: round.id, reason: '台风预警' }, town.unitHead.token);
    expect(cancelled.body).toMatchObject({ cancelReason: '台风预警', stops: [] });
    expect((await timeline(visit.caseId)).at(-1)?.text).toContain('台风预警');
    expect(await kinds(town.handler.token, round.id)).toContain('staff_visit_off');
    expect(code(await plan([visit.id]))).toBeNull();
  });
});

describe('at the door', () => {
  test('the team arrives on the day, says what came of it for how many, and the firm reads it', async () => {
    const { visit } = await planned();
    const arrive = (token = town.handler.token) => service.call('visitDesk.arrive', { id: visit.id }, token);
    expect(code(await arrive())).toBe('role_required');
    service.clock.set(morning);
    expect(code(await arrive(town.liaison.token))).toBe('role_required');
    expect((await arrive()).body).toMatchObject({ status: 'arrived', arrivedAt: morning });
    expect(code(await service.call('visits.cancel', { id: visit.id, reason: '不用了' }, town.employee.token))).toBe('role_required');
    const photos = [(await service.call('files.upload', { file: await aJpeg() }, town.handler.token)).body.id ?? ''];
    const leave = (peopleDone: number) =>
      service.call('visitDesk.leave', { id: visit.id, result: '缺照片的另约', peopleDone, photos }, town.handler.token);
    expect(code(await leave(41))).toBe('too_many_people');
    expect((await leave(38)).body).toMatchObject({ status: 'done', peopleDone: 38 });
    expect((await timeline(visit.caseId)).at(-1)).toMatchObject({
      action: 'reportVisit',
      text: '办了 38 人（共 40 人）：缺照片的另约',
      photos: [{ internal: false }],
    });
    expect(await kinds(town.employee.token, visit.caseId)).toContain('case_visit_done');
    expect(code(await leave(38))).toBe('wrong_state');
  });

  test('one firm is taken from its round with a reason; the firm may call it off itself', async () => {
    const { visit } = await planned();
    const moved = await service.call('visitDesk.reschedule', { id: visit.id, reason: '设备故障' }, town.liaison.token);
    expect(moved.body).toMatchObject({ status: 'approved', planId: null, fromAt: null });
    expect((await service.call('visits.cancel', { id: visit.id, reason: '厂里停产' }, town.colleague.token)).body.status).toBe('cancelled');
    expect(await kinds(town.liaison.token, visit.caseId)).toContain('staff_visit_cancelled');
  });
});

describe('a request with a visit ahead', () => {
  test('is not closed; when it is withdrawn the visit ends with it and the team is told', async () => {
    const { visit } = await planned();
    await service.call('desk.accept', { id: visit.caseId }, town.handler.token);
    const close = () => service.call('desk.complete', { id: visit.caseId, outcome: 'settled', text: '已全部办结。' }, town.handler.token);
    expect(code(await close())).toBe('visit_open');
    await service.call('cases.withdraw', { id: visit.caseId }, town.employee.token);
    expect(await service.db`select status, day from home_visit where id = ${visit.id}`).toEqual([{ status: 'cancelled', day: null }]);
    expect(await kinds(town.handler.token, visit.caseId)).toContain('staff_visit_cancelled');
  });

  test('staff offer a visit on a request themselves, and the firm is told', async () => {
    const { body } = await service.call(
      'cases.file',
      { enterpriseId: town.enterpriseId, category: 'handling', title: '集中办证', body: '员工多，走不开。' },
      town.employee.token,
    );
    const offer = (token: string) =>
      service.call(
        'visitDesk.offer',
        { id: body.id, kind: 'delivery', need: 'many_people', people: 5, address: '创新路 8 号', opens: '09:00', closes: '12:00' },
        token,
      );
    expect(code(await offer(town.strangerHead.token))).toBe('not_found');
    const mayOffer = async (token: string) => (await service.call('desk.read', { id: body.id }, token)).body.mayOfferVisit;
    expect(await mayOffer(town.liaison.token)).toBe(true);
    expect((await offer(town.liaison.token)).body.status).toBe('approved');
    expect(await mayOffer(town.liaison.token)).toBe(false);
    const services = (token: string) => service.call('register.services', { id: town.enterpriseId }, token);
    expect((await services(town.unitHead.token)).body.visits.find(({ caseId }) => caseId === body.id)?.status).toBe('approved');
    expect(code(await services(town.strangerHead.token))).toBe('not_found');
    expect(code(await services(town.handler.token))).toBe('role_required');
    expect(await kinds(town.employee.token, body.id)).toContain('case_visit_changed');
  });
});
