import type { Actor, StaffRole } from './roles';

/** Whether the actor holds one of the roles at a unit that is the given unit or stands above it (A8: no power outside the unit's tree). */
export function reachesUnit(actor: Actor, roles: readonly StaffRole[], unitPath: string): boolean {
  return actor.staff.some((held) => roles.includes(held.role) && unitPath.startsWith(held.unitPath));
}

/** Paths of the units at which the actor holds one of the roles: lists show what lies within their trees. */
export function pathsHeld(actor: Actor, roles: readonly StaffRole[]): string[] {
  return actor.staff.filter((held) => roles.includes(held.role)).map(({ unitPath }) => unitPath);
}

type CaseParties = {
  requesterId: string;
  /** The requester was a member of the enterprise and is no more. */
  requesterLeft: boolean;
  enterpriseId: string | null;
  unitPath: string;
  ownerId: string;
  liaisonId: string | null;
  /** Units that take part for a while: referred to, asked for assistance, invited to a conference. */
  partyPaths: readonly string[];
};

/**
 * The requester and everyone of the enterprise for which it was filed see the requester's side of a case. It stays the enterprise's: a
 * requester who has left or was removed sees it no more.
 */
export function seesCaseAsRequester(actor: Actor, parties: Pick<CaseParties, 'requesterId' | 'requesterLeft' | 'enterpriseId'>): boolean {
  return (
    (actor.personId === parties.requesterId && !parties.requesterLeft) ||
    actor.enterprises.some((membership) => membership.enterpriseId === parties.enterpriseId)
  );
}

/** The owner and the liaison officer always reach their case; others by role within the tree of its unit or of a unit that takes part. */
export function seesCaseAsStaff(actor: Actor, parties: CaseParties): boolean {
  return (
    actor.staff.length > 0 &&
    (actor.personId === parties.ownerId ||
      actor.personId === parties.liaisonId ||
      reachesUnit(actor, ['liaison', 'handler', 'unit_head', 'supervisor'], parties.unitPath) ||
      parties.partyPaths.some((path) => reachesUnit(actor, ['handler', 'unit_head'], path)))
  );
}

/**
 * Who reads a stored file: until it is part of something only who handed it in, then everyone who sees the case from the side that the file is
 * for. An internal one is never the requester's side's (D14).
 */
export function readsFile(
  actor: Actor,
  file: { ownerId: string; state: 'arriving' | 'waiting' | 'attached' | 'removing'; internal: boolean },
  subject: CaseParties | null,
): boolean {
  if (file.state === 'waiting') return actor.personId === file.ownerId;
  if (file.state !== 'attached' || subject === null) return false;
  return seesCaseAsStaff(actor, subject) || (!file.internal && seesCaseAsRequester(actor, subject));
}

/** F1: whoever owns a question always sees it; others by role within the tree of its unit. Nobody sees the own question so. */
export function seesConsultationAsStaff(actor: Actor, subject: { askerId: string; ownerId: string; unitPath: string }): boolean {
  return (
    actor.staff.length > 0 &&
    actor.personId !== subject.askerId &&
    (actor.personId === subject.ownerId || reachesUnit(actor, ['liaison', 'handler', 'unit_head', 'supervisor'], subject.unitPath))
  );
}
