import { generatePlaces } from '../../db/content/places';
import { newId } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import type { CalendarChange } from '../../shared/rules/calendar-change';
import { rebookingState } from '../../shared/rules/rebooking';
import { aChecklist } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';
import { aBooking, aTownHall } from '../support/town-hall';
import { defaultSettings } from '../../shared/rules/settings';

/** C10: a hall that shuts offers everyone it hits the nearest equal place. Monday 23 November, 08:30. */

let service: TestServer;
let town: CaseTown;
let hallId: string;
let near: string;
let far: string;
let list: string;
const wednesday = '2026-11-25';
const nine = '2026-11-25T01:00:00.000Z';
const two = '2026-11-25T06:00:00.000Z';
let number = 0;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(testNow);
  number += 1;
  [hallId, far, near] = [`shut-${number}`, `far-${number}`, `near-${number}`];
  await aTownHall(service.db, town, { id: hallId });
  await aTownHall(service.db, town, { id: far, latitude: 24 });
  await aTownHall(service.db, town, { id: near, latitude: 23.1 });
  await service.db.begin((tx) => generatePlaces(tx, { from: '2026-11-23', now: testNow, settings: defaultSettings }, [hallId, near, far]));
  list = await aChecklist(service.db, { halls: [hallId, near, far] });
});

const booked = (startsAt = nine, checklistCode = list, status = 'confirmed') =>
  aBooking(service.db, {
    hallId,
    startsAt,
    checklistCode,
    appointmentId: newId('apt', testNow),
    createdAt: '2026-11-20T00:00:00.000Z',
    status,
  });
async function change(what: CalendarChange) {
  const { digest } = (await service.call('hallCalendar.preview', { hallId, change: what }, town.unitHead.token)).body;
  return service.call('hallCalendar.save', { hallId, change: what, digest, reason: '停电检修' }, town.unitHead.token);
}
const close = (from?: string, to?: string) => change({ kind: 'closure', date: wednesday, ...(from ? { from, to } : {}) });
const offer = async (one: { id: string; person: { token: string } }) =>
  (await service.call('rebookings.read', { id: one.id }, one.person.token)).body.rebooking;
const notices = async (personId: string) =>
  (await service.db<{ kind: string }[]>`select kind from notice where person_id = ${personId} order by created_at, id`).map((row) => row.kind);
const ofHall = async () => (await service.call('rebookings.ofHall', { hallId }, town.officer.token)).body;
const when = async (id: string) => {
  const [row] = await service.db<{ hallId: string; startsAt: string; status: string; late: boolean }[]>`
    select a.hall_id as "hallId", s.starts_at as "startsAt", a.status, a.late_change as late from appointment a join slot s on s.id = a.slot_id where a.id = ${id}`;
  return row;
};

test('offers the same time at the nearest hall that takes the item, held for the person alone', async () => {
  const one = await booked();
  expect((await close()).body).toMatchObject({ hit: 1 });
  await runJobs(service.room);
  expect(await offer(one)).toMatchObject({ state: 'offered', reason: '停电检修', offer: { hallName: `试办大厅 ${near}`, startsAt: nine } });
  expect(await notices(one.person.id)).toEqual(['appointment_rebook_offered']);
  const [held] = await service.db`
    select count(*) as count from place p join slot s on s.id = p.slot_id where s.hall_id = ${near} and p.held_by is not null`;
  expect(held?.count).toBe(1);
  expect(await ofHall()).toMatchObject({ open: 1, rows: [{ applicantName: '测试群众', state: 'offered' }] });
});

test('of a hall that shuts for a part of the day, prefers the nearest time over the nearest hall', async () => {
  const one = await booked(nine, await aChecklist(service.db, { halls: [hallId] }));
  await close('09:00', '09:30');
  expect(await offer(one)).toMatchObject({ offer: { hallName: `试办大厅 ${hallId}`, startsAt: '2026-11-25T01:30:00.000Z' } });
});

test('is taken in one tap: moved, not late, the old place is gone, and a second tap finds it done', async () => {
  const one = await booked();
  await close();
  const found = await offer(one);
  const accept = () => service.call('rebookings.accept', { id: found?.id ?? '' }, one.person.token);
  expect((await service.call('rebookings.accept', { id: found?.id ?? '' }, town.employee.token)).error?.code).toBe('not_found');
  const answers = await Promise.all([accept(), accept()]);
  expect(answers.map((answer) => answer.error?.code ?? 'done').sort()).toEqual(['done', 'wrong_state']);
  expect(await when(one.id)).toEqual({ hallId: near, startsAt: nine, status: 'booked', late: false });
  expect(await ofHall()).toMatchObject({ open: 0, rows: [{ state: 'accepted' }] });
  const [old] = await service.db`
    select count(*) as count from place p join slot s on s.id = p.slot_id
    where s.hall_id = ${hallId} and s.day = ${wednesday} and (p.appointment_id is not null or p.kind <> 'withdrawn')`;
  expect(old?.count).toBe(0);
});

test('gives each of several people a place of their own, and says so where nothing is left', async () => {
  const only = await aChecklist(service.db, { halls: [hallId] });
  const people = [await booked(nine, only), await booked(two, only)];
  // All but one place of the other days come out later.
  await service.db`
    update place set released_at = '2026-12-31T00:00:00.000Z' where slot_id in (select id from slot where hall_id = ${hallId} and day <> ${wednesday})
      and id <> (select min(p.id) from place p join slot s on s.id = p.slot_id where s.hall_id = ${hallId} and s.day = '2026-11-26' and p.kind = 'public')`;
  await close();
  const offers = await Promise.all(people.map(offer));
  expect(offers.map((one) => one?.state).sort()).toEqual(['none', 'offered']);
  await runJobs(service.room);
  const told = await Promise.all(people.map((one) => notices(one.person.id)));
  expect(told.flat().sort()).toEqual(['appointment_rebook_none', 'appointment_rebook_offered']);
});

test('lapses after the set hours: the place is free again, the person is told once what can be done', async () => {
  const one = await booked();
  await close();
  const found = await offer(one);
  expect(found?.offer?.expiresAt).toBe('2026-11-24T00:30:00.000Z');
  service.clock.set('2026-11-24T00:29:59.999Z');
  await runJobs(service.room);
  expect(await offer(one)).toMatchObject({ state: 'offered' });
  service.clock.set('2026-11-24T00:30:00.000Z');
  await Promise.all([runJobs(service.room), runJobs(service.room)]);
  await runJobs(service.room);
  expect((await notices(one.person.id)).filter((kind) => kind === 'appointment_rebook_lapsed')).toHaveLength(1);
  expect((await service.call('rebookings.accept', { id: found?.id ?? '' }, one.person.token)).error?.code).toBe('hold_expired');
});

test('who chose another time is answered, and the held place is given back', async () => {
  const one = await booked();
  await close();
  const [slot] = await service.db<{ id: string }[]>`select id from slot where hall_id = ${far} and starts_at = ${two}`;
  expect((await service.call('appointments.move', { id: one.id, slotId: slot?.id ?? '' }, one.person.token)).status).toBe(200);
  await runJobs(service.room);
  expect(await ofHall()).toMatchObject({ open: 0, rows: [{ state: 'moved' }] });
  const [held] =
    await service.db`select count(*) as count from place p join slot s on s.id = p.slot_id where s.hall_id = ${near} and p.held_by is not null`;
  expect(held?.count).toBe(0);
});

test('the window does not confirm a booking whose place the hall took away', async () => {
  const one = await booked(nine, list, 'booked');
  await close();
  const confirm = () => service.call('window.confirm', { id: one.id }, town.officer.token);
  expect((await confirm()).error?.code).toBe('place_lost');
  expect(await when(one.id)).toMatchObject({ status: 'booked' });
});

test('who did nothing is cancelled by the hall at the old time, neither confirmed nor reminded nor missed', async () => {
  const one = await booked();
  await service.db`update appointment set status = 'booked' where id = ${one.id}`;
  await close();
  service.clock.set('2026-11-25T00:59:59.999Z');
  await runJobs(service.room);
  expect((await when(one.id))?.status).toBe('booked');
  service.clock.set(nine);
  await runJobs(service.room);
  expect((await when(one.id))?.status).toBe('cancelled');
  expect(await ofHall()).toMatchObject({ open: 0, rows: [{ state: 'closed' }] });
  service.clock.set('2026-11-25T04:00:00.000Z');
  await runJobs(service.room);
  const told = await notices(one.person.id);
  expect(told).toContain('appointment_declined');
  expect(told.filter((kind) => kind.startsWith('appointment_reminder') || kind === 'appointment_confirmed')).toEqual([]);
});

test('who has the place back is told that nothing changes', async () => {
  const one = await booked();
  await close();
  const { entries } = (await service.call('hallCalendar.read', { hallId }, town.unitHead.token)).body;
  await change({ kind: 'withdraw', entryId: entries[0]?.id ?? '' });
  await runJobs(service.room);
  expect(await offer(one)).toBeNull();
  expect(await notices(one.person.id)).toContain('appointment_rebook_kept');
  expect(await ofHall()).toMatchObject({ rows: [{ state: 'kept' }] });
});

test('a visit of two slots is offered two in a row, and one booking is hit', async () => {
  const one = await booked();
  await service.db`
    update place set appointment_id = ${one.id} where id = (
      select min(p.id) from place p join slot s on s.id = p.slot_id
      where s.hall_id = ${hallId} and s.starts_at = '2026-11-25T01:30:00.000Z' and p.kind = 'public')`;
  expect((await close()).body).toMatchObject({ hit: 1, days: [{ hit: 1, losses: 16 }] });
  const found = await offer(one);
  expect((await service.call('rebookings.accept', { id: found?.id ?? '' }, one.person.token)).status).toBe(200);
  const rows = await service.db<{ startsAt: string; hallId: string }[]>`
    select s.starts_at as "startsAt", s.hall_id as "hallId" from place p join slot s on s.id = p.slot_id where p.appointment_id = ${one.id} order by s.starts_at`;
  expect([...rows]).toEqual([
    { startsAt: nine, hallId: near },
    { startsAt: '2026-11-25T01:30:00.000Z', hallId: near },
  ]);
});

test('an offer stands until its instant', () => {
  const row = { slotId: 'slot', expiresAt: nine, ending: null };
  expect([rebookingState(row, '2026-11-25T00:59:59.999Z'), rebookingState(row, nine)]).toEqual(['offered', 'lapsed']);
  expect(rebookingState({ ...row, slotId: null, expiresAt: null }, nine)).toBe('none');
});
