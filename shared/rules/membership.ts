import type { EnterpriseRole } from './roles';
import type { Instant } from './shanghai';

/** A5: what happens between an enterprise and its people, one entry of its history each. */
export const memberEvents = [
  /** Became principal by an approved claim. */
  'register',
  /** Was principal, and is an employee since another's claim was approved. */
  'displace',
  'invite',
  'revoke',
  'ask',
  'admit',
  'refuse',
  'remove',
  'leave',
  /** Gave the role of principal away. */
  'hand_over',
  /** Was given it. */
  'take_over',
] as const;
export type MemberEvent = (typeof memberEvents)[number];

/** How long an invitation may be open, and how many may ask to join by it: the first of each is proposed. */
export const invitationHours = [24, 2, 72] as const;
export const invitationUses = [1, 10, 50] as const;

export const joinStatuses = ['asked', 'admitted', 'refused', 'lapsed'] as const;
export type JoinStatus = (typeof joinStatuses)[number];

export const invitationStates = ['open', 'used_up', 'expired', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];

export function invitationState(
  { uses, used, expiresAt, revokedAt }: { uses: number; used: number; expiresAt: Instant; revokedAt: Instant | null },
  now: Instant,
): InvitationState {
  if (revokedAt !== null) return 'revoked';
  if (now >= expiresAt) return 'expired';
  return used >= uses ? 'used_up' : 'open';
}

export type Member = { personId: string; role: EnterpriseRole };

export const memberActions = ['remove', 'handOver', 'leave'] as const;
export type MemberAction = (typeof memberActions)[number];

/**
 * What one member may do about another, or about oneself: a principal removes employees and hands the role over to one; everybody leaves but
 * the last principal. Between two principals the unit decides (by a claim), not one of them.
 */
export function availableMemberActions(members: readonly Member[], actorId: string, subjectId: string): MemberAction[] {
  const actor = members.find(({ personId }) => personId === actorId);
  const subject = members.find(({ personId }) => personId === subjectId);
  if (!actor || !subject) return [];
  if (actorId === subjectId) return actor.role === 'employee' || members.filter(({ role }) => role === 'principal').length > 1 ? ['leave'] : [];
  return actor.role === 'principal' && subject.role === 'employee' ? ['remove', 'handOver'] : [];
}
