/**
 * The only conversions between instants and Shanghai dates.
 *
 * Instant: ISO 8601 in UTC with milliseconds, `2026-11-22T01:30:00.000Z`. Day: `YYYY-MM-DD` in Asia/Shanghai. Clock: `HH:MM`.
 * Shanghai has been UTC+8 without change since 1991-09-15; before that (daylight saving 1986–1991, local mean time until 1900) an
 * instant has no safe date here, so it is refused: a birth date is a Day from the start and never becomes an instant.
 */
export type Instant = string;
export type Day = string;
export type Clock = string;

const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const earliest = Date.UTC(1992, 0, 1);

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const clockPattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** True for a date that exists in the Gregorian calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const match = dayPattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days in a month (1–12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayNumber(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a date: ${day}`);
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayMs;
}

function fromDayNumber(count: number): Day {
  return new Date(count * dayMs).toISOString().slice(0, 10);
}

/** The date `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return fromDayNumber(dayNumber(day) + count);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** Milliseconds of an instant; throws RangeError when it is none or lies before 1992. */
export function instantMs(instant: Instant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms) || !instant.endsWith('Z')) throw new RangeError(`not an instant in UTC: ${instant}`);
  if (ms < earliest) throw new RangeError(`before 1992 an instant has no safe date in Shanghai: ${instant}`);
  return ms;
}

/** An instant from milliseconds since 1970, in the one form used everywhere. */
export function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The Shanghai date on which an instant falls. */
export function shanghaiDay(instant: Instant): Day {
  return new Date(instantMs(instant) + offsetMs).toISOString().slice(0, 10);
}

/** The Shanghai wall clock `HH:MM` of an instant. */
export function shanghaiClock(instant: Instant): Clock {
  return new Date(instantMs(instant) + offsetMs).toISOString().slice(11, 16);
}

/** Minutes from midnight; `24:00` is allowed as the end of a day. */
export function clockMinutes(clock: Clock): number {
  if (clock === '24:00') return 1440;
  const match = clockPattern.exec(clock);
  if (!match) throw new RangeError(`not a time of day: ${clock}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** `HH:MM` of minutes from midnight, 0…1440. */
export function minutesClock(minutes: number): Clock {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The instant of a Shanghai date and wall clock. */
export function shanghaiInstant(day: Day, clock: Clock): Instant {
  const ms = dayNumber(day) * dayMs + clockMinutes(clock) * 60_000 - offsetMs;
  return toInstant(instantMs(toInstant(ms)));
}

/** The last millisecond of a Shanghai date: a limit in days is kept until then. */
export function endOfDay(day: Day): Instant {
  return toInstant(instantMs(shanghaiInstant(day, '24:00')) - 1);
}

/** The instant that lies `milliseconds` after the given one. */
export function later(instant: Instant, milliseconds: number): Instant {
  return toInstant(instantMs(instant) + milliseconds);
}
