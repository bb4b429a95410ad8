import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';
import { type Instant, later } from './shanghai';

/** C16 特事特办: what cannot wait for the hours of a hall is put to a person on duty, and answered by a person. */
export const urgentStatuses = ['asked', 'taken', 'answered', 'closed', 'withdrawn'] as const;
export type UrgentStatus = (typeof urgentStatuses)[number];

/** `escalate` and, a day after the answer, `close` are done by the service itself too. */
export const urgentActions = ['take', 'answer', 'close', 'withdraw', 'escalate'] as const;
export type UrgentAction = (typeof urgentActions)[number];

export const urgentEvents = ['ask', ...urgentActions] as const;
export type UrgentEvent = (typeof urgentEvents)[number];

/** A time and a place, or why not and what else can be done. */
export const urgentAnswers = ['met', 'not_possible'] as const;
export type UrgentAnswer = (typeof urgentAnswers)[number];

export const urgentFlow: Record<UrgentStatus, Partial<Record<UrgentAction, UrgentStatus>>> = {
  asked: { take: 'taken', withdraw: 'withdrawn', escalate: 'asked' },
  // Taken by another as well: who was told because the answer is late takes it over.
  taken: { take: 'taken', answer: 'answered', withdraw: 'withdrawn', escalate: 'taken' },
  answered: { close: 'closed', withdraw: 'withdrawn' },
  closed: {},
  withdrawn: {},
};

/** Still without an answer: a person has one such request at a time, and its clock runs. */
export const waitingUrgent = ['asked', 'taken'] as const satisfies readonly UrgentStatus[];
export const waitsForAnswer = (status: UrgentStatus): boolean => status === 'asked' || status === 'taken';

/** Roles that see and take what comes to their unit's tree. */
export const urgentRoles = ['liaison', 'handler', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];
/** Whoever is named as on duty reaches what is put to them by name, with any of these roles. */
export const urgentDeskRoles = [...urgentRoles, 'officer', 'guide'] as const satisfies readonly StaffRole[];

/** Who is told that an answer is late, from below. */
export const urgentLevels = ['unit_head', 'supervisor'] as const satisfies readonly StaffRole[];
export type UrgentLevel = (typeof urgentLevels)[number];

/** The answer is due so many minutes after the asking, on the clock: at night and on holidays as by day, since that is when it is asked. */
export const urgentDueAt = (askedAt: Instant, answerMinutes: number): Instant => later(askedAt, answerMinutes * 60_000);

export type UrgentStep = { level: UrgentLevel; at: Instant };

/**
 * Who is told next that there is no answer, and when: the head of the unit as soon as it is late, the supervisor once it is late by the same
 * time again. Night or day. Null at the top.
 */
export function nextUrgentStep({ askedAt, dueAt }: { askedAt: Instant; dueAt: Instant }, taken: UrgentLevel | null): UrgentStep | null {
  const level = urgentLevels[taken === null ? 0 : urgentLevels.indexOf(taken) + 1];
  if (level === undefined) return null;
  const span = Date.parse(dueAt) - Date.parse(askedAt);
  return { level, at: later(dueAt, (level === 'unit_head' ? 0 : span) + 1) };
}

export type UrgentSubject = {
  status: UrgentStatus;
  answer: UrgentAnswer | null;
  askerId: string;
  unitPath: string;
  dutyId: string;
  takenBy: string | null;
};

/** The person on duty and whoever took it on always see it; others by role within the tree of its unit. Nobody sees the own request so. */
export function seesUrgentAsStaff(actor: Actor, subject: Pick<UrgentSubject, 'askerId' | 'unitPath' | 'dutyId' | 'takenBy'>): boolean {
  return (
    actor.staff.length > 0 &&
    actor.personId !== subject.askerId &&
    (actor.personId === subject.dutyId || actor.personId === subject.takenBy || reachesUnit(actor, urgentRoles, subject.unitPath))
  );
}

const mayDo: Record<UrgentAction, (subject: UrgentSubject, actor: Actor) => boolean> = {
  take: (subject, actor) => actor.personId !== subject.takenBy && seesUrgentAsStaff(actor, subject),
  // One person answers: who has it.
  answer: (subject, actor) => actor.personId === subject.takenBy && seesUrgentAsStaff(actor, subject),
  close: (subject, actor) => seesUrgentAsStaff(actor, subject),
  // After an answer only a promise can be given back.
  withdraw: (subject, actor) => actor.personId === subject.askerId && subject.answer !== 'not_possible',
  escalate: () => false,
};

/** What this actor may do with the request now: the buttons of the page and the guard of the handler. */
export function availableUrgentActions(subject: UrgentSubject, actor: Actor): UrgentAction[] {
  return urgentActions.filter((action) => urgentFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}
