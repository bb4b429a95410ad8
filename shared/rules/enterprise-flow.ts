import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';
import { type Day, type Instant, shanghaiDay } from './shanghai';

/** A6: the life of an enterprise on the register of key service enterprises; each arrow is taken together with an event that has reason and date. */
export const enterpriseStatuses = ['unlisted', 'filing', 'review', 'registered', 'suspended', 'removed'] as const;
export type EnterpriseStatus = (typeof enterpriseStatuses)[number];

export const enterpriseActions = ['file', 'submit', 'withdraw', 'approve', 'return', 'suspend', 'resume', 'remove'] as const;
export type EnterpriseAction = (typeof enterpriseActions)[number];

export const enterpriseFlow: Record<EnterpriseStatus, Partial<Record<EnterpriseAction, EnterpriseStatus>>> = {
  unlisted: { file: 'filing' },
  filing: { submit: 'review', withdraw: 'unlisted' },
  review: { approve: 'registered', return: 'filing' },
  registered: { suspend: 'suspended', remove: 'removed' },
  suspended: { resume: 'registered', remove: 'removed' },
  removed: { file: 'filing' },
};

/** What an entry of the history may be: a step, the line of a list that brought the enterprise in, changed particulars, or the through train. */
export const enterpriseEvents = ['import', 'amend', 'entitle', 'disentitle', ...enterpriseActions] as const;
export type EnterpriseEvent = (typeof enterpriseEvents)[number];

/** Hierarchical service: who looks after the enterprise. */
export const enterpriseTiers = ['city', 'town', 'ordinary'] as const;
export type EnterpriseTier = (typeof enterpriseTiers)[number];

export type EnterpriseSituation = {
  status: EnterpriseStatus;
  /** Day of the last step; null before the first. */
  since: Day | null;
  unitPath: string;
  liaisonId: string | null;
  /** Who handed it in for review, while it is under review. */
  submittedBy: string | null;
};

/** Roles that see every enterprise of their unit's tree. */
export const registerRoles = ['unit_head', 'supervisor', 'administrator'] as const satisfies readonly StaffRole[];

/** Roles that say which enterprises may write to the mayor. */
export const throughTrainRoles = ['supervisor', 'administrator'] as const satisfies readonly StaffRole[];

/** Heads, supervisors and administrators within their unit's tree; a liaison officer the own enterprises. */
export function seesEnterprise(actor: Actor, subject: Pick<EnterpriseSituation, 'unitPath' | 'liaisonId'>): boolean {
  return isLiaison(actor, subject) || reachesUnit(actor, registerRoles, subject.unitPath);
}

const prepares = (subject: EnterpriseSituation, actor: Actor) =>
  isLiaison(actor, subject) || reachesUnit(actor, ['unit_head', 'administrator'], subject.unitPath);
/** Four eyes: whoever handed it in does not decide on it. */
const decides = (subject: EnterpriseSituation, actor: Actor) =>
  actor.personId !== subject.submittedBy && reachesUnit(actor, registerRoles, subject.unitPath);

const mayDo: Record<EnterpriseAction, (subject: EnterpriseSituation, actor: Actor) => boolean> = {
  file: prepares,
  submit: prepares,
  withdraw: prepares,
  approve: decides,
  return: decides,
  suspend: decides,
  resume: decides,
  remove: decides,
};

/** What this actor may do with the enterprise now: the buttons of the page and the guard of the handler. */
export function availableEnterpriseActions(subject: EnterpriseSituation, actor: Actor, now: Instant): EnterpriseAction[] {
  const { from, until } = stepDays(subject, now);
  if (from !== null && from > until) return [];
  return enterpriseActions.filter((action) => enterpriseFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}

/** Whether this actor decides on the through train of the enterprise (G4): given to registered ones, taken back at any time. */
export const setsThroughTrain = (subject: EnterpriseSituation & { throughTrain: boolean }, actor: Actor): boolean =>
  (subject.throughTrain || subject.status === 'registered') && reachesUnit(actor, throughTrainRoles, subject.unitPath);

/** The days on which the next step may have been taken: not before the last one, not ahead. `from` is null before the first step. */
export function stepDays(subject: Pick<EnterpriseSituation, 'since'>, now: Instant): { from: Day | null; until: Day } {
  return { from: subject.since, until: shanghaiDay(now) };
}

/** The one step that leads from a status to another, or null. */
export function stepBetween(from: EnterpriseStatus, to: EnterpriseStatus): EnterpriseAction | null {
  return enterpriseActions.find((action) => enterpriseFlow[from][action] === to) ?? null;
}

function isLiaison(actor: Actor, subject: Pick<EnterpriseSituation, 'unitPath' | 'liaisonId'>): boolean {
  return actor.personId === subject.liaisonId && reachesUnit(actor, ['liaison'], subject.unitPath);
}
