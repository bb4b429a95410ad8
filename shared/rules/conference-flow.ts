import { reachesUnit } from './access';
import type { CaseSituation } from './case-flow';
import { caseAllows } from './case-flow';
import type { Actor, StaffRole } from './roles';
import type { Instant } from './shanghai';

/** The life of a case conference (一事一议, D8): convened, then decided or cancelled. Each step stands on the case's timeline. */
export const conferenceStatuses = ['convened', 'decided', 'cancelled'] as const;
export type ConferenceStatus = (typeof conferenceStatuses)[number];

export const conferenceActions = ['move', 'answer', 'opine', 'decide', 'cancel'] as const;
export type ConferenceAction = (typeof conferenceActions)[number];

export const conferenceFlow: Record<ConferenceStatus, Partial<Record<ConferenceAction, ConferenceStatus>>> = {
  convened: { move: 'convened', answer: 'convened', opine: 'convened', decide: 'decided', cancel: 'cancelled' },
  decided: {},
  cancelled: {},
};

/** What an invited unit says of its coming; `written`: it sends its opinion instead. */
export const attendances = ['invited', 'coming', 'written'] as const;
export type Attendance = (typeof attendances)[number];

/** Units that may be invited to one conference, and tasks that one decision may give. */
export const conferenceLimits = { units: 12, tasks: 20, agreedDays: 60 } as const;

export type ConferenceSituation = {
  status: ConferenceStatus;
  startsAt: Instant;
  /** Of the case as it is now: who has it answers for the conference. */
  caseUnitPath: string;
  units: { path: string; hasOpinion: boolean }[];
};

const conveners: readonly StaffRole[] = ['unit_head', 'supervisor'];
const speakers: readonly StaffRole[] = ['handler', 'unit_head'];

type Rule = (subject: ConferenceSituation, actor: Actor) => boolean;
const convenes: Rule = ({ caseUnitPath }, actor) => reachesUnit(actor, conveners, caseUnitPath);
const isInvited: Rule = ({ units }, actor) => units.some(({ path }) => speaksFor(actor, path));

const mayDo: Record<ConferenceAction, Rule> = {
  move: convenes,
  answer: isInvited,
  opine: isInvited,
  decide: convenes,
  cancel: convenes,
};

/** What the conference allows besides its status: a decision is taken at the conference, not before it. */
const allowed: Partial<Record<ConferenceAction, (subject: ConferenceSituation, now: Instant) => boolean>> = {
  decide: ({ startsAt }, now) => now >= startsAt,
  move: ({ startsAt }, now) => now < startsAt,
  answer: ({ startsAt }, now) => now < startsAt,
};

export function conferenceAllows(subject: ConferenceSituation, action: ConferenceAction, now: Instant): boolean {
  return conferenceFlow[subject.status][action] !== undefined && (allowed[action]?.(subject, now) ?? true);
}

/** What this actor may do with the conference now: the buttons of the page and the guard of the handler. */
export function availableConferenceActions(subject: ConferenceSituation, actor: Actor, now: Instant): ConferenceAction[] {
  return conferenceActions.filter((action) => conferenceAllows(subject, action, now) && mayDo[action](subject, actor));
}

/** Whether the actor speaks for a unit that is invited. */
export function speaksFor(actor: Actor, unitPath: string): boolean {
  return reachesUnit(actor, speakers, unitPath);
}

/** Whether the actor may convene a conference on the case: the head of its unit, or the supervisor, where none is convened. */
export function mayConvene(subject: CaseSituation, actor: Actor, now: Instant, existing: readonly ConferenceStatus[]): boolean {
  return caseAllows(subject, 'confer', now) && !existing.includes('convened') && reachesUnit(actor, conveners, subject.unitPath);
}

/** A conference decides only when an invited unit was heard: it came, or its opinion is there. */
export function wasHeard(units: readonly { id: string; hasOpinion: boolean }[], attendedIds: readonly string[]): boolean {
  return units.some(({ id, hasOpinion }) => hasOpinion || attendedIds.includes(id));
}
