import { defaultSettings, type Settings } from './settings';
import { later, shanghaiDay } from './shanghai';

/** Days a checklist may be booked with. */
export const checklistDays = 30;

/**
 * A freed place is open to all no sooner than this many milliseconds later (C4, ADR 0030): several rounds of the jobs, so that whoever waits in line
 * has been served. The latest is the setting `lateReleaseMinutes`, which is a minute at least.
 */
export const soonestReleaseMs = 30_000;

/**
 * The limits that taking a place depends on at `now`: whose slots have given their reserve back, and the birth dates of the green
 * channel: the aged (born on or before born60) and the young (born after born16), 60 and above and under 16 where nobody has set other ages.
 */
export function takeLimits(
  now: string,
  settings: Pick<Settings, 'reserveFlowsBackHours' | 'greenFromAge' | 'greenUnderAge'> = defaultSettings,
): { now: string; reserveEnds: string; born60: string; born16: string } {
  const today = shanghaiDay(now);
  return {
    now,
    reserveEnds: later(now, settings.reserveFlowsBackHours * 3_600_000),
    born60: yearsBefore(today, settings.greenFromAge),
    born16: yearsBefore(today, settings.greenUnderAge),
  };
}

function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  // Born on 29 February, a person comes of age on 28 February of a plain year: the day before 1 March.
  const monthDay = day.slice(5) === '02-29' && !isLeap(Number(year)) ? '02-28' : day.slice(5);
  return `${year}-${monthDay}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
