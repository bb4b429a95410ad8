import { aChecklist, aHall, aPerson, aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer();
  hallId = await aHall(server.db);
});
afterAll(() => server?.stop());

const people = (count: number) => Promise.all(Array.from({ length: count }, () => aPerson(server.db)));

async function bookAs(token: string, slotId: string, checklistCode: string, more: { holdId?: string; key?: string } = {}) {
  return server.call('appointments.book', { slotId, checklistCode, ...(more.holdId ? { holdId: more.holdId } : {}) }, token, more.key);
}

async function takenPlaces(slotId: string): Promise<number> {
  const [row] = await server.db<{ taken: number }[]>`select count(*) as taken from place where slot_id = ${slotId} and appointment_id is not null`;
  return row?.taken ?? 0;
}

/** Fifty people ask at once for a slot with one place; what came of it. */
async function rush(ask: (person: { id: string; token: string }, slotId: string, checklist: string) => Promise<string>) {
  const slot = await aSlot(server.db, { hallId, places: 1 });
  const checklist = await aChecklist(server.db, { halls: [hallId] });
  const outcomes = await Promise.all((await people(50)).map((person) => ask(person, slot.id, checklist)));
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  const [live] = await server.db<{ count: number }[]>`select count(*) from appointment where slot_id = ${slot.id} and status = 'booked'`;
  return {
    got: count('got'),
    full: count('slot_full'),
    other: outcomes.filter((one) => one !== 'got' && one !== 'slot_full'),
    appointments: live?.count,
  };
}

const exactlyOne = { got: 1, full: 49, other: [], appointments: 1 };

describe('a place', () => {
  test('gives the last place to exactly one of fifty people asking at once', async () => {
    const outcome = await rush(async (person, slotId, checklist) => {
      const answer = await bookAs(person.token, slotId, checklist);
      return answer.status === 200 ? 'got' : (answer.error?.code ?? String(answer.status));
    });
    expect(outcome).toEqual(exactlyOne);
  });

  test('the rush goes red when booking is changed to check-then-insert', async () => {
    const outcome = await rush(async (person, slotId, checklist) => {
      const [free] = await server.db`select id from place where slot_id = ${slotId} and appointment_id is null limit 1`;
      if (!free) return 'slot_full';
      const id = `apt_${person.id.slice(4)}`;
      await server.db`
        insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
        select ${id}, ${person.id.slice(-8)}, ${person.id}, c.item_code, c.item_name, c.id, ${slotId}, ${hallId}, 'booked', 1, now() from checklist c where c.code = ${checklist}`;
      await server.db`update place set appointment_id = ${id} where id = ${free.id}`;
      return 'got';
    });
    expect(outcome).not.toEqual(exactlyOne);
    expect(outcome.got).toBeGreaterThan(1);
  });

  test('holds the last place for exactly one of fifty people asking at once', async () => {
    const slot = await aSlot(server.db, { hallId, places: 1 });
    const answers = await Promise.all((await people(50)).map((person) => server.call('appointments.hold', { slotId: slot.id }, person.token)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.error?.code === 'slot_full')).toHaveLength(49);
  });

  test('is never said to be gone while one is open: twenty places, twenty people, nobody refused', async () => {
    const slot = await aSlot(server.db, { hallId, places: 20 });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const answers = await Promise.all((await people(20)).map((person) => bookAs(person.token, slot.id, checklist)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await takenPlaces(slot.id)).toBe(20);
  });

  test('is kept for its holder until the last millisecond of ten minutes, and free for others after it', async () => {
    const slot = await aSlot(server.db, { hallId, places: 1 });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const [holder, other] = await people(2);
    const hold = await server.call('appointments.hold', { slotId: slot.id }, holder?.token);
    expect(Date.parse(hold.body.heldUntil) - Date.parse(server.clock.now())).toBe(600_000);
    server.clock.advance(599_999);
    expect((await bookAs(other?.token ?? '', slot.id, checklist)).error?.code).toBe('slot_full');
    server.clock.advance(1);
    expect((await bookAs(holder?.token ?? '', slot.id, checklist, { holdId: hold.body.holdId })).error?.code).toBe('hold_expired');
    expect((await bookAs(other?.token ?? '', slot.id, checklist)).status).toBe(200);
  });

  test('held by one person cannot be booked with that hold by another', async () => {
    const slot = await aSlot(server.db, { hallId, places: 1 });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const [holder, thief] = await people(2);
    const hold = await server.call('appointments.hold', { slotId: slot.id }, holder?.token);
    expect((await bookAs(thief?.token ?? '', slot.id, checklist, { holdId: hold.body.holdId })).error?.code).toBe('hold_expired');
    expect((await bookAs(holder?.token ?? '', slot.id, checklist, { holdId: hold.body.holdId })).status).toBe(200);
  });

  test('of the green channel goes to those aged 60 and under 16, and to everyone a day before', async () => {
    const slot = await aSlot(server.db, { hallId, places: 3, kind: 'green_channel' });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const born = (birthDate: string) => aPerson(server.db, { birthDate });
    // The test's today is 2026-11-23.
    const [sixtyToday, sixtyTomorrow, sixteenToday, sixteenTomorrow] = await Promise.all([
      born('1966-11-23'),
      born('1966-11-24'),
      born('2010-11-23'),
      born('2010-11-24'),
    ]);
    expect((await bookAs(sixtyTomorrow.token, slot.id, checklist)).error?.code).toBe('slot_full');
    expect((await bookAs(sixteenToday.token, slot.id, checklist)).error?.code).toBe('slot_full');
    expect((await bookAs(sixtyToday.token, slot.id, checklist)).status).toBe(200);
    expect((await bookAs(sixteenTomorrow.token, slot.id, checklist)).status).toBe(200);
    const before = server.clock.now();
    server.clock.set(new Date(Date.parse(slot.startsAt) - 24 * 3_600_000).toISOString());
    expect((await bookAs(sixteenToday.token, slot.id, checklist)).status).toBe(200);
    server.clock.set(before);
  });
});

describe('a booking', () => {
  test('repeated with the same key answers the same byte for byte, also when ten come at once', async () => {
    const slot = await aSlot(server.db, { hallId, places: 20 });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const { token } = await aPerson(server.db);
    const answers = await Promise.all(Array.from({ length: 10 }, () => bookAs(token, slot.id, checklist, { key: 'same-key-for-all' })));
    const again = await bookAs(token, slot.id, checklist, { key: 'same-key-for-all' });
    expect(new Set([...answers, again].map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await takenPlaces(slot.id)).toBe(1);
  });

  test('with the same key and another body is refused', async () => {
    const slot = await aSlot(server.db, { hallId, places: 2 });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const { token } = await aPerson(server.db);
    await bookAs(token, slot.id, checklist, { key: 'one-key-two-bodies' });
    const other = await aSlot(server.db, { hallId });
    const answer = await bookAs(token, other.id, checklist, { key: 'one-key-two-bodies' });
    expect([answer.status, answer.error?.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('is one per item and two per person, also when five are asked for at once', async () => {
    const slot = await aSlot(server.db, { hallId, places: 10 });
    const { token } = await aPerson(server.db);
    const lists = await Promise.all(Array.from({ length: 5 }, () => aChecklist(server.db, { halls: [hallId] })));
    const answers = await Promise.all(lists.map((list) => bookAs(token, slot.id, list)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(2);
    expect(answers.filter((answer) => answer.error?.code === 'too_many_live')).toHaveLength(3);
    expect(await takenPlaces(slot.id)).toBe(2);

    const twice = await aPerson(server.db);
    const [list] = lists;
    const both = await Promise.all([bookAs(twice.token, slot.id, list ?? ''), bookAs(twice.token, slot.id, list ?? '')]);
    expect(both.map((answer) => answer.error?.code ?? 'got').sort()).toEqual(['already_booked', 'got']);
  });

  test.each([
    ['without real name', 'real_name_required', async () => ({ person: await aPerson(server.db, { realName: false }) })],
    [
      'with an expired checklist',
      'checklist_expired',
      async () => ({ list: await aChecklist(server.db, { halls: [hallId], expiresAt: server.clock.now() }) }),
    ],
    [
      'for a situation that was refused',
      'situation_refused',
      async () => ({ list: await aChecklist(server.db, { halls: [hallId], outcome: 'refusal' }) }),
    ],
    [
      "with another person's checklist",
      'not_found',
      async () => ({ list: await aChecklist(server.db, { halls: [hallId], personId: (await aPerson(server.db)).id }) }),
    ],
    ['at a hall that does not take the matter', 'wrong_hall', async () => ({ list: await aChecklist(server.db, { halls: ['elsewhere'] }) })],
    ['of a slot that has begun', 'slot_past', async () => ({ slot: await aSlot(server.db, { hallId, startsAt: server.clock.now() }) })],
    ['of an unknown slot', 'not_found', async () => ({ slot: { id: `slot_${'0'.repeat(26)}` } })],
  ] as const)('%s is refused with %s and leaves nothing behind', async (_, code, change) => {
    const base = {
      person: await aPerson(server.db),
      list: await aChecklist(server.db, { halls: [hallId] }),
      slot: await aSlot(server.db, { hallId }),
    };
    const { person, list, slot } = { ...base, ...(await change()) };
    const answer = await bookAs(person.token, slot.id, list, { key: 'refused-booking' });
    expect(answer.error?.code).toBe(code);
    expect(answer.error?.message).toMatch(/[。]$/);
    const [left] = await server.db`
      select (select count(*) from appointment where person_id = ${person.id}) as appointments,
        (select count(*) from idempotency where actor = ${person.id}) as answers`;
    expect(left).toEqual({ appointments: 0, answers: 0 });
    expect(await takenPlaces(slot.id)).toBe(0);
  });

  test('cancelled gives its place back after a random time within fifteen minutes, and is marked late within two hours', async () => {
    const slot = await aSlot(server.db, { hallId });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const { token } = await aPerson(server.db);
    const booked = await bookAs(token, slot.id, checklist);
    const before = server.clock.now();
    const cancelled = await server.call('appointments.cancel', { id: booked.body.id, reason: '改期' }, token);
    expect(cancelled.body.status).toBe('cancelled');
    const [place] = await server.db<{ appointmentId: string | null; releasedAt: string }[]>`
      select appointment_id as "appointmentId", released_at as "releasedAt" from place where slot_id = ${slot.id}`;
    expect(place?.appointmentId).toBeNull();
    const wait = Date.parse(place?.releasedAt ?? '') - Date.parse(before);
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThan(15 * 60_000);
    const other = await aPerson(server.db);
    server.clock.advance(15 * 60_000);
    const second = await bookAs(other.token, slot.id, checklist);
    expect(second.status).toBe(200);
    server.clock.set(new Date(Date.parse(slot.startsAt) - 7_200_000 + 1).toISOString());
    await server.call('appointments.cancel', { id: second.body.id }, other.token);
    const late = await server.db`select late_change as late from appointment where id in (${booked.body.id}, ${second.body.id}) order by created_at`;
    expect(late.map((row) => row.late)).toEqual([false, true]);
    server.clock.set(before);
  });

  test('is moved with both places or neither: a full slot leaves the old place as it was', async () => {
    const [from, full, open] = await Promise.all([
      aSlot(server.db, { hallId }),
      aSlot(server.db, { hallId, places: 0 }),
      aSlot(server.db, { hallId }),
    ]);
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const { token } = await aPerson(server.db);
    const booked = await bookAs(token, from.id, checklist);
    const refused = await server.call('appointments.move', { id: booked.body.id, slotId: full.id }, token);
    expect(refused.error?.code).toBe('slot_full');
    expect(await takenPlaces(from.id)).toBe(1);
    const moved = await server.call('appointments.move', { id: booked.body.id, slotId: open.id }, token);
    expect([moved.body.startsAt, moved.body.status]).toEqual([open.startsAt, 'booked']);
    expect([await takenPlaces(from.id), await takenPlaces(open.id)]).toEqual([0, 1]);
  });

  test("another person's appointment answers as if it were not there", async () => {
    const slot = await aSlot(server.db, { hallId });
    const checklist = await aChecklist(server.db, { halls: [hallId] });
    const [owner, stranger] = await people(2);
    const booked = await bookAs(owner?.token ?? '', slot.id, checklist);
    const answers = await Promise.all([
      server.call('appointments.read', { id: booked.body.id }, stranger?.token),
      server.call('appointments.cancel', { id: booked.body.id }, stranger?.token),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
  });
});
