import type { ClockRow } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import { type ClockLimit, contactLimit, processingLimits } from '../../shared/rules/case-clocks';
import type { CaseCategory } from '../../shared/rules/case-flow';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { addClockHours, addMonths, addWorkingDays, type Deadline, type Pause } from '../../shared/rules/work-time';
import { explainDeadline } from '../../shared/text/work-time';

/** The two clocks of a new case: first contact, and processing by its category (D4). */
export function startClocks(calendar: WorkCalendar, category: CaseCategory, filedAt: string): ClockRow[] {
  return [
    { kind: 'contact', run: 1, startedAt: filedAt, stoppedAt: null, paused: [], ...promise(calendar, contactLimit, filedAt, []) },
    { kind: 'processing', run: 1, startedAt: filedAt, stoppedAt: null, paused: [], ...promise(calendar, processingLimits[category], filedAt, []) },
  ];
}

/** Stops the running clock of first contact. */
export function stopContact(clocks: ClockRow[], now: string): ClockRow[] {
  return running(clocks)
    .filter((clock) => clock.kind === 'contact')
    .map((clock) => stopped(clock, now));
}

/** Stops every running clock: the case is closed, and an answer is also a contact. */
export function stopAll(clocks: ClockRow[], now: string): ClockRow[] {
  return running(clocks).map((clock) => stopped(clock, now));
}

/** Pauses the processing clock; the explanation says since when and why, the date stands until it runs again. */
export function pauseProcessing(calendar: WorkCalendar, category: CaseCategory, clocks: ClockRow[], now: string, reason: string): ClockRow[] {
  return running(clocks)
    .filter((clock) => clock.kind === 'processing')
    .map((clock) => {
      const paused: Pause[] = [...clock.paused, { from: now, to: null, reason }];
      return { ...clock, paused, explanation: explainDeadline(deadline(calendar, processingLimits[category], clock.startedAt, paused)) };
    });
}

/** Lets the paused processing clock run again; its date is computed anew with the pause left out. */
export function resumeProcessing(calendar: WorkCalendar, category: CaseCategory, clocks: ClockRow[], now: string): ClockRow[] {
  return running(clocks)
    .filter((clock) => clock.kind === 'processing')
    .map((clock) => {
      const paused = closed(clock.paused, now);
      return { ...clock, paused, ...promise(calendar, processingLimits[category], clock.startedAt, paused) };
    });
}

/** The next run of the processing clock, for a case that is opened again. */
export function restartProcessing(calendar: WorkCalendar, category: CaseCategory, clocks: ClockRow[], now: string): ClockRow[] {
  const run = 1 + Math.max(0, ...clocks.filter((clock) => clock.kind === 'processing').map((clock) => clock.run));
  return [{ kind: 'processing', run, startedAt: now, stoppedAt: null, paused: [], ...promise(calendar, processingLimits[category], now, []) }];
}

/** The instant since which a clock is paused, or null. */
export function pausedSince(clock: ClockRow): string | null {
  const last = clock.paused.at(-1);
  return clock.stoppedAt === null && last && last.to === null ? last.from : null;
}

const running = (clocks: ClockRow[]) => clocks.filter((clock) => clock.stoppedAt === null);
const stopped = (clock: ClockRow, now: string): ClockRow => ({ ...clock, stoppedAt: now, paused: closed(clock.paused, now) });
const closed = (spans: Pause[], now: string): Pause[] => spans.map((span) => (span.to === null ? { ...span, to: now } : span));

function promise(calendar: WorkCalendar, limit: ClockLimit, startedAt: string, pauses: Pause[]): Pick<ClockRow, 'dueAt' | 'explanation'> {
  const end = deadline(calendar, limit, startedAt, pauses);
  if (!end.ok) return refuse('calendar_unknown', end.refusal === 'calendar_unknown' ? { knownUntil: end.knownUntil } : undefined);
  return { dueAt: end.at, explanation: explainDeadline(end) };
}

function deadline(calendar: WorkCalendar, limit: ClockLimit, startedAt: string, pauses: Pause[]): Deadline {
  if ('clockHours' in limit) return addClockHours(startedAt, limit.clockHours, pauses);
  if ('workingDays' in limit) return addWorkingDays(calendar, startedAt, limit.workingDays, pauses);
  return addMonths(startedAt, limit.months, pauses);
}
