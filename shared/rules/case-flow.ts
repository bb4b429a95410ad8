import { later } from './shanghai';
import type { Actor } from './roles';
import { reachesUnit, seesCaseAsRequester } from './access';

/** The life of a request (办件): status changes only through these arrows, each together with an event on the timeline (D3, D4, D10). */
export const caseStatuses = ['submitted', 'contacted', 'accepted', 'awaiting_materials', 'completed', 'declined', 'withdrawn'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const caseActions = [
  'contact',
  'assign',
  'accept',
  'askForMaterials',
  'supply',
  'note',
  'complete',
  'decline',
  'withdraw',
  'dispute',
] as const;
export type CaseAction = (typeof caseActions)[number];

export const caseFlow: Record<CaseStatus, Partial<Record<CaseAction, CaseStatus>>> = {
  submitted: { contact: 'contacted', assign: 'submitted', accept: 'accepted', note: 'submitted', decline: 'declined', withdraw: 'withdrawn' },
  contacted: { assign: 'contacted', accept: 'accepted', note: 'contacted', decline: 'declined', withdraw: 'withdrawn' },
  accepted: {
    contact: 'accepted',
    assign: 'accepted',
    askForMaterials: 'awaiting_materials',
    note: 'accepted',
    complete: 'completed',
    withdraw: 'withdrawn',
  },
  awaiting_materials: { supply: 'accepted', note: 'awaiting_materials', withdraw: 'withdrawn' },
  completed: { dispute: 'accepted' },
  declined: {},
  withdrawn: {},
};

export const caseOutcomes = ['settled', 'beyond_policy', 'needs_coordination'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

export const caseChannels = ['mini_program', 'window', 'phone', 'visit', 'workstation', 'wechat_group', 'hotline_12345', 'through_train'] as const;
export type CaseChannel = (typeof caseChannels)[number];

export const caseCategories = ['consultation', 'handling', 'training', 'safety_guidance', 'investigation', 'complaint'] as const;
export type CaseCategory = (typeof caseCategories)[number];

/** Days in which the requester may say "not solved" with one tap (D10). */
export const disputeDays = 10;

export type CaseSituation = {
  status: CaseStatus;
  contactedAt: string | null;
  completedAt: string | null;
  timesReopened: number;
  requesterId: string;
  enterpriseId: string | null;
  unitPath: string;
  ownerId: string;
  liaisonId: string | null;
};

const mayDo: Record<CaseAction, (subject: CaseSituation, actor: Actor) => boolean> = {
  contact: (subject, actor) => isStaffParty(subject, actor) || reachesUnit(actor, ['liaison', 'unit_head', 'supervisor'], subject.unitPath),
  assign: (subject, actor) => reachesUnit(actor, ['unit_head', 'supervisor'], subject.unitPath),
  accept: (subject, actor) => reachesUnit(actor, ['handler', 'unit_head'], subject.unitPath),
  askForMaterials: (subject, actor) => isStaffParty(subject, actor) || reachesUnit(actor, ['unit_head'], subject.unitPath),
  note: (subject, actor) => isStaffParty(subject, actor) || reachesUnit(actor, ['liaison', 'handler', 'unit_head', 'supervisor'], subject.unitPath),
  complete: (subject, actor) => isStaffParty(subject, actor) || reachesUnit(actor, ['unit_head'], subject.unitPath),
  decline: (subject, actor) => reachesUnit(actor, ['handler', 'unit_head'], subject.unitPath),
  supply: seesCaseAsRequesterOf,
  withdraw: (subject, actor) => actor.personId === subject.requesterId,
  dispute: seesCaseAsRequesterOf,
};

/** What this actor may do with the case now: the buttons of the page and the guard of the handler. */
export function availableCaseActions(subject: CaseSituation, actor: Actor, now: string): CaseAction[] {
  return caseActions.filter((action) => {
    if (!caseFlow[subject.status][action] || !mayDo[action](subject, actor)) return false;
    if (action === 'contact') return subject.contactedAt === null;
    if (action === 'dispute') return subject.completedAt !== null && now <= disputeEnds(subject.completedAt);
    return true;
  });
}

/** Last instant at which a completed case may be disputed. */
export function disputeEnds(completedAt: string): string {
  return later(completedAt, disputeDays * 86_400_000);
}

function isStaffParty(subject: CaseSituation, actor: Actor): boolean {
  return actor.staff.length > 0 && (actor.personId === subject.ownerId || actor.personId === subject.liaisonId);
}

function seesCaseAsRequesterOf(subject: CaseSituation, actor: Actor): boolean {
  return seesCaseAsRequester(actor, subject);
}
