import { aChecklist, aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
let otherHallId: string;
let item: string;
let officer: { id: string; token: string };
let colleague: { id: string; token: string };
let guide: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  const halls = await server.db<{ id: string }[]>`select id from hall order by id limit 2`;
  hallId = halls[0]?.id ?? '';
  otherHallId = halls[1]?.id ?? '';
  const { items } = (await server.call('items.search', { hallId })).body;
  item = items[0]?.code ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
  colleague = await aStaffMember(server.db, hallId, 'officer');
  guide = await aStaffMember(server.db, hallId, 'guide');
});
afterAll(() => server?.stop());
beforeEach(async () => {
  await server.db`update queue_ticket set status = 'done', counter = null where status <> 'done'`;
  await server.db`update counter_shift set closed_at = opened_at where closed_at is null`;
  await server.db`update place set appointment_id = 'none' || place.id from slot where slot.id = place.slot_id and hall_id = ${hallId} and appointment_id is null`;
});

const walkIn = async (part: Record<string, unknown> = {}) => {
  const answer = await server.call('queue.walkIn', { hallId, itemCode: item, ...part }, guide.token);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.ticket;
};
const callNext = (counter: string, token = officer.token) => server.call('queue.callNext', { hallId, counter }, token);
const read = async (id: string, token = officer.token) => (await server.call('queue.read', { id }, token)).body.ticket;

/** Somebody who booked and has just checked in, for a slot that begins in a minute. */
async function checkedIn() {
  const startsAt = new Date(Date.parse(server.clock.now()) + 60_000 + apart()).toISOString();
  const slot = await aSlot(server.db, { hallId, startsAt });
  const person = await aPerson(server.db, { name: '何静雯' });
  const booked = await server.call(
    'appointments.book',
    { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId] }) },
    person.token,
  );
  const arrived = await server.call('window.checkIn', { code: booked.body.code }, officer.token);
  if (!arrived.body.ticket) throw new Error(arrived.text);
  return { ticket: arrived.body.ticket, appointmentId: booked.body.id, person };
}

test('booked and walk-in stand in one queue, each with the number of its series, booked in time first', async () => {
  const early = await walkIn();
  const booked = await checkedIn();
  const green = await walkIn({ green: 'military' });
  expect([early.number, booked.ticket.number, green.number].map((number) => number[0])).toEqual(['B', 'A', 'C']);
  const order = [];
  for (const counter of ['1', '2', '3'])
    order.push((await callNext(counter, (await aStaffMember(server.db, hallId, 'officer')).token)).body.ticket.number);
  expect(order).toEqual([green.number, booked.ticket.number, early.number]);
});

test('a walk-in takes a place of the share while there is one; the next one gets a ticket all the same, further behind', async () => {
  const now = server.clock.now();
  const slot = await aSlot(server.db, {
    hallId,
    startsAt: new Date(Date.parse(now) - 600_000 + apart()).toISOString(),
    kind: 'walk_in',
  });
  const [first, second] = [await walkIn(), await walkIn()];
  expect([first.lane, second.lane]).toEqual(['walk_in', 'walk_in_extra']);
  const [place] = await server.db`
    select p.appointment_id = t.visit_id as mine from place p join slot s on s.id = p.slot_id, queue_ticket t where s.id = ${slot.id} and t.id = ${first.id}`;
  expect(place?.mine).toBe(true);
});

test('a walk-in with identity and list is an appointment that has arrived, and a person known by the number is found again', async () => {
  await aSlot(server.db, { hallId, startsAt: new Date(Date.parse(server.clock.now()) + 60_000 + apart()).toISOString() });
  const identity = { name: '梁现场', idKind: 'resident_id' as const, idNumber: anIdNumber('19900307') };
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const answer = await server.call('queue.walkIn', { hallId, itemCode: item, identity, checklistCode }, guide.token);
  expect(answer.body).toMatchObject({ ticket: { applicantName: '梁现场' }, appointment: { status: 'arrived', applicantName: '梁现场' } });
  const again = await server.call('queue.walkIn', { hallId, itemCode: item, identity }, guide.token);
  const [{ people } = { people: 0 }] = await server.db<{ people: number }[]>`select count(*) as people from person where name = '梁现场'`;
  expect(people).toBe(1);
  const same = await server.call('queue.identify', { id: again.body.ticket.id, checklistCode }, guide.token);
  expect(same.error?.code).toBe('already_booked');
});

test('a number that cannot be is refused, and so is an item that the hall does not take', async () => {
  const identity = { name: '梁现场', idKind: 'resident_id' as const, idNumber: '990001199003070000' };
  expect((await server.call('queue.walkIn', { hallId, itemCode: item, identity }, guide.token)).error?.code).toBe('invalid_input');
  expect((await server.call('queue.walkIn', { hallId, itemCode: 'no-such-item' }, guide.token)).error?.code).toBe('item_unknown');
});

test('somebody who nobody knew is identified at the counter and then served like an appointment', async () => {
  await aSlot(server.db, { hallId, startsAt: new Date(Date.parse(server.clock.now()) + 120_000 + apart()).toISOString() });
  const ticket = await walkIn();
  await callNext('1');
  await server.call('queue.start', { id: ticket.id }, officer.token);
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  expect((await server.call('queue.identify', { id: ticket.id, checklistCode }, officer.token)).error?.code).toBe('identity_missing');
  const identity = { name: '罗现场', idKind: 'resident_id' as const, idNumber: anIdNumber('19851120') };
  const known = await server.call('queue.identify', { id: ticket.id, checklistCode, identity }, officer.token);
  expect(known.body.appointment).toMatchObject({ status: 'in_service', actions: ['complete', 'giveNotice'], ticket: { status: 'serving' } });
  await server.call('window.tick', { id: known.body.appointment?.id ?? '', materialId: 'id_card', state: 'ok' }, officer.token);
  expect((await server.call('window.complete', { id: known.body.appointment?.id ?? '' }, officer.token)).body.status).toBe('fulfilled');
});

test('in a rush of twenty calls at four counters nobody is called twice and no counter has two', async () => {
  const tickets = [];
  for (let index = 0; index < 6; index++) tickets.push(await walkIn());
  const officers = await Promise.all(
    ['1', '2', '3', '4'].map(async (counter) => ({ counter, token: (await aStaffMember(server.db, hallId, 'officer')).token })),
  );
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => officers[index % 4]).map((who) => callNext(who?.counter ?? '', who?.token)),
  );
  const called = answers.filter(({ status }) => status === 200).map(({ body }) => body.ticket.id);
  expect(new Set(called).size).toBe(called.length);
  expect(called.length).toBe(4);
  const twice = await server.db`
    select ticket_id from queue_ticket_event where action = 'call' and ticket_id in ${server.db(tickets.map(({ id }) => id))} group by 1 having count(*) > 1`;
  expect(twice).toHaveLength(0);
});

test('the person called to one counter is that officer’s: a colleague can neither start, skip nor pass on', async () => {
  const ticket = await walkIn();
  await callNext('1');
  expect((await read(ticket.id, colleague.token)).actions).toEqual([]);
  for (const name of ['queue.start', 'queue.skip', 'queue.recall', 'queue.park', 'queue.transfer'] as const) {
    expect((await server.call(name, { id: ticket.id }, colleague.token)).error?.code).toBe('other_counter');
  }
  expect((await server.call('queue.start', { id: ticket.id }, officer.token)).body.ticket.status).toBe('serving');
});

test('the appointment of a person called elsewhere offers a colleague neither start nor completion', async () => {
  const { appointmentId } = await checkedIn();
  await callNext('1');
  const seen = await server.call('window.read', { id: appointmentId }, colleague.token);
  expect(seen.body.actions).not.toContain('start');
  expect(seen.body.ticket?.actions).toEqual([]);
  const tick = await server.call('window.tick', { id: appointmentId, materialId: 'id_card', state: 'ok' }, colleague.token);
  expect(tick.error?.code).toBe('other_counter');
});

test('a counter belongs to the officer who opened it, takes what it was opened for, and closes only when nobody is there', async () => {
  const { items } = (await server.call('items.search', { hallId })).body;
  const second = items[1]?.code ?? '';
  await server.call('queue.openCounter', { hallId, counter: '1', itemCodes: [second] }, officer.token);
  const ticket = await walkIn();
  expect((await callNext('1')).error?.code).toBe('queue_empty');
  expect((await callNext('1', colleague.token)).error?.code).toBe('counter_taken');
  expect((await callNext('2', colleague.token)).body.ticket.id).toBe(ticket.id);
  expect((await server.call('queue.closeCounter', { hallId, counter: '2' }, colleague.token)).error?.code).toBe('wrong_state');
  await server.call('queue.start', { id: ticket.id }, colleague.token);
  await server.call('queue.finish', { id: ticket.id, note: '问清了' }, colleague.token);
  const closed = await server.call('queue.closeCounter', { hallId, counter: '2' }, colleague.token);
  expect(closed.body.counters.map(({ counter, mine }) => [counter, mine])).toEqual([['1', false]]);
});

test('a parked ticket frees the counter, and comes back to its old place for that counter alone', async () => {
  const [first, second] = [await walkIn(), await walkIn()];
  await callNext('1');
  await server.call('queue.start', { id: first.id }, officer.token);
  expect((await server.call('queue.park', { id: first.id }, officer.token)).body.ticket).toMatchObject({ status: 'parked', forCounter: '1' });
  expect((await callNext('2', colleague.token)).body.ticket.id).toBe(second.id);
  await server.call('queue.resume', { id: first.id }, guide.token);
  expect((await callNext('3', (await aStaffMember(server.db, hallId, 'officer')).token)).error?.code).toBe('queue_empty');
  expect((await callNext('1')).body.ticket.id).toBe(first.id);
});

test('a ticket passed on to a named counter is called there alone, and without a name by whoever is free', async () => {
  const ticket = await walkIn();
  await callNext('1');
  await server.call('queue.transfer', { id: ticket.id, counter: '2' }, officer.token);
  expect((await callNext('1')).error?.code).toBe('queue_empty');
  expect((await callNext('2', colleague.token)).body.ticket.id).toBe(ticket.id);
  await server.call('queue.transfer', { id: ticket.id }, colleague.token);
  expect((await callNext('1')).body.ticket.id).toBe(ticket.id);
});

test('three missed calls end a ticket; who comes back waits again, with one call more', async () => {
  const ticket = await walkIn();
  for (let missed = 1; missed <= 3; missed++) {
    await callNext('1');
    await server.call('queue.skip', { id: ticket.id }, officer.token);
  }
  expect((await read(ticket.id)).status).toBe('missed');
  expect((await server.call('queue.bringBack', { id: ticket.id }, guide.token)).body.ticket).toMatchObject({ status: 'waiting', missedCalls: 2 });
  await callNext('1');
  await server.call('queue.skip', { id: ticket.id }, officer.token);
  expect((await read(ticket.id)).status).toBe('missed');
  const events = await server.db<
    { action: string; status: string }[]
  >`select action, status from queue_ticket_event where ticket_id = ${ticket.id} order by id`;
  expect(events.map(({ action }) => action)).toEqual(['issue', 'call', 'skip', 'call', 'skip', 'call', 'skip', 'bringBack', 'call', 'skip']);
  expect(events.at(-1)?.status).toBe('missed');
});

test('a repeated call with the same key calls nobody else', async () => {
  const [first] = [await walkIn(), await walkIn()];
  const key = 'call-with-one-key';
  const once = await server.call('queue.callNext', { hallId, counter: '1' }, officer.token, key);
  const again = await server.call('queue.callNext', { hallId, counter: '1' }, officer.token, key);
  expect([once.body.ticket.id, again.text]).toEqual([first?.id, once.text]);
});

test('officers of another hall find neither the ticket nor the queue', async () => {
  const ticket = await walkIn();
  const elsewhere = await aStaffMember(server.db, otherHallId, 'officer');
  const answers = [
    await server.call('queue.read', { id: ticket.id }, elsewhere.token),
    await server.call('queue.start', { id: ticket.id }, elsewhere.token),
    await server.call('queue.walkIn', { hallId, itemCode: item }, elsewhere.token),
    await server.call('queue.counters', { hallId }, elsewhere.token),
    await callNext('1', elsewhere.token),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});

test('the day list shows walk-ins nobody knows yet, and counts everybody who waits', async () => {
  await checkedIn();
  const ticket = await walkIn();
  const day = await server.call('window.day', { hallId }, officer.token);
  expect(day.body.walkIns.map(({ id }) => id)).toEqual([ticket.id]);
  expect(day.body.counts.waiting).toBe(2);
});
