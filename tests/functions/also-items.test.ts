import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defaultSettings } from '../../shared/rules/settings';
import { later } from '../../shared/rules/shanghai';
import { slotsForVisit } from '../../shared/rules/visit';
import { aChecklist, aHall, aPerson, aRun } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = await aHall(server.db);
});
afterAll(() => server?.stop());

test('what may be added to a visit is the newest own list of each item that can be booked and is not booked', async () => {
  const person = await aPerson(server.db);
  const own = { halls: [hallId], personId: person.id };
  const now = server.clock.now();
  await aChecklist(server.db, { ...own, item: 'also-one', now: later(now, -60_000) });
  const newest = await aChecklist(server.db, { ...own, item: 'also-one', minutes: 25 });
  await aChecklist(server.db, { ...own, item: 'also-expired', expiresAt: now });
  const lasting = await aChecklist(server.db, { ...own, item: 'also-lasting', expiresAt: later(now, 1), now: later(now, -120_000) });
  await aChecklist(server.db, { ...own, item: 'also-refused', outcome: 'refusal' });
  await aChecklist(server.db, { halls: [hallId], item: 'also-nobodys' });
  await aChecklist(server.db, { halls: [hallId], item: 'also-others', personId: (await aPerson(server.db)).id });
  const booked = await aChecklist(server.db, { ...own, item: 'also-booked' });
  const [slot] = await aRun(server.db, { hallId, slots: 1 });
  expect((await server.call('appointments.book', { slotId: slot?.id ?? '', checklistCode: booked }, person.token)).status).toBe(200);
  const mine = (await server.call('checklists.mine', {}, person.token)).body;
  expect(mine.most).toBe(defaultSettings.visitItems);
  expect(mine.checklists.map(({ code, minutes }) => [code, minutes])).toEqual([
    [newest, 25],
    [lasting, 10],
  ]);
});

test('a time that is shown for two items is held and booked for both, with their adjacent places', async () => {
  const person = await aPerson(server.db);
  const [one, two] = [
    await aChecklist(server.db, { halls: [hallId], personId: person.id, minutes: 20 }),
    await aChecklist(server.db, { halls: [hallId], personId: person.id, minutes: 20 }),
  ];
  const run = await aRun(server.db, { hallId, slots: 3 });
  await server.db`update place set appointment_id = 'taken' where slot_id = ${run[1]?.id ?? ''}`;
  await server.db`insert into place (slot_id, kind, released_at) select ${run[1]?.id ?? ''}, 'public', released_at from place where slot_id = ${run[0]?.id ?? ''}`;
  await server.db`update place set appointment_id = 'taken' where slot_id = ${run[2]?.id ?? ''}`;
  const [{ day } = { day: '' }] = await server.db<{ day: string }[]>`select day from slot where id = ${run[0]?.id ?? ''}`;
  const { slots } = (await server.call('halls.slots', { hallId, date: day })).body;
  const ours = slots.filter(({ id }) => run.some((slot) => slot.id === id));
  const shown = slotsForVisit(ours, 40);
  expect(shown.map(({ id, free }) => [id, free])).toEqual([[run[0]?.id, 1]]);
  const slotId = shown[0]?.id ?? '';
  const held = await server.call('appointments.hold', { slotId, checklistCodes: [one, two] }, person.token);
  expect(held.body.endsAt).toBe(shown[0]?.endsAt);
  const booked = await server.call('appointments.book', { slotId, holdId: held.body.holdId, checklistCode: one, also: [two] }, person.token);
  expect(booked.body).toMatchObject({ otherItems: ['测试事项'], endsAt: shown[0]?.endsAt });
});
