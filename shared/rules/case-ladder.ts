import { amberFrom, type ClockKind } from './case-clocks';
import { addDays, type Instant, later, shanghaiClock, shanghaiDay, shanghaiInstant } from './shanghai';
import type { WorkCalendar } from './work-calendar';
import { addWorkingDays } from './work-time';

/** D6: who is warned of a clock, from below: the owner, the head of the unit, the supervisor, the leader in charge. */
export const ladderLevels = ['owner', 'unit_head', 'supervisor', 'leader'] as const;
export type LadderLevel = (typeof ladderLevels)[number];

/** What is warned of: the clocks of a case, and its tasks (D8). */
export type LadderKind = ClockKind | 'task';

type After = 'amber' | { overdueHours: number } | { overdueWorkingDays: number };

/** When each level is warned: the owner while a third of the time is left, then up. */
const ladder: Record<LadderKind, Record<LadderLevel, After>> = {
  contact: { owner: 'amber', unit_head: { overdueHours: 0 }, supervisor: { overdueHours: 4 }, leader: { overdueHours: 24 } },
  processing: { owner: 'amber', unit_head: { overdueHours: 0 }, supervisor: { overdueWorkingDays: 1 }, leader: { overdueWorkingDays: 3 } },
  task: { owner: 'amber', unit_head: { overdueHours: 0 }, supervisor: { overdueWorkingDays: 1 }, leader: { overdueWorkingDays: 3 } },
};

/** Nobody is warned from 21:00 to 8:00 Shanghai time, except of danger (D6). */
const quiet = { from: '21:00', to: '08:00' };

/** The instant itself, or the end of the night in which it lies. */
export function outsideQuietHours(at: Instant): Instant {
  const clock = shanghaiClock(at);
  if (clock < quiet.to) return shanghaiInstant(shanghaiDay(at), quiet.to);
  return clock >= quiet.from ? shanghaiInstant(addDays(shanghaiDay(at), 1), quiet.to) : at;
}

export type LadderStep = { level: LadderLevel; at: Instant };

/**
 * When each level is warned of a clock that runs until `dueAt`. Past the days that the calendar knows, days on the clock count: a warning too
 * early harms nobody, and it promises no date.
 */
export function ladderOf(calendar: WorkCalendar, clock: { kind: LadderKind; startedAt: Instant; dueAt: Instant }, danger: boolean): LadderStep[] {
  return ladderLevels.map((level) => {
    const at = instantOf(calendar, clock, ladder[clock.kind][level]);
    return { level, at: danger ? at : outsideQuietHours(at) };
  });
}

/** The next step after the one last taken; null at the top. */
export function nextStep(steps: readonly LadderStep[], taken: LadderLevel | null): LadderStep | null {
  return steps[taken === null ? 0 : ladderLevels.indexOf(taken) + 1] ?? null;
}

function instantOf(calendar: WorkCalendar, clock: { startedAt: Instant; dueAt: Instant }, after: After): Instant {
  if (after === 'amber') return amberFrom(clock);
  if ('overdueHours' in after) return later(clock.dueAt, after.overdueHours * 3_600_000 + 1);
  const end = addWorkingDays(calendar, clock.dueAt, after.overdueWorkingDays);
  return later(end.ok ? end.at : later(clock.dueAt, after.overdueWorkingDays * 86_400_000), 1);
}
