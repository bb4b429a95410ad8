import { generatePlaces } from '../../db/content/places';
import { newId } from '../../functions/ids';
import type { CalendarChange } from '../../shared/rules/calendar-change';
import { aChecklist, aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';
import { aBooking, aTownHall, twoFrames } from '../support/town-hall';
import { defaultSettings } from '../../shared/rules/settings';

/** The calendar of a hall: shown, changed after a look at what the change does, kept with its history. Monday 23 November, 08:30. */

let service: TestServer;
let town: CaseTown;
let hallId: string;
let list: string;
const tuesday = '2026-11-24';
const tuesdayNine = '2026-11-24T01:00:00.000Z';
const range = { from: '2026-11-23', now: testNow, settings: defaultSettings };
const generate = () => service.db.begin((tx) => generatePlaces(tx, range, [hallId]));

let number = 0;
beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  hallId = await aTownHall(service.db, town, { id: `try-${++number}` });
  list = await aChecklist(service.db, { halls: [hallId] });
  await generate();
});

const preview = (change: CalendarChange, token = town.unitHead.token) => service.call('hallCalendar.preview', { hallId, change }, token);
const save = (change: CalendarChange, digest: string, token = town.unitHead.token) =>
  service.call('hallCalendar.save', { hallId, change, digest, reason: '停电检修' }, token);
const booked = (startsAt = tuesdayNine, createdAt = testNow) =>
  aBooking(service.db, { hallId, startsAt, checklistCode: list, appointmentId: newId('apt', createdAt), createdAt });
const places = async (day: string) => {
  const rows = await service.db<{ kind: string; free: number; taken: number }[]>`
    select kind, count(*) filter (where appointment_id is null) as free, count(appointment_id) as taken
    from place p join slot s on s.id = p.slot_id where s.hall_id = ${hallId} and s.day = ${day} group by kind order by kind`;
  return Object.fromEntries(rows.map(({ kind, free, taken }) => [kind, [free, taken]]));
};

describe('the places of a hall', () => {
  test('are made for fourteen days, and once however often and however many make them', async () => {
    expect(await places(tuesday)).toEqual({ green_channel: [4, 0], public: [8, 0], walk_in: [4, 0] });
    const runs = await Promise.all([generate(), generate(), generate()]);
    expect(runs.map((run) => [run.slots, run.places, run.withdrawn])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(await places('2026-12-07')).toEqual({});
    expect(await places('2026-12-04')).toEqual(await places(tuesday));
  });

  test('that were released later keep their instant', async () => {
    await service.db`
      update place set released_at = '2026-11-24T00:00:00.000Z' where id = (select min(p.id) from place p join slot s on s.id = p.slot_id where s.hall_id = ${hallId} and s.day = ${tuesday})`;
    await generate();
    const [late] = await service.db`
      select count(*) as count from place p join slot s on s.id = p.slot_id where s.hall_id = ${hallId} and p.released_at = '2026-11-24T00:00:00.000Z'`;
    expect(late?.count).toBe(1);
  });
});

describe('a look before a change', () => {
  test('says what each day gains and loses and who is hit, and changes nothing', async () => {
    await booked();
    const closure: CalendarChange = { kind: 'closure', date: tuesday };
    const before = await places(tuesday);
    const seen = (await preview(closure)).body;
    expect(seen).toMatchObject({ until: '2026-12-06', days: [{ date: tuesday, gains: 0, losses: 16, hit: 1, kept: 0 }] });
    expect(seen.hit).toMatchObject([{ itemName: '测试事项', startsAt: tuesdayNine }]);
    expect(await places(tuesday)).toEqual(before);

    const more = {
      ...twoFrames,
      weekday: [
        { from: '09:00', to: '10:00', staff: 3 },
        { from: '14:00', to: '15:00', staff: 1 },
      ],
    };
    const days = (await preview({ kind: 'pattern', effectiveFrom: '2026-12-03', pattern: more })).body.days;
    expect(days).toEqual([
      { date: '2026-12-03', gains: 4, losses: 4, hit: 0, kept: 0 },
      { date: '2026-12-04', gains: 4, losses: 4, hit: 0, kept: 0 },
    ]);
  });

  test('refuses what cannot be: a day gone by, a day beyond the calendar, hours that contradict', async () => {
    const code = async (change: CalendarChange) => (await preview(change)).error?.code ?? 'fine';
    expect(await code({ kind: 'closure', date: '2026-11-22' })).toBe('day_gone');
    expect(await code({ kind: 'closure', date: '2026-11-23' })).toBe('fine');
    expect(await code({ kind: 'closure', date: '2026-12-31' })).toBe('fine');
    expect(await code({ kind: 'closure', date: '2027-01-01' })).toBe('calendar_unknown');
    expect(await code({ kind: 'closure', date: tuesday, from: '10:00', to: '10:00' })).toBe('opening_invalid');
    const crowded = { ...twoFrames, weekday: [{ from: '09:00', to: '10:00', staff: 4 }] };
    const refused = await preview({ kind: 'pattern', effectiveFrom: tuesday, pattern: crowded });
    expect(refused.error).toMatchObject({ code: 'opening_invalid', details: { problem: 'more_staff_than_counters' } });
    expect(await code({ kind: 'withdraw', entryId: newId('hent', testNow) })).toBe('not_found');
  });
});

describe('a change', () => {
  const closure: CalendarChange = { kind: 'closure', date: tuesday, from: '09:00', to: '12:00' };

  test('takes away free places, leaves the booked one to its person, and is in the history with who, why and what it did', async () => {
    const { id } = await booked();
    const { digest } = (await preview(closure)).body;
    expect((await save(closure, digest)).body).toEqual({ days: [{ date: tuesday, gains: 0, losses: 8, hit: 1, kept: 0 }], hit: 1 });
    expect(await places(tuesday)).toEqual({ green_channel: [2, 0], public: [4, 0], walk_in: [2, 0], withdrawn: [0, 1] });
    const [held] = await service.db`select appointment_id from place where appointment_id = ${id}`;
    expect(held?.appointment_id).toBe(id);
    const { history, entries, days } = (await service.call('hallCalendar.read', { hallId }, town.unitHead.token)).body;
    expect(history).toMatchObject([{ seq: 1, who: '王负责', kind: 'closure', reason: '停电检修', effect: [{ date: tuesday, losses: 8, hit: 1 }] }]);
    expect(entries).toMatchObject([{ kind: 'closure', date: tuesday, from: '09:00', to: '12:00' }]);
    expect(days[1]).toMatchObject({ date: tuesday, note: '09:00–12:00 临时停办：停电检修', places: 8, taken: 0, hit: 1 });
    expect((await generate()).withdrawn).toBe(0);
  });

  test('is refused when somebody has booked one of its places since the look, and holds when elsewhere', async () => {
    const { digest } = (await preview(closure)).body;
    await booked('2026-11-24T06:00:00.000Z');
    await booked('2026-11-25T01:00:00.000Z');
    expect((await preview(closure)).body.digest).toBe(digest);
    await booked();
    expect((await save(closure, digest)).error?.code).toBe('preview_changed');
    expect((await service.call('hallCalendar.read', { hallId }, town.unitHead.token)).body).toMatchObject({ history: [], entries: [] });
    expect((await save(closure, (await preview(closure)).body.digest)).status).toBe(200);
  });

  test('leaves no place to book while forty people book it at once: each is refused, or hit and told so', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => aPerson(service.db)));
    const [slot] = await service.db<{ id: string }[]>`select id from slot where hall_id = ${hallId} and starts_at = ${tuesdayNine}`;
    const lists = await Promise.all(people.map(() => aChecklist(service.db, { halls: [hallId] })));
    const { digest } = (await preview(closure)).body;
    const [saved, ...answers] = await Promise.all([
      save(closure, digest),
      ...people.map((person, index) =>
        service.call('appointments.book', { slotId: slot?.id ?? '', checklistCode: lists[index] ?? '' }, person.token),
      ),
    ]);
    const got = answers.filter((answer) => answer.status === 200).length;
    if (saved.status !== 200) expect(saved.error?.code).toBe('preview_changed');
    const again = saved.status === 200 ? saved : await save(closure, (await preview(closure)).body.digest);
    expect(again.status).toBe(200);
    const after = await places(tuesday);
    expect(after.public).toEqual([4, 0]);
    expect(after.withdrawn ?? [0, 0]).toEqual([0, got]);
  });

  test('taken back, gives the place back to who still waits, and the day its places', async () => {
    await booked();
    const before = await places(tuesday);
    await save(closure, (await preview(closure)).body.digest);
    const { entries } = (await service.call('hallCalendar.read', { hallId }, town.unitHead.token)).body;
    const open: CalendarChange = { kind: 'withdraw', entryId: entries[0]?.id ?? '' };
    const seen = (await preview(open)).body;
    expect(seen.days).toEqual([{ date: tuesday, gains: 7, losses: 0, hit: 0, kept: 1 }]);
    expect((await save(open, seen.digest)).status).toBe(200);
    expect(await places(tuesday)).toEqual(before);
    expect((await save(open, seen.digest)).error?.code).toBe('not_found');
  });

  test('gives one day hours of its own, a holiday too', async () => {
    const saturday: CalendarChange = { kind: 'exception', date: '2026-11-28', frames: [{ from: '09:00', to: '10:00', staff: 1 }] };
    await save(saturday, (await preview(saturday)).body.digest);
    expect(await places('2026-11-28')).toEqual({ green_channel: [2, 0], public: [2, 0] });
    const day = await service.call('hallCalendar.day', { hallId, date: '2026-11-28' }, town.unitHead.token);
    expect(day.body).toMatchObject({ note: '当天时间有调整：停电检修', slots: [{ afterHours: false, places: { public: 1 } }, {}] });
  });

  test('a later pattern holds from its day, and its version stays whatever comes after', async () => {
    const pattern = { ...twoFrames, weekday: [{ from: '09:00', to: '09:30', staff: 3 }] };
    const change: CalendarChange = { kind: 'pattern', effectiveFrom: '2026-11-26', pattern };
    await save(change, (await preview(change)).body.digest);
    expect(await places('2026-11-25')).toEqual(await places(tuesday));
    expect(await places('2026-11-26')).toEqual({ green_channel: [2, 0], public: [3, 0], walk_in: [1, 0] });
    const { patterns } = (await service.call('hallCalendar.read', { hallId }, town.officer.token)).body;
    expect(patterns.map((one) => [one.version, one.current])).toEqual([
      [0, true],
      [1, false],
    ]);
    await expect(service.db`update hall_pattern set effective_from = '2026-11-24' where hall_id = ${hallId}`).rejects.toThrow(/never altered/);
    await expect(service.db`delete from hall_calendar_event where hall_id = ${hallId}`).rejects.toThrow(/never altered/);
  });

  test('is for the head of the unit and the administrator; others of the unit look, other units do not even see the hall', async () => {
    expect((await preview(closure, town.officer.token)).error?.code).toBe('role_required');
    expect((await preview(closure, town.supervisor.token)).error?.code).toBe('role_required');
    expect((await preview(closure, town.strangerHead.token)).error?.code).toBe('not_found');
    expect((await service.call('hallCalendar.read', { hallId }, town.strangerHead.token)).error?.code).toBe('not_found');
    expect((await service.call('hallCalendar.read', { hallId }, town.officer.token)).body.hall.mayEdit).toBe(false);
    const { digest } = (await preview(closure, town.administrator.token)).body;
    expect((await save(closure, digest, town.administrator.token)).status).toBe(200);
    const { halls } = (await service.call('hallCalendar.list', {}, town.officer.token)).body;
    expect(halls.find((one) => one.id === hallId)).toMatchObject({ mayEdit: false, entries: 1, counters: 3 });
    expect((await service.call('hallCalendar.list', {}, town.strangerHead.token)).body.halls).toEqual([]);
  });
});
