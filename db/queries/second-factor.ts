import type { Db, Tx } from '../client';

export type FactorRow = { secretSealed: Uint8Array; confirmedAt: string | null; lastStep: number | null };

export async function secondFactorOf(db: Db, personId: string): Promise<FactorRow | null> {
  const [row] = await db<FactorRow[]>`
    select secret_sealed as "secretSealed", confirmed_at as "confirmedAt", last_step::float8 as "lastStep" from second_factor where person_id = ${personId}`;
  return row ?? null;
}

/** Keeps a new secret, in place of one that was never confirmed; false when a confirmed one is there. */
export async function beginSecondFactor(tx: Tx, personId: string, secretSealed: Uint8Array): Promise<boolean> {
  const rows = await tx`
    insert into second_factor (person_id, secret_sealed) values (${personId}, ${secretSealed})
    on conflict (person_id) do update set secret_sealed = excluded.secret_sealed where second_factor.confirmed_at is null returning 1`;
  return rows.length === 1;
}

/** Puts the secret in force; false when it is already. */
export async function confirmSecondFactor(tx: Tx, personId: string, step: number, now: string): Promise<boolean> {
  const rows = await tx`
    update second_factor set confirmed_at = ${now}, last_step = ${step} where person_id = ${personId} and confirmed_at is null returning 1`;
  return rows.length === 1;
}

/**
 * Uses the code of a step; false when it, or a later one, was used before. One later than `latest`, which no right clock
 * allows now, was used while the service's clock ran ahead, and counts no more.
 */
export async function spendStep(tx: Tx, personId: string, { step, latest }: { step: number; latest: number }): Promise<boolean> {
  const rows = await tx`
    update second_factor set last_step = ${step}
    where person_id = ${personId} and confirmed_at is not null and (last_step is null or last_step < ${step} or last_step > ${latest}) returning 1`;
  return rows.length === 1;
}

export async function keepRecoveryCodes(tx: Tx, personId: string, hashes: readonly Uint8Array[]): Promise<void> {
  await tx`delete from recovery_code where person_id = ${personId}`;
  for (const hash of hashes) await tx`insert into recovery_code (person_id, code_hash) values (${personId}, ${hash})`;
}

/** Uses a recovery code, once. */
export async function spendRecoveryCode(tx: Tx, personId: string, codeHash: Uint8Array, now: string): Promise<boolean> {
  const rows = await tx`
    update recovery_code set used_at = ${now} where person_id = ${personId} and code_hash = ${codeHash} and used_at is null returning 1`;
  return rows.length === 1;
}

/** Forgets secret, recovery codes and known devices: the person enrols anew. Sessions lose what they had passed. */
export async function forgetSecondFactor(tx: Tx, personId: string): Promise<void> {
  await tx`delete from recovery_code where person_id = ${personId}`;
  await tx`delete from second_factor where person_id = ${personId}`;
  await tx`delete from staff_device where person_id = ${personId}`;
  await tx`update session set second_factor_at = null, second_factor_until = null where person_id = ${personId}`;
}

/** The session has passed the second factor. */
export async function passSession(tx: Tx, session: { id: string; at: string; until: string }): Promise<void> {
  await tx`update session set second_factor_at = ${session.at}, second_factor_until = ${session.until} where id = ${session.id}`;
}

export async function noteDevice(tx: Tx, device: { tokenHash: Uint8Array; personId: string; now: string }): Promise<void> {
  await tx`insert into staff_device (token_hash, person_id, noted_at) values (${device.tokenHash}, ${device.personId}, ${device.now})`;
}

export async function isKnownDevice(db: Db, personId: string, tokenHash: Uint8Array): Promise<boolean> {
  const rows = await db`select 1 from staff_device where token_hash = ${tokenHash} and person_id = ${personId}`;
  return rows.length > 0;
}

/**
 * Counts a try as wrong before it is looked at, so that however many come at once no more are looked at than may be. `waits` are the
 * milliseconds after the first, second, … wrong one, the last for all that follow; after `forget` milliseconds without one it begins anew.
 * Null when it may be tried now; else the instant from which it may.
 */
export async function countTry(
  db: Db,
  at: { account: string; origin: string; now: string },
  { waits, forget }: { waits: readonly number[]; forget: number },
): Promise<string | null> {
  const first = db`1`;
  const begins = db`case when wrong_code.last_at < ${at.now}::timestamptz - ${forget} * interval '1 millisecond' then 1 else wrong_code.failures + 1 end`;
  const locked = (failures: typeof first) => db`
    ${at.now}::timestamptz + (${[...waits]}::float8[])[least(${failures}, ${waits.length})] * interval '1 millisecond'`;
  const taken = await db`
    insert into wrong_code (account, origin, failures, last_at, locked_until) values (${at.account}, ${at.origin}, 1, ${at.now}, ${locked(first)})
    on conflict (account, origin) do update set failures = ${begins}, last_at = ${at.now}, locked_until = ${locked(begins)}
    where wrong_code.locked_until <= ${at.now} or wrong_code.last_at > ${at.now}::timestamptz + interval '1 minute' returning 1`;
  if (taken.length === 1) return null;
  const [row] = await db<{ until: string }[]>`
    select locked_until as until from wrong_code where account = ${at.account} and origin = ${at.origin}`;
  return row?.until ?? at.now;
}

/** A right code: what was counted from there is forgotten. */
export async function forgetTries(tx: Db, account: string, origin: string): Promise<void> {
  await tx`delete from wrong_code where account = ${account} and origin = ${origin}`;
}
