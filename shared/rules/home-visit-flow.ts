import { reachesUnit } from './access';
import type { EnterpriseTier } from './enterprise-flow';
import type { Actor, StaffRole } from './roles';
import type { Day } from './shanghai';

/** Door service (上门服务, D9): booking on the spot, acceptance at the door, delivery at the door. */
export const homeVisitKinds = ['booking', 'acceptance', 'delivery'] as const;
export type HomeVisitKind = (typeof homeVisitKinds)[number];

/** Why the firm needs somebody to come. */
export const homeVisitNeeds = ['many_people', 'cannot_come', 'cannot_stop_work'] as const;
export type HomeVisitNeed = (typeof homeVisitNeeds)[number];

type Size = EnterpriseTier | 'unlisted';

/** From how many people on a firm is offered a visit, by its size on the register. Fewer go to the unit head, who may approve all the same. */
const offeredFrom: Record<HomeVisitKind, Record<Size, number>> = {
  booking: { city: 3, town: 5, ordinary: 10, unlisted: 20 },
  acceptance: { city: 5, town: 10, ordinary: 15, unlisted: 30 },
  delivery: { city: 2, town: 3, ordinary: 5, unlisted: 10 },
};

/** Needs for which number does not count: somebody who cannot come is visited alone. */
const alwaysOffered: Record<HomeVisitNeed, boolean> = { many_people: false, cannot_come: true, cannot_stop_work: false };

/** Whether a visit is offered without the head's decision. */
export function isOffered(asked: { kind: HomeVisitKind; need: HomeVisitNeed; people: number; tier: EnterpriseTier | null }): boolean {
  return alwaysOffered[asked.need] || asked.people >= offeredFrom[asked.kind][asked.tier ?? 'unlisted'];
}

export const homeVisitStatuses = ['asked', 'approved', 'planned', 'arrived', 'done', 'declined', 'cancelled'] as const;
export type HomeVisitStatus = (typeof homeVisitStatuses)[number];

export const homeVisitActions = ['approve', 'decline', 'plan', 'reschedule', 'arrive', 'leave', 'cancel'] as const;
export type HomeVisitAction = (typeof homeVisitActions)[number];

export const homeVisitFlow: Record<HomeVisitStatus, Partial<Record<HomeVisitAction, HomeVisitStatus>>> = {
  asked: { approve: 'approved', decline: 'declined', cancel: 'cancelled' },
  approved: { plan: 'planned', cancel: 'cancelled' },
  planned: { reschedule: 'approved', arrive: 'arrived', cancel: 'cancelled' },
  arrived: { leave: 'done', cancel: 'cancelled' },
  done: {},
  declined: {},
  cancelled: {},
};

/** Not yet over: a case with such a visit is not closed, and the firm asks for no second one on it. */
export const liveVisitStatuses = ['asked', 'approved', 'planned', 'arrived'] as const satisfies readonly HomeVisitStatus[];

/** Stops and people of one plan, people of one visit, days ahead that may be planned. */
export const visitLimits = { stops: 12, members: 8, people: 500, daysAhead: 60 } as const;

export type HomeVisitSituation = {
  status: HomeVisitStatus;
  isOffered: boolean;
  enterpriseId: string;
  /** Of the case as it is now. */
  unitPath: string;
  plan: { day: Day; memberIds: readonly string[] } | null;
};

const planners: readonly StaffRole[] = ['liaison', 'handler', 'unit_head', 'supervisor'];
const heads: readonly StaffRole[] = ['unit_head', 'supervisor'];

/** Whether somebody of staff may put a visit on a case of this unit themselves. */
export const mayOfferVisit = (unitPath: string, actor: Actor): boolean => reachesUnit(actor, planners, unitPath);

type Rule = (subject: HomeVisitSituation, actor: Actor, today: Day) => boolean;
const plans: Rule = ({ unitPath }, actor) => reachesUnit(actor, planners, unitPath);
const decides: Rule = ({ unitPath, isOffered: offered }, actor) => reachesUnit(actor, offered ? planners : heads, unitPath);
const isOnTeam: Rule = ({ plan }, actor, today) => plan !== null && plan.day === today && plan.memberIds.includes(actor.personId);
/** Members of the firm, whoever of them asked. */
const isOfFirm: Rule = ({ enterpriseId }, actor) => actor.enterprises.some((membership) => membership.enterpriseId === enterpriseId);

const mayDo: Record<HomeVisitAction, Rule> = {
  approve: decides,
  decline: decides,
  plan: plans,
  reschedule: plans,
  arrive: isOnTeam,
  leave: ({ plan }, actor) => plan?.memberIds.includes(actor.personId) ?? false,
  // Only the firm calls it off, and no more once the team is at the door: staff decline, take it from its round, or say what came of it.
  cancel: (subject, actor, today) => subject.status !== 'arrived' && isOfFirm(subject, actor, today),
};

/** What this actor may do with the visit today: the buttons of the page and the guard of the handler. */
export function availableVisitActions(subject: HomeVisitSituation, actor: Actor, today: Day): HomeVisitAction[] {
  return homeVisitActions.filter((action) => homeVisitFlow[subject.status][action] !== undefined && mayDo[action](subject, actor, today));
}
