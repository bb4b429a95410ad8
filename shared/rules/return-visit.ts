import { reachesUnit } from './access';
import type { RatingSubject } from './rating';
import type { Actor, StaffRole } from './roles';
import type { Settings } from './settings';
import { type Instant, later } from './shanghai';

/**
 * E2 回访: every closed request is returned to by somebody other than who handled it. First the person is asked in the app; who has not answered in
 * time is called, and what is said is taken down.
 */
export const returnStatuses = ['asked', 'listed', 'answered', 'not_reached'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

export const openReturnStatuses = ['asked', 'listed'] as const satisfies readonly ReturnStatus[];
export const isOpenReturn = (status: ReturnStatus): boolean => (openReturnStatuses as readonly ReturnStatus[]).includes(status);

/** What the person says; `declined`: called, and does not want to say. */
export const returnOutcomes = ['solved', 'not_solved', 'declined'] as const;
export type ReturnOutcome = (typeof returnOutcomes)[number];

export const returnWays = ['in_app', 'phone'] as const;
export type ReturnWay = (typeof returnWays)[number];

/** `entrust`: somebody to call was found after the listing; `reveal`: saw the number. */
export const returnActions = ['ask', 'answer', 'list', 'entrust', 'reveal', 'reach', 'miss'] as const;
export type ReturnAction = (typeof returnActions)[number];

/** `miss` is a try without an answer; the last one ends it (`afterReturnStep`). */
export const returnFlow: Record<ReturnStatus, Partial<Record<ReturnAction, ReturnStatus>>> = {
  asked: { ask: 'asked', answer: 'answered', list: 'listed' },
  listed: { answer: 'answered', entrust: 'listed', reveal: 'listed', reach: 'answered', miss: 'listed' },
  answered: {},
  not_reached: {},
};

/** The status after a step, or null where it is not possible. `tries` are those before it. */
export function afterReturnStep(
  status: ReturnStatus,
  action: ReturnAction,
  tries: number,
  { returnTries }: Pick<Settings, 'returnTries'>,
): ReturnStatus | null {
  const next = returnFlow[status][action] ?? null;
  return next !== null && action === 'miss' && tries + 1 >= returnTries ? 'not_reached' : next;
}

/** What is returned to, and how many days after its end the person is asked; a training, once there are any, after 30 (E2). */
export const returnAfterDays = { case: 0 } as const satisfies Partial<Record<RatingSubject, number>>;
export type ReturnSubject = keyof typeof returnAfterDays;

const dayMs = 86_400_000;

/** When the person is asked, and when called at once instead: whoever has no phone of ours cannot be asked in the app. */
export function returnBegins(subject: ReturnSubject, finishedAt: Instant, hasApp: boolean): { askAt: Instant; listAt: Instant | null } {
  const askAt = later(finishedAt, returnAfterDays[subject] * dayMs);
  return { askAt, listAt: hasApp ? null : askAt };
}

/** From when on a question without an answer is for the telephone. */
export const returnListedAt = (askedAt: Instant, { returnListDays }: Pick<Settings, 'returnListDays'>): Instant =>
  later(askedAt, returnListDays * dayMs);

/** Who calls, in this order: another member of the unit, a liaison officer, the head; where nobody else is there, a supervisor. */
export const returnRoles = ['handler', 'liaison', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];
export type ReturnRole = (typeof returnRoles)[number];

export type ReturnCandidate = {
  id: string;
  role: ReturnRole;
  /** Depth of the unit at which the role is held: the nearest are the deepest. */
  depth: number;
  /** Calls on this person's list already. */
  waiting: number;
};

/** Who calls: the first in the order of roles who had no part in it, nearest first, then who has least to call. Null: nobody; the jobs look again. */
export function whoReturns(candidates: readonly ReturnCandidate[], { personId, handledBy }: Pick<ReturnSituation, 'personId' | 'handledBy'>) {
  const others = candidates.filter(({ id }) => id !== personId && !handledBy.includes(id));
  const turn = ({ role }: ReturnCandidate) => returnRoles.indexOf(role);
  const before = (a: ReturnCandidate, b: ReturnCandidate) =>
    turn(a) - turn(b) || b.depth - a.depth || a.waiting - b.waiting || (a.id < b.id ? -1 : 1);
  return [...others].sort(before)[0]?.id ?? null;
}

export type ReturnSituation = {
  status: ReturnStatus;
  /** Who asked for what is returned to. */
  personId: string;
  /** Who did it. */
  handledBy: readonly string[];
  unitPath: string;
  returnerId: string | null;
};

/** Whoever is to call, and heads and supervisors over the unit; never who handled it, nor who is asked. */
export function seesReturn(actor: Actor, subject: Omit<ReturnSituation, 'status'>): boolean {
  if (actor.personId === subject.personId || subject.handledBy.includes(actor.personId) || actor.staff.length === 0) return false;
  return actor.personId === subject.returnerId || reachesUnit(actor, ['unit_head', 'supervisor'], subject.unitPath);
}

/** Whether this actor may call now and take down what is said. */
export const mayCallReturn = (actor: Actor, subject: ReturnSituation): boolean => subject.status === 'listed' && seesReturn(actor, subject);
