import { runJobs } from '../../functions/jobs/index';
import { aChecklist, aHall, aPerson, aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

/** C15: reminded the day before and two hours before, once each. Monday 23 November, 08:30. */

let service: TestServer;
let hallId: string;
beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  hallId = await aHall(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set('2026-11-23T00:30:00.000Z'));

let second = 0;
/** A slot on Wednesday at about 15:00, or at another time. */
const slotAt = (startsAt = '2026-11-25T07:00:00.000Z') =>
  aSlot(service.db, { hallId, startsAt: new Date(Date.parse(startsAt) + ++second).toISOString(), places: 2, now: service.clock.now() });

async function anAppointment() {
  const person = await aPerson(service.db);
  const checklistCode = await aChecklist(service.db, { halls: [hallId] });
  const slot = await slotAt();
  const { body } = await service.call('appointments.book', { slotId: slot.id, checklistCode }, person.token);
  return { id: body.id, person };
}

const reminded = async (personId: string) =>
  (
    await service.db<{ kind: string }[]>`
      select kind from notice where person_id = ${personId} and kind in ('appointment_reminder_day', 'appointment_reminder_soon') order by created_at, kind`
  ).map((row) => row.kind);

async function at(instant: string): Promise<void> {
  service.clock.set(instant);
  await Promise.all([runJobs(service.room), runJobs(service.room), runJobs(service.room)]);
  await runJobs(service.room);
}

test('reminds the day before from 10:00 and two hours before, once each however many run', async () => {
  const { person } = await anAppointment();
  await at('2026-11-24T01:59:59.999Z');
  expect(await reminded(person.id)).toEqual([]);
  await at('2026-11-24T02:00:00.000Z');
  expect(await reminded(person.id)).toEqual(['appointment_reminder_day']);
  await at('2026-11-25T04:59:59.000Z');
  expect(await reminded(person.id)).toHaveLength(1);
  await at('2026-11-25T05:00:01.000Z');
  await at('2026-11-25T06:30:00.000Z');
  expect(await reminded(person.id)).toEqual(['appointment_reminder_day', 'appointment_reminder_soon']);
});

test('does not remind of what was cancelled, nor of the time before a move, but of the new time', async () => {
  const [gone, moved] = [await anAppointment(), await anAppointment()];
  await service.call('appointments.cancel', { id: gone.id }, gone.person.token);
  await at('2026-11-24T02:00:00.000Z');
  expect(await reminded(gone.person.id)).toEqual([]);
  expect(await reminded(moved.person.id)).toEqual(['appointment_reminder_day']);
  const later = await slotAt('2026-11-27T07:00:00.000Z');
  await service.call('appointments.move', { id: moved.id, slotId: later.id }, moved.person.token);
  await at('2026-11-25T05:30:00.000Z');
  expect(await reminded(moved.person.id)).toHaveLength(1);
  await at('2026-11-26T02:00:00.000Z');
  await at('2026-11-27T05:30:00.000Z');
  expect(await reminded(moved.person.id)).toEqual(['appointment_reminder_day', 'appointment_reminder_day', 'appointment_reminder_soon']);
});

test('does not remind who has only just booked', async () => {
  service.clock.set('2026-11-25T05:30:00.000Z');
  const { person } = await anAppointment();
  await at('2026-11-25T05:31:00.000Z');
  expect(await reminded(person.id)).toEqual([]);
});

test('drops the words of a reminder when the appointment ends before they are written', async () => {
  const { id, person } = await anAppointment();
  const { reminders } = await import('../../functions/jobs/reminders');
  expect((await reminders(service.room, '2026-11-24T03:00:00.000Z')).reminded).toBeGreaterThan(0);
  service.clock.set('2026-11-24T03:00:00.000Z');
  await service.call('appointments.cancel', { id }, person.token);
  await runJobs(service.room);
  expect(await reminded(person.id)).toEqual([]);
});
