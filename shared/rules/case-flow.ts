import type { Complexity } from './case-clocks';
import { extensionLimits } from './case-clocks';
import { type Instant, later } from './shanghai';
import type { Actor } from './roles';
import { reachesUnit, seesCaseAsRequester } from './access';

/** The life of a request (办件): status changes only through these arrows, each together with an event on the timeline (D3, D4, D10). */
export const caseStatuses = [
  'submitted',
  'contacted',
  'accepted',
  'awaiting_materials',
  'on_hold',
  'awaiting_sign_off',
  'completed',
  'declined',
  'withdrawn',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** Still somebody's work. */
export const openCaseStatuses = [
  'submitted',
  'contacted',
  'accepted',
  'awaiting_materials',
  'on_hold',
  'awaiting_sign_off',
] as const satisfies readonly CaseStatus[];

/** What a person does with the case itself. */
export const ownActions = [
  'contact',
  'assign',
  'accept',
  'classify',
  'askForMaterials',
  'supply',
  'supplyFor',
  'hold',
  'resume',
  'refer',
  'acceptReferral',
  'returnReferral',
  'direct',
  'askAssistance',
  'answerAssistance',
  'askExtension',
  'grantExtension',
  'refuseExtension',
  'note',
  'complete',
  'submitAnswer',
  'signOff',
  'sendBack',
  'decline',
  'withdraw',
  'dispute',
] as const;
export type OwnAction = (typeof ownActions)[number];

/**
 * Entries that a part of the case writes by rules of its own (conference, task, home visit, rectification, systemic issue), that the requester's
 * side adds while the case is open (`remark`), or that time
 * writes (`expireReferral`, `escalate`). They move no status.
 */
export const sideActions = [
  'remark',
  'confer',
  'finishTask',
  'handOnTask',
  'planVisit',
  'reportVisit',
  'rectify',
  'recheck',
  'systemic',
  'expireReferral',
  'escalate',
] as const;
export type SideAction = (typeof sideActions)[number];

export const caseActions = [...ownActions, ...sideActions] as const;
export type CaseAction = (typeof caseActions)[number];

type Arrows = Partial<Record<CaseAction, CaseStatus>>;

/** Steps that leave the status as it is, wherever somebody works on the case. */
const alongside = (status: CaseStatus): Arrows => ({
  remark: status,
  note: status,
  assign: status,
  answerAssistance: status,
  grantExtension: status,
  refuseExtension: status,
  confer: status,
  finishTask: status,
  handOnTask: status,
  planVisit: status,
  reportVisit: status,
  rectify: status,
  recheck: status,
  systemic: status,
  escalate: status,
});
/** Steps that may lead to another unit, another class or a later date. */
const moves = (status: CaseStatus): Arrows => ({
  classify: status,
  refer: status,
  acceptReferral: status,
  returnReferral: status,
  expireReferral: status,
  direct: status,
  askAssistance: status,
  askExtension: status,
});

export const caseFlow: Record<CaseStatus, Arrows> = {
  submitted: {
    ...alongside('submitted'),
    ...moves('submitted'),
    contact: 'contacted',
    accept: 'accepted',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  contacted: { ...alongside('contacted'), ...moves('contacted'), accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
  accepted: {
    ...alongside('accepted'),
    ...moves('accepted'),
    contact: 'accepted',
    askForMaterials: 'awaiting_materials',
    hold: 'on_hold',
    complete: 'completed',
    submitAnswer: 'awaiting_sign_off',
    withdraw: 'withdrawn',
  },
  awaiting_materials: { ...alongside('awaiting_materials'), supply: 'accepted', supplyFor: 'accepted', withdraw: 'withdrawn' },
  on_hold: { ...alongside('on_hold'), resume: 'accepted', withdraw: 'withdrawn' },
  awaiting_sign_off: { ...alongside('awaiting_sign_off'), signOff: 'completed', sendBack: 'accepted' },
  // A hidden danger is put right whatever became of the request.
  completed: {
    dispute: 'accepted',
    finishTask: 'completed',
    handOnTask: 'completed',
    systemic: 'completed',
    escalate: 'completed',
    rectify: 'completed',
    recheck: 'completed',
  },
  declined: { systemic: 'declined', rectify: 'declined', recheck: 'declined' },
  withdrawn: { systemic: 'withdrawn', rectify: 'withdrawn', recheck: 'withdrawn' },
};

export const caseOutcomes = ['settled', 'beyond_policy', 'needs_coordination'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

export const caseChannels = ['mini_program', 'window', 'phone', 'visit', 'workstation', 'wechat_group', 'hotline_12345', 'through_train'] as const;
export type CaseChannel = (typeof caseChannels)[number];

/** Channels that staff take a request down from (D2); the others bring their own. */
export const takenDownChannels = [
  'window',
  'phone',
  'visit',
  'workstation',
  'wechat_group',
  'through_train',
] as const satisfies readonly CaseChannel[];

export const caseCategories = ['consultation', 'handling', 'training', 'safety_guidance', 'investigation', 'complaint'] as const;
export type CaseCategory = (typeof caseCategories)[number];

/** Days in which the requester may say "not solved" with one tap (D10). */
export const disputeDays = 10;
/** It reopens once at the same level, a second time one level up (D10); after that the department head's way (办不成事) is open. */
export const disputeTimes = 2;
/** Referrals to another unit; after that the supervisor decides (D3). */
export const referralTimes = 2;

export const referralStates = ['pending', 'with_supervisor', 'accepted', 'returned', 'directed', 'dropped'] as const;
export type ReferralState = (typeof referralStates)[number];

/** Who decides on an extension: the level above the one that asks (D7). */
export const approverLevels = ['unit_head', 'supervisor'] as const;
export type ApproverLevel = (typeof approverLevels)[number];

export type CaseSituation = {
  status: CaseStatus;
  channel: CaseChannel;
  complexity: Complexity;
  contactedAt: Instant | null;
  completedAt: Instant | null;
  timesReopened: number;
  timesReferred: number;
  requesterId: string;
  requesterLeft: boolean;
  /** Known by name and phone number only: has no phone of ours to answer on. */
  requesterIsCaller: boolean;
  enterpriseId: string | null;
  unitPath: string;
  ownerId: string;
  liaisonId: string | null;
  /** The referral that waits for a unit or for the supervisor. */
  referral: { state: 'pending' | 'with_supervisor'; unitPath: string | null } | null;
  /** Units that were asked to help and have not answered. */
  assistingPaths: string[];
  /** Paths of units that take part for a while: referred to, asked for assistance, invited. */
  partyPaths: string[];
  extension: { askedBy: string; approver: ApproverLevel } | null;
  timesExtended: number;
  /** Who handed in the answer that waits for its sign-off. */
  answeredBy: string | null;
  /** Until when the running processing clock runs; null when it is paused or none runs. */
  processingDueAt: Instant | null;
};

type Rule = (subject: CaseSituation, actor: Actor, now: Instant) => boolean;

const atUnit =
  (...roles: Parameters<typeof reachesUnit>[1]): Rule =>
  (subject, actor) =>
    reachesUnit(actor, roles, subject.unitPath);
const partyOr =
  (...roles: Parameters<typeof reachesUnit>[1]): Rule =>
  (subject, actor) =>
    isStaffParty(subject, actor) || reachesUnit(actor, roles, subject.unitPath);
const asRequester: Rule = (subject, actor) => seesCaseAsRequester(actor, subject);
const atReferredUnit: Rule = ({ referral }, actor) =>
  referral?.state === 'pending' && referral.unitPath !== null && reachesUnit(actor, ['handler', 'unit_head'], referral.unitPath);
const approves: Rule = ({ extension, unitPath }, actor) =>
  extension !== null &&
  extension.askedBy !== actor.personId &&
  reachesUnit(actor, extension.approver === 'supervisor' ? ['supervisor'] : ['unit_head', 'supervisor'], unitPath);

const mayDo: Record<OwnAction, Rule> = {
  contact: partyOr('liaison', 'unit_head', 'supervisor'),
  assign: atUnit('unit_head', 'supervisor'),
  accept: atUnit('handler', 'unit_head'),
  classify: atUnit('unit_head', 'supervisor'),
  askForMaterials: partyOr('unit_head'),
  supply: asRequester,
  supplyFor: partyOr('liaison', 'unit_head', 'supervisor'),
  hold: partyOr('unit_head'),
  resume: partyOr('unit_head'),
  refer: (subject, actor) => actor.personId === subject.ownerId || reachesUnit(actor, ['handler', 'unit_head'], subject.unitPath),
  acceptReferral: atReferredUnit,
  returnReferral: atReferredUnit,
  direct: atUnit('supervisor'),
  askAssistance: partyOr('handler', 'unit_head'),
  answerAssistance: ({ assistingPaths }, actor) => assistingPaths.some((path) => reachesUnit(actor, ['handler', 'unit_head'], path)),
  askExtension: partyOr('unit_head'),
  grantExtension: approves,
  refuseExtension: approves,
  note: partyOr('liaison', 'handler', 'unit_head', 'supervisor'),
  complete: partyOr('unit_head'),
  submitAnswer: partyOr('unit_head'),
  signOff: (subject, actor) => actor.personId !== subject.answeredBy && reachesUnit(actor, ['supervisor'], subject.unitPath),
  sendBack: atUnit('supervisor'),
  decline: atUnit('handler', 'unit_head'),
  withdraw: (subject, actor) => actor.personId === subject.requesterId,
  dispute: (subject, actor) => seesCaseAsRequester(actor, subject) || saysForCaller(subject, actor),
};

/** E2: who called in cannot tap; "not solved" is said on the phone to somebody who neither had the request nor answered it. */
function saysForCaller(subject: CaseSituation, actor: Actor): boolean {
  const isOther = actor.personId !== subject.ownerId && actor.personId !== subject.answeredBy;
  return subject.requesterIsCaller && isOther && reachesUnit(actor, ['handler', 'liaison', 'unit_head', 'supervisor'], subject.unitPath);
}

/** While nobody has taken on a referral the case stands still for everybody but these. */
const whileReferred: ReadonlySet<CaseAction> = new Set<CaseAction>([
  'contact',
  'acceptReferral',
  'returnReferral',
  'direct',
  'note',
  'withdraw',
  'grantExtension',
  'refuseExtension',
  'answerAssistance',
  ...sideActions,
]);

/** What the case itself allows besides its status, whoever asks. */
const allowed: Partial<Record<OwnAction, (subject: CaseSituation, now: Instant) => boolean>> = {
  contact: ({ contactedAt }) => contactedAt === null,
  // Whoever has a phone of ours answers there, in own words.
  supplyFor: ({ requesterIsCaller }) => requesterIsCaller,
  classify: ({ complexity, processingDueAt }, now) => complexity !== 'especially_complex' && processingDueAt !== null && now <= processingDueAt,
  refer: ({ referral }) => referral === null,
  acceptReferral: ({ referral }) => referral?.state === 'pending',
  returnReferral: ({ referral }) => referral?.state === 'pending',
  direct: ({ referral }) => referral?.state === 'with_supervisor',
  answerAssistance: ({ assistingPaths }) => assistingPaths.length > 0,
  grantExtension: ({ extension }) => extension !== null,
  refuseExtension: ({ extension }) => extension !== null,
  askExtension: (subject, now) =>
    subject.extension === null &&
    subject.timesExtended < extensionLimits[subject.complexity].times &&
    subject.processingDueAt !== null &&
    now <= subject.processingDueAt,
  complete: ({ channel }) => channel !== 'through_train',
  // D11: answers to matters of the through train go out after sign-off, in the name of the municipal government.
  submitAnswer: ({ channel }) => channel === 'through_train',
  dispute: ({ completedAt, timesReopened }, now) => completedAt !== null && timesReopened < disputeTimes && now <= disputeEnds(completedAt),
};

/** Whether the case allows the step at `now`, whoever takes it. */
export function caseAllows(subject: CaseSituation, action: CaseAction, now: Instant): boolean {
  if (caseFlow[subject.status][action] === undefined) return false;
  if (subject.referral && !whileReferred.has(action)) return false;
  return isOwnAction(action) ? (allowed[action]?.(subject, now) ?? true) : true;
}

/** What this actor may do with the case now: the buttons of the page and the guard of the handler. */
export function availableCaseActions(subject: CaseSituation, actor: Actor, now: Instant): OwnAction[] {
  return ownActions.filter((action) => caseAllows(subject, action, now) && mayDo[action](subject, actor, now));
}

export function isOwnAction(action: CaseAction): action is OwnAction {
  return (ownActions as readonly string[]).includes(action);
}

/** Where a referral leads: to a unit, or, after two referrals or where that unit has had the case, to the supervisor (D3). */
export function referralGoesTo(subject: Pick<CaseSituation, 'timesReferred'>, unitId: string, unitsBefore: readonly string[]): 'unit' | 'supervisor' {
  return subject.timesReferred >= referralTimes || unitsBefore.includes(unitId) ? 'supervisor' : 'unit';
}

/** The level that decides on an extension: the head for the unit's people, the supervisor for the head (D7). */
export function approverOf(subject: Pick<CaseSituation, 'unitPath'>, actor: Actor): ApproverLevel {
  return reachesUnit(actor, ['unit_head'], subject.unitPath) ? 'supervisor' : 'unit_head';
}

/** Last instant at which a completed case may be disputed. */
export function disputeEnds(completedAt: Instant): Instant {
  return later(completedAt, disputeDays * 86_400_000);
}

function isStaffParty(subject: CaseSituation, actor: Actor): boolean {
  return actor.staff.length > 0 && (actor.personId === subject.ownerId || actor.personId === subject.liaisonId);
}
