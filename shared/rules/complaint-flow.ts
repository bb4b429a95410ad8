import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';

/**
 * F6 投诉建议 and F5 办不成事: what somebody has against a service or its enforcement, proposes, or could not get done; answered by the head of the
 * unit or above, never by whom it is about.
 */
export const complaintKinds = ['service', 'enforcement', 'suggestion', 'not_done'] as const;
export type ComplaintKind = (typeof complaintKinds)[number];

export const complaintStatuses = ['filed', 'taken', 'answered', 'withdrawn'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

export const complaintActions = ['take', 'answer', 'withdraw'] as const;
export type ComplaintAction = (typeof complaintActions)[number];

export const complaintEvents = ['file', ...complaintActions] as const;
export type ComplaintEvent = (typeof complaintEvents)[number];

export const complaintFlow: Record<ComplaintStatus, Partial<Record<ComplaintAction, ComplaintStatus>>> = {
  filed: { take: 'taken', withdraw: 'withdrawn' },
  taken: { take: 'taken', answer: 'answered', withdraw: 'withdrawn' },
  answered: {},
  withdrawn: {},
};

/** Still without an answer: its clock runs. */
export const waitingComplaints = ['filed', 'taken'] as const satisfies readonly ComplaintStatus[];

/** Who looks into them: heads and those who supervise. */
export const complaintRoles = ['unit_head', 'supervisor'] as const satisfies readonly StaffRole[];

export type ComplaintSubject = {
  status: ComplaintStatus;
  /** Null: anonymous; nobody can know who it was. */
  personId: string | null;
  ownerId: string;
  unitPath: string;
  /** Who it is about, as far as the unit's people bear the name that was given. */
  aboutIds: readonly string[];
};

/** F6: the person complained of neither sees nor handles it, nor does who has filed it. */
export function mayHandleComplaint(actor: Actor, subject: Pick<ComplaintSubject, 'personId' | 'ownerId' | 'unitPath' | 'aboutIds'>): boolean {
  return (
    actor.personId !== subject.personId &&
    !subject.aboutIds.includes(actor.personId) &&
    actor.staff.length > 0 &&
    (actor.personId === subject.ownerId || reachesUnit(actor, complaintRoles, subject.unitPath))
  );
}

const mayDo: Record<ComplaintAction, (subject: ComplaintSubject, actor: Actor) => boolean> = {
  take: (subject, actor) => mayHandleComplaint(actor, subject) && !(subject.status === 'taken' && subject.ownerId === actor.personId),
  // One person answers: who has it.
  answer: (subject, actor) => mayHandleComplaint(actor, subject) && subject.ownerId === actor.personId,
  withdraw: (subject, actor) => subject.personId !== null && subject.personId === actor.personId,
};

/** What this actor may do with it now: the buttons of the page and the guard of the handler. */
export function availableComplaintActions(subject: ComplaintSubject, actor: Actor): ComplaintAction[] {
  return complaintActions.filter((action) => complaintFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}
