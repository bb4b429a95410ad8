import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { later } from '../../shared/rules/shanghai';
import { ratingSubjects } from '../../shared/rules/rating';
import { aChecklist, aPerson, aSlot, aStaffMember } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** E1 where it happens: every finished service, made by its own endpoints. Monday 23 November 2026, 09:00 in Shanghai. */
const monday = '2026-11-23T01:00:00.000Z';
const minute = 60_000;
const secret = '这句评价只给负责人看';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

type Call = TestServer['call'];
const must: Call = async (...call) => {
  const answer = await service.call(...call);
  if (answer.status !== 200) throw new Error(`${call[0]}: ${answer.text}`);
  return answer;
};

/** A service just finished: whose it is, who did it, and every read in which who did it sees it. */
type Finished = { subjectId: string; place: 'on_site' | 'online'; rater: string; rated: { id: string; token: string }; seen: () => Promise<string> };

const finishing: Record<Exclude<(typeof ratingSubjects)[number], 'training'>, () => Promise<Finished>> = {
  async appointment() {
    const [hall] = await service.db<{ id: string }[]>`select id from hall order by id limit 1`;
    const hallId = hall?.id ?? '';
    const rated = await aStaffMember(service.db, hallId, 'officer');
    const person = await aPerson(service.db);
    const slot = await aSlot(service.db, { hallId, startsAt: later(monday, 30 * minute + 7_000) });
    const checklistCode = await aChecklist(service.db, { halls: [hallId] });
    const { id, code } = (await must('appointments.book', { slotId: slot.id, checklistCode }, person.token)).body;
    await must('window.confirm', { id }, rated.token);
    await must('window.checkIn', { code }, rated.token);
    const { ticket } = (await must('queue.callNext', { hallId, counter: '3' }, rated.token)).body;
    await must('queue.start', { id: ticket.id }, rated.token);
    await must('window.tick', { id, materialId: 'id_card', state: 'ok' }, rated.token);
    await must('window.complete', { id }, rated.token);
    const seen = async () => (await must('window.read', { id }, rated.token)).text + (await must('window.day', { hallId }, rated.token)).text;
    return { subjectId: id, place: 'on_site', rater: person.token, rated, seen };
  },

  async case() {
    const file = { enterpriseId: town.enterpriseId, category: 'handling', title: '厂门口停车', body: '上下班时段货车乱停。' } as const;
    const { id } = (await must('cases.file', file, town.employee.token)).body;
    await must('desk.accept', { id }, town.handler.token);
    await must('desk.complete', { id, outcome: 'settled', text: '已划线并设护栏' }, town.handler.token);
    const seen = async () =>
      (await must('desk.read', { id }, town.handler.token)).text + (await must('desk.list', { scope: 'finished' }, town.handler.token)).text;
    return { subjectId: id, place: 'online', rater: town.employee.token, rated: town.handler, seen };
  },

  async consultation() {
    const asker = await aPerson(service.db);
    const { id } = (await must('consultations.ask', { text: '孩子户口在湖南，能在这里上小学吗', unitId: town.unitId }, asker.token)).body;
    await must('consultationDesk.answer', { id, text: '可以，先办居住登记。' }, town.unitHead.token);
    const seen = async () =>
      (await must('consultationDesk.read', { id }, town.unitHead.token)).text +
      (await must('consultationDesk.list', { which: 'answered' }, town.unitHead.token)).text;
    return { subjectId: id, place: 'online', rater: asker.token, rated: town.unitHead, seen };
  },

  async home_visit() {
    const asked = { kind: 'acceptance', need: 'many_people', people: 40, address: '创新路 8 号', opens: '09:00', closes: '17:30' } as const;
    const point = { latitude: 23.03, longitude: 113.76 };
    const { id } = (await must('visits.ask', { enterpriseId: town.enterpriseId, ...asked, point }, town.employee.token)).body;
    await must('visitDesk.decide', { id, approve: true }, town.liaison.token);
    const round = { day: '2026-11-26', leavesAt: '09:00', visitIds: [id], memberIds: [town.handler.id], equipment: [] };
    const plan = (await must('visitDesk.plan', round, town.liaison.token)).body;
    service.clock.set('2026-11-26T02:00:00.000Z');
    await must('visitDesk.arrive', { id }, town.handler.token);
    await must('visitDesk.leave', { id, result: '受理 40 人', peopleDone: 40, photos: [] }, town.handler.token);
    const seen = async () => (await must('visitDesk.readPlan', { id: plan.id }, town.handler.token)).text;
    return { subjectId: id, place: 'on_site', rater: town.employee.token, rated: town.handler, seen };
  },
};

test.each(
  Object.entries(finishing),
)('%s: not in front of who did it, once, and who did it learns neither who rated nor what', async (subject, finish) => {
  const { subjectId, place, rater, rated, seen } = await finish();
  const finishedAt = service.clock.now();
  const [occasion] = await service.db<{ id: string; handledBy: string[]; subject: string; place: string }[]>`
    select id, handled_by as "handledBy", subject, place from rating_occasion where subject_id = ${subjectId}`;
  expect(occasion).toMatchObject({ subject, place });
  expect(occasion?.handledBy).toContain(rated.id);
  const id = occasion?.id ?? '';
  const give = () => service.call('ratings.give', { id, level: 2, reasons: [], words: secret }, rater);
  const offered = async () => (await must('ratings.open', {}, rater)).body.occasions.some((one) => one.id === id);

  // Never at the counter: on site half an hour passes first, on both sides of it.
  if (place === 'on_site') {
    service.clock.set(later(finishedAt, 30 * minute - 1));
    expect([await offered(), (await give()).error?.code]).toEqual([false, 'rating_not_open']);
    service.clock.set(later(finishedAt, 30 * minute));
  }
  expect(await offered()).toBe(true);
  for (const other of [rated.token, town.outsider.token]) {
    expect((await service.call('ratings.read', { id }, other)).error?.code).toBe('not_found');
    expect((await service.call('ratings.give', { id, level: 5, reasons: [] }, other)).error?.code).toBe('not_found');
  }

  const before = await seen();
  const answers = await Promise.all(Array.from({ length: 8 }, give));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
  expect(await offered()).toBe(false);

  // What who did it sees is the same, letter for letter, before and after; the order is nobody's of them.
  expect(await seen()).toBe(before);
  const [order] = await service.db<{ id: string; ownerId: string | null }[]>`
    select id, owner_id as "ownerId" from remedy_order where occasion_id = ${id}`;
  expect(order?.ownerId).not.toBe(rated.id);
  expect([403, 404]).toContain((await service.call('remedies.read', { id: order?.id ?? '' }, rated.token)).status);
  const told = await service.db<{ title: string; body: string }[]>`select title, body from notice where person_id = ${rated.id}`;
  expect(JSON.stringify(told)).not.toContain(secret);
  expect(await service.db`select from notice where person_id = ${rated.id} and subject_id = ${order?.id ?? ''}`).toHaveLength(0);
});

test('whoever waits or is served in a hall that day is asked about nothing on site or online, until the visit ends', async () => {
  const done = await finishing.case();
  const [occasion] = await service.db<{ id: string }[]>`select id from rating_occasion where subject_id = ${done.subjectId}`;
  const id = occasion?.id ?? '';
  const [hall] = await service.db<{ id: string }[]>`select id from hall order by id limit 1`;
  const slot = await aSlot(service.db, { hallId: hall?.id ?? '', startsAt: later(monday, 10 * minute + 7_000) });
  const checklistCode = await aChecklist(service.db, { halls: [hall?.id ?? ''] });
  const booked = (await must('appointments.book', { slotId: slot.id, checklistCode }, done.rater)).body;
  const state = async () => (await must('ratings.read', { id }, done.rater)).body.state;
  const states = [await state()];
  for (const status of ['arrived', 'in_service', 'fulfilled']) {
    await service.db`update appointment set status = ${status} where id = ${booked.id}`;
    states.push(await state());
  }
  expect(states).toEqual(['open', 'not_yet', 'not_yet', 'open']);
});

test('two who answer one question are both the rated of its one rating', async () => {
  const { subjectId, rater } = await finishing.consultation();
  await must('consultations.askOn', { id: subjectId, text: '还要什么材料' }, rater);
  await must('consultationDesk.answer', { id: subjectId, text: '带户口簿。' }, town.supervisor.token);
  const occasions = await service.db<{ id: string; handledBy: string[] }[]>`
    select id, handled_by as "handledBy" from rating_occasion where subject_id = ${subjectId}`;
  expect(occasions).toHaveLength(1);
  expect([...(occasions[0]?.handledBy ?? [])].sort()).toEqual([town.unitHead.id, town.supervisor.id].sort());
});
