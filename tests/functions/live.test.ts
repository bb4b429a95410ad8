import { aChecklist, aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
let otherHallId: string;
let item: string;
let officer: { id: string; token: string };
let head: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  const halls = await server.db<{ id: string }[]>`select id from hall order by id limit 2`;
  hallId = halls[0]?.id ?? '';
  otherHallId = halls[1]?.id ?? '';
  item = (await server.call('items.search', { hallId })).body.items[0]?.code ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
  head = await aStaffMember(server.db, hallId, 'unit_head');
});
afterAll(() => server?.stop());
beforeEach(() => server.db`update queue_ticket set status = 'done', counter = null where status <> 'done'`);

/** Somebody who booked a slot of this hall; checking in is open unless it begins later than in an hour. */
async function booked(startsIn = 30 * 60_000) {
  const startsAt = new Date(Date.parse(server.clock.now()) + startsIn + apart()).toISOString();
  const slot = await aSlot(server.db, { hallId, startsAt });
  const person = await aPerson(server.db, { name: '何静雯' });
  const answer = await server.call(
    'appointments.book',
    { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId] }) },
    person.token,
  );
  return { ...answer.body, slotId: slot.id, person };
}
const hallCode = async () => (await server.call('queue.hallCode', { hallId }, officer.token)).body.code;
const walkIn = async () => (await server.call('queue.walkIn', { hallId, itemCode: item }, officer.token)).body.ticket;

/** The events of a stream, as they come. */
async function follow(path: string) {
  const stop = new AbortController();
  const response = await fetch(`${server.url}${path}`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  return {
    response,
    stop: () => stop.abort(),
    async next(): Promise<Record<string, unknown>> {
      for (;;) {
        const event = buffer.match(/data: (.*)\n\n/);
        if (event) {
          buffer = buffer.slice((event.index ?? 0) + event[0].length);
          return JSON.parse(event[1] ?? '');
        }
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error('the stream has ended');
        buffer += chunk.value;
      }
    },
  };
}

test('who scans the code at the door is checked in by phone, and the history says so', async () => {
  const apt = await booked();
  const here = await server.call('appointments.checkIn', { id: apt.id, hallCode: await hallCode() }, apt.person.token);
  expect(here.body).toMatchObject({ status: 'arrived', queue: { status: 'waiting' } });
  expect(here.body.history.at(-1)).toMatchObject({ action: 'checkIn', by: 'applicant' });
});

test('the code of another hall checks nobody in, nor does the right one before its time or for another person', async () => {
  const apt = await booked(60 * 60_000 + 5_000);
  const code = await hallCode();
  const other = await aStaffMember(server.db, otherHallId, 'officer');
  const wrong = (await server.call('queue.hallCode', { hallId: otherHallId }, other.token)).body.code;
  expect((await server.call('appointments.checkIn', { id: apt.id, hallCode: wrong }, apt.person.token)).error?.code).toBe('wrong_hall');
  expect((await server.call('appointments.checkIn', { id: apt.id, hallCode: code }, apt.person.token)).error?.code).toBe('wrong_day');
  expect((await server.call('appointments.checkIn', { id: apt.id, hallCode: code }, (await aPerson(server.db)).token)).status).toBe(404);
});

test('a guide checks somebody in by the number on the card; without an appointment the refusal names walking in', async () => {
  const apt = await booked();
  const idNumber = anIdNumber('19920318');
  const hash = server.room.sealer.hash('person', 'id_number', idNumber);
  await server.db`update person set id_number_hash = ${hash} where id = ${apt.person.id}`;
  const guide = await aStaffMember(server.db, hallId, 'guide');
  const arrived = await server.call('window.checkIn', { hallId, idKind: 'resident_id', idNumber }, guide.token);
  expect(arrived.body).toMatchObject({ id: apt.id, status: 'arrived' });
  const nobody = await server.call('window.checkIn', { hallId, idKind: 'resident_id', idNumber: anIdNumber('19920319') }, guide.token);
  expect(nobody.error?.code).toBe('nobody_booked');
  expect((await server.call('window.checkIn', { hallId, idKind: 'resident_id', idNumber: '123456' }, guide.token)).error?.code).toBe('invalid_input');
});

test('whoever has the ticket sees where it stands, with the minutes that services take today, and nothing personal', async () => {
  const [first, second] = [await walkIn(), await walkIn()];
  const seen = await server.call('queue.position', { id: second?.id ?? '' });
  expect(seen.body).toMatchObject({ number: second?.number, status: 'waiting', ahead: 1, hallId });
  expect(seen.text).not.toContain('Name":"测');
  const slow = seen.body.estimatedMinutes;
  const at = (minutes: number) => new Date(Date.parse(server.clock.now()) - minutes * 60_000).toISOString();
  for (let index = 0; index < 20; index++) {
    const ticket = await walkIn();
    await server.db`update queue_ticket set status = 'done', started_at = ${at(3)}, finished_at = ${at(0)} where id = ${ticket.id}`;
  }
  expect((await server.call('queue.position', { id: second?.id ?? '' })).body.estimatedMinutes).toBeLessThan(slow);
  expect(first).toBeDefined();
});

test('a stream says where the ticket stands, and says it again as soon as something has changed', async () => {
  const [first, second] = [await walkIn(), await walkIn()];
  const stream = await follow(`/api/queue/tickets/${second?.id}/live`);
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  expect(await stream.next()).toMatchObject({ status: 'waiting', ahead: 1 });
  await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
  expect(await stream.next()).toMatchObject({ status: 'waiting', ahead: 0 });
  await server.call('queue.start', { id: first?.id ?? '' }, officer.token);
  await server.call('queue.finish', { id: first?.id ?? '' }, officer.token);
  await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
  let event = await stream.next();
  while (event.status === 'waiting') event = await stream.next();
  expect(event).toMatchObject({ status: 'called', counter: '1' });
  stream.stop();
});

test('a stream of a ticket that is not there is refused in words, not opened', async () => {
  const stream = await follow(`/api/queue/tickets/tick_${'0'.repeat(26)}/live`);
  expect([stream.response.status, stream.response.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
  stream.stop();
});

test('a display opens with its token alone, shows calls and counts without names, and closes when it is taken back', async () => {
  expect((await server.call('display.make', { hallId, name: '一楼' }, officer.token)).error?.code).toBe('role_required');
  const made = await server.call('display.make', { hallId, name: '一楼' }, head.token);
  const ticket = await walkIn();
  await walkIn();
  await server.call('queue.callNext', { hallId, counter: '2' }, head.token);
  await server.call('queue.recall', { id: ticket.id }, head.token);
  const shown = await server.call('display.read', { token: made.body.token });
  expect(shown.body.calls.slice(0, 2)).toMatchObject([
    { number: ticket.number, counter: '2' },
    { number: ticket.number, counter: '2' },
  ]);
  expect(shown.body.waiting.find(({ series }) => series === 'B')?.waiting).toBe(1);
  expect(shown.text).not.toMatch(/personId|applicant/);
  expect((await server.call('display.revoke', { id: made.body.id }, head.token)).body.displays).toEqual([]);
  expect((await server.call('display.read', { token: made.body.token })).error?.code).toBe('display_unknown');
});

test('a call repeated with its key is one call on the display', async () => {
  const { token } = (await server.call('display.make', { hallId, name: '二楼' }, head.token)).body;
  await walkIn();
  const before = (await server.call('display.read', { token })).body.calls[0]?.id ?? 0;
  const colleague = await aStaffMember(server.db, hallId, 'officer');
  for (let retry = 0; retry < 3; retry++) await server.call('queue.callNext', { hallId, counter: '4' }, colleague.token, 'one-call-key');
  const after = (await server.call('display.read', { token })).body.calls.filter(({ id }) => id > before);
  expect(after).toHaveLength(1);
});

test('an officer moves an appointment with a reason that the citizen reads; the old place falls free', async () => {
  const apt = await booked(3 * 3_600_000);
  const later = await aSlot(server.db, { hallId });
  const moved = await server.call('window.move', { id: apt.id, slotId: later.id, reason: '设备检修，改到后天' }, officer.token);
  expect(moved.body).toMatchObject({ id: apt.id, status: 'booked', startsAt: later.startsAt });
  const mine = await server.call('appointments.read', { id: apt.id }, apt.person.token);
  expect(mine.body.history.at(-1)).toMatchObject({ action: 'move', by: 'officer', note: '设备检修，改到后天' });
  const [old] = await server.db`select appointment_id as holder from place where slot_id = ${apt.slotId}`;
  expect(old?.holder).toBeNull();
});

describe('an appointment whose place was lost', () => {
  const lose = (appointmentId: string, slotId: string, left: number) =>
    server.db.begin(async (tx) => {
      await tx`update place set appointment_id = 'apt_lost' || place.id where appointment_id = ${appointmentId}`;
      if (left > 0) await tx`insert into place (slot_id, kind, released_at) values (${slotId}, 'public', ${new Date(0).toISOString()})`;
    });

  test('is confirmed with another place of the same slot while there is one', async () => {
    const apt = await booked(3 * 3_600_000);
    await lose(apt.id, apt.slotId, 1);
    expect((await server.call('window.confirm', { id: apt.id }, officer.token)).body.status).toBe('confirmed');
    const [row] = await server.db`select count(*) as places from place where appointment_id = ${apt.id}`;
    expect(row?.places).toBe(1);
  });

  test('is not confirmed by an officer when there is none', async () => {
    const apt = await booked(3 * 3_600_000);
    await lose(apt.id, apt.slotId, 0);
    expect((await server.call('window.confirm', { id: apt.id }, officer.token)).error?.code).toBe('place_lost');
  });

  test('is told to the citizen by the job an hour before, so that nobody comes for nothing', async () => {
    const { runJobs } = await import('../../functions/jobs/index');
    const [lost, kept] = [await booked(40 * 60_000), await booked(41 * 60_000)];
    await lose(lost?.id ?? '', lost?.slotId ?? '', 0);
    await Promise.all([runJobs(server.room), runJobs(server.room)]);
    const gone = await server.call('appointments.read', { id: lost?.id ?? '' }, lost?.person.token);
    expect(gone.body.history.at(-1)).toMatchObject({ action: 'decline', by: 'system', note: expect.stringContaining('名额') });
    const good = await server.call('appointments.read', { id: kept?.id ?? '' }, kept?.person.token);
    expect(good.body.history.filter(({ action }) => action === 'confirm')).toMatchObject([{ by: 'system' }]);
  });
});
