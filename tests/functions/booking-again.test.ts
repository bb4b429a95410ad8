import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../db/client';
import { bookVisit } from '../../functions/booking';
import { newId } from '../../functions/ids';
import { defaultSettings } from '../../shared/rules/settings';
import { aChecklist, aHall, aPerson, aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = await aHall(server.db);
});
afterAll(() => server?.stop());

/** A database in which something happens each time just before it is asked why nothing was booked. */
function meanwhile(happens: () => Promise<unknown>): { database: Database; asked: () => number } {
  let times = 0;
  const database = new Proxy(server.db, {
    apply(db, self, args: [TemplateStringsArray, ...unknown[]]) {
      if (!String(args[0]).includes('slotKnown')) return Reflect.apply(db, self, args);
      times++;
      return happens().then(() => Reflect.apply(db, self, args));
    },
  });
  return { database, asked: () => times };
}

function bookingOf(database: Database, personId: string, slotId: string, checklistCode: string) {
  const call = {
    database,
    sealer: server.room.sealer,
    settings: defaultSettings,
    now: server.clock.now(),
    key: newId('key', server.clock.now()),
    bodyHash: new Uint8Array(32),
    name: 'appointments.book' as const,
    sessionId: null,
    request: { method: 'POST', path: '', headers: new Headers(), body: '' },
  };
  return bookVisit(call, { way: 'citizen', by: 'applicant', personId, actorId: personId, slotId, checklistCodes: [checklistCode] });
}

const list = () => aChecklist(server.db, { halls: [hallId] });

/** Somebody with as many live appointments as one may have. */
async function atTheLimit() {
  const person = await aPerson(server.db);
  const ids: string[] = [];
  for (let number = 0; number < defaultSettings.liveLimit; number++) {
    const slot = await aSlot(server.db, { hallId });
    ids.push((await server.call('appointments.book', { slotId: slot.id, checklistCode: await list() }, person.token)).body.id);
  }
  return { person, ids };
}

test('who cancels an appointment of the own while booking gets the free place, and is not told that it is full', async () => {
  const { person, ids } = await atTheLimit();
  const slot = await aSlot(server.db, { hallId });
  const between = meanwhile(() => server.call('appointments.cancel', { id: ids[0] ?? '' }, person.token));
  const booked = JSON.parse(await bookingOf(between.database, person.id, slot.id, await list()));
  expect(booked.status).toBe('booked');
  expect(between.asked()).toBe(1);
});

test('the second look is the last: a place that somebody else takes in between is full', async () => {
  const { person, ids } = await atTheLimit();
  const slot = await aSlot(server.db, { hallId });
  const quick = await aPerson(server.db);
  const own = await list();
  const between = meanwhile(async () => {
    await server.call('appointments.cancel', { id: ids[0] ?? '' }, person.token);
    await server.call('appointments.book', { slotId: slot.id, checklistCode: own }, quick.token);
  });
  await expect(bookingOf(between.database, person.id, slot.id, await list())).rejects.toMatchObject({ code: 'slot_full' });
  expect(between.asked()).toBe(1);
});

test('a full slot is not looked at again, and is one try', async () => {
  const slot = await aSlot(server.db, { hallId, places: 1 });
  const first = await aPerson(server.db);
  await server.call('appointments.book', { slotId: slot.id, checklistCode: await list() }, first.token);
  const person = await aPerson(server.db);
  const between = meanwhile(async () => undefined);
  await expect(bookingOf(between.database, person.id, slot.id, await list())).rejects.toMatchObject({ code: 'slot_full' });
  expect(between.asked()).toBe(1);
  expect(await server.db`select tries from place_try where subject = ${person.id}`).toEqual([{ tries: 1 }]);
});

test('a reserve that is not for this person is no open place', async () => {
  const slot = await aSlot(server.db, {
    hallId,
    places: 1,
    kind: 'green_channel',
    startsAt: new Date(Date.parse(server.clock.now()) + 3 * 86_400_000).toISOString(),
  });
  await aPerson(server.db, { birthDate: '1940-01-01' });
  const person = await aPerson(server.db);
  const between = meanwhile(async () => undefined);
  await expect(bookingOf(between.database, person.id, slot.id, await list())).rejects.toMatchObject({ code: 'slot_full' });
  expect(await server.db`select tries from place_try where subject = ${person.id}`).toEqual([{ tries: 1 }]);
});
