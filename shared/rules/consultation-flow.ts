import type { Actor, StaffRole } from './roles';
import { seesConsultationAsStaff } from './access';
import { addClockHours, addWorkingDays, type Deadline } from './work-time';
import type { WorkCalendar } from './work-calendar';
import type { Instant } from './shanghai';

/** F1: a question that the answer base does not answer, put to the unit it concerns and answered by a person. */
export const consultationStatuses = ['asked', 'answered', 'closed'] as const;
export type ConsultationStatus = (typeof consultationStatuses)[number];

/** `close` is done by the service itself too, some days after the answer. */
export const consultationActions = ['answer', 'ask_on', 'close'] as const;
export type ConsultationAction = (typeof consultationActions)[number];

export const consultationEvents = ['ask', ...consultationActions] as const;
export type ConsultationEvent = (typeof consultationEvents)[number];

export const consultationFlow: Record<ConsultationStatus, Partial<Record<ConsultationAction, ConsultationStatus>>> = {
  asked: { answer: 'answered', close: 'closed' },
  // A second answer adds to the first.
  answered: { answer: 'answered', ask_on: 'asked', close: 'closed' },
  closed: {},
};

/** Roles that see and answer what comes to their unit's tree. */
export const consultationRoles = ['liaison', 'handler', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];
/** Whoever owns one reaches it with any of these roles: the person on duty may be an officer. */
export const consultationDeskRoles = [...consultationRoles, 'officer', 'guide'] as const satisfies readonly StaffRole[];

export type ConsultationSubject = { status: ConsultationStatus; askerId: string; ownerId: string; unitPath: string };

const mayDo: Record<ConsultationAction, (subject: ConsultationSubject, actor: Actor) => boolean> = {
  answer: (subject, actor) => seesConsultationAsStaff(actor, subject),
  ask_on: (subject, actor) => actor.personId === subject.askerId,
  close: (subject, actor) => actor.personId === subject.askerId,
};

/** What this actor may do with the question now: the buttons of the page and the guard of the handler. */
export function availableConsultationActions(subject: ConsultationSubject, actor: Actor): ConsultationAction[] {
  return consultationActions.filter((action) => consultationFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}

/** Until when a person answers: working days (F1), for an urgent one hours on the clock, at night too. */
export function consultationDue(
  calendar: WorkCalendar,
  askedAt: Instant,
  limits: { urgent: boolean; consultWorkingDays: number; consultUrgentHours: number },
): Deadline {
  return limits.urgent ? addClockHours(askedAt, limits.consultUrgentHours) : addWorkingDays(calendar, askedAt, limits.consultWorkingDays);
}
