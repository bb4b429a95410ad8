import type { Closure, HallCalendar, OpenDay, OpeningFrame, OpeningPattern, OpenSlot, PlaceCounts, PlaceKind } from './opening';
import { isClosed, placeKinds, placesOf } from './opening';
import type { Clock, Day, Instant } from './shanghai';
import { clockMinutes } from './shanghai';

/** What may be changed in a hall's calendar: the pattern from a day on, one day's hours, a closure, or either of these taken back. */
export const calendarChangeKinds = ['pattern', 'exception', 'closure', 'withdraw'] as const;
export type CalendarChangeKind = (typeof calendarChangeKinds)[number];
export type CalendarChange =
  | { kind: 'pattern'; effectiveFrom: Day; pattern: OpeningPattern }
  | { kind: 'exception'; date: Day; frames: OpeningFrame[] }
  | { kind: 'closure'; date: Day; from?: Clock; to?: Clock }
  | { kind: 'withdraw'; entryId: string };

/** What makes hours impossible: keys of shared/text/opening.ts. */
export const openingProblems = ['frame_backwards', 'frame_too_short', 'frames_overlap', 'more_staff_than_counters', 'shares_empty'] as const;
export type OpeningProblem = (typeof openingProblems)[number];

/** What is wrong with a list of frames, or null. Frames that run on different days may overlap. */
export function framesProblem(frames: readonly OpeningFrame[], slotMinutes: number, counters: number): OpeningProblem | null {
  for (const frame of frames) {
    const minutes = clockMinutes(frame.to) - clockMinutes(frame.from);
    if (minutes <= 0) return 'frame_backwards';
    if (minutes < slotMinutes) return 'frame_too_short';
    if (frame.staff > counters) return 'more_staff_than_counters';
  }
  const share = (a: OpeningFrame, b: OpeningFrame) => a.on === undefined || b.on === undefined || a.on.some((day) => b.on?.includes(day));
  const overlap = frames.some((a, index) => frames.some((b, other) => other > index && share(a, b) && a.from < b.to && b.from < a.to));
  return overlap ? 'frames_overlap' : null;
}

/** What is wrong with a pattern of a hall with so many counters, or null. */
export function patternProblem(pattern: OpeningPattern, counters: number): OpeningProblem | null {
  if (placeKinds.every((kind) => pattern.shares[kind] === 0)) return 'shares_empty';
  return framesProblem(pattern.weekday, pattern.slotMinutes, counters) ?? framesProblem(pattern.weekend, pattern.slotMinutes, counters);
}

/** A slot as it is stored. `generated`: made from the calendar, so the calendar may take it away; others only a closure may. */
export type StoredSlot = {
  id: string;
  date: Day;
  startsAt: Instant;
  endsAt: Instant;
  generated: boolean;
  free: PlaceCounts;
  taken: PlaceCounts;
  /** Appointments on places of the four kinds, first booked first. */
  appointments: string[];
  /** Appointments whose place a change has taken away, and who wait for another one. */
  withdrawn: string[];
};

/** What becomes of one slot. `hit`: appointments for which there is no room any more; `kept`: those for which there is room again. */
export type SlotPlan = {
  id: string | null;
  date: Day;
  startsAt: Instant;
  endsAt: Instant;
  add: PlaceCounts;
  withdraw: PlaceCounts;
  hit: string[];
  kept: string[];
};

const none = (): PlaceCounts => ({ public: 0, green_channel: 0, enterprise: 0, walk_in: 0 });
const sum = (counts: PlaceCounts) => placeKinds.reduce((total, kind) => total + counts[kind], 0);

/**
 * What must change in the stored slots so that they are as the calendar says, from `now` on. A taken place is never given to somebody else
 * nor removed; where more are taken than there is room for, those who booked last are hit. Planning again after carrying it out plans nothing.
 */
export function planSlots(days: readonly OpenDay[], stored: readonly StoredSlot[], closures: readonly Closure[], now: Instant): SlotPlan[] {
  const byStart = new Map(stored.map((slot) => [slot.startsAt, slot]));
  const wanted = new Map(days.flatMap((day) => day.slots).map((slot) => [slot.startsAt, slot]));
  const fresh = [...wanted.values()]
    .filter((slot) => !byStart.has(slot.startsAt))
    .map((slot): SlotPlan => ({ ...times(slot), id: null, add: slot.places, withdraw: none(), hit: [], kept: [] }));
  const changed = stored.filter((slot) => slot.startsAt > now).map((slot) => planSlot(slot, wanted.get(slot.startsAt), closures));
  return [...fresh, ...changed.filter((plan): plan is SlotPlan => plan !== null)].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

const times = ({ date, startsAt, endsAt }: OpenSlot | StoredSlot) => ({ date, startsAt, endsAt });

function planSlot(slot: StoredSlot, wanted: OpenSlot | undefined, closures: readonly Closure[]): SlotPlan | null {
  const at = { ...times(slot), id: slot.id };
  if (!slot.generated && !isClosed(closures, slot)) return meaningful({ ...at, add: none(), withdraw: none(), hit: [], kept: slot.withdrawn });
  if (!wanted || !slot.generated) return meaningful({ ...at, add: none(), withdraw: slot.free, hit: slot.appointments, kept: [] });
  const room = sum(wanted.places);
  const hit = slot.appointments.slice(Math.min(room, slot.appointments.length));
  const kept = slot.withdrawn.slice(0, Math.max(0, room - sum(slot.taken)));
  const taken = { ...slot.taken, public: slot.taken.public + kept.length };
  const target = targets(wanted.places, taken);
  const [add, withdraw] = [none(), none()];
  for (const kind of placeKinds) {
    const spare = slot.free[kind] + taken[kind] - target[kind];
    if (spare > 0) withdraw[kind] = Math.min(spare, slot.free[kind]);
    else add[kind] = Math.abs(spare);
  }
  return meaningful({ ...at, endsAt: wanted.endsAt, add, withdraw, hit, kept }, slot.endsAt !== wanted.endsAt);
}

const meaningful = (plan: SlotPlan, moved = false): SlotPlan | null =>
  moved || sum(plan.add) + sum(plan.withdraw) + plan.hit.length + plan.kept.length > 0 ? plan : null;

/** The kinds that give way first where another kind has more taken than its share. */
const givesWay: readonly PlaceKind[] = ['walk_in', 'enterprise', 'public', 'green_channel'];

/** How many places of each kind there shall be: the wanted ones, less what other kinds have taken beyond their share. */
function targets(wanted: PlaceCounts, taken: PlaceCounts): PlaceCounts {
  const target = { ...wanted };
  let over = placeKinds.reduce((total, kind) => total + Math.max(0, taken[kind] - wanted[kind]), 0);
  for (const kind of givesWay) {
    const gives = Math.min(over, Math.max(0, target[kind] - taken[kind]));
    target[kind] -= gives;
    over -= gives;
  }
  for (const kind of placeKinds) target[kind] = Math.max(target[kind], taken[kind]);
  return target;
}

/** Places that a day gains and loses, and the bookings that lose theirs. */
export type DayEffect = { date: Day; gains: number; losses: number; hit: number; kept: number };

/** A plan summed up by day; days on which nothing changes are left out. */
export function effectByDay(plans: readonly SlotPlan[]): DayEffect[] {
  const dates = [...new Set(plans.map((plan) => plan.date))];
  // A longer visit has places in several slots and is one booking.
  const people = (own: readonly SlotPlan[], part: 'hit' | 'kept') => new Set(own.flatMap((plan) => plan[part])).size;
  return dates
    .map((date) => {
      const own = plans.filter((plan) => plan.date === date);
      const gains = own.reduce((total, plan) => total + sum(plan.add), 0);
      const losses = own.reduce((total, plan) => total + sum(plan.withdraw) + plan.hit.length, 0);
      return { date, gains, losses, hit: people(own, 'hit'), kept: people(own, 'kept') };
    })
    .filter((day) => day.gains + day.losses + day.kept > 0);
}

/** The calendar as it would be after a change; `reason` is what people are told of a closed day. */
export function withChange(hall: HallCalendar, change: CalendarChange, reason: string): HallCalendar {
  switch (change.kind) {
    case 'pattern': {
      const version = 1 + Math.max(0, ...hall.patterns.map((one) => one.version));
      return { ...hall, patterns: [...hall.patterns, { version, effectiveFrom: change.effectiveFrom, pattern: change.pattern }] };
    }
    case 'exception':
      return { ...hall, exceptions: [...hall.exceptions, { date: change.date, frames: change.frames, reason }] };
    case 'closure':
      return { ...hall, closures: [...hall.closures, { date: change.date, from: change.from, to: change.to, reason }] };
    case 'withdraw':
      return {
        ...hall,
        exceptions: hall.exceptions.filter((one) => one.id !== change.entryId),
        closures: hall.closures.filter((one) => one.id !== change.entryId),
      };
  }
}

/** Places of one slot with so many people at the counters, for the page that edits a frame. */
export const placesPerSlot = (pattern: Pick<OpeningPattern, 'slotMinutes' | 'minutesPerVisit' | 'shares'>, staff: number): number =>
  sum(placesOf(pattern, staff));
