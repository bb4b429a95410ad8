import type { WorkCalendarData } from '../../shared/rules/work-calendar';

/**
 * A second, slow reading of the rules of work time, written apart from shared/rules: a list of all worked days from the data, and for
 * hours a walk minute by minute. It uses nothing of the code it checks.
 */
export type NaivePause = { from: string; to: string };

const eightHours = 8 * 60 * 60 * 1000;
const dayOf = (instant: string): string => new Date(new Date(instant).valueOf() + eightHours).toISOString().split('T')[0] as string;

export function workedDays(data: WorkCalendarData): string[] {
  const special: Record<string, string> = {};
  for (const one of data.exceptions) special[one.date] = one.kind;
  const days: string[] = [];
  for (const { year } of data.years) {
    for (let month = 0; month < 12; month += 1) {
      for (let day = 1; day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate(); day += 1) {
        const date = new Date(Date.UTC(year, month, day));
        const text = date.toISOString().split('T')[0] as string;
        const onWeekend = date.getUTCDay() % 6 === 0;
        if (special[text] === 'makeup' || (!onWeekend && special[text] !== 'holiday')) days.push(text);
      }
    }
  }
  return days.sort();
}

/** The due date, or null past the edge. */
export function naiveWorkingDays(worked: string[], receivedAt: string, days: number, pauses: NaivePause[]): string | null {
  const received = dayOf(receivedAt);
  const spans = pauses.map((pause) => [dayOf(pause.from), dayOf(pause.to)] as const);
  // Receipt on a rest day is receipt on the next worked day; that day itself does not count.
  const receipt = worked.findIndex((day) => day >= received);
  if (receipt < 0) return null;
  // Two pauses of at most ten days each: what is needed lies within this many worked days.
  const near = worked.slice(receipt + 1, receipt + 1 + days + 30);
  return near.filter((day) => !spans.some(([from, to]) => day > from && day <= to))[days - 1] ?? null;
}

/** The instant after `minutes` worked minutes, or null past the edge: every minute of every frame of every worked day is looked at. */
export function naiveWorkingMinutes(
  worked: string[],
  startedAt: string,
  minutes: number,
  frames: [number, number][],
  pauses: NaivePause[],
): string | null {
  const start = new Date(startedAt).valueOf();
  const firstDay = dayOf(startedAt);
  const spans = pauses.map((pause) => [new Date(pause.from).valueOf(), new Date(pause.to).valueOf()] as const);
  let left = minutes;
  for (const day of worked.slice(worked.findIndex((one) => one >= firstDay))) {
    const midnight = new Date(`${day}T00:00:00+08:00`).valueOf();
    for (const [from, to] of frames) {
      for (let minute = from; minute < to; minute += 1) {
        const at = midnight + minute * 60_000;
        if (at < start || spans.some(([pausedFrom, pausedTo]) => at >= pausedFrom && at < pausedTo)) continue;
        left -= 1;
        if (left === 0) return new Date(at + 60_000).toISOString();
      }
    }
  }
  return null;
}

/** The instant after `hours` on the clock: every minute that is not paused is counted, one by one. */
export function naiveClockHours(startedAt: string, hours: number, pauses: NaivePause[]): string {
  const spans = pauses.map((pause) => [new Date(pause.from).valueOf(), new Date(pause.to).valueOf()] as const);
  let at = new Date(startedAt).valueOf();
  for (let left = hours * 60; left > 0; at += 60_000) if (!spans.some(([from, to]) => at >= from && at < to)) left -= 1;
  return new Date(at).toISOString();
}

/** The same date `months` later, or the last of that month; each date after the first of a pause, to its last, moves it one date on. */
export function naiveMonths(receivedAt: string, months: number, pauses: NaivePause[]): string {
  const [year, month, day] = dayOf(receivedAt).split('-').map(Number) as [number, number, number];
  const wanted = new Date(Date.UTC(year, month - 1 + months, day));
  const due = wanted.getUTCDate() === day ? wanted : new Date(Date.UTC(year, month + months, 0));
  const spans = pauses.map((pause) => [dayOf(pause.from), dayOf(pause.to)] as const);
  for (let date = Date.UTC(year, month - 1, day + 1); date <= due.valueOf(); date += 86_400_000) {
    const text = new Date(date).toISOString().slice(0, 10);
    if (spans.some(([from, to]) => text > from && text <= to)) due.setUTCDate(due.getUTCDate() + 1);
  }
  return due.toISOString().slice(0, 10);
}
