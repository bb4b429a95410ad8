import { generatePlaces } from '../../db/content/places';
import { newId } from '../../functions/ids';
import { changeAgainst, shareOf } from '../../shared/rules/hall-figures';
import type { TicketAction, TicketStatus } from '../../shared/rules/ticket-flow';
import { aChecklist } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';
import { aBooking, aTownHall } from '../support/town-hall';
import { setSettings } from '../support/settings';
import { defaultSettings } from '../../shared/rules/settings';

/** C14: a scripted Monday whose figures are known beforehand. */

let service: TestServer;
let town: CaseTown;
let hallId: string;
const day = '2026-11-23';
const evening = '2026-11-23T12:00:00.000Z';
/** 09:05 in Shanghai → the instant. */
const at = (clock: string) => new Date(`${day}T${clock}:00+08:00`).toISOString();

type Step = [clock: string, action: 'issue' | TicketAction, status: TicketStatus];
let number = 0;
async function ticket(item: string, steps: Step[], of: { appointmentId?: string; visitId?: string } = {}): Promise<void> {
  const id = newId('tick', testNow);
  const last = steps.at(-1)?.[2] ?? 'waiting';
  const held = last === 'called' || last === 'serving';
  await service.db`
    insert into queue_ticket (id, hall_id, day, number, item_code, item_name, appointment_id, visit_id, status, order_at, counter, called_by, created_at)
    values (${id}, ${hallId}, ${day}, ${`A${++number}`}, ${item}, ${`事项 ${item}`}, ${of.appointmentId ?? null}, ${of.visitId ?? null}, ${last}, ${at('09:00')},
      ${held ? '1' : null}, ${held ? town.officer.id : null}, ${at(steps[0]?.[0] ?? '09:00')})`;
  for (const [clock, action, status] of steps) {
    await service.db`
      insert into queue_ticket_event (ticket_id, hall_id, day, at, action, status) values (${id}, ${hallId}, ${day}, ${at(clock)}, ${action}, ${status})`;
  }
}

beforeAll(async () => {
  service = await startTestServer({ jobs: false, now: evening });
  town = await aCaseTown(service.db);
  hallId = await aTownHall(service.db, town);
  await service.db.begin((tx) =>
    generatePlaces(tx, { from: '2026-11-20', now: '2026-11-19T00:00:00.000Z', settings: { ...defaultSettings, daysAhead: 4 } }, [hallId]),
  );
  const list = await aChecklist(service.db, { halls: [hallId], item: 'A-1' });
  const booking = (startsAt: string, status: string) =>
    aBooking(service.db, {
      hallId,
      startsAt,
      checklistCode: list,
      appointmentId: newId('apt', testNow),
      createdAt: '2026-11-19T00:00:00.000Z',
      status,
    });
  const nine = '2026-11-23T01:00:00.000Z';
  const first = await booking(nine, 'fulfilled');
  const second = await booking(nine, 'fulfilled');
  // The second had come on Friday and went away with a list of what was missing.
  const friday = await booking('2026-11-20T01:00:00.000Z', 'arrived');
  await service.db`update appointment set person_id = ${second.person.id}, live_number = 2 where id = ${friday.id}`.catch(async () => {
    await service.db`update appointment set status = 'cancelled', person_id = ${second.person.id} where id = ${friday.id}`;
  });
  await service.db`
    insert into appointment_event (appointment_id, seq, at, action, status, by) values (${friday.id}, 2, '2026-11-20T01:00:00.000Z', 'checkIn', 'arrived', 'officer')`;
  await booking('2026-11-23T06:00:00.000Z', 'no_show');
  const cancelled = await booking('2026-11-23T06:00:00.000Z', 'cancelled');
  await service.db`update place set appointment_id = null where appointment_id = ${cancelled.id}`;
  const visitId = newId('apt', testNow);
  await service.db`
    update place set appointment_id = ${visitId} where id = (
      select min(p.id) from place p join slot s on s.id = p.slot_id where s.hall_id = ${hallId} and s.starts_at = ${nine} and p.kind = 'walk_in')`;

  // Waits 6, is served 10.
  await ticket(
    'A-1',
    [
      ['09:00', 'issue', 'waiting'],
      ['09:05', 'call', 'called'],
      ['09:06', 'start', 'serving'],
      ['09:16', 'finish', 'done'],
    ],
    { appointmentId: first.id },
  );
  // Waits 12 and 5, is served 3 and 10; ten minutes parked are nobody's.
  await ticket(
    'A-1',
    [
      ['09:00', 'issue', 'waiting'],
      ['09:10', 'call', 'called'],
      ['09:12', 'start', 'serving'],
      ['09:15', 'park', 'parked'],
      ['09:25', 'resume', 'waiting'],
      ['09:30', 'call', 'called'],
      ['09:30', 'start', 'serving'],
      ['09:40', 'finish', 'done'],
    ],
    { appointmentId: second.id },
  );
  // Walks in, waits 2, is served 5.
  await ticket(
    'B-2',
    [
      ['09:20', 'issue', 'waiting'],
      ['09:22', 'call', 'called'],
      ['09:22', 'start', 'serving'],
      ['09:27', 'finish', 'done'],
    ],
    { visitId },
  );
  // Still there: no figure yet.
  await ticket('B-2', [
    ['17:00', 'issue', 'waiting'],
    ['17:20', 'call', 'called'],
  ]);
});
afterAll(() => service?.stop());

const period = { from: day, until: day };
const read = async (token = town.unitHead.token, asked = period) => (await service.call('hallFigures.read', { hallId, ...asked }, token)).body;

test('waiting, handling, trips, no-shows and places are as the day was', async () => {
  const { hall, items, yardstick } = await read();
  expect(hall).toMatchObject({
    visits: 3,
    waiting: { median: 6, p90: 14.8 },
    handling: { median: 10, p90: 12.4 },
    visitMinutes: 16,
    settled: 2,
    oneTrip: 1,
    oneTripShare: 50,
    due: 3,
    missed: 1,
    missedShare: 33.3,
    places: { planned: 16, booked: 4, used: 3 },
  });
  expect(yardstick).toBe(-33.7);
  expect(items.map((item) => [item.itemCode, item.visits, item.waiting, item.settled, item.due])).toEqual([
    ['A-1', 2, { median: 11.5, p90: 15.9 }, 2, 3],
    ['B-2', 1, { median: 2, p90: 2 }, 0, 0],
  ]);
});

test('what counts as the same matter, and how long the first days last, are numbers of the bureau', async () => {
  await setSettings(service, { tripDays: 2, baselineDays: 7 });
  expect((await read()).hall).toMatchObject({ settled: 2, oneTrip: 2, baseline: { until: '2026-11-29' } });
  await setSettings(service, { tripDays: 60, baselineDays: 30 });
  expect((await read()).hall).toMatchObject({ oneTrip: 1, baseline: { until: '2026-12-22' } });
});

test('a day without anything has no figures, not zeros', async () => {
  const { hall, items } = await read(town.unitHead.token, { from: '2026-11-24', until: '2026-11-25' });
  expect(hall).toMatchObject({ visits: 0, waiting: null, handling: null, oneTripShare: null, missedShare: null, visitMinutes: null, change: null });
  expect(items).toEqual([]);
});

test('stands against the own first days until somebody enters what a visit took before', async () => {
  expect((await read()).hall).toMatchObject({ baseline: { minutes: 16, from: day, until: '2026-12-22', enteredAt: null }, change: 0 });
  const enter = (token: string, minutes: number) =>
    service.call('hallFigures.enterBaseline', { hallId, minutes, reason: '改革前一个月的抽样计时' }, token);
  expect((await enter(town.supervisor.token, 24)).error?.code).toBe('role_required');
  expect((await enter(town.strangerHead.token, 24)).error?.code).toBe('not_found');
  expect((await enter(town.unitHead.token, 30)).status).toBe(200);
  expect((await enter(town.unitHead.token, 24)).status).toBe(200);
  expect((await read()).hall).toMatchObject({ baseline: { minutes: 24, reason: '改革前一个月的抽样计时', from: null }, change: -33.3 });
});

test('is for heads of the tree, supervisors and administrators', async () => {
  const list = (token: string) => service.call('hallFigures.list', period, token);
  expect((await list(town.officer.token)).error?.code).toBe('role_required');
  expect((await list(town.strangerHead.token)).body.halls).toEqual([]);
  expect((await list(town.supervisor.token)).body.halls.map((hall) => [hall.hallId, hall.visits])).toEqual([[hallId, 3]]);
  expect((await service.call('hallFigures.read', { hallId, ...period }, town.strangerHead.token)).error?.code).toBe('not_found');
  const code = async (from: string, until: string) =>
    (await service.call('hallFigures.list', { from, until }, town.supervisor.token)).error?.code ?? 'fine';
  expect([await code(day, '2026-11-22'), await code('2025-11-23', '2026-11-23'), await code('2025-11-24', '2026-11-23')]).toEqual([
    'period_wrong',
    'fine',
    'fine',
  ]);
});

test('shares and changes have one decimal, and none of nothing', () => {
  expect([shareOf(1, 3), shareOf(0, 0), shareOf(0, 4)]).toEqual([33.3, null, 0]);
  expect([changeAgainst(24, 15.9), changeAgainst(24, 15.9 + 0.1), changeAgainst(null, 3), changeAgainst(3, null)]).toEqual([
    -33.7,
    -33.3,
    null,
    null,
  ]);
});
