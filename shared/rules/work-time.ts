/**
 * The only code that adds time (D4, D5). Every function returns the limit and how it came about, line by line (words: shared/text/work-time.ts).
 *
 * Rules: the day of receipt is not counted (行政许可法: limits are working days); receipt on a day that is not worked is taken as receipt on
 * the next working day; a paused span does not count; outside the years the calendar knows the answer is `calendar_unknown`, never a guess.
 */
import type { Clock, Day, Instant } from './shanghai';
import {
  addDays,
  clockMinutes,
  daysBetween,
  daysInMonth,
  endOfDay,
  instantMs,
  minutesClock,
  shanghaiClock,
  shanghaiDay,
  shanghaiInstant,
  toInstant,
} from './shanghai';
import type { WorkCalendar } from './work-calendar';
import { isWorked } from './work-calendar';

/** Time that does not count. `to: null` = still paused. The reason is shown to the requester. */
export type Pause = { from: Instant; to: Instant | null; reason: string };

/** One line of the explanation. `span` folds like days in a row into one. */
export type TimeStep =
  | { kind: 'received'; date: Day; clock: Clock }
  | { kind: 'received_on_rest_day'; date: Day; restKind: 'weekend' | 'holiday'; name: string | null; countsFrom: Day }
  | { kind: 'receipt_not_counted'; date: Day }
  | { kind: 'counted'; from: Day; to: Day; first: number; last: number; makeup: { date: Day; name: string | null }[] }
  | { kind: 'skipped'; from: Day; to: Day; restKind: 'weekend' | 'holiday'; name: string | null }
  | { kind: 'paused'; from: Day; to: Day; reason: string }
  | { kind: 'paused_clock'; from: Instant; to: Instant; minutes: number; reason: string }
  | { kind: 'worked_frame'; date: Day; from: Clock; to: Clock; minutes: number; left: number }
  | { kind: 'clock_hours'; hours: number }
  | { kind: 'months'; months: number; dayExists: boolean }
  | { kind: 'set_day'; date: Day }
  | { kind: 'extended'; days: number }
  | { kind: 'due'; date: Day; clock: Clock }
  | { kind: 'calendar_begins'; from: Day }
  | { kind: 'calendar_ends'; until: Day }
  | { kind: 'still_paused'; since: Day; reason: string };

/**
 * `at` is the last instant within the limit, `date` its Shanghai date; `countsFrom` the date taken as the day of receipt; `edge` that of the
 * calendar which the count met.
 */
export type Deadline =
  | { ok: true; at: Instant; date: Day; countsFrom: Day; steps: TimeStep[] }
  | { ok: false; refusal: 'calendar_unknown'; edge: { knownFrom: Day } | { knownUntil: Day }; steps: TimeStep[] }
  | { ok: false; refusal: 'paused'; since: Day; steps: TimeStep[] };

export type WorkFrame = { from: Clock; to: Clock };

/** Office hours on which working hours run unless a unit says otherwise. */
export const officeFrames: WorkFrame[] = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '17:30' },
];

/**
 * The end of the `days`-th working day after receipt (`days` ≥ 1). A pause stops the count after the day on which it begins; the day on which
 * it ends is not counted either, as the day of receipt is not. Throws RangeError for a count below 1.
 */
export function addWorkingDays(calendar: WorkCalendar, receivedAt: Instant, days: number, pauses: readonly Pause[] = []): Deadline {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`working days: ${days}`);
  const received = shanghaiDay(receivedAt);
  const steps: TimeStep[] = [{ kind: 'received', date: received, clock: shanghaiClock(receivedAt) }];
  const receipt = dayOfReceipt(calendar, received, steps);
  if (!receipt) return unknown(calendar, received, steps);
  steps.push({ kind: 'receipt_not_counted', date: receipt });
  return countWorkingDays(calendar, { after: receipt, days, countsFrom: receipt }, pauses, steps);
}

/**
 * A limit made longer by `days` working days (≥ 1), counted after the date that it gave; a pause after that date does not count either.
 */
export function extendByWorkingDays(calendar: WorkCalendar, limit: Deadline & { ok: true }, days: number, pauses: readonly Pause[] = []): Deadline {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`working days: ${days}`);
  const steps: TimeStep[] = [...limit.steps, { kind: 'extended', days }];
  return countWorkingDays(calendar, { after: limit.date, days, countsFrom: limit.countsFrom }, pauses, steps);
}

/**
 * The instant at which `hours` working hours have run, counted within the frames of worked days from `startedAt` on; at the end of a frame the
 * limit is that end, not the next beginning. Throws RangeError for hours that are no positive number of minutes or frames that overlap.
 */
export function addWorkingHours(
  calendar: WorkCalendar,
  startedAt: Instant,
  hours: number,
  frames: readonly WorkFrame[] = officeFrames,
  pauses: readonly Pause[] = [],
): Deadline {
  let left = Math.round(hours * 60) * 60_000;
  if (!(left > 0)) throw new RangeError(`working hours: ${hours}`);
  checkFrames(frames);
  const start = instantMs(startedAt);
  const first = shanghaiDay(startedAt);
  const steps: TimeStep[] = [{ kind: 'received', date: first, clock: shanghaiClock(startedAt) }];
  const spans = pausedSpans(pauses);
  let countsFrom: Day | null = null;
  for (let date = first; ; date = addDays(date, 1)) {
    const entry = calendar.day(date);
    if (entry.kind === 'unknown') return unknown(calendar, date, steps);
    if (entry.kind === 'weekend' || entry.kind === 'holiday') {
      addSkippedDay(steps, date, entry.kind, entry.name);
      continue;
    }
    for (const frame of frames) {
      const frameEnd = instantMs(shanghaiInstant(date, frame.to));
      let at = Math.max(start, instantMs(shanghaiInstant(date, frame.from)));
      while (at < frameEnd) {
        const pause = spans.find((span) => at < span.to && span.from < frameEnd);
        const runsUntil = pause ? Math.max(at, pause.from) : frameEnd;
        const run = Math.min(left, runsUntil - at);
        if (run > 0) {
          countsFrom ??= date;
          left -= run;
          steps.push({
            kind: 'worked_frame',
            date,
            from: clockOf(at),
            to: clockOf(at + run),
            minutes: Math.round(run / 60_000),
            left: Math.round(left / 60_000),
          });
          if (left === 0) return due(toInstant(at + run), countsFrom, steps);
        }
        if (!pause) break;
        if (pause.to === Number.POSITIVE_INFINITY) return stillPaused(shanghaiDay(toInstant(pause.from)), pause.reason, steps);
        at = Math.max(at, pause.to);
        if (at < frameEnd || run > 0) addPausedClock(steps, pause);
      }
    }
  }
}

/** `hours` on the clock, day and night and over holidays (the 24 hours of first contact). Needs no calendar; a pause still counts out. */
export function addClockHours(startedAt: Instant, hours: number, pauses: readonly Pause[] = []): Deadline {
  const length = Math.round(hours * 3_600_000);
  if (!(length > 0)) throw new RangeError(`clock hours: ${hours}`);
  const start = instantMs(startedAt);
  const steps: TimeStep[] = [
    { kind: 'received', date: shanghaiDay(startedAt), clock: shanghaiClock(startedAt) },
    { kind: 'clock_hours', hours },
  ];
  let end = start + length;
  for (const span of pausedSpans(pauses)) {
    const from = Math.max(span.from, start);
    if (from >= end || span.to <= start) continue;
    if (span.to === Number.POSITIVE_INFINITY) return stillPaused(shanghaiDay(toInstant(span.from)), span.reason, steps);
    end += span.to - from;
    steps.push({
      kind: 'paused_clock',
      from: toInstant(from),
      to: toInstant(span.to),
      minutes: Math.round((span.to - from) / 60_000),
      reason: span.reason,
    });
  }
  return due(toInstant(end), shanghaiDay(startedAt), steps);
}

/**
 * The same day number `months` later, or the last day of that month, until its end. Every date of a pause after the one on which it begins
 * moves the end one date on.
 */
export function addMonths(receivedAt: Instant, months: number, pauses: readonly Pause[] = []): Deadline {
  if (!Number.isInteger(months) || months < 1) throw new RangeError(`months: ${months}`);
  const received = shanghaiDay(receivedAt);
  const monthIndex = Number(received.slice(0, 4)) * 12 + Number(received.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(monthIndex / 12), (monthIndex % 12) + 1];
  const wanted = Number(received.slice(8));
  const last = daysInMonth(year, month);
  const two = (part: number) => String(part).padStart(2, '0');
  const end = `${year}-${two(month)}-${two(Math.min(wanted, last))}`;
  const steps: TimeStep[] = [
    { kind: 'received', date: received, clock: shanghaiClock(receivedAt) },
    { kind: 'months', months, dayExists: wanted <= last },
  ];
  return untilEndOf(end, received, pauses, steps);
}

/** The end of a date that was set for this one matter. Every date of a pause after the one on which it begins moves it one date on. */
export function untilSetDay(receivedAt: Instant, day: Day, pauses: readonly Pause[] = []): Deadline {
  const received = shanghaiDay(receivedAt);
  if (day < received) throw new RangeError(`a date before receipt: ${day}`);
  const steps: TimeStep[] = [
    { kind: 'received', date: received, clock: shanghaiClock(receivedAt) },
    { kind: 'set_day', date: day },
  ];
  return untilEndOf(day, received, pauses, steps);
}

/**
 * Working days left after `today` up to and including `dueDate` (“还剩 3 个工作日”); negative = working days overdue, 0 on the day itself.
 * Null when the calendar does not know every day between.
 */
export function workingDaysLeft(calendar: WorkCalendar, today: Day, dueDate: Day): number | null {
  const [earlier, later, sign] = today <= dueDate ? [today, dueDate, 1] : [dueDate, today, -1];
  let count = 0;
  for (let step = 1; step <= daysBetween(earlier, later); step += 1) {
    const kind = calendar.day(addDays(earlier, step)).kind;
    if (kind === 'unknown') return null;
    if (isWorked(kind)) count += 1;
  }
  return count === 0 ? 0 : sign * count;
}

function countWorkingDays(
  calendar: WorkCalendar,
  { after, days, countsFrom }: { after: Day; days: number; countsFrom: Day },
  pauses: readonly Pause[],
  steps: TimeStep[],
): Deadline {
  const spans = pauses.map(pausedDays);
  let counted = 0;
  let date = after;
  while (counted < days) {
    date = addDays(date, 1);
    const pause = spans.find((span) => date > span.after && (span.through === null || date <= span.through));
    if (pause && pause.through === null) return stillPaused(pause.after, pause.reason, steps);
    const entry = calendar.day(date);
    if (entry.kind === 'unknown') return unknown(calendar, date, steps);
    if (pause) addPausedDay(steps, date, pause.reason);
    else if (entry.kind === 'weekend' || entry.kind === 'holiday') addSkippedDay(steps, date, entry.kind, entry.name);
    else {
      counted += 1;
      addCountedDay(steps, date, counted, entry.kind === 'makeup' ? [{ date, name: entry.name }] : []);
    }
  }
  return due(endOfDay(date), countsFrom, steps);
}

/** The end of `end`, each paused date after `from` moving it one date on. */
function untilEndOf(end: Day, from: Day, pauses: readonly Pause[], steps: TimeStep[]): Deadline {
  let until = end;
  const spans = pauses.map(pausedDays);
  for (let date = addDays(from, 1); date <= until; date = addDays(date, 1)) {
    const pause = spans.find((span) => date > span.after && (span.through === null || date <= span.through));
    if (!pause) continue;
    if (pause.through === null) return stillPaused(pause.after, pause.reason, steps);
    until = addDays(until, 1);
    addPausedDay(steps, date, pause.reason);
  }
  return due(endOfDay(until), from, steps);
}

function dayOfReceipt(calendar: WorkCalendar, received: Day, steps: TimeStep[]): Day | null {
  const entry = calendar.day(received);
  if (entry.kind === 'unknown') return null;
  if (entry.kind !== 'weekend' && entry.kind !== 'holiday') return received;
  let date = received;
  while (!isWorked(calendar.day(date).kind)) {
    date = addDays(date, 1);
    if (calendar.day(date).kind === 'unknown') return null;
  }
  steps.push({ kind: 'received_on_rest_day', date: received, restKind: entry.kind, name: entry.name, countsFrom: date });
  return date;
}

function due(at: Instant, countsFrom: Day, steps: TimeStep[]): Deadline {
  const date = shanghaiDay(at);
  steps.push({ kind: 'due', date, clock: at === endOfDay(date) ? '24:00' : shanghaiClock(at) });
  return { ok: true, at, date, countsFrom, steps };
}

function unknown({ since, until }: WorkCalendar, date: Day, steps: TimeStep[]): Deadline {
  const before = date < since;
  steps.push(before ? { kind: 'calendar_begins', from: since } : { kind: 'calendar_ends', until });
  return { ok: false, refusal: 'calendar_unknown', edge: before ? { knownFrom: since } : { knownUntil: until }, steps };
}

function stillPaused(since: Day, reason: string, steps: TimeStep[]): Deadline {
  steps.push({ kind: 'still_paused', since, reason });
  return { ok: false, refusal: 'paused', since, steps };
}

function pausedDays(pause: Pause): { after: Day; through: Day | null; reason: string } {
  if (pause.to !== null && pause.to < pause.from) throw new RangeError(`a pause ends before it begins: ${pause.from}`);
  return { after: shanghaiDay(pause.from), through: pause.to === null ? null : shanghaiDay(pause.to), reason: pause.reason };
}

/** Pauses as milliseconds in order, overlapping ones joined so that no time is left out twice. */
function pausedSpans(pauses: readonly Pause[]): { from: number; to: number; reason: string }[] {
  const spans = pauses
    .map((pause) => ({ from: instantMs(pause.from), to: pause.to === null ? Number.POSITIVE_INFINITY : instantMs(pause.to), reason: pause.reason }))
    .sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number; reason: string }[] = [];
  for (const span of spans) {
    if (span.to < span.from) throw new RangeError(`a pause ends before it begins: ${toInstant(span.from)}`);
    const before = joined.at(-1);
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to);
    else if (span.to > span.from) joined.push(span);
  }
  return joined;
}

function checkFrames(frames: readonly WorkFrame[]): void {
  if (frames.length === 0) throw new RangeError('no office hours');
  frames.forEach((frame, index) => {
    const before = frames[index - 1];
    if (clockMinutes(frame.from) >= clockMinutes(frame.to)) throw new RangeError(`office hours end before they begin: ${frame.from}`);
    if (before && clockMinutes(before.to) > clockMinutes(frame.from)) throw new RangeError(`office hours overlap: ${frame.from}`);
  });
}

function clockOf(ms: number): Clock {
  const clock = shanghaiClock(toInstant(ms));
  return minutesClock(clockMinutes(clock));
}

function addCountedDay(steps: TimeStep[], date: Day, number: number, makeup: { date: Day; name: string | null }[]): void {
  const last = steps.at(-1);
  if (last?.kind === 'counted') {
    last.to = date;
    last.last = number;
    last.makeup.push(...makeup);
  } else steps.push({ kind: 'counted', from: date, to: date, first: number, last: number, makeup });
}

function addSkippedDay(steps: TimeStep[], date: Day, restKind: 'weekend' | 'holiday', name: string | null): void {
  const last = steps.at(-1);
  if (last?.kind === 'skipped' && last.restKind === restKind && last.name === name && addDays(last.to, 1) === date) last.to = date;
  else steps.push({ kind: 'skipped', from: date, to: date, restKind, name });
}

function addPausedDay(steps: TimeStep[], date: Day, reason: string): void {
  const last = steps.at(-1);
  if (last?.kind === 'paused' && last.reason === reason && addDays(last.to, 1) === date) last.to = date;
  else steps.push({ kind: 'paused', from: date, to: date, reason });
}

function addPausedClock(steps: TimeStep[], pause: { from: number; to: number; reason: string }): void {
  const [from, to] = [toInstant(pause.from), toInstant(pause.to)];
  if (steps.some((step) => step.kind === 'paused_clock' && step.from === from)) return;
  steps.push({ kind: 'paused_clock', from, to, minutes: Math.round((pause.to - pause.from) / 60_000), reason: pause.reason });
}
