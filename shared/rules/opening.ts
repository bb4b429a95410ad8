import type { Clock, Day, Instant } from './shanghai';
import { addDays, clockMinutes, minutesClock, shanghaiInstant } from './shanghai';
import type { WorkCalendar } from './work-calendar';

/** Who a place is kept for (C1, C5): everyone, the green channel, group blocks of enterprises, those who walk in. */
export const placeKinds = ['public', 'green_channel', 'enterprise', 'walk_in'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Hours in a row without a break; each slot that begins in them has these places. */
export type OpeningFrame = { from: Clock; to: Clock; places: Record<PlaceKind, number> };

/** When a hall takes people. Make-up days behave as weekdays, public holidays are closed. */
export type OpeningPattern = { slotMinutes: number; weekday: OpeningFrame[]; weekend: OpeningFrame[] };

/** A hall or a part of a day shut; without clocks the whole day. */
export type Closure = { date: Day; from?: Clock; to?: Clock; reason: string };

/** Why a day is shut or special: keys of shared/text/opening.ts. */
export type DayNote = 'holiday' | 'makeup' | 'closed' | 'no_opening' | 'calendar_unknown';

export type OpenSlot = { date: Day; startsAt: Instant; endsAt: Instant; places: Record<PlaceKind, number> };
export type OpenDay = { date: Day; note: DayNote | null; holiday: string | null; slots: OpenSlot[] };

/** Days ahead for which places exist. */
export const daysAhead = 14;

/** One day of a hall. A day the calendar does not know has no slots: nobody is given a place on a day that may be a holiday. */
export function openDay(pattern: OpeningPattern, calendar: WorkCalendar, closures: readonly Closure[], date: Day): OpenDay {
  const { kind, name } = calendar.day(date);
  if (kind === 'unknown') return { date, note: 'calendar_unknown', holiday: null, slots: [] };
  if (kind === 'holiday') return { date, note: 'holiday', holiday: name, slots: [] };
  const frames = kind === 'weekend' ? pattern.weekend : pattern.weekday;
  if (frames.length === 0) return { date, note: 'no_opening', holiday: null, slots: [] };
  const slots = frames
    .flatMap((frame) => slotsOf(frame, pattern.slotMinutes, date))
    .filter((slot) => !closures.some((closure) => hits(closure, slot)));
  return { date, note: slots.length === 0 ? 'closed' : kind === 'makeup' ? 'makeup' : null, holiday: kind === 'makeup' ? name : null, slots };
}

/** `days` days of a hall from `from` on. */
export function openDays(pattern: OpeningPattern, calendar: WorkCalendar, closures: readonly Closure[], from: Day, days: number): OpenDay[] {
  return Array.from({ length: days }, (_, index) => openDay(pattern, calendar, closures, addDays(from, index)));
}

/** When the places of a day are first given out: at midnight, `daysAhead` days before. */
export function releasedAt(date: Day): Instant {
  return shanghaiInstant(addDays(date, -daysAhead), '00:00');
}

function slotsOf(frame: OpeningFrame, slotMinutes: number, date: Day): OpenSlot[] {
  const slots: OpenSlot[] = [];
  const end = clockMinutes(frame.to);
  for (let start = clockMinutes(frame.from); start + slotMinutes <= end; start += slotMinutes) {
    const [startsAt, endsAt] = [shanghaiInstant(date, minutesClock(start)), shanghaiInstant(date, minutesClock(start + slotMinutes))];
    slots.push({ date, startsAt, endsAt, places: frame.places });
  }
  return slots;
}

function hits(closure: Closure, slot: OpenSlot): boolean {
  if (closure.date !== slot.date) return false;
  return shanghaiInstant(closure.date, closure.from ?? '00:00') < slot.endsAt && slot.startsAt < shanghaiInstant(closure.date, closure.to ?? '24:00');
}
