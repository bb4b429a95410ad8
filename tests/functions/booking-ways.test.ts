import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blockPlaces, takePlaceFor } from '../../db/queries/places';
import { appointmentById } from '../../db/queries/appointments';
import { takeBy } from '../../functions/booking';
import { newId } from '../../functions/ids';
import { moveVisit } from '../../functions/moving';
import { defaultSettings } from '../../shared/rules/settings';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import { kindsToTry, waysToPlace, wayRules } from '../../shared/rules/ways-to-place';
import { aChecklist, aHall, aPerson, aRun, aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = await aHall(server.db);
});
afterAll(() => server?.stop());

const now = () => server.clock.now();
const many = <T>(count: number, make: (index: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe('every way to a place', () => {
  test('takes its own kinds first, others only while the setting says so', () => {
    for (const way of waysToPlace) expect(kindsToTry(way, { enterpriseTakesPublic: 0, walkInTakesPublic: 0 })).toEqual([[...wayRules[way].own]]);
    expect(kindsToTry('group', { enterpriseTakesPublic: 1, walkInTakesPublic: 0 })).toEqual([['enterprise'], ['public']]);
    expect(kindsToTry('walk_in', { enterpriseTakesPublic: 0, walkInTakesPublic: 1 })).toEqual([['walk_in'], ['public', 'green_channel']]);
    expect(kindsToTry('home_visit', defaultSettings)).toEqual([['home_visit']]);
  });

  test.each([
    'walk_in',
    'home_visit',
  ] as const)('%s: forty at once share seven places of its kind, and none of another; nobody waits in a circle', async (way) => {
    // Two who wait for each other meet in one round of a hundred.
    for (let round = 0; round < 30; round++) {
      const slot = await aSlot(server.db, { hallId, places: 7, kind: way });
      await server.db`insert into place (slot_id, kind, released_at) select ${slot.id}, 'public', ${now()} from generate_series(1, 5)`;
      const got = await many(40, () =>
        server.db.begin((tx) => takePlaceFor(tx, { ...takeBy(way, null, now(), defaultSettings), slotIds: [slot.id] }, newId('tick', now()))),
      );
      expect(got.filter(Boolean)).toHaveLength(7);
      const [row] = await server.db`select count(*) from place where slot_id = ${slot.id} and kind = 'public' and appointment_id is not null`;
      expect(row).toEqual({ count: 0 });
    }
  });

  test('a place given back by a transaction that fails is not lost to who waited for it', async () => {
    const slot = await aSlot(server.db, { hallId, places: 1, kind: 'walk_in' });
    const take = { ...takeBy('walk_in', null, now(), defaultSettings), slotIds: [slot.id] };
    let release = () => {};
    const failing = server.db
      .begin(async (tx) => {
        await takePlaceFor(tx, take, newId('tick', now()));
        await new Promise<void>((resolve) => (release = resolve));
        throw new Error('the ticket could not be printed');
      })
      .catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const waiting = server.db.begin((tx) => takePlaceFor(tx, take, newId('tick', now())));
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await failing;
    expect(await waiting).toBe(true);
  });
});

describe('a block of an enterprise', () => {
  const block = (count: number, day: string, hall = hallId) => {
    const holdId = newId('hold', now());
    return server.db.begin((tx) =>
      blockPlaces(tx, {
        ...takeBy('group', null, now(), defaultSettings),
        hallId: hall,
        day,
        count,
        holdId,
        holderId: `ent_${holdId.slice(5)}`,
        heldUntil: later(now(), 86_400_000),
      }),
    );
  };

  test('is whole or nothing: of ten groups of four at once over eighteen places, four are served and no place is held twice', async () => {
    const run = await aRun(server.db, { hallId, slots: 6, places: 3, kind: 'enterprise' });
    const day = shanghaiDay(run[0]?.startsAt ?? '');
    await server.db`delete from place where kind = 'enterprise' and slot_id in (select id from slot where hall_id = ${hallId} and day = ${day})
      and slot_id <> all(${run.map(({ id }) => id)})`;
    const blocks = await many(10, () => block(4, day));
    expect(blocks.filter((held) => held !== null).map((held) => held?.length)).toEqual([4, 4, 4, 4]);
    const [row] = await server.db`
      select count(*) filter (where hold_id is not null) as held, count(distinct hold_id) as groups from place where slot_id = any(${run.map(({ id }) => id)})`;
    expect(row).toEqual({ held: 16, groups: 4 });
    expect(await block(3, day)).toBeNull();
    expect(await block(2, day)).toHaveLength(2);
  });
});

describe('moves', () => {
  test('in a rush between two full slots lose nobody’s place and give none twice', async () => {
    const [one, two] = [await aSlot(server.db, { hallId, places: 6 }), await aSlot(server.db, { hallId, places: 6 })];
    const booked = await many(8, async (index) => {
      const person = await aPerson(server.db);
      const checklistCode = await aChecklist(server.db, { halls: [hallId] });
      const { body } = await server.call('appointments.book', { slotId: (index % 2 ? one : two).id, checklistCode }, person.token);
      return { ...person, id: body.id, other: (index % 2 ? two : one).id };
    });
    const answers = await Promise.all(booked.map(({ id, other, token }) => server.call('appointments.move', { id, slotId: other }, token)));
    expect(answers.every(({ status, error }) => status === 200 || error?.code === 'slot_full')).toBe(true);
    const rows = await server.db<{ places: number; right: number }[]>`
      select count(*) as places, count(*) filter (where a.slot_id = p.slot_id) as right
      from place p join appointment a on a.id = p.appointment_id where a.id = any(${booked.map(({ id }) => id)})`;
    expect(rows[0]).toEqual({ places: 8, right: 8 });
  });

  test('to a full slot leave the old place as it was', async () => {
    const [one, full] = [await aSlot(server.db, { hallId, places: 1 }), await aSlot(server.db, { hallId, places: 1 })];
    const code = await aChecklist(server.db, { halls: [hallId] });
    const [mover, other] = [await aPerson(server.db), await aPerson(server.db)];
    const { body } = await server.call('appointments.book', { slotId: one.id, checklistCode: code }, mover.token);
    await server.call('appointments.book', { slotId: full.id, checklistCode: code }, other.token);
    expect((await server.call('appointments.move', { id: body.id, slotId: full.id }, mover.token)).error?.code).toBe('slot_full');
    const [row] = await server.db`select slot_id as slot from place where appointment_id = ${body.id}`;
    expect(row).toEqual({ slot: one.id });
  });

  test('because a hall shuts are never marked late, a minute before the slot either', async () => {
    const [soon, next] = [await aSlot(server.db, { hallId, startsAt: later(now(), 62_000) }), await aSlot(server.db, { hallId })];
    const { token } = await aPerson(server.db);
    const checklistCode = await aChecklist(server.db, { halls: [hallId] });
    const { body } = await server.call('appointments.book', { slotId: soon.id, checklistCode }, token);
    await server.db.begin(async (tx) => {
      const row = await appointmentById(tx, body.id, 'lock');
      if (!row) throw new Error('the appointment is gone');
      await moveVisit(tx, row, { slotId: next.id, way: 'closure', by: 'system', actorId: null, note: '大厅停电' }, defaultSettings, now());
    });
    const [row] = await server.db`select late_change as late, slot_id as slot from appointment where id = ${body.id}`;
    expect(row).toEqual({ late: false, slot: next.id });
  });
});
