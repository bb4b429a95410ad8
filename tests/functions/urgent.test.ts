import type { Database } from '../../db/client';
import { runJobs } from '../../functions/jobs/index';
import { later } from '../../shared/rules/shanghai';
import { type UrgentLevel, availableUrgentActions, nextUrgentStep, urgentDeskRoles } from '../../shared/rules/urgent-flow';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { setSettings } from '../support/settings';
import { aTownHall } from '../support/town-hall';

/** C16 特事特办: asked at night of the person on duty, answered by a person. Sunday 22 November, 23:10 in Shanghai. */

const night = '2026-11-22T15:10:00.000Z';
const due = '2026-11-22T15:40:00.000Z';
const topDue = '2026-11-22T16:10:00.000Z';
const phone = '13800138000';

let service: TestServer;
let db: Database;
let town: CaseTown;
let asker: { id: string; token: string };

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  db = service.db;
  town = await aCaseTown(db);
  await db`insert into staff_role (person_id, unit_id, role) values (${town.dutyPerson.id}, ${town.unitId}, 'officer')`;
  await aTownHall(db, town);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(night);
  asker = await aPerson(db, { name: '急事群众' });
  // What other tests left open is not this one's.
  await db`update urgent_request set escalate_at = null`;
  await db`update urgent_request set status = 'closed' where status = 'answered'`;
  await setSettings(service, { triesPerMinute: 20, urgentAnswerMinutes: 30 });
  await db`delete from notice`;
});

const said = () => ({ unitId: town.unitId, why: '明早八点的航班，身份证今天丢了', wantedBy: '2026-11-23T00:00:00.000Z', phone });
const ask = (token = asker.token, more: object = {}) => service.call('urgent.ask', { ...said(), ...more }, token);
const asked = async () => (await ask()).body.id;
const take = (id: string, who = town.dutyPerson) => service.call('urgentDesk.take', { id }, who.token);
const met = (id: string, who = town.dutyPerson, more: object = {}) =>
  service.call('urgentDesk.answer', { id, answer: 'met', meetAt: '2026-11-22T23:00:00.000Z', place: '分局值班室', ...more }, who.token);
const notPossible = (id: string, who = town.dutyPerson) =>
  service.call('urgentDesk.answer', { id, answer: 'not_possible', reason: '夜间不能制证', instead: '乘机可办临时乘机证明' }, who.token);
const read = async (id: string) => (await service.call('urgent.read', { id }, asker.token)).body;
const told = async (personId: string) =>
  (await db<{ kind: string }[]>`select kind from notice where person_id = ${personId} order by kind`).map((row) => row.kind);
const jobsAt = async (at: string) => {
  service.clock.set(at);
  return (await runJobs(service.room)).done;
};

test('reaches the person on duty at once, at night, who calls back, takes it and answers with time and place', async () => {
  const first = (await ask()).body;
  expect(first).toMatchObject({ status: 'asked', unitName: '试办镇分局', dueAt: due, takenBy: null, onDuty: null, actions: ['withdraw'] });
  expect(await told(town.dutyPerson.id)).toEqual(['staff_urgent_asked']);
  const { requests } = (await service.call('urgentDesk.list', {}, town.dutyPerson.token)).body;
  expect(requests[0]).toMatchObject({ id: first.id, askerName: '急事群众', onDuty: '值班钱某', actions: ['take'] });
  expect((await take(first.id)).body).toMatchObject({ status: 'taken', phone, takenBy: '值班钱某', actions: ['answer'] });
  expect(await read(first.id)).toMatchObject({ status: 'taken', takenBy: '值班钱某', dueAt: due });
  expect((await met(first.id, town.dutyPerson, { note: '请带照片' })).body.status).toBe('answered');
  expect(await read(first.id)).toMatchObject({ answer: 'met', meetAt: '2026-11-22T23:00:00.000Z', place: '分局值班室', note: '请带照片' });
  expect(await told(asker.id)).toEqual(['urgent_met', 'urgent_taken']);
  const closed = await service.call('urgentDesk.close', { id: first.id, result: '已办好' }, town.dutyPerson.token);
  expect(closed.body).toMatchObject({ status: 'closed', actions: [] });
  expect(closed.body.history.map(({ action }) => action)).toEqual(['ask', 'take', 'answer', 'close']);
});

test('an answer that it is not possible says why and what else, and leaves nothing to withdraw', async () => {
  const id = await asked();
  await take(id);
  expect((await notPossible(id)).status).toBe(200);
  expect(await read(id)).toMatchObject({
    status: 'answered',
    answer: 'not_possible',
    reason: '夜间不能制证',
    instead: '乘机可办临时乘机证明',
    actions: [],
  });
  expect(await told(asker.id)).toEqual(['urgent_not_possible', 'urgent_taken']);
  expect((await service.call('urgent.withdraw', { id }, asker.token)).error?.code).toBe('wrong_state');
});

test('an answer without time and place, without a way on or with a time that is past is refused', async () => {
  const id = await asked();
  await take(id);
  const answer = (more: object) => service.call('urgentDesk.answer', { id, answer: 'met', ...more }, town.dutyPerson.token);
  expect((await answer({ place: '值班室' })).error?.code).toBe('answer_incomplete');
  expect((await answer({ meetAt: due })).error?.code).toBe('answer_incomplete');
  expect((await answer({ answer: 'not_possible', reason: '不行' })).error?.code).toBe('answer_incomplete');
  expect((await answer({ answer: 'not_possible', instead: '明早来' })).error?.code).toBe('answer_incomplete');
  expect((await answer({ meetAt: night, place: '值班室' })).error?.code).toBe('time_not_ahead');
  expect((await answer({ meetAt: later(night, 1), place: '值班室' })).status).toBe(200);
  expect((await answer({ meetAt: due, place: '值班室' })).error?.code).toBe('wrong_state');
});

test('is asked through a hall of the channel too, with the own number where none is given', async () => {
  const { unitId: _, phone: __, ...rest } = said();
  const throughHall = () => service.call('urgent.ask', { ...rest, hallId: `${town.unitId}-hall` }, asker.token);
  expect((await throughHall()).error?.code).toBe('phone_missing');
  await service.call('me.setPhone', { phone: '13900139000' }, asker.token);
  const { id } = (await throughHall()).body;
  expect((await service.call('urgentDesk.read', { id }, town.dutyPerson.token)).body).toMatchObject({ phone: '13900139000', unitName: '试办镇分局' });
  const [row] = await db<{ sealed: Uint8Array }[]>`select phone_sealed as sealed from urgent_request where id = ${id}`;
  expect(Buffer.from(row?.sealed ?? []).includes('13900139000')).toBe(false);
});

test('refuses a place nobody knows, both or neither, an unknown item and a time that is not ahead', async () => {
  expect((await ask(asker.token, { unitId: 'no-such-unit' })).error?.code).toBe('not_found');
  expect((await ask(asker.token, { hallId: `${town.unitId}-hall` })).error?.code).toBe('invalid_input');
  expect((await ask(asker.token, { unitId: undefined })).error?.code).toBe('invalid_input');
  expect((await ask(asker.token, { itemCode: 'no-such-item' })).error?.code).toBe('item_unknown');
  expect((await ask(asker.token, { wantedBy: night })).error?.code).toBe('time_not_ahead');
  expect((await ask(asker.token, { wantedBy: later(night, 1) })).status).toBe(200);
});

test('falls to the duty person of the unit above where the channel has none, and is refused when nobody is on duty', async () => {
  const west = 'trial-bureau-west';
  const { id } = (await ask(asker.token, { unitId: west })).body;
  expect((await service.call('urgentDesk.read', { id }, town.dutyPerson.token)).body).toMatchObject({ unitName: '邻镇分局', onDuty: '值班钱某' });
  await db`update unit set duty_person_id = null where id = 'trial-bureau'`;
  const other = await aPerson(db);
  expect((await ask(other.token, { unitId: west })).error?.code).toBe('nobody_on_duty');
  await db`update unit set duty_person_id = ${town.dutyPerson.id} where id = 'trial-bureau'`;
});

test('one person has one without an answer at a time, also when asking twice at once', async () => {
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(answers.filter(({ error }) => error).map(({ error }) => error?.code)).toEqual(['urgent_open', 'urgent_open']);
  expect((await told(town.dutyPerson.id)).length).toBe(1);
  const id = answers.find(({ status }) => status === 200)?.body.id ?? '';
  await take(id);
  expect((await ask()).error?.code).toBe('urgent_open');
  await met(id);
  expect((await ask()).status).toBe(200);
});

test('a person asks three times in 24 hours and not a fourth, until a day has passed', async () => {
  for (let time = 1; time <= 3; time++) {
    const id = await asked();
    expect((await service.call('urgent.withdraw', { id }, asker.token)).body.status).toBe('withdrawn');
  }
  expect((await ask()).error?.code).toBe('too_many_urgent');
  service.clock.set(later(night, 24 * 3_600_000 - 1));
  const wantedBy = '2026-11-25T00:00:00.000Z';
  expect((await ask(asker.token, { wantedBy })).error?.code).toBe('too_many_urgent');
  service.clock.set(later(night, 24 * 3_600_000));
  expect((await ask(asker.token, { wantedBy })).status).toBe(200);
});

test('tries are counted by the minute as those for a place are', async () => {
  await setSettings(service, { triesPerMinute: 5 });
  for (let time = 1; time <= 5; time++) expect((await ask(asker.token, { itemCode: 'no-such-item' })).error?.code).toBe('item_unknown');
  const refused = await ask();
  expect(refused.error?.code).toBe('too_many_requests');
  expect(await db`select 1 from urgent_request where person_id = ${asker.id}`).toHaveLength(0);
});

test('withdrawing tells who has it, and who promised a time is told as well', async () => {
  const id = await asked();
  await take(id, town.handler);
  await met(id, town.handler);
  await service.call('urgent.withdraw', { id }, asker.token);
  expect(await told(town.handler.id)).toEqual(['staff_urgent_withdrawn']);
  expect((await service.call('urgentDesk.close', { id, result: '已办好' }, town.handler.token)).error?.code).toBe('wrong_state');
});

test('without an answer the head of the unit is told a moment after it is due, then the supervisor, at night, once each by however many runs', async () => {
  const id = await asked();
  expect(await jobsAt(due)).toMatchObject({ urgentEscalated: 0 });
  service.clock.set(later(due, 1));
  const runs = await Promise.all([runJobs(service.room), runJobs(service.room), runJobs(service.room)]);
  expect(runs.reduce((sum, { done }) => sum + (done.urgentEscalated ?? 0), 0)).toBe(1);
  expect(await told(town.unitHead.id)).toEqual(['staff_urgent_late']);
  expect(await told(town.supervisor.id)).toEqual([]);
  expect(await read(id)).toMatchObject({ status: 'asked', escalated: 'unit_head' });
  expect(await jobsAt(topDue)).toMatchObject({ urgentEscalated: 0 });
  expect(await jobsAt(later(topDue, 1))).toMatchObject({ urgentEscalated: 1 });
  expect(await jobsAt(later(topDue, 3_600_000))).toMatchObject({ urgentEscalated: 0 });
  expect(await told(town.supervisor.id)).toEqual(['staff_urgent_late']);
  expect((await read(id)).history.map(({ action }) => action)).toEqual(['ask', 'escalate', 'escalate']);
});

test('taking it does not stop the clock, the answer does; the head takes over and answers', async () => {
  const late = await asked();
  await take(late);
  expect(await jobsAt(later(due, 1))).toMatchObject({ urgentEscalated: 1 });
  expect((await take(late, town.unitHead)).body).toMatchObject({ takenBy: '王负责', actions: ['answer'] });
  expect((await met(late)).error?.code).toBe('wrong_state');
  expect((await met(late, town.unitHead)).status).toBe(200);
  expect(await jobsAt(later(topDue, 1))).toMatchObject({ urgentEscalated: 0 });
  expect(await told(town.supervisor.id)).toEqual([]);
});

test('the time for the answer is a setting, and holds for what is asked after it was changed', async () => {
  const before = await asked();
  await setSettings(service, { urgentAnswerMinutes: 5 });
  const other = await aPerson(db);
  expect((await ask(other.token)).body.dueAt).toBe('2026-11-22T15:15:00.000Z');
  expect((await read(before)).dueAt).toBe(due);
  expect(await jobsAt('2026-11-22T15:15:00.001Z')).toMatchObject({ urgentEscalated: 1 });
});

test('what was answered closes by itself a day after the time agreed on, once', async () => {
  const id = await asked();
  await take(id);
  await met(id);
  expect(await jobsAt('2026-11-23T22:59:59.999Z')).toMatchObject({ urgentClosed: 0 });
  service.clock.set('2026-11-23T23:00:00.000Z');
  const runs = await Promise.all([runJobs(service.room), runJobs(service.room)]);
  expect(runs.reduce((sum, { done }) => sum + (done.urgentClosed ?? 0), 0)).toBe(1);
  expect((await db`select 1 from urgent_request_event where request_id = ${id} and action = 'close'`).length).toBe(1);
  expect((await db<{ status: string }[]>`select status from urgent_request where id = ${id}`)[0]?.status).toBe('closed');
});

test('two of staff who take it at once both succeed in turn, and only the last may answer', async () => {
  const id = await asked();
  const [one, two] = await Promise.all([take(id), take(id, town.handler)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  const answers = [await met(id), await met(id, town.handler)];
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('nobody outside reaches it: not another person, not a stranger unit, not an officer who is not on duty, not an administrator', async () => {
  const id = await asked();
  expect((await service.call('urgent.read', { id }, town.outsider.token)).error?.code).toBe('not_found');
  expect((await service.call('urgent.withdraw', { id }, town.dutyPerson.token)).error?.code).toBe('not_found');
  for (const stranger of [town.strangerHandler, town.strangerHead, town.officer]) {
    expect((await service.call('urgentDesk.read', { id }, stranger.token)).error?.code).toBe('not_found');
    expect((await take(id, stranger)).error?.code).toBe('not_found');
    expect((await service.call('urgentDesk.list', {}, stranger.token)).body.requests.map((one) => one.id)).not.toContain(id);
  }
  for (const none of [town.administrator, town.employee, asker]) {
    expect((await service.call('urgentDesk.read', { id }, none.token)).error?.code).toBe('role_required');
  }
  for (const reaches of [town.liaison, town.handler, town.unitHead, town.supervisor, town.dutyPerson]) {
    expect((await service.call('urgentDesk.read', { id }, reaches.token)).status).toBe(200);
  }
});

test('who works at the unit sees and takes no request of the own', async () => {
  const { id } = (await ask(town.handler.token)).body;
  expect((await take(id, town.handler)).error?.code).toBe('not_found');
  expect((await service.call('urgentDesk.list', {}, town.handler.token)).body.requests.map((one) => one.id)).not.toContain(id);
  expect((await take(id, town.dutyPerson)).status).toBe(200);
});

test('the person is told the name of who is on duty only where the unit gives names', async () => {
  const id = await asked();
  expect((await read(id)).onDuty).toBeNull();
  await db`update unit set duty_named = true where id = ${town.unitId}`;
  expect((await read(id)).onDuty).toBe('值班钱某');
  await db`update unit set duty_named = false where id = ${town.unitId}`;
});

test('a request repeated with its key is asked once', async () => {
  const key = 'urgent-key-0123456789abcdef';
  const [one, two] = [await service.call('urgent.ask', said(), asker.token, key), await service.call('urgent.ask', said(), asker.token, key)];
  expect(two.text).toBe(one.text);
  expect((await service.call('urgent.list', {}, asker.token)).body.requests).toHaveLength(1);
});

test('the history is never altered', async () => {
  const id = await asked();
  await expect(db`update urgent_request_event set text = 'x' where request_id = ${id}`).rejects.toThrow('not altered');
  await expect(db`delete from urgent_request_event where request_id = ${id}`).rejects.toThrow('not altered');
});

test('the ladder ends at the supervisor, and no actor may escalate or act on what is over', () => {
  const times = { askedAt: night, dueAt: due };
  const steps: (UrgentLevel | null)[] = [null, 'unit_head', 'supervisor'];
  expect(steps.map((taken) => nextUrgentStep(times, taken))).toEqual([
    { level: 'unit_head', at: later(due, 1) },
    { level: 'supervisor', at: later(topDue, 1) },
    null,
  ]);
  const subject = { answer: null, askerId: 'per_a', unitPath: 'a/b/', dutyId: 'per_d', takenBy: null };
  for (const role of urgentDeskRoles) {
    const actor = { personId: 'per_d', staff: [{ role, unitId: 'a', unitPath: 'a/' }], enterprises: [] };
    expect(availableUrgentActions({ ...subject, status: 'asked' }, actor)).toEqual(['take']);
    expect(availableUrgentActions({ ...subject, status: 'closed' }, actor)).toEqual([]);
    expect(availableUrgentActions({ ...subject, status: 'withdrawn' }, actor)).toEqual([]);
  }
});
