import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { placesNeeded, visitMinutes } from '../../shared/rules/visit';
import { aChecklist, aHall, aPerson, aRun, aSlot, aStaffMember } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = await aHall(server.db);
});
afterAll(() => server?.stop());

const list = (minutes = 10, item?: string) => aChecklist(server.db, { halls: [hallId], minutes, ...(item ? { item } : {}) });
const taken = async (slots: { id: string }[]) => {
  const rows = await server.db<{ slotId: string; count: number }[]>`
    select slot_id as "slotId", count(*) from place where slot_id = any(${slots.map(({ id }) => id)}) and appointment_id is not null group by slot_id`;
  return slots.map(({ id }) => rows.find(({ slotId }) => slotId === id)?.count ?? 0);
};
const book = (token: string, slotId: string, checklistCode: string, also?: string[], holdId?: string) =>
  server.call('appointments.book', { slotId, checklistCode, ...(also ? { also } : {}), ...(holdId ? { holdId } : {}) }, token);

describe('a visit is as long as its items together', () => {
  test.each([
    [[10], 30, 1],
    [[30], 30, 1],
    [[31], 30, 2],
    [[20, 10], 30, 1],
    [[20, 20], 30, 2],
    [[20, 20, 21], 30, 3],
    [[], 30, 1],
  ])('items of %j minutes in slots of %i need %i places', (minutes, slot, places) => {
    expect(placesNeeded(visitMinutes(minutes.map((minutesAtWindow) => ({ minutesAtWindow }))), slot)).toBe(places);
  });

  test('an item that fits its slot takes one place; a minute more takes the next slot too', async () => {
    const run = await aRun(server.db, { hallId, slots: 2, places: 4 });
    const [one, two] = [await aPerson(server.db), await aPerson(server.db)];
    expect((await book(one.token, run[0]?.id ?? '', await list(30))).status).toBe(200);
    expect(await taken(run)).toEqual([1, 0]);
    const longer = await book(two.token, run[0]?.id ?? '', await list(31));
    expect(longer.status).toBe(200);
    expect(await taken(run)).toEqual([2, 1]);
    expect(Date.parse(longer.body.endsAt) - Date.parse(longer.body.startsAt)).toBe(3_600_000);
  });

  test('takes all of its places or none, and never over a break', async () => {
    const run = await aRun(server.db, { hallId, slots: 2, places: 1 });
    const alone = await aSlot(server.db, { hallId, places: 3 });
    const [first, second] = [await aPerson(server.db), await aPerson(server.db)];
    expect((await book(first.token, run[1]?.id ?? '', await list(10))).status).toBe(200);
    expect((await book(second.token, run[0]?.id ?? '', await list(50))).error?.code).toBe('no_adjacent_places');
    expect(await taken(run)).toEqual([0, 1]);
    expect((await book(second.token, alone.id, await list(50))).error?.code).toBe('no_adjacent_places');
    expect(await taken([alone])).toEqual([0]);
  });

  test('is never shortened in a rush: forty people for runs of two over four slots with three places each', async () => {
    const run = await aRun(server.db, { hallId, slots: 4, places: 3 });
    const people = await Promise.all(Array.from({ length: 40 }, () => aPerson(server.db)));
    const code = await list(60);
    const answers = await Promise.all(people.map(({ token }, index) => book(token, run[index % 3]?.id ?? '', code)));
    const got = answers.filter(({ status }) => status === 200).length;
    expect(answers.filter(({ status, error }) => status !== 200 && error?.code !== 'no_adjacent_places')).toEqual([]);
    const counts = await taken(run);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2 * got);
    // Nobody else fits: no two neighbours are both open.
    expect(counts.slice(1).every((count, index) => count === 3 || counts[index] === 3)).toBe(true);
    const [broken] = await server.db`
      select count(*) as broken from (select appointment_id from place where slot_id = any(${run.map(({ id }) => id)}) and appointment_id is not null
        group by appointment_id having count(*) <> 2) half`;
    expect(broken).toEqual({ broken: 0 });
  });
});

describe('several items in one visit', () => {
  test('are booked together, count once, and are cancelled together', async () => {
    const run = await aRun(server.db, { hallId, slots: 2, places: 2 });
    const { token } = await aPerson(server.db);
    const [one, two, later] = [await list(20), await list(20), await list(10)];
    const booked = await book(token, run[0]?.id ?? '', one, [two]);
    expect(booked.body.otherItems).toEqual(['测试事项']);
    expect(await taken(run)).toEqual([1, 1]);
    const read = await server.call('appointments.read', { id: booked.body.id }, token);
    expect(read.body.visit).toHaveLength(1);
    expect((await server.call('appointments.list', {}, token)).body.appointments).toHaveLength(1);
    const second = await aSlot(server.db, { hallId, places: 2 });
    expect((await book(token, second.id, later)).status).toBe(200);

    const other = read.body.visit[0]?.id ?? '';
    expect((await server.call('appointments.cancel', { id: other }, token)).body.status).toBe('cancelled');
    expect((await server.call('appointments.read', { id: booked.body.id }, token)).body).toMatchObject({ status: 'cancelled' });
    expect(await taken(run)).toEqual([0, 0]);
  });

  test('are moved together: the whole visit, to places that overlap the old ones too', async () => {
    const run = await aRun(server.db, { hallId, slots: 3, places: 1 });
    const { token } = await aPerson(server.db);
    const booked = await book(token, run[0]?.id ?? '', await list(30), [await list(30)]);
    const moved = await server.call('appointments.move', { id: booked.body.id, slotId: run[1]?.id ?? '' }, token);
    expect(moved.status).toBe(200);
    expect(moved.body.startsAt).toBe(run[1]?.startsAt);
    expect(await taken(run)).toEqual([0, 1, 1]);
    const [rows] =
      await server.db`select count(distinct slot_id) as slots, count(*) from appointment where coalesce(lead_id, id) = ${booked.body.id}`;
    expect(rows).toEqual({ slots: 1, count: 2 });
    expect((await server.call('appointments.move', { id: booked.body.id, slotId: run[2]?.id ?? '' }, token)).error?.code).toBe('no_adjacent_places');
    expect(await taken(run)).toEqual([0, 1, 1]);
  });

  test('share one ticket, are each completed, and the ticket ends with the last', async () => {
    const officer = await aStaffMember(server.db, hallId, 'officer');
    const slot = await aSlot(server.db, { hallId, startsAt: new Date(Date.parse(server.clock.now()) + 1_805_000).toISOString(), places: 2 });
    const { token } = await aPerson(server.db);
    const booked = await book(token, slot.id, await list(10), [await list(10)]);
    const arrived = await server.call('window.checkIn', { code: booked.body.code }, officer.token);
    const other = arrived.body.visit[0]?.id ?? '';
    const ticket = arrived.body.ticket?.id ?? '';
    await server.call('queue.callNext', { hallId, counter: '1' }, officer.token);
    await server.call('queue.start', { id: ticket }, officer.token);
    const serve = async (id: string) => {
      await server.call('window.tick', { id, materialId: 'id_card', state: 'ok' }, officer.token);
      return server.call('window.complete', { id }, officer.token);
    };
    const first = await serve(booked.body.id);
    expect([first.body.status, first.body.ticket?.status]).toEqual(['fulfilled', 'serving']);
    const last = await serve(other);
    expect([last.body.status, last.body.ticket?.status]).toEqual(['fulfilled', 'done']);
  });

  test('are at most as many as the setting says, and never the same item twice', async () => {
    const slot = await aSlot(server.db, { hallId, places: 5 });
    const { token } = await aPerson(server.db);
    const lists = await Promise.all([1, 1, 1, 1].map((minutes) => list(minutes)));
    expect((await book(token, slot.id, lists[0] ?? '', lists.slice(1))).error?.code).toBe('too_many_items');
    expect((await book(token, slot.id, await list(5, 'TWICE01'), [await list(5, 'TWICE01')])).error?.code).toBe('already_booked');
    expect((await book(token, slot.id, lists[0] ?? '', lists.slice(1, 3))).status).toBe(200);
  });

  test('hold the adjacent places they need, and are booked from that hold', async () => {
    const run = await aRun(server.db, { hallId, slots: 2, places: 1 });
    const [holder, other] = [await aPerson(server.db), await aPerson(server.db)];
    const lists = [await list(25), await list(25)];
    const hold = await server.call('appointments.hold', { slotId: run[0]?.id ?? '', checklistCodes: lists }, holder.token);
    expect(hold.body.endsAt > hold.body.startsAt).toBe(true);
    expect((await book(other.token, run[1]?.id ?? '', await list(10))).error?.code).toBe('slot_full');
    expect((await book(holder.token, run[0]?.id ?? '', lists[0] ?? '', lists.slice(1), hold.body.holdId)).status).toBe(200);
    expect(await taken(run)).toEqual([1, 1]);
  });
});

describe('tries within a minute', () => {
  test('are counted exactly for each person, told with the seconds to wait, and forgiven after the minute', async () => {
    const slot = await aSlot(server.db, { hallId, places: 1 });
    const { id, token } = await aPerson(server.db);
    const answers = await Promise.all(Array.from({ length: 30 }, () => server.call('appointments.hold', { slotId: slot.id }, token)));
    const refused = answers.filter(({ error }) => error?.code === 'too_many_requests');
    expect(refused).toHaveLength(10);
    expect(refused.every(({ headers }) => headers.get('retry-after') === '60')).toBe(true);
    const [row] = await server.db`select tries from place_try where subject = ${id}`;
    expect(row).toEqual({ tries: 30 });
    expect((await book(token, slot.id, await list())).error?.code).toBe('too_many_requests');
    server.clock.advance(60_000);
    expect((await server.call('appointments.hold', { slotId: slot.id }, token)).status).toBe(200);
    server.clock.advance(-60_000);
  });

  test('are not refused for a day because the clock ran a day ahead when they were counted', async () => {
    const slot = await aSlot(server.db, { hallId, places: 1 });
    const { token } = await aPerson(server.db);
    const now = server.clock.now();
    const refused = async () => {
      const answers = await Promise.all(Array.from({ length: 21 }, () => server.call('appointments.hold', { slotId: slot.id }, token)));
      return answers.filter(({ error }) => error?.code === 'too_many_requests').length;
    };
    server.clock.advance(86_400_000);
    expect(await refused()).toBe(1);
    server.clock.set(now);
    expect(await refused()).toBe(1);
  });

  test('of one phone are counted together, whoever is signed in on it', async () => {
    const slot = await aSlot(server.db, { hallId, places: 60 });
    const code = await list();
    const people = await Promise.all(Array.from({ length: 50 }, () => aPerson(server.db)));
    const statuses = await Promise.all(
      people.map(async ({ token }, index) => {
        const response = await fetch(`${server.url}/api/appointments`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: `Bearer ${token}`,
            'Idempotency-Key': `one-device-${index}`,
            'X-Onewindow-Device': 'a-phone-of-a-dealer-0001',
            'X-Test-Now': server.clock.now(),
          },
          body: JSON.stringify({ slotId: slot.id, checklistCode: code }),
        });
        return response.status;
      }),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(40);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });
});
