import { type Day, endOfDay, type Instant } from './shanghai';
import { addWorkingDays, type Deadline } from './work-time';
import type { WorkCalendar } from './work-calendar';

/** The life of a 窗口办件 (C13): what a window accepted and has not finished at once. The table is the rule. */
export const acceptanceStatuses = ['open', 'completed', 'discontinued'] as const;
export type AcceptanceStatus = (typeof acceptanceStatuses)[number];

export const acceptanceActions = ['supply', 'complete', 'discontinue'] as const;
export type AcceptanceAction = (typeof acceptanceActions)[number];

export const acceptanceFlow: Record<AcceptanceStatus, Partial<Record<AcceptanceAction, AcceptanceStatus>>> = {
  open: { supply: 'open', complete: 'completed', discontinue: 'discontinued' },
  completed: {},
  discontinued: {},
};

export type OpenGap = { supplyBy: Day; suppliedAt: Instant | null };

const isOpen = ({ suppliedAt }: OpenGap): boolean => suppliedAt === null;

/** A gap is overdue from the day after the promised one. */
export const isOverdueGap = (gap: OpenGap, today: Day): boolean => isOpen(gap) && gap.supplyBy < today;

/** What staff of the hall may do now: complete once nothing is missing, discontinue only when a promise was not kept. */
export function availableAcceptanceActions(one: { status: AcceptanceStatus; gaps: readonly OpenGap[] }, today: Day): AcceptanceAction[] {
  return acceptanceActions.filter((action) => {
    if (!acceptanceFlow[one.status][action]) return false;
    switch (action) {
      case 'supply':
        return one.gaps.some(isOpen);
      case 'complete':
        return !one.gaps.some(isOpen);
      case 'discontinue':
        return one.gaps.some((gap) => isOverdueGap(gap, today));
      default:
        return action satisfies never;
    }
  });
}

/** An item done while the person waits makes no case, unless something was promised for later. */
export const isDoneAtOnce = (promisedWorkingDays: number, gaps: number): boolean => promisedWorkingDays === 0 && gaps === 0;

/** How the promised date of a case comes about. */
export type Promised = { from: 'working_days'; deadline: Deadline } | { from: 'last_gap'; at: Instant; date: Day };

/**
 * The promised date: the item's working days from the acceptance on; gaps do not stretch it, since the window has accepted. An item that is done
 * at once is done when the last gap is supplied, by the last promised day. Throws RangeError for what makes no case.
 */
export function promisedLimit(calendar: WorkCalendar, acceptedAt: Instant, promisedWorkingDays: number, supplyBy: readonly Day[]): Promised {
  if (promisedWorkingDays > 0) return { from: 'working_days', deadline: addWorkingDays(calendar, acceptedAt, promisedWorkingDays) };
  const date = [...supplyBy].sort().pop();
  if (!date) throw new RangeError('done at once: no promised date');
  return { from: 'last_gap', at: endOfDay(date), date };
}
