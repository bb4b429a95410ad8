import { readCalendarFile } from '../../db/content/city';
import {
  effectByDay,
  framesProblem,
  patternProblem,
  planSlots,
  type SlotPlan,
  type StoredSlot,
  withChange,
} from '../../shared/rules/calendar-change';
import { type HallCalendar, openDays, type OpeningPattern, type PlaceCounts, plainHall } from '../../shared/rules/opening';
import { workCalendar } from '../../shared/rules/work-calendar';

const calendar = workCalendar(readCalendarFile());
const monday = '2026-11-23';
const early = '2026-11-22T16:00:00.000Z';
const shares = { public: 2, green_channel: 1, enterprise: 0, walk_in: 1 };
const counts = (given: Partial<PlaceCounts> = {}): PlaceCounts => ({ public: 0, green_channel: 0, enterprise: 0, walk_in: 0, ...given });

/** One slot on Monday, 09:00–09:30, of four places: 2 public, 1 green channel, 1 walk-in. */
const pattern: OpeningPattern = { slotMinutes: 30, minutesPerVisit: 15, shares, weekday: [{ from: '09:00', to: '09:30', staff: 2 }], weekend: [] };
const hall = plainHall(pattern);
const stored = (given: Partial<StoredSlot> = {}): StoredSlot => ({
  id: 'slot_1',
  date: monday,
  startsAt: '2026-11-23T01:00:00.000Z',
  endsAt: '2026-11-23T01:30:00.000Z',
  generated: true,
  free: counts({ public: 2, green_channel: 1, walk_in: 1 }),
  taken: counts(),
  appointments: [],
  withdrawn: [],
  ...given,
});
const plan = (now_: HallCalendar, slots: StoredSlot[], now = early): SlotPlan[] =>
  planSlots(openDays(now_, calendar, monday, 1), slots, now_.closures, now);
const staff = (number: number): HallCalendar =>
  withChange(hall, { kind: 'pattern', effectiveFrom: monday, pattern: { ...pattern, weekday: [{ from: '09:00', to: '09:30', staff: number }] } }, '');
const closed = withChange(hall, { kind: 'closure', date: monday }, '停电');

describe('a change of a hall’s calendar', () => {
  it('plans nothing where the slots are as the calendar says', () => {
    expect(plan(hall, [stored()])).toEqual([]);
  });

  it('makes the slots that are missing', () => {
    expect(plan(hall, [])).toMatchObject([
      { id: null, startsAt: '2026-11-23T01:00:00.000Z', add: counts({ public: 2, green_channel: 1, walk_in: 1 }) },
    ]);
  });

  it('adds and takes away free places as the people at the counters change', () => {
    expect(plan(staff(4), [stored()])).toMatchObject([{ add: counts({ public: 2, green_channel: 1, walk_in: 1 }), withdraw: counts(), hit: [] }]);
    expect(plan(staff(1), [stored()])).toMatchObject([{ add: counts(), withdraw: counts({ public: 1, walk_in: 1 }), hit: [] }]);
  });

  it('takes no place from anyone while there is room, and lets other kinds give way', () => {
    const full = stored({ free: counts({ green_channel: 1, walk_in: 1 }), taken: counts({ public: 2 }), appointments: ['a', 'b'] });
    expect(plan(staff(1), [full])).toMatchObject([{ withdraw: counts({ green_channel: 1, walk_in: 1 }), hit: [] }]);
  });

  it('hits those who booked last when more are booked than there is room for', () => {
    const full = stored({ free: counts(), taken: counts({ public: 2, green_channel: 1, walk_in: 1 }), appointments: ['a', 'b', 'c', 'd'] });
    expect(plan(staff(1), [full])).toMatchObject([{ hit: ['c', 'd'] }]);
    expect(plan(staff(2), [full])).toEqual([]);
  });

  it('a closure takes all free places and hits everyone booked; a slot that has begun stays', () => {
    const booked = stored({ free: counts({ public: 1 }), taken: counts({ public: 1 }), appointments: ['a'] });
    expect(plan(closed, [booked])).toMatchObject([{ withdraw: counts({ public: 1 }), hit: ['a'] }]);
    expect(plan(closed, [booked], '2026-11-23T00:59:59.999Z')).toHaveLength(1);
    expect(plan(closed, [booked], '2026-11-23T01:00:00.000Z')).toEqual([]);
    expect(effectByDay(plan(closed, [booked]))).toEqual([{ date: monday, gains: 0, losses: 2, hit: 1, kept: 0 }]);
  });

  it('gives the place back to who still waits when the hall opens again', () => {
    const waiting = stored({ free: counts(), withdrawn: ['a'] });
    expect(plan(hall, [waiting])).toMatchObject([{ kept: ['a'], add: counts({ public: 1, green_channel: 1, walk_in: 1 }) }]);
  });

  it('leaves slots alone that were not made from the calendar, but for a closure', () => {
    const own = stored({
      startsAt: '2026-11-23T05:00:00.000Z',
      endsAt: '2026-11-23T05:30:00.000Z',
      generated: false,
      appointments: ['a'],
      taken: counts({ public: 1 }),
    });
    expect(plan(hall, [stored(), own])).toEqual([]);
    expect(plan(closed, [own])).toMatchObject([{ hit: ['a'] }]);
  });

  it('planned again after it was carried out, plans nothing (200 drawn states)', () => {
    let seed = 7;
    const draw = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const taken = counts({ public: draw(4), green_channel: draw(2), walk_in: draw(3) });
      const people = Object.values(taken).reduce((sum, count) => sum + count, 0);
      const before = stored({
        free: counts({ public: draw(4), green_channel: draw(3), walk_in: draw(3), enterprise: draw(2) }),
        taken,
        appointments: Array.from({ length: people }, (_, index) => `a${index}`),
        withdrawn: draw(2) ? ['w'] : [],
      });
      const target = staff(draw(5));
      const after = carriedOut(before, plan(target, [before])[0]);
      expect([round, plan(target, [after])]).toEqual([round, []]);
    }
  });

  it('names what is impossible in a pattern', () => {
    const frames = (...list: OpeningPattern['weekday']) => framesProblem(list, 30, 3);
    expect(frames({ from: '10:00', to: '09:00', staff: 1 })).toBe('frame_backwards');
    expect(frames({ from: '09:00', to: '09:29', staff: 1 })).toBe('frame_too_short');
    expect(frames({ from: '09:00', to: '09:30', staff: 3 })).toBeNull();
    expect(frames({ from: '09:00', to: '09:30', staff: 4 })).toBe('more_staff_than_counters');
    expect(frames({ from: '09:00', to: '10:00', staff: 1 }, { from: '09:59', to: '11:00', staff: 1 })).toBe('frames_overlap');
    expect(frames({ from: '09:00', to: '10:00', staff: 1 }, { from: '10:00', to: '11:00', staff: 1 })).toBeNull();
    expect(frames({ from: '09:00', to: '10:00', staff: 1, on: [1] }, { from: '09:00', to: '10:00', staff: 1, on: [2] })).toBeNull();
    expect(patternProblem({ ...pattern, shares: counts() }, 3)).toBe('shares_empty');
  });
});

/** What the database holds after a plan: free places of a hit appointment’s kind are the hit ones, taken public first. */
function carriedOut(slot: StoredSlot, done: SlotPlan | undefined): StoredSlot {
  if (!done) return slot;
  const after = { ...slot, free: { ...slot.free }, taken: { ...slot.taken }, endsAt: done.endsAt };
  for (const kind of ['public', 'green_channel', 'enterprise', 'walk_in'] as const) after.free[kind] += done.add[kind] - done.withdraw[kind];
  after.taken.public += done.kept.length;
  let left = done.hit.length;
  for (const kind of ['walk_in', 'green_channel', 'public'] as const) {
    const gone = Math.min(left, after.taken[kind]);
    after.taken[kind] -= gone;
    left -= gone;
  }
  after.appointments = [...slot.appointments.filter((id) => !done.hit.includes(id)), ...done.kept];
  after.withdrawn = [...slot.withdrawn.filter((id) => !done.kept.includes(id)), ...done.hit];
  return after;
}
