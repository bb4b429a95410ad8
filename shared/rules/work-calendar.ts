import type { Day } from './shanghai';
import { isDay, weekday } from './shanghai';

/** A day that differs from its weekday: a public holiday (named), or a weekend day worked instead (调休上班). */
export type CalendarException = { date: Day; kind: 'holiday' | 'makeup'; name: string };

/**
 * The work calendar as data: the years the State Council's notices cover, and only the exceptions within them.
 * A day of another year is unknown, not a working day.
 */
export type WorkCalendarData = { years: { year: number; source: string }[]; exceptions: CalendarException[] };

export type DayKind = 'working' | 'weekend' | 'holiday' | 'makeup' | 'unknown';

/** What the calendar says of one day; `name` is the holiday a holiday or make-up day belongs to. */
export type DayEntry = { date: Day; kind: DayKind; name: string | null };

/** `since`: the first day of the first year known; `until`: the last day of the last. */
export type WorkCalendar = { since: Day; until: Day; day(date: Day): DayEntry };

/** A calendar ready for questions. Throws RangeError when the data contradicts itself. */
export function workCalendar(data: WorkCalendarData): WorkCalendar {
  const years = new Set(data.years.map((known) => String(known.year)));
  if (years.size === 0 || years.size !== data.years.length) throw new RangeError('calendar: no year, or one given twice');
  const exceptions = new Map<Day, CalendarException>();
  for (const exception of data.exceptions) {
    const { date, kind } = exception;
    if (!isDay(date) || !years.has(date.slice(0, 4))) throw new RangeError(`calendar: ${date} belongs to no year of the calendar`);
    if (exceptions.has(date)) throw new RangeError(`calendar: ${date} appears twice`);
    if (kind === 'makeup' && !isWeekend(date)) throw new RangeError(`calendar: make-up day ${date} is no weekend day`);
    exceptions.set(date, exception);
  }
  const inOrder = [...years].sort();
  return {
    since: `${inOrder[0]}-01-01`,
    until: `${inOrder.at(-1)}-12-31`,
    day(date) {
      if (!isDay(date) || !years.has(date.slice(0, 4))) return { date, kind: 'unknown', name: null };
      const exception = exceptions.get(date);
      if (exception) return { date, kind: exception.kind, name: exception.name };
      return { date, kind: isWeekend(date) ? 'weekend' : 'working', name: null };
    },
  };
}

/** Worked: an ordinary weekday or a make-up day. An unknown day is neither worked nor free; ask for `unknown` first. */
export function isWorked(kind: DayKind): boolean {
  return kind === 'working' || kind === 'makeup';
}

function isWeekend(date: Day): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}
