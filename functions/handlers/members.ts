import type { Db, Tx } from '../../db/client';
import {
  appendMemberEvent,
  decideJoin,
  dropMember,
  enterpriseName,
  insertInvitation,
  insertJoin,
  type Invitation,
  invitationByCode,
  invitationById,
  type InvitationSeen,
  invitationsOf,
  joinById,
  lastJoin,
  lockEnterprise,
  memberHistory,
  membersOf,
  openJoins,
  revokeInvitations,
  setMember,
  spendInvitation,
} from '../../db/queries/members';
import { readPerson } from '../../db/queries/people';
import { forgetTries } from '../../db/queries/second-factor';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { availableMemberActions, invitationState } from '../../shared/rules/membership';
import { later } from '../../shared/rules/shanghai';
import type { Call, Handlers, Room } from '../call';
import { endInvitationsOf, lockedTeam, lockedTeamOfPrincipal, type Team, tellMember, writeDown } from '../enterprises/membership';
import { deviceOf } from '../device';
import { newId, newInvitationCode } from '../ids';
import { takeTry } from '../staff/codes';

const hourMs = 3_600_000;
/** Invitations that ended longer ago are not shown. */
const showInvitationsMs = 7 * 24 * hourMs;
const mostHistory = 50;

/** A5: an enterprise and its people. Every change is made under the lock of the enterprise, together with its entry in the history. */
export const members = {
  'members.list': (call) => shown(call.database, call.input.id, call.actor.personId, call.now),

  'members.invite': (call) =>
    call.write(async (tx) => {
      const { id: enterpriseId, hours, uses } = call.input;
      const { actor, now } = call;
      const team = await lockedTeamOfPrincipal(tx, enterpriseId, actor);
      const code = newInvitationCode();
      const invitation = {
        id: newId('inv', now),
        enterpriseId,
        createdBy: actor.personId,
        createdAt: now,
        expiresAt: later(now, hours * hourMs),
        uses,
      };
      await insertInvitation(tx, { ...invitation, codeHash: codeHash(call.sealer, code) });
      await writeDown(tx, team, 'invite', actor.personId, now);
      return { code, invitation: invitationView({ ...invitation, used: 0, revokedAt: null, by: team.me.name }, now) };
    }),

  'members.revoke': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const found = await invitationById(tx, call.input.id);
      if (!found) return refuse('not_found');
      const team = await lockedTeamOfPrincipal(tx, found.enterpriseId, actor);
      const invitation = await invitationById(tx, found.id);
      if (!invitation || invitation.revokedAt !== null) refuse('wrong_state');
      const lapsed = await revokeInvitations(tx, { enterpriseId: found.enterpriseId, id: found.id, now, decidedBy: actor.personId });
      await writeDown(tx, team, 'revoke', actor.personId, now);
      for (const personId of lapsed) await tellMember(tx, 'join_lapsed', personId, team.enterprise, {}, now);
      return shown(tx, found.enterpriseId, actor.personId, now);
    }),

  'members.invitation': async (call) => {
    const { database, actor, now } = call;
    const invitation = await invitationByTry(call);
    const { enterpriseName, town, by, expiresAt, enterpriseId } = invitation;
    const isMember = actor.enterprises.some((held) => held.enterpriseId === enterpriseId);
    const last = isMember ? null : await lastJoin(database, enterpriseId, actor.personId);
    return { enterpriseName, town, by, expiresAt, state: invitationState(invitation, now), mine: isMember ? 'member' : (last?.status ?? null) };
  },

  'members.join': async (call) => {
    const invitation = await invitationByTry(call);
    return call.write(async (tx) => {
      const { actor, now } = call;
      const person = await readPerson(tx, actor.personId);
      if (person.realNameVerifiedAt === null) refuse('real_name_required');
      const enterprise = await lockEnterprise(tx, invitation.enterpriseId);
      if (!enterprise) return refuse('not_found');
      const people = await membersOf(tx, enterprise.id);
      if (people.some(({ personId }) => personId === actor.personId)) refuse('already_member');
      if ((await lastJoin(tx, enterprise.id, actor.personId))?.status === 'asked') refuse('already_waiting');
      if (!(await spendInvitation(tx, invitation.id, now))) refuse('invitation_over');
      const { id: enterpriseId } = enterprise;
      await insertJoin(tx, { id: newId('join', now), enterpriseId, invitationId: invitation.id, personId: actor.personId, now });
      await appendMemberEvent(tx, { enterpriseId, action: 'ask', personId: actor.personId, actorId: actor.personId, reason: null, now });
      for (const { personId, role } of people)
        if (role === 'principal') await tellMember(tx, 'join_asked', personId, enterprise, { person: person.name ?? '' }, now);
      return { done: true };
    });
  },

  'members.decide': (call) =>
    call.write(async (tx) => {
      const { id, admit, reason = null } = call.input;
      const { actor, now } = call;
      const join = await joinById(tx, id);
      if (!join) return refuse('not_found');
      const { enterprise } = await lockedTeamOfPrincipal(tx, join.enterpriseId, actor);
      const decided = await decideJoin(tx, { id, status: admit ? 'admitted' : 'refused', decidedBy: actor.personId, reason, now });
      if (!decided) refuse('wrong_state');
      const entry = { enterpriseId: enterprise.id, personId: join.personId, actorId: actor.personId, reason, now };
      if (admit) await setMember(tx, 'employee', { ...entry, action: 'admit' });
      else await appendMemberEvent(tx, { ...entry, action: 'refuse' });
      await tellMember(tx, admit ? 'join_admitted' : 'join_refused', join.personId, enterprise, {}, now);
      return shown(tx, enterprise.id, actor.personId, now);
    }),

  'members.remove': (call) =>
    call.write(async (tx) => {
      const { personId, reason = null } = call.input;
      const { actor, now } = call;
      const { enterprise } = await teamForStep(tx, call.input, call.actor, 'remove');
      await dropMember(tx, { enterpriseId: enterprise.id, action: 'remove', personId, actorId: actor.personId, reason, now });
      await tellMember(tx, 'member_removed', personId, enterprise, {}, now);
      return shown(tx, enterprise.id, actor.personId, now);
    }),

  'members.leave': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const { personId } = actor;
      const { enterprise, members: people } = await lockedTeam(tx, call.input.id, actor);
      if (!availableMemberActions(people, personId, personId).includes('leave')) refuse('last_principal');
      await dropMember(tx, { enterpriseId: enterprise.id, action: 'leave', personId, actorId: personId, reason: null, now });
      await endInvitationsOf(tx, enterprise, personId, personId, now);
      return { done: true };
    }),

  'members.handOver': (call) =>
    call.write(async (tx) => {
      const { personId } = call.input;
      const { actor, now } = call;
      const { enterprise, me } = await teamForStep(tx, call.input, actor, 'handOver');
      const entry = { enterpriseId: enterprise.id, actorId: actor.personId, reason: null, now };
      await setMember(tx, 'principal', { ...entry, action: 'take_over', personId });
      await setMember(tx, 'employee', { ...entry, action: 'hand_over', personId: actor.personId });
      await endInvitationsOf(tx, enterprise, actor.personId, actor.personId, now);
      await tellMember(tx, 'principal_handed_over', personId, enterprise, { person: me.name ?? '' }, now);
      return shown(tx, enterprise.id, actor.personId, now);
    }),
} satisfies Handlers<'members.'>;

const codeHash = (sealer: Room['sealer'], code: string) => sealer.hash('enterprise_invitation', 'code', code);

/** The invitation with this code. Wrong codes are counted per person and per phone, as those of staff are; a right one forgets them. */
async function invitationByTry(call: Call<'members.invitation'> | Call<'members.join'>): Promise<InvitationSeen> {
  const { database, actor, now } = call;
  const counted = [actor.personId, deviceOf(call)].flatMap((subject) => (subject ? [`invitation:${subject}`] : []));
  for (const subject of counted) await takeTry(database, subject, 'elsewhere', now);
  const found = (await invitationByCode(database, codeHash(call.sealer, call.input.code))) ?? refuse('not_found');
  for (const subject of counted) await forgetTries(database, subject, 'elsewhere');
  return found;
}

/** The enterprise under its lock, when this principal may take the step about that member. */
async function teamForStep(
  tx: Tx,
  { id, personId }: { id: string; personId: string },
  actor: Parameters<typeof lockedTeam>[2],
  step: 'remove' | 'handOver',
): Promise<Team> {
  const team = await lockedTeamOfPrincipal(tx, id, actor);
  if (!team.members.some((member) => member.personId === personId)) refuse('not_found');
  if (!availableMemberActions(team.members, actor.personId, personId).includes(step)) refuse('wrong_state');
  return team;
}

async function shown(db: Db, id: string, readerId: string, now: string): Promise<Output<'members.list'>> {
  const people = await membersOf(db, id);
  const me = people.find(({ personId }) => personId === readerId);
  if (!me) return refuse('not_found');
  const forPrincipal = me.role === 'principal';
  const [joins, invitations, history] = forPrincipal
    ? await Promise.all([openJoins(db, id), invitationsOf(db, id, later(now, -showInvitationsMs)), memberHistory(db, id, mostHistory)])
    : [[], [], []];
  return {
    id,
    name: await enterpriseName(db, id),
    role: me.role,
    members: people.map((member) => ({ ...member, actions: availableMemberActions(people, readerId, member.personId) })),
    joins: joins.map(({ id: joinId, name, askedAt, by }) => ({ id: joinId, name, askedAt, by })),
    invitations: invitations.map((invitation) => invitationView(invitation, now)),
    history: [...history],
  };
}

function invitationView(invitation: Invitation & { by: string | null }, now: string) {
  const { id, by, createdAt, expiresAt, uses, used } = invitation;
  return { id, by, createdAt, expiresAt, uses, used, state: invitationState(invitation, now) };
}
