import { reachesUnit } from './access';
import { type CaseStatus, openCaseStatuses } from './case-flow';
import type { Actor } from './roles';
import type { Instant } from './shanghai';

/**
 * A hidden danger put right (D13): ordered of a unit with a date, reported with photos of after, looked at again by somebody else, who passes it
 * or sends it back. It outlives its case: a danger does not go because the request was withdrawn.
 */
export const rectificationStatuses = ['ordered', 'reported', 'passed', 'cancelled'] as const;
export type RectificationStatus = (typeof rectificationStatuses)[number];

export const rectificationActions = ['report', 'pass', 'return', 'cancel'] as const;
export type RectificationAction = (typeof rectificationActions)[number];

export const rectificationFlow: Record<RectificationStatus, Partial<Record<RectificationAction, RectificationStatus>>> = {
  ordered: { report: 'reported', cancel: 'cancelled' },
  reported: { pass: 'passed', return: 'ordered', cancel: 'cancelled' },
  passed: {},
  cancelled: {},
};

/** Still to be put right or looked at: such a case is not completed as settled. */
export const openRectificationStatuses = ['ordered', 'reported'] as const satisfies readonly RectificationStatus[];

export type RectificationSituation = {
  status: RectificationStatus;
  /** Of the unit that puts it right. */
  unitPath: string;
  reportedBy: string | null;
  /** Of the case. */
  caseUnitPath: string;
  ownerId: string;
  liaisonId: string | null;
};

type Rule = (subject: RectificationSituation, actor: Actor) => boolean;

const looksAfter: Rule = ({ ownerId, liaisonId, caseUnitPath }, actor) =>
  actor.staff.length > 0 &&
  (actor.personId === ownerId || actor.personId === liaisonId || reachesUnit(actor, ['liaison', 'handler', 'unit_head', 'supervisor'], caseUnitPath));
/** Nobody passes the own work. */
const looksAgain: Rule = (subject, actor) => actor.personId !== subject.reportedBy && looksAfter(subject, actor);

const mayDo: Record<RectificationAction, Rule> = {
  report: (subject, actor) =>
    reachesUnit(actor, ['handler', 'unit_head'], subject.unitPath) || (actor.staff.length > 0 && actor.personId === subject.ownerId),
  pass: looksAgain,
  return: looksAgain,
  cancel: ({ caseUnitPath }, actor) => reachesUnit(actor, ['unit_head', 'supervisor'], caseUnitPath),
};

/** What this actor may do with the rectification: the buttons of the page and the guard of the handler. */
export function availableRectificationActions(subject: RectificationSituation, actor: Actor): RectificationAction[] {
  return rectificationActions.filter((action) => rectificationFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}

/** Whoever works on an open case orders what is to be put right. */
export function mayOrderRectification(
  subject: { status: CaseStatus; unitPath: string; ownerId: string; liaisonId: string | null },
  actor: Actor,
): boolean {
  const open: readonly CaseStatus[] = openCaseStatuses;
  return open.includes(subject.status) && looksAfter({ ...subject, caseUnitPath: subject.unitPath, status: 'ordered', reportedBy: null }, actor);
}

export const rectificationStandings = ['running', 'overdue', 'reported', 'passed', 'cancelled'] as const;
export type RectificationStanding = (typeof rectificationStandings)[number];

/** How it stands at `now`; the last millisecond of its date is in time. */
export function rectificationStanding({ status, dueAt }: { status: RectificationStatus; dueAt: Instant }, now: Instant): RectificationStanding {
  if (status !== 'ordered') return status;
  return now > dueAt ? 'overdue' : 'running';
}
