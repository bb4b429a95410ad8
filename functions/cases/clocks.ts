import type { ClockRow } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import { type Classified, type ClockKind, type ClockLimit, contactLimit, limitEnd, processingLimit } from '../../shared/rules/case-clocks';
import { ladderOf, nextStep } from '../../shared/rules/case-ladder';
import type { Instant } from '../../shared/rules/shanghai';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import type { Pause } from '../../shared/rules/work-time';
import { explainDeadline } from '../../shared/text/work-time';

/** What the clocks of a case are computed with: the calendar, and whether its warnings wait for the morning (D6). */
export type Timing = { calendar: WorkCalendar; danger: boolean };

/** The two clocks of a new case: first contact, and processing by its category and channel (D4). */
export function startClocks(timing: Timing, subject: Classified, filedAt: Instant): ClockRow[] {
  return [newRun(timing, 'contact', 1, contactLimit, filedAt), newRun(timing, 'processing', 1, processingLimit(subject), filedAt)];
}

/** Stops the running clock of first contact. */
export function stopContact(clocks: ClockRow[], now: Instant): ClockRow[] {
  return running(clocks, 'contact').map((clock) => stopped(clock, now));
}

/** Stops every running clock: the case is closed, and an answer is also a contact. */
export function stopAll(clocks: ClockRow[], now: Instant): ClockRow[] {
  return [...running(clocks, 'contact'), ...running(clocks, 'processing')].map((clock) => stopped(clock, now));
}

/** Pauses the processing clock; the explanation says since when and why, the date stands until it runs again. */
export function pauseProcessing({ calendar }: Timing, clocks: ClockRow[], now: Instant, reason: string): ClockRow[] {
  return running(clocks, 'processing').map((clock) => {
    const paused: Pause[] = [...clock.paused, { from: now, to: null, reason }];
    const explanation = explainDeadline(limitEnd(calendar, clock.allowed, clock.startedAt, paused, clock.extensions));
    return { ...clock, paused, explanation, warnAt: null };
  });
}

/** Lets the paused processing clock run again; its date is computed anew with the pause left out. */
export function resumeProcessing(timing: Timing, clocks: ClockRow[], now: Instant): ClockRow[] {
  return running(clocks, 'processing').map((clock) => promised(timing, { ...clock, paused: closed(clock.paused, now) }));
}

/** Another limit for the running processing clock, from its own beginning: the case was classified anew. */
export function changeLimit(timing: Timing, clocks: ClockRow[], allowed: ClockLimit): ClockRow[] {
  return running(clocks, 'processing').map((clock) => promised(timing, { ...clock, allowed, extensions: [], warned: null }));
}

/** More working days for the running processing clock (D7). */
export function extendProcessing(timing: Timing, clocks: ClockRow[], workingDays: number, now: Instant): ClockRow[] {
  return running(clocks, 'processing').map((clock) => {
    const extensions = [...clock.extensions, { workingDays, grantedAt: now }];
    // While paused the date is not known; it comes with the end of the pause.
    return pausedSince(clock) === null ? promised(timing, { ...clock, extensions, warned: null }) : { ...clock, extensions };
  });
}

/** The next run of the processing clock, for a case that is opened again: it is classified anew, as a general one. */
export function restartProcessing(
  timing: Timing,
  { category, channel }: Pick<Classified, 'category' | 'channel'>,
  clocks: ClockRow[],
  now: Instant,
): ClockRow[] {
  const run = 1 + Math.max(0, ...clocks.filter((clock) => clock.kind === 'processing').map((clock) => clock.run));
  const limit = processingLimit({ category, channel, complexity: 'general' });
  return [newRun(timing, 'processing', run, limit, now)];
}

/** The clock after the ladder was climbed to the step that was due (D6). */
export function warned({ calendar, danger }: Timing, clock: ClockRow): { clock: ClockRow; step: NonNullable<ReturnType<typeof nextStep>> } | null {
  const steps = ladderOf(calendar, clock, danger);
  const step = nextStep(steps, clock.warned);
  return step && { step, clock: { ...clock, warned: step.level, warnAt: nextStep(steps, step.level)?.at ?? null } };
}

/** The instant since which a clock is paused, or null. */
export function pausedSince(clock: Pick<ClockRow, 'stoppedAt' | 'paused'>): Instant | null {
  const last = clock.paused.at(-1);
  return clock.stoppedAt === null && last && last.to === null ? last.from : null;
}

const running = (clocks: ClockRow[], kind: ClockKind) => clocks.filter((clock) => clock.kind === kind && clock.stoppedAt === null);
const stopped = (clock: ClockRow, now: Instant): ClockRow => ({ ...clock, stoppedAt: now, paused: closed(clock.paused, now), warnAt: null });
const closed = (spans: Pause[], now: Instant): Pause[] => spans.map((span) => (span.to === null ? { ...span, to: now } : span));

function newRun(timing: Timing, kind: ClockKind, run: number, allowed: ClockLimit, startedAt: Instant): ClockRow {
  const blank = {
    kind,
    run,
    startedAt,
    allowed,
    extensions: [],
    dueAt: startedAt,
    stoppedAt: null,
    paused: [],
    explanation: [],
    warned: null,
    warnAt: null,
  };
  return promised(timing, blank);
}

/** The clock with the date that its limit, pauses and extensions give, and its next warning. */
function promised({ calendar, danger }: Timing, clock: ClockRow): ClockRow {
  const end = limitEnd(calendar, clock.allowed, clock.startedAt, clock.paused, clock.extensions);
  if (!end.ok) return refuse('calendar_unknown', end.refusal === 'calendar_unknown' ? end.edge : undefined);
  const next = { ...clock, dueAt: end.at, explanation: explainDeadline(end) };
  return { ...next, warnAt: nextStep(ladderOf(calendar, next, danger), clock.warned)?.at ?? null };
}
