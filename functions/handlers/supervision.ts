import { casesByIds, type OpenClock, openClocks } from '../../db/queries/case-lists';
import { type ClockState, clockState } from '../../shared/rules/case-clocks';
import type { Handlers } from '../call';
import { caseRow } from '../cases/view';

const shownCases = 50;

/** I1, thin: every running clock within reach, by state and by unit, and the cases that need a look. */
export const supervision = {
  'supervision.board': async (call) => {
    const { actor, database, now } = call;
    const paths = actor.staff.filter((held) => held.role === 'supervisor' || held.role === 'unit_head').map((held) => held.unitPath);
    const clocks = await openClocks(database, paths);
    const urgent = clocks.filter((clock) => ['overdue', 'due_soon'].includes(stateOf(clock, now) ?? ''));
    const count = (state: ClockState) => clocks.filter((clock) => stateOf(clock, now) === state).length;
    const rows = await casesByIds(database, [...new Set(urgent.map((clock) => clock.caseId))], shownCases);
    return {
      counts: { overdue: count('overdue'), dueSoon: count('due_soon'), running: count('running'), paused: count('paused') },
      byUnit: byUnit(clocks, now),
      cases: rows.map((row) => caseRow(row, now)),
    };
  },
} satisfies Handlers<'supervision.'>;

function stateOf({ startedAt, dueAt, pausedAt }: OpenClock, now: string): ClockState | null {
  return startedAt && dueAt ? clockState({ startedAt, dueAt, stoppedAt: null, pausedAt }, now) : null;
}

/** Open and overdue cases of each unit; a case with two overdue clocks is one case. */
function byUnit(clocks: OpenClock[], now: string): { unitName: string; open: number; overdue: number }[] {
  const units = new Map<string, { open: Set<string>; overdue: Set<string> }>();
  for (const clock of clocks) {
    const unit = units.get(clock.unitName) ?? { open: new Set(), overdue: new Set() };
    units.set(clock.unitName, unit);
    unit.open.add(clock.caseId);
    if (stateOf(clock, now) === 'overdue') unit.overdue.add(clock.caseId);
  }
  return [...units].map(([unitName, { open, overdue }]) => ({ unitName, open: open.size, overdue: overdue.size }));
}
