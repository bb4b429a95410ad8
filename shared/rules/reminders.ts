import type { Instant } from './shanghai';
import { addDays, later, shanghaiDay, shanghaiInstant } from './shanghai';

/** C15: what people are reminded by: the day before, and shortly before the slot. */
export const reminderKinds = ['day_before', 'soon'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** When the reminder of the day before goes out: late enough to be read, early enough to gather papers. */
const dayBeforeClock = '10:00';

/**
 * From when until when (excluded) a reminder may go out. `soonMinutes`: the setting `reminderMinutes`. One whose time passed while the service
 * stood still is left out once it would only confuse: the day before, after midnight.
 */
export function reminderSpan(kind: ReminderKind, startsAt: Instant, soonMinutes: number): { from: Instant; until: Instant } {
  if (kind === 'soon') return { from: later(startsAt, -soonMinutes * 60_000), until: startsAt };
  const day = shanghaiDay(startsAt);
  return { from: shanghaiInstant(addDays(day, -1), dayBeforeClock), until: shanghaiInstant(day, '00:00') };
}

/** Whether a reminder goes out now. Who booked or moved to this time only after its hour has just been told and needs none. */
export function isReminderDue(kind: ReminderKind, appointment: { startsAt: Instant; chosenAt: Instant }, soonMinutes: number, now: Instant): boolean {
  const { from, until } = reminderSpan(kind, appointment.startsAt, soonMinutes);
  return from <= now && now < until && appointment.chosenAt < from;
}
