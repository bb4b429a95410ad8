import type { JoinStatus, MemberEvent } from '../../shared/rules/membership';
import type { EnterpriseRole } from '../../shared/rules/roles';
import type { Db, Tx } from '../client';

/** The enterprise with this code, added when there is none: two who add it at once get one. Locked until the transaction ends. */
export async function findOrAddEnterprise(
  tx: Tx,
  enterprise: { id: string; uscc: string; name: string; town: string; unitId: string },
): Promise<{ id: string; name: string }> {
  await tx`
    insert into enterprise (id, uscc, name, town, unit_id)
    values (${enterprise.id}, ${enterprise.uscc}, ${enterprise.name}, ${enterprise.town}, ${enterprise.unitId}) on conflict (uscc) do nothing`;
  const [row] = await tx<{ id: string; name: string }[]>`select id, name from enterprise where uscc = ${enterprise.uscc} for update`;
  if (!row) throw new Error('an enterprise vanished between insert and look');
  return row;
}

export async function enterpriseName(db: Db, id: string): Promise<string> {
  const [row] = await db<{ name: string }[]>`select name from enterprise where id = ${id}`;
  if (!row) throw new Error('an enterprise with members is gone');
  return row.name;
}

/** Everything about an enterprise's people changes under this lock, one after the other. Null: no such enterprise. */
export async function lockEnterprise(tx: Tx, id: string): Promise<{ id: string; name: string } | null> {
  const [row] = await tx<{ id: string; name: string }[]>`select id, name from enterprise where id = ${id} for update`;
  return row ?? null;
}

export type MemberRow = { personId: string; name: string | null; role: EnterpriseRole; joinedAt: string };

/** Principals first, then by the day of joining. */
export async function membersOf(db: Db, enterpriseId: string): Promise<MemberRow[]> {
  return db<MemberRow[]>`
    select m.person_id as "personId", p.name, m.role, m.joined_at as "joinedAt" from enterprise_member m join person p on p.id = m.person_id
    where m.enterprise_id = ${enterpriseId} order by m.role = 'principal' desc, m.joined_at, m.person_id`;
}

/** What a change of membership is written down as. */
export type Entry = { enterpriseId: string; action: MemberEvent; personId: string; actorId: string; reason: string | null; now: string };

/** Adds an entry to the history; the enterprise must be locked. */
export async function appendMemberEvent(tx: Tx, entry: Entry): Promise<void> {
  await tx`
    insert into enterprise_member_event (enterprise_id, seq, at, action, person_id, actor_id, reason)
    values (${entry.enterpriseId}, coalesce((select max(seq) from enterprise_member_event where enterprise_id = ${entry.enterpriseId}), 0) + 1,
      ${entry.now}, ${entry.action}, ${entry.personId}, ${entry.actorId}, ${entry.reason})`;
}

/** Makes the person a member, or gives a member another role, and writes it down. */
export async function setMember(tx: Tx, role: EnterpriseRole, entry: Entry): Promise<void> {
  await tx`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${entry.enterpriseId}, ${entry.personId}, ${role}, ${entry.now})
    on conflict (enterprise_id, person_id) do update set role = excluded.role`;
  await appendMemberEvent(tx, entry);
}

/** Ends a membership, and writes it down. */
export async function dropMember(tx: Tx, entry: Entry): Promise<void> {
  await tx`delete from enterprise_member where enterprise_id = ${entry.enterpriseId} and person_id = ${entry.personId}`;
  await appendMemberEvent(tx, entry);
}

export type MemberEventRow = { seq: number; at: string; action: MemberEvent; who: string | null; by: string | null; reason: string | null };

/** Newest first. */
export async function memberHistory(db: Db, enterpriseId: string, limit: number): Promise<MemberEventRow[]> {
  return db<MemberEventRow[]>`
    select v.seq, v.at, v.action, p.name as who, a.name as by, v.reason
    from enterprise_member_event v join person p on p.id = v.person_id join person a on a.id = v.actor_id
    where v.enterprise_id = ${enterpriseId} order by v.seq desc limit ${limit}`;
}

/** The enterprises a person was a member of and is no more: what was filed for them is theirs. */
export async function enterprisesLeft(db: Db, personId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select distinct v.enterprise_id as id from enterprise_member_event v
    where v.person_id = ${personId} and v.action in ('remove', 'leave')
      and not exists (select from enterprise_member m where m.enterprise_id = v.enterprise_id and m.person_id = v.person_id)`;
  return rows.map((row) => row.id);
}

export type Invitation = {
  id: string;
  enterpriseId: string;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  uses: number;
  used: number;
  revokedAt: string | null;
};

const invitationColumns = (db: Db) => db`
  i.id, i.enterprise_id as "enterpriseId", i.created_by as "createdBy", i.created_at as "createdAt", i.expires_at as "expiresAt", i.uses, i.used,
  i.revoked_at as "revokedAt"`;

export async function insertInvitation(tx: Tx, invitation: Omit<Invitation, 'used' | 'revokedAt'> & { codeHash: Uint8Array }): Promise<void> {
  await tx`
    insert into enterprise_invitation (id, enterprise_id, code_hash, created_by, created_at, expires_at, uses, used)
    values (${invitation.id}, ${invitation.enterpriseId}, ${invitation.codeHash}, ${invitation.createdBy}, ${invitation.createdAt},
      ${invitation.expiresAt}, ${invitation.uses}, 0)`;
}

/** Those made since an instant, newest first. */
export async function invitationsOf(db: Db, enterpriseId: string, since: string): Promise<(Invitation & { by: string | null })[]> {
  return db<(Invitation & { by: string | null })[]>`
    select ${invitationColumns(db)}, p.name as by from enterprise_invitation i join person p on p.id = i.created_by
    where i.enterprise_id = ${enterpriseId} and i.created_at >= ${since} order by i.created_at desc, i.id desc limit 50`;
}

export async function invitationById(db: Db, id: string): Promise<Invitation | null> {
  const [row] = await db<Invitation[]>`select ${invitationColumns(db)} from enterprise_invitation i where i.id = ${id}`;
  return row ?? null;
}

export type InvitationSeen = Invitation & { enterpriseName: string; town: string; by: string | null };

/** The invitation with this code, and what the invited person is shown of it. */
export async function invitationByCode(db: Db, codeHash: Uint8Array): Promise<InvitationSeen | null> {
  const [row] = await db<InvitationSeen[]>`
    select ${invitationColumns(db)}, e.name as "enterpriseName", e.town, p.name as by
    from enterprise_invitation i join enterprise e on e.id = i.enterprise_id join person p on p.id = i.created_by where i.code_hash = ${codeHash}`;
  return row ?? null;
}

/** Uses an open invitation once more; false when it has expired, is used up or revoked: decided by its row, however many ask at once. */
export async function spendInvitation(tx: Tx, id: string, now: string): Promise<boolean> {
  const rows = await tx`
    update enterprise_invitation set used = used + 1
    where id = ${id} and revoked_at is null and expires_at > ${now} and used < uses returning 1`;
  return rows.length === 1;
}

/** Takes invitations back, with what was asked by them: one, or all open ones of a person. Answers who had asked. */
export async function revokeInvitations(
  tx: Tx,
  which: { enterpriseId: string; now: string; decidedBy: string } & ({ id: string } | { createdBy: string }),
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update enterprise_invitation set revoked_at = ${which.now}
    where enterprise_id = ${which.enterpriseId} and revoked_at is null
      and ${'id' in which ? tx`id = ${which.id}` : tx`created_by = ${which.createdBy}`} returning id`;
  const lapsed = await tx<{ personId: string }[]>`
    update enterprise_join set status = 'lapsed', decided_at = ${which.now}, decided_by = ${which.decidedBy}
    where invitation_id = any(${rows.map((row) => row.id)}::text[]) and status = 'asked' returning person_id as "personId"`;
  return lapsed.map((row) => row.personId);
}

export type JoinRow = {
  id: string;
  enterpriseId: string;
  personId: string;
  name: string | null;
  status: JoinStatus;
  askedAt: string;
  by: string | null;
};

const joinColumns = (db: Db) => db`
  j.id, j.enterprise_id as "enterpriseId", j.person_id as "personId", p.name, j.status, j.asked_at as "askedAt", inviter.name as by`;
const joinTables = (db: Db) => db`
  enterprise_join j join person p on p.id = j.person_id join enterprise_invitation i on i.id = j.invitation_id join person inviter on inviter.id = i.created_by`;

/** Who asks to join, those that wait longest first. */
export async function openJoins(db: Db, enterpriseId: string): Promise<JoinRow[]> {
  return db<JoinRow[]>`
    select ${joinColumns(db)} from ${joinTables(db)} where j.enterprise_id = ${enterpriseId} and j.status = 'asked' order by j.asked_at, j.id`;
}

export async function joinById(db: Db, id: string): Promise<JoinRow | null> {
  const [row] = await db<JoinRow[]>`select ${joinColumns(db)} from ${joinTables(db)} where j.id = ${id}`;
  return row ?? null;
}

/** What became of the last time this person asked to join. */
export async function lastJoin(db: Db, enterpriseId: string, personId: string): Promise<JoinRow | null> {
  const [row] = await db<JoinRow[]>`
    select ${joinColumns(db)} from ${joinTables(db)} where j.enterprise_id = ${enterpriseId} and j.person_id = ${personId}
    order by j.status = 'asked' desc, j.asked_at desc, j.id desc limit 1`;
  return row ?? null;
}

export async function insertJoin(
  tx: Tx,
  join: { id: string; enterpriseId: string; invitationId: string; personId: string; now: string },
): Promise<void> {
  await tx`
    insert into enterprise_join (id, enterprise_id, invitation_id, person_id, status, asked_at)
    values (${join.id}, ${join.enterpriseId}, ${join.invitationId}, ${join.personId}, 'asked', ${join.now})`;
}

/** Decides on an open request to join; false when it is open no longer. */
export async function decideJoin(
  tx: Tx,
  decision: { id: string; status: JoinStatus; decidedBy: string; reason: string | null; now: string },
): Promise<boolean> {
  const rows = await tx`
    update enterprise_join set status = ${decision.status}, decided_at = ${decision.now}, decided_by = ${decision.decidedBy}, reason = ${decision.reason}
    where id = ${decision.id} and status = 'asked' returning 1`;
  return rows.length === 1;
}

/** What a person has asked is settled otherwise: they are a member by now. */
export async function lapseJoins(tx: Tx, who: { enterpriseId: string; personId: string; decidedBy: string; now: string }): Promise<void> {
  await tx`
    update enterprise_join set status = 'lapsed', decided_at = ${who.now}, decided_by = ${who.decidedBy}
    where enterprise_id = ${who.enterpriseId} and person_id = ${who.personId} and status = 'asked'`;
}

export async function isPrincipal(db: Db, uscc: string, personId: string): Promise<boolean> {
  const rows = await db`
    select 1 from enterprise e join enterprise_member m on m.enterprise_id = e.id
    where e.uscc = ${uscc} and m.person_id = ${personId} and m.role = 'principal'`;
  return rows.length > 0;
}

/** Whoever is to be told of a case of an enterprise: its requester, or, when that one has left, a principal. */
export async function contactOf(db: Db, enterpriseId: string, requesterId: string): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select person_id as id from enterprise_member where enterprise_id = ${enterpriseId}
    order by person_id = ${requesterId} desc, role = 'principal' desc, joined_at, person_id limit 1`;
  return row?.id ?? null;
}
