import type { Settings } from './settings';
import type { Instant } from './shanghai';
import { addDays, later, minutesClock, shanghaiDay, shanghaiInstant } from './shanghai';

/** C15: what people are reminded by: the day before, and shortly before the slot. */
export const reminderKinds = ['day_before', 'soon'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** When they go out: the hour of the day before, late enough to be read and early enough to gather papers; the minutes before the slot. */
type ReminderTimes = Pick<Settings, 'reminderHour' | 'reminderMinutes'>;

/**
 * From when until when (excluded) a reminder may go out. One whose time passed while the service
 * stood still is left out once it would only confuse: the day before, after midnight.
 */
export function reminderSpan(
  kind: ReminderKind,
  startsAt: Instant,
  { reminderHour, reminderMinutes }: ReminderTimes,
): { from: Instant; until: Instant } {
  if (kind === 'soon') return { from: later(startsAt, -reminderMinutes * 60_000), until: startsAt };
  const day = shanghaiDay(startsAt);
  return { from: shanghaiInstant(addDays(day, -1), minutesClock(reminderHour * 60)), until: shanghaiInstant(day, '00:00') };
}

/** Whether a reminder goes out now. Who booked or moved to this time only after its hour has just been told and needs none. */
export function isReminderDue(
  kind: ReminderKind,
  appointment: { startsAt: Instant; chosenAt: Instant },
  times: ReminderTimes,
  now: Instant,
): boolean {
  const { from, until } = reminderSpan(kind, appointment.startsAt, times);
  return from <= now && now < until && appointment.chosenAt < from;
}
