import type { Tx } from '../../db/client';
import {
  appendMemberEvent,
  type Entry,
  lapseJoins,
  lockEnterprise,
  type MemberRow,
  membersOf,
  revokeInvitations,
  setMember,
} from '../../db/queries/members';
import { refuse } from '../../shared/contract/errors';
import type { OtherPrincipals } from '../../shared/rules/claim-flow';
import type { Actor } from '../../shared/rules/roles';
import type { NoticeKind } from '../../shared/text/notices';
import { notify } from '../notify';

export type Enterprise = { id: string; name: string };
/** An enterprise under its lock, with its people and the one of them who acts. */
export type Team = { enterprise: Enterprise; members: MemberRow[]; me: MemberRow };

/** The enterprise, locked, for one of its members; for others it is as if it were not there. */
export async function lockedTeam(tx: Tx, id: string, actor: Actor): Promise<Team> {
  const enterprise = await lockEnterprise(tx, id);
  const members = enterprise ? await membersOf(tx, id) : [];
  const me = members.find(({ personId }) => personId === actor.personId);
  return enterprise && me ? { enterprise, members, me } : refuse('not_found');
}

/** Likewise, for a principal. */
export async function lockedTeamOfPrincipal(tx: Tx, id: string, actor: Actor): Promise<Team> {
  const team = await lockedTeam(tx, id, actor);
  return team.me.role === 'principal' ? team : refuse('principal_required');
}

/** Tells a person of something between them and an enterprise. */
export async function tellMember(tx: Tx, kind: NoticeKind, personId: string, { id, name }: Enterprise, facts: Record<string, string>, now: string) {
  await notify(tx, { personId, kind, subjectId: id, facts: { enterprise: name, ...facts }, now });
}

/** Whoever stops being principal stops inviting: open invitations end, and with them what was asked. */
export async function endInvitationsOf(tx: Tx, enterprise: Enterprise, createdBy: string, actorId: string, now: string): Promise<void> {
  for (const personId of await revokeInvitations(tx, { enterpriseId: enterprise.id, createdBy, now, decidedBy: actorId }))
    await tellMember(tx, 'join_lapsed', personId, enterprise, {}, now);
}

type NewPrincipal = {
  enterprise: Enterprise;
  personId: string;
  actorId: string;
  reason: string;
  others: OtherPrincipals | undefined;
  now: string;
};

/** Makes a claimant principal of a locked enterprise. Refuses `principal_exists` while it is open what becomes of those who are it already. */
export async function makePrincipal(tx: Tx, { enterprise, personId, actorId, reason, others, now }: NewPrincipal): Promise<void> {
  const before = (await membersOf(tx, enterprise.id)).filter((member) => member.role === 'principal' && member.personId !== personId);
  if (before.length > 0 && others === undefined) refuse('principal_exists', { count: before.length });
  const entry: Omit<Entry, 'action' | 'personId'> = { enterpriseId: enterprise.id, actorId, reason, now };
  await setMember(tx, 'principal', { ...entry, action: 'register', personId });
  await lapseJoins(tx, { enterpriseId: enterprise.id, personId, decidedBy: actorId, now });
  if (others !== 'replace') return;
  for (const former of before) {
    await setMember(tx, 'employee', { ...entry, action: 'displace', personId: former.personId });
    await endInvitationsOf(tx, enterprise, former.personId, actorId, now);
    await tellMember(tx, 'claim_displaced', former.personId, enterprise, { reason }, now);
  }
}

/** An entry of the history by a member about a member. */
export async function writeDown(
  tx: Tx,
  { enterprise, me }: Team,
  action: Entry['action'],
  personId: string,
  now: string,
  reason: string | null = null,
) {
  await appendMemberEvent(tx, { enterpriseId: enterprise.id, action, personId, actorId: me.personId, reason, now });
}
