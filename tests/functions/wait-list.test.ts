import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import { soonestReleaseMs } from '../../shared/rules/booking-limits';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import { offerUntil } from '../../shared/rules/wait-list';
import { aChecklist, aPerson, aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  // A hall whose calendar opens no day: it has only the slots that the tests make.
  hallId = 'waiting-hall';
  const opening = {
    slotMinutes: 30,
    minutesPerVisit: 10,
    shares: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 },
    weekday: [],
    weekend: [],
  };
  await server.db`
    insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
    select ${hallId}, unit_id, '候补大厅', town, address, phone, latitude, longitude, counters, ${server.db.json(opening)} from hall limit 1`;
});
afterAll(() => server?.stop());
beforeEach(async () => {
  server.clock.set(testNow);
  await server.db`update wait_entry set status = 'left' where status in ('waiting', 'offered')`;
});

let days = 2;
/** A full day: one slot whose only place somebody has; others wait for it. */
async function aFullDay(waiting: number) {
  const startsAt = later(testNow, ++days * 86_400_000 + 3_600_000 + days);
  const slot = await aSlot(server.db, { hallId, startsAt });
  const holder = await aPerson(server.db);
  const code = await aChecklist(server.db, { halls: [hallId] });
  const booked = await server.call('appointments.book', { slotId: slot.id, checklistCode: code }, holder.token);
  const date = shanghaiDay(startsAt);
  const people = [];
  for (let index = 0; index < waiting; index++) {
    const person = await aPerson(server.db);
    const joined = await server.call('waitList.join', { hallId, date, checklistCode: code }, person.token);
    expect(joined.status).toBe(200);
    people.push({ ...person, entryId: joined.body.entries[0]?.id ?? '' });
  }
  const cancel = () => server.call('appointments.cancel', { id: booked.body.id }, holder.token);
  return { slot, date, code, people, cancel };
}
const entryOf = async (token: string) => (await server.call('waitList.list', {}, token)).body.entries[0];

describe('the wait list of a full day', () => {
  test('offers a freed place to the first in line at once, held for half an hour, while nobody else can have it', async () => {
    const { slot, code, people, cancel } = await aFullDay(2);
    expect((await entryOf(people[1]?.token ?? ''))?.position).toBe(2);
    await cancel();
    await Promise.all(Array.from({ length: 4 }, () => runJobs(server.room)));
    const offered = await entryOf(people[0]?.token ?? '');
    expect(offered).toMatchObject({ status: 'offered', offer: { startsAt: slot.startsAt, until: later(testNow, 30 * 60_000) } });
    expect(await entryOf(people[1]?.token ?? '')).toMatchObject({ status: 'waiting', offer: null });
    const inbox = (await server.call('notices.list', {}, people[0]?.token)).body.notices;
    expect(inbox.filter(({ kind }) => kind === 'wait_offered')).toHaveLength(1);

    server.clock.advance(16 * 60_000);
    const stranger = await aPerson(server.db);
    const answer = await server.call('appointments.book', { slotId: slot.id, checklistCode: code }, stranger.token);
    expect(answer.error?.code).toBe('slot_full');
    const other = await server.call('waitList.accept', { id: people[0]?.entryId ?? '' }, people[1]?.token);
    expect(other.error?.code).toBe('not_found');
    const taken = await server.call('waitList.accept', { id: people[0]?.entryId ?? '' }, people[0]?.token, 'accept-with-one-key');
    expect(taken.body).toMatchObject({ startsAt: slot.startsAt, status: 'booked' });
    const again = await server.call('waitList.accept', { id: people[0]?.entryId ?? '' }, people[0]?.token, 'accept-with-one-key');
    expect(again.text).toBe(taken.text);
    expect((await entryOf(people[0]?.token ?? ''))?.status).toBe('accepted');
  });

  test('gives an offer that is not taken to the next, to the millisecond', async () => {
    const { people, cancel } = await aFullDay(2);
    await cancel();
    await runJobs(server.room);
    server.clock.advance(30 * 60_000 - 1);
    await runJobs(server.room);
    expect((await entryOf(people[0]?.token ?? ''))?.status).toBe('offered');
    server.clock.advance(1);
    expect((await server.call('waitList.accept', { id: people[0]?.entryId ?? '' }, people[0]?.token)).error?.code).toBe('hold_expired');
    await runJobs(server.room);
    expect((await entryOf(people[0]?.token ?? ''))?.status).toBe('passed');
    expect((await entryOf(people[1]?.token ?? ''))?.status).toBe('offered');
  });

  test('passes on at once what somebody gives up, and who leaves is asked no more', async () => {
    const { people, cancel } = await aFullDay(3);
    await server.call('waitList.leave', { id: people[1]?.entryId ?? '' }, people[1]?.token);
    await cancel();
    await runJobs(server.room);
    await server.call('waitList.leave', { id: people[0]?.entryId ?? '' }, people[0]?.token);
    await runJobs(server.room);
    expect(await Promise.all(people.map(async ({ token }) => (await entryOf(token))?.status))).toEqual(['left', 'left', 'offered']);
    const again = await server.call('waitList.leave', { id: people[0]?.entryId ?? '' }, people[0]?.token);
    expect(again.error?.code).toBe('wrong_state');
  });

  test('keeps the order over the hours that suit: who wants another time is passed over and stays first', async () => {
    const { date, code, slot, cancel } = await aFullDay(0);
    await aSlot(server.db, { hallId, startsAt: later(slot.startsAt, 7_200_000), kind: 'walk_in' });
    const [afternoon, any] = [await aPerson(server.db), await aPerson(server.db)];
    const from = new Date(Date.parse(slot.startsAt) + 9 * 3_600_000).toISOString().slice(11, 16);
    expect((await server.call('waitList.join', { hallId, date, checklistCode: code, from }, afternoon.token)).status).toBe(200);
    await server.call('waitList.join', { hallId, date, checklistCode: code }, any.token);
    await cancel();
    await runJobs(server.room);
    expect((await entryOf(afternoon.token))?.status).toBe('waiting');
    expect((await entryOf(any.token))?.status).toBe('offered');
  });

  test('is joined once a day and for as many days as the setting says, also by two taps at once', async () => {
    const [one, two, three, ...others] = [
      await aFullDay(0),
      await aFullDay(0),
      await aFullDay(0),
      await aFullDay(0),
      await aFullDay(0),
      await aFullDay(0),
    ];
    const { token } = await aPerson(server.db);
    const join = ({ date, code }: { date: string; code: string }) => server.call('waitList.join', { hallId, date, checklistCode: code }, token);
    const twice = await Promise.all([join(one), join(one)]);
    expect(twice.map(({ error }) => error?.code ?? 'joined').sort()).toEqual(['in_line_already', 'joined']);
    for (const other of others) await join(other);
    const both = await Promise.all([join(two), join(three)]);
    expect(both.map(({ error }) => error?.code ?? 'joined').sort()).toEqual(['joined', 'too_many_waits']);
  });

  test('stands by lot for who joined before the day opened, whenever that was, and then as people come', async () => {
    const { date, code, slot } = await aFullDay(0);
    const opensAt = later(testNow, 86_400_000);
    await server.db`update place set appointment_id = null, released_at = ${opensAt} where slot_id = ${slot.id}`;
    const early = [];
    for (let number = 0; number < 12; number++) {
      const person = await aPerson(server.db);
      early.push(person);
      const joined = await server.call('waitList.join', { hallId, date, checklistCode: code }, person.token);
      expect(joined.body.entries[0]).toMatchObject({ position: null, drawsAt: opensAt });
    }
    // a quarter of an hour before it is open to all, the line is served: from then on people join at its end
    server.clock.set(later(opensAt, -15 * 60_000 - 1));
    expect(await entryOf(early[0]?.token ?? '')).toMatchObject({ position: null, drawsAt: opensAt });
    server.clock.advance(1);
    const late = await aPerson(server.db);
    await server.call('waitList.join', { hallId, date, checklistCode: code }, late.token);
    expect(await entryOf(late.token)).toMatchObject({ position: 13, drawsAt: null });
    const positions = await Promise.all(early.map(async ({ token }) => (await entryOf(token))?.position ?? 0));
    expect([...positions].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    // one order of 479 million is that of coming
    expect(positions).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    await runJobs(server.room);
    expect((await entryOf(early[positions.indexOf(1)]?.token ?? ''))?.status).toBe('offered');
  });

  test('comes first again when an offer was not taken or given up: the place is not open to all in between', async () => {
    const { slot, code, people, cancel } = await aFullDay(2);
    await cancel();
    await runJobs(server.room);
    await server.call('waitList.leave', { id: people[0]?.entryId ?? '' }, people[0]?.token);
    const quick = await aPerson(server.db);
    const book = () => server.call('appointments.book', { slotId: slot.id, checklistCode: code }, quick.token);
    expect((await book()).error?.code).toBe('slot_full');
    await runJobs(server.room);
    expect((await entryOf(people[1]?.token ?? ''))?.status).toBe('offered');
    server.clock.advance(30 * 60_000);
    expect((await book()).error?.code).toBe('slot_full');
    server.clock.advance(15 * 60_000);
    await runJobs(server.room);
    server.clock.advance(15 * 60_000);
    expect((await book()).status).toBe(200);
  });

  test('gives back what was not taken, and what was given up, at a time that nobody can know', async () => {
    const delays: Record<'lapsed' | 'left', number[]> = { lapsed: [], left: [] };
    for (let day = 0; day < 4; day++) {
      const { slot, people, cancel } = await aFullDay(1);
      const released = async () => (await server.db<{ at: string }[]>`select released_at as at from place where slot_id = ${slot.id}`)[0]?.at ?? '';
      await cancel();
      await runJobs(server.room);
      const lapses = later(server.clock.now(), 30 * 60_000);
      delays.lapsed.push(Date.parse(await released()) - Date.parse(lapses));
      await server.call('waitList.leave', { id: people[0]?.entryId ?? '' }, people[0]?.token);
      delays.left.push(Date.parse(await released()) - Date.parse(server.clock.now()));
    }
    for (const drawn of Object.values(delays)) {
      expect(drawn.every((delay) => delay >= soonestReleaseMs && delay < 15 * 60_000)).toBe(true);
      // four equal ones of 870,000 would be a wonder
      expect(new Set(drawn).size).toBeGreaterThan(1);
    }
  });

  test('passes over who could not book what is offered, and asks him again when he can', async () => {
    const { date, code, cancel } = await aFullDay(0);
    const busy = await aPerson(server.db);
    const next = await aPerson(server.db);
    const elsewhere = await aSlot(server.db, { hallId });
    const other = await server.call('appointments.book', { slotId: elsewhere.id, checklistCode: code }, busy.token);
    for (const { token } of [busy, next]) await server.call('waitList.join', { hallId, date, checklistCode: code }, token);
    await cancel();
    await runJobs(server.room);
    expect([(await entryOf(busy.token))?.status, (await entryOf(next.token))?.status]).toEqual(['waiting', 'offered']);
    await server.call('appointments.cancel', { id: other.body.id }, busy.token);
    await server.call('waitList.leave', { id: (await entryOf(next.token))?.id ?? '' }, next.token);
    await runJobs(server.room);
    expect((await entryOf(busy.token))?.status).toBe('offered');
  });

  test('tells who waited when the day has no slot left', async () => {
    const { people, slot } = await aFullDay(1);
    server.clock.set(later(slot.startsAt, -1));
    await runJobs(server.room);
    expect((await entryOf(people[0]?.token ?? ''))?.status).toBe('waiting');
    server.clock.set(slot.startsAt);
    await runJobs(server.room);
    expect((await entryOf(people[0]?.token ?? ''))?.status).toBe('closed');
  });

  test.each([
    ['without real name', 'real_name_required', async () => ({ person: await aPerson(server.db, { realName: false }) })],
    ['at a hall that does not take the matter', 'wrong_hall', async () => ({ code: await aChecklist(server.db, { halls: ['elsewhere'] }) })],
    ['for a day without slots', 'day_not_open', async () => ({ date: '2027-11-20' })],
    ['with an unknown checklist', 'not_found', async () => ({ code: 'ZZZZ2222' })],
  ] as const)('is not joined %s', async (_, refusal, change) => {
    const { date, code } = await aFullDay(0);
    const all = { person: await aPerson(server.db), date, code, ...(await change()) };
    const answer = await server.call('waitList.join', { hallId, date: all.date, checklistCode: all.code }, all.person.token);
    expect(answer.error?.code).toBe(refusal);
  });
});

test('an offer ends with its time, or when its slot begins', () => {
  expect(offerUntil('2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.000Z')).toBe('2026-11-23T02:00:00.000Z');
  expect(offerUntil('2026-11-23T04:00:00.000Z', '2026-11-23T03:00:00.000Z')).toBe('2026-11-23T03:00:00.000Z');
});
