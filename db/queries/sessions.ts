import type { Agreed } from '../../shared/rules/consents';
import type { Actor, EnterpriseRole, StaffRole } from '../../shared/rules/roles';
import type { Db } from '../client';
import { agreedBy } from './consents';
import type { StoredAnswer } from './idempotency';

type SessionActor = {
  sessionId: string;
  personId: string;
  /** Roles of a bound account, whether or not they need a second factor. */
  staff: { role: StaffRole; unitId: string; unitPath: string }[];
  secondFactorAt: string | null;
  secondFactorUntil: string | null;
  /** When staff last asked for something. */
  seenAt: string;
  enterprises: { enterpriseId: string; role: EnterpriseRole }[];
  agreed: Agreed;
};

/** What somebody holds and belongs to at this moment, as the columns of whoever names the person. */
const held = (db: Db, personId: ReturnType<Db>) => db`
  coalesce((select json_agg(json_build_object('role', r.role, 'unitId', r.unit_id, 'unitPath', u.path))
    from staff_role r join unit u on u.id = r.unit_id join staff_binding b on b.person_id = r.person_id and b.ended_at is null
    where r.person_id = ${personId}), '[]') as staff,
  coalesce((select json_agg(json_build_object('enterpriseId', m.enterprise_id, 'role', m.role))
    from enterprise_member m where m.person_id = ${personId}), '[]') as enterprises`;

/** Who asks, and what was answered before to the key of the request: one look for both, since every write asks both. */
export type Asking = { actor: SessionActor; kept: StoredAnswer | null };

/**
 * The person behind an access token, with the roles held at this moment: a role or session taken away ends at once. `key` is the Idempotency-Key of a
 * write, or null. Its answer is looked up within a limit: joined as it stands, Postgres walks the keys of everybody as long as it has no figures of
 * the table.
 */
export async function actorByAccessToken(db: Db, accessHash: Uint8Array, now: string, key: string | null): Promise<Asking | null> {
  type Row = SessionActor & { keptEndpoint: string | null; keptHash: Uint8Array; keptAnswer: Uint8Array };
  const [row] = await db<Row[]>`
    select s.id as "sessionId", s.person_id as "personId", s.second_factor_at as "secondFactorAt", s.second_factor_until as "secondFactorUntil",
      s.seen_at as "seenAt", ${held(db, db`s.person_id`)}, ${agreedBy(db, db`s.person_id`)} as agreed,
      kept.endpoint as "keptEndpoint", kept.body_hash as "keptHash", kept.answer as "keptAnswer"
    from session s left join lateral (select * from idempotency where actor = s.person_id and key = ${key} limit 1) kept on true
    where s.access_hash = ${accessHash} and s.revoked_at is null and s.access_expires_at > ${now}`;
  if (!row) return null;
  const { keptEndpoint, keptHash, keptAnswer, ...actor } = row;
  return { actor, kept: keptEndpoint === null ? null : { endpoint: keptEndpoint, bodyHash: keptHash, answer: keptAnswer } };
}

/** Somebody of the demonstration, without a session. */
export async function actorOfPerson(db: Db, personId: string): Promise<Actor> {
  const [row] = await db<Actor[]>`select p.id as "personId", ${held(db, db`p.id`)} from person p where p.id = ${personId}`;
  if (!row) throw new Error(`no such person: ${personId}`);
  return row;
}

export type NewSession = {
  id: string;
  personId: string;
  accessHash: Uint8Array;
  accessExpiresAt: string;
  refreshHash: Uint8Array;
  refreshExpiresAt: string;
  /** The name of the phone, where it gives itself one. */
  device: string | null;
  now: string;
};

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db`
    insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, device, seen_at, created_at)
    values (${session.id}, ${session.personId}, ${session.accessHash}, ${session.accessExpiresAt},
      ${session.refreshHash}, ${session.refreshExpiresAt}, ${session.device}, ${session.now}, ${session.now})`;
}

/** Exchanges the refresh token for the next pair; true when the token was the current one of a living session. */
export async function rotateSession(
  db: Db,
  rotation: {
    refreshHash: Uint8Array;
    accessHash: Uint8Array;
    accessExpiresAt: string;
    nextRefreshHash: Uint8Array;
    refreshExpiresAt: string;
    now: string;
  },
): Promise<boolean> {
  const rows = await db`
    update session set previous_refresh_hash = refresh_hash, refresh_hash = ${rotation.nextRefreshHash},
      access_hash = ${rotation.accessHash}, access_expires_at = ${rotation.accessExpiresAt}, refresh_expires_at = ${rotation.refreshExpiresAt}
    where refresh_hash = ${rotation.refreshHash} and revoked_at is null and refresh_expires_at > ${rotation.now}
    returning 1`;
  return rows.length === 1;
}

/** A refresh token that was already exchanged comes back: someone copied it, so the session ends for both. */
export async function revokeReplayedSession(db: Db, refreshHash: Uint8Array, now: string): Promise<void> {
  await db`update session set revoked_at = ${now} where previous_refresh_hash = ${refreshHash} and revoked_at is null`;
}

export async function revokeSession(db: Db, sessionId: string, now: string): Promise<void> {
  await db`update session set revoked_at = ${now} where id = ${sessionId} and revoked_at is null`;
}

/** Whether the session of this token, or of this refresh token, ended because its account of staff signed in on another phone. */
export async function endedElsewhere(db: Db, tokenHash: Uint8Array): Promise<boolean> {
  const rows = await db`
    select 1 from session where (access_hash = ${tokenHash} or refresh_hash = ${tokenHash}) and revoked_at is not null and ended_elsewhere`;
  return rows.length > 0;
}

/** Staff have asked for something: the end for want of use is further off, also that of the second factor; what lasts longer already stays. */
export async function noteSeen(db: Db, id: string, seen: { at: string; until: string | null }): Promise<void> {
  await db`
    update session set seen_at = greatest(seen_at, ${seen.at}), second_factor_until = greatest(second_factor_until, ${seen.until}) where id = ${id}`;
}
