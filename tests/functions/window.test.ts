import { aChecklist, aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
let otherHallId: string;
let officer: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer();
  const halls = await server.db<{ id: string }[]>`select id from hall order by id limit 2`;
  hallId = halls[0]?.id ?? '';
  otherHallId = halls[1]?.id ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
});
afterAll(() => server?.stop());

/** Somebody has booked a slot of this hall that begins in half an hour. */
async function booked(startsIn = 30 * 60_000) {
  const startsAt = new Date(Date.parse(server.clock.now()) + startsIn + apart()).toISOString();
  const slot = await aSlot(server.db, { hallId, startsAt });
  const person = await aPerson(server.db, { name: '何静雯' });
  const answer = await server.call(
    'appointments.book',
    { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId] }) },
    person.token,
  );
  if (answer.status !== 200) throw new Error(answer.text);
  return { ...answer.body, person, startsAt: slot.startsAt };
}

const checkIn = (code: string, token = officer.token) => server.call('window.checkIn', { code }, token);
const read = (id: string) => server.call('window.read', { id }, officer.token);

test('an appointment runs from confirmation to completion, with every step in its history and the citizen asked for a rating', async () => {
  const apt = await booked();
  expect((await server.call('window.confirm', { id: apt.id }, officer.token)).body.status).toBe('confirmed');
  const arrived = await checkIn(apt.code);
  expect(arrived.body).toMatchObject({ status: 'arrived', ticket: { status: 'waiting' } });
  const queue = await server.call('appointments.read', { id: apt.id }, apt.person.token);
  expect(queue.body.queue).toMatchObject({ status: 'waiting', ahead: 0, number: arrived.body.ticket?.number });
  const called = await server.call('queue.callNext', { hallId, counter: '3' }, officer.token);
  expect(called.body).toMatchObject({ appointment: { id: apt.id }, ticket: { status: 'called', counter: '3' } });
  const ticketId = called.body.ticket.id;
  expect((await server.call('queue.start', { id: ticketId }, officer.token)).body.appointment?.status).toBe('in_service');
  const early = await server.call('window.complete', { id: apt.id }, officer.token);
  expect(early.error).toMatchObject({ code: 'materials_unticked', details: { materials: ['id_card'] } });
  await server.call('window.tick', { id: apt.id, materialId: 'id_card', state: 'ok' }, officer.token);
  const completed = await server.call('window.complete', { id: apt.id }, officer.token);
  expect(completed.body).toMatchObject({ status: 'fulfilled', ticket: { status: 'done' } });
  // Not at the counter in front of the officer.
  const finishedAt = server.clock.now();
  const atOnce = (await server.call('appointments.read', { id: apt.id }, apt.person.token)).body;
  expect(atOnce.ratingId).toBeNull();
  // A page that stays open reads once more then.
  expect(Date.parse(atOnce.ratingFrom ?? '') - Date.parse(finishedAt)).toBeLessThanOrEqual(30 * 60_000);
  server.clock.set(atOnce.ratingFrom ?? '');
  const mine = await server.call('appointments.read', { id: apt.id }, apt.person.token);
  expect(mine.body.ratingFrom).toBeNull();
  expect(mine.body.history.map((line) => line.action)).toEqual(['book', 'confirm', 'checkIn', 'start', 'complete']);
  expect(mine.body.ratingId).toMatch(/^rate_/);
  const open = await server.call('ratings.open', {}, apt.person.token);
  expect(open.body.occasions).toMatchObject([{ id: mine.body.ratingId, subject: 'appointment', place: 'on_site' }]);
});

test('checking in works on the day from an hour before the slot, and at no other hall', async () => {
  const apt = await booked(60 * 60_000 + 5_000);
  expect((await checkIn(apt.code)).error?.code).toBe('wrong_day');
  const elsewhere = await aStaffMember(server.db, otherHallId, 'officer');
  expect((await checkIn(apt.code, elsewhere.token)).error).toMatchObject({ code: 'wrong_hall' });
  server.clock.set(new Date(Date.parse(apt.startsAt) - 3_600_000 - 1).toISOString());
  expect((await checkIn(apt.code)).error?.code).toBe('wrong_day');
  server.clock.advance(1);
  expect((await checkIn(apt.code)).status).toBe(200);
  expect((await checkIn(apt.code)).error?.code).toBe('wrong_state');
  await finish(apt.id);
});

test('two officers calling at once never call the same person, and one counter never has two', async () => {
  const three = [await booked(), await booked(), await booked()];
  for (const apt of three) await checkIn(apt.code);
  const colleague = await aStaffMember(server.db, hallId, 'officer');
  const [one, two] = await Promise.all([
    server.call('queue.callNext', { hallId, counter: '1' }, officer.token),
    server.call('queue.callNext', { hallId, counter: '2' }, colleague.token),
  ]);
  expect(new Set([one?.body.appointment?.id, two?.body.appointment?.id]).size).toBe(2);
  const again = await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
  expect(again.error?.code).toBe('wrong_state');
  for (const apt of three) await finish(apt.id);
});

test('a missed call goes back three places, and the third ends the ticket', async () => {
  const five: Awaited<ReturnType<typeof booked>>[] = [];
  for (let index = 0; index < 5; index++) five.push(await booked(index * 60_000 + 60_000));
  for (const apt of five) await checkIn(apt.code);
  const first = await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
  const ticketId = first.body.ticket.id;
  const firstId = first.body.appointment?.id ?? '';
  await server.call('queue.skip', { id: ticketId }, officer.token);
  const position = await server.call('appointments.read', { id: firstId }, five[0]?.person.token);
  expect(position.body.queue).toMatchObject({ status: 'waiting', ahead: 3 });
  for (let missed = 2; missed <= 3; missed++) {
    await server.db`update queue_ticket set order_at = order_at - interval '1 day' where id = ${ticketId}`;
    await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
    await server.call('queue.skip', { id: ticketId }, officer.token);
  }
  expect((await read(firstId)).body.ticket?.status).toBe('missed');
  for (const apt of five.slice(1)) await finish(apt.id);
});

test("a declined appointment gives its place back and tells the citizen the officer's reason", async () => {
  const apt = await booked();
  await server.call('window.decline', { id: apt.id, reason: '当日设备检修,请改约次日' }, officer.token);
  const mine = await server.call('appointments.read', { id: apt.id }, apt.person.token);
  expect(mine.body).toMatchObject({ status: 'cancelled', actions: [] });
  expect(mine.body.history.at(-1)).toMatchObject({ action: 'decline', by: 'officer', note: '当日设备检修,请改约次日' });
  const [place] = await server.db`
    select p.appointment_id as holder, p.released_at as "releasedAt" from place p join appointment a on a.slot_id = p.slot_id where a.id = ${apt.id}`;
  expect(place?.holder).toBeNull();
  // C4: not at once, so that nobody can wait for it on purpose.
  expect(place?.releasedAt > server.clock.now()).toBe(true);
});

test('an officer of another hall does not find the appointment, nor act on it', async () => {
  const apt = await booked();
  const elsewhere = await aStaffMember(server.db, otherHallId, 'officer');
  const answers = [
    await server.call('window.read', { id: apt.id }, elsewhere.token),
    await server.call('window.confirm', { id: apt.id }, elsewhere.token),
    await server.call('queue.callNext', { hallId, counter: '1' }, elsewhere.token),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
});

test('the day list puts what to do first on top: serve, call, confirm, then what is to come', async () => {
  // Further ahead than the hour before which they are confirmed by themselves.
  const [waiting, toConfirm, confirmed] = [await booked(), await booked(2 * 3_600_000), await booked(2 * 3_600_000)];
  await server.call('window.confirm', { id: confirmed.id }, officer.token);
  await checkIn(waiting.code);
  const day = await server.call('window.day', { hallId }, officer.token);
  const order = day.body.rows.map((row) => row.id).filter((id) => [waiting.id, toConfirm.id, confirmed.id].includes(id));
  expect(order).toEqual([waiting.id, toConfirm.id, confirmed.id]);
  expect(day.body.counts.toConfirm).toBeGreaterThanOrEqual(1);
  await finish(waiting.id);
});

/** Takes the ticket out of the queue, so that the next test begins with an empty one. */
async function finish(appointmentId: string): Promise<void> {
  await server.db`update queue_ticket set status = 'done' where appointment_id = ${appointmentId}`;
}
