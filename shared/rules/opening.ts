import type { Settings } from './settings';
import type { Clock, Day, Instant } from './shanghai';
import { addDays, clockMinutes, minutesClock, shanghaiInstant, weekday } from './shanghai';
import type { WorkCalendar } from './work-calendar';

/** Who a place is kept for (C1, C5): everyone, the green channel, group blocks of enterprises, those who walk in. */
export const placeKinds = ['public', 'green_channel', 'enterprise', 'walk_in'] as const;
export type PlaceKind = (typeof placeKinds)[number];
export type PlaceCounts = Record<PlaceKind, number>;

/**
 * Hours in a row without a break, and how many people at the counters take visits in them; lunch is the gap between two frames, or a frame with
 * fewer. `on` limits the frame to some days (1 Monday … 7 Sunday). `afterHours`: 延时服务.
 */
export type OpeningFrame = { from: Clock; to: Clock; staff: number; on?: number[]; afterHours?: boolean };

/** When a hall takes people. `shares` are weights: how the places of a slot are divided among the kinds. Make-up days behave as weekdays. */
export type OpeningPattern = {
  slotMinutes: number;
  /** How long a visit takes at a counter, as planned: places of a slot = staff × slotMinutes ÷ minutesPerVisit. */
  minutesPerVisit: number;
  shares: PlaceCounts;
  weekday: OpeningFrame[];
  weekend: OpeningFrame[];
};

/** A pattern and the day from which it holds; of two from the same day the later version holds. */
export type PatternVersion = { version: number; effectiveFrom: Day; pattern: OpeningPattern };

/** A hall or a part of a day shut; without clocks the whole day. */
export type Closure = { id?: string; date: Day; from?: Clock; to?: Clock; reason: string };

/** A day with hours of its own instead of the pattern's; it may open a holiday. */
export type DayException = { id?: string; date: Day; frames: OpeningFrame[]; reason: string };

/** Everything that decides when a hall takes people, besides the work calendar. */
export type HallCalendar = { patterns: readonly PatternVersion[]; exceptions: readonly DayException[]; closures: readonly Closure[] };

/** Why a day is shut or special: keys of shared/text/opening.ts. */
export type DayNote = 'holiday' | 'makeup' | 'special' | 'closed' | 'no_opening' | 'calendar_unknown';

export type OpenSlot = { date: Day; startsAt: Instant; endsAt: Instant; afterHours: boolean; places: PlaceCounts };
export type OpenDay = { date: Day; note: DayNote | null; holiday: string | null; slots: OpenSlot[] };

/** A hall that has only ever had one pattern. */
export const plainHall = (pattern: OpeningPattern): HallCalendar => ({
  patterns: [{ version: 0, effectiveFrom: '1900-01-01', pattern }],
  exceptions: [],
  closures: [],
});

/** The pattern that holds on a day; null before the first. */
export function patternOn(hall: HallCalendar, date: Day): OpeningPattern | null {
  const held = hall.patterns.filter((one) => one.effectiveFrom <= date);
  held.sort((a, b) => (a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return held[held.length - 1]?.pattern ?? null;
}

/** One day of a hall. A day the calendar does not know has no slots: nobody is given a place on a day that may be a holiday. */
export function openDay(hall: HallCalendar, calendar: WorkCalendar, date: Day): OpenDay {
  const { kind, name } = calendar.day(date);
  const none = { date, holiday: null, slots: [] };
  if (kind === 'unknown') return { ...none, note: 'calendar_unknown' };
  const exception = hall.exceptions.filter((one) => one.date === date).pop();
  if (kind === 'holiday' && !exception) return { ...none, note: 'holiday', holiday: name };
  const pattern = patternOn(hall, date);
  if (!pattern) return { ...none, note: 'no_opening' };
  const frames =
    exception?.frames ?? (kind === 'weekend' ? pattern.weekend : pattern.weekday).filter((frame) => runsOn(frame, date, kind === 'makeup'));
  if (frames.length === 0) return { ...none, note: exception ? 'special' : 'no_opening' };
  const slots = frames.flatMap((frame) => slotsOf(frame, pattern, date)).filter((slot) => !isClosed(hall.closures, slot));
  const note = slots.length === 0 ? 'closed' : exception ? 'special' : kind === 'makeup' ? 'makeup' : null;
  return { date, note, holiday: kind === 'makeup' ? name : null, slots };
}

/** `days` days of a hall from `from` on. */
export function openDays(hall: HallCalendar, calendar: WorkCalendar, from: Day, days: number): OpenDay[] {
  return Array.from({ length: days }, (_, index) => openDay(hall, calendar, addDays(from, index)));
}

/** Whether a hall takes people at this instant of the day. */
export function isOpenAt(day: OpenDay, now: Instant): boolean {
  return day.slots.some((slot) => slot.startsAt <= now && now < slot.endsAt);
}

/**
 * When the places of a day are first given out: at an hour (usually eight) of the morning after the day on which it came into sight. Until then people only join its
 * line, so that who is there in the first second has no more than who comes in the evening (C4, ADR 0030).
 */
export function releasedAt(date: Day, { daysAhead, newDayHour }: Pick<Settings, 'daysAhead' | 'newDayHour'>): Instant {
  return shanghaiInstant(addDays(date, 2 - daysAhead), minutesClock(newDayHour * 60));
}

/** Places of one slot of a frame, divided by the shares with the largest remainders first, so that they add up. */
export function placesOf(pattern: Pick<OpeningPattern, 'slotMinutes' | 'minutesPerVisit' | 'shares'>, staff: number): PlaceCounts {
  const total = Math.floor((staff * pattern.slotMinutes) / pattern.minutesPerVisit);
  const weight = placeKinds.reduce((sum, kind) => sum + pattern.shares[kind], 0);
  const exact = placeKinds.map((kind) => ({ kind, share: weight === 0 ? 0 : (total * pattern.shares[kind]) / weight }));
  const counts = Object.fromEntries(exact.map(({ kind, share }) => [kind, Math.floor(share)])) as PlaceCounts;
  let left = weight === 0 ? 0 : total - placeKinds.reduce((sum, kind) => sum + counts[kind], 0);
  for (const { kind } of [...exact].sort((a, b) => (b.share % 1) - (a.share % 1))) {
    if (left === 0) break;
    counts[kind] += 1;
    left -= 1;
  }
  return counts;
}

/** Whether a closure touches any part of a slot. */
export function isClosed(closures: readonly Closure[], slot: { date: Day; startsAt: Instant; endsAt: Instant }): boolean {
  return closures.some(
    ({ date, from, to }) =>
      date === slot.date && shanghaiInstant(date, from ?? '00:00') < slot.endsAt && slot.startsAt < shanghaiInstant(date, to ?? '24:00'),
  );
}

/** A frame of some days only is no part of a make-up day: that day stands in for no day of the week. */
function runsOn({ on }: OpeningFrame, date: Day, isMakeup: boolean): boolean {
  return on === undefined || (!isMakeup && on.includes(weekday(date) || 7));
}

function slotsOf(frame: OpeningFrame, pattern: OpeningPattern, date: Day): OpenSlot[] {
  const { slotMinutes } = pattern;
  const slots: OpenSlot[] = [];
  const places = placesOf(pattern, frame.staff);
  const end = clockMinutes(frame.to);
  for (let start = clockMinutes(frame.from); start + slotMinutes <= end; start += slotMinutes) {
    const [startsAt, endsAt] = [shanghaiInstant(date, minutesClock(start)), shanghaiInstant(date, minutesClock(start + slotMinutes))];
    slots.push({ date, startsAt, endsAt, afterHours: frame.afterHours === true, places });
  }
  return slots;
}
