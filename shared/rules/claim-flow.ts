import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';

/** A5: a person's claim to be the principal of an enterprise, reviewed by those who answer for its town. */
export const claimStatuses = ['filed', 'approved', 'refused', 'withdrawn'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

export const claimActions = ['approve', 'refuse', 'withdraw'] as const;
export type ClaimAction = (typeof claimActions)[number];

export const claimFlow: Record<ClaimStatus, Partial<Record<ClaimAction, ClaimStatus>>> = {
  filed: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: {},
  refused: {},
  withdrawn: {},
};

export const claimEvents = ['file', ...claimActions] as const;
export type ClaimEvent = (typeof claimEvents)[number];

/** In what capacity the person stands for the enterprise: as the licence names them, or by its written authority. */
export const claimCapacities = ['legal_representative', 'authorised'] as const;
export type ClaimCapacity = (typeof claimCapacities)[number];

/** What becomes of those who are principals already when another is approved: they stay beside, or become employees. */
export const otherPrincipals = ['keep', 'replace'] as const;
export type OtherPrincipals = (typeof otherPrincipals)[number];

/** Claims a person may have under review at once. */
export const mostOpenClaims = 3;

/** Roles that decide on a claim within their unit's tree. */
export const claimReviewRoles = ['liaison', 'unit_head'] as const satisfies readonly StaffRole[];
/** Roles that see it. */
export const claimReadRoles = [...claimReviewRoles, 'supervisor', 'administrator'] as const satisfies readonly StaffRole[];

export type ClaimSituation = { status: ClaimStatus; claimantId: string; unitPath: string };

const mayDo: Record<ClaimAction, (subject: ClaimSituation, actor: Actor) => boolean> = {
  // Nobody decides on the own claim.
  approve: (subject, actor) => actor.personId !== subject.claimantId && reachesUnit(actor, claimReviewRoles, subject.unitPath),
  refuse: (subject, actor) => actor.personId !== subject.claimantId && reachesUnit(actor, claimReviewRoles, subject.unitPath),
  withdraw: (subject, actor) => actor.personId === subject.claimantId,
};

/** What this actor may do with the claim now: the buttons of the page and the guard of the handler. */
export function availableClaimActions(subject: ClaimSituation, actor: Actor): ClaimAction[] {
  return claimActions.filter((action) => claimFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}

/** Proof is for those who decide on the claim, and for nobody else once it is handed in: neither for who only reads claims nor for the claimant. */
export function readsClaimProof(actor: Actor, { unitPath, claimantId }: Pick<ClaimSituation, 'unitPath' | 'claimantId'>): boolean {
  return actor.personId !== claimantId && reachesUnit(actor, claimReviewRoles, unitPath);
}
