import type { Db, Tx } from '../client';

export type BindingCode = { personId: string; expiresAt: string; usedBy: string | null; endedAt: string | null };

/** The code with this hash, locked until the transaction ends. */
export async function lockBindingCode(tx: Tx, codeHash: Uint8Array): Promise<BindingCode | null> {
  const [row] = await tx<BindingCode[]>`
    select person_id as "personId", expires_at as "expiresAt", used_by as "usedBy", ended_at as "endedAt"
    from binding_code where code_hash = ${codeHash} for update`;
  return row ?? null;
}

/** A new code; an earlier one of the person ends. */
export async function insertBindingCode(tx: Tx, code: { codeHash: Uint8Array; personId: string; expiresAt: string; now: string }): Promise<void> {
  // Of two at once the second ends the first's.
  await tx`select from person where id = ${code.personId} for no key update`;
  await endBindingCodes(tx, code.personId, code.now);
  await tx`
    insert into binding_code (code_hash, person_id, created_at, expires_at) values (${code.codeHash}, ${code.personId}, ${code.now}, ${code.expiresAt})`;
}

export async function endBindingCodes(tx: Tx, personId: string, now: string): Promise<void> {
  await tx`update binding_code set ended_at = ${now} where person_id = ${personId} and ended_at is null`;
}

export async function spendBindingCode(tx: Tx, codeHash: Uint8Array, usedBy: string, now: string): Promise<void> {
  await tx`update binding_code set used_by = ${usedBy}, ended_at = ${now} where code_hash = ${codeHash}`;
}

export async function isBound(db: Db, personId: string): Promise<boolean> {
  const rows = await db`select 1 from staff_binding where person_id = ${personId} and ended_at is null`;
  return rows.length > 0;
}

export type Binding = { id: string; personId: string; device: string; deviceName: string | null; now: string };

/** Of two accounts that come to one phone at once the second sees the first's binding: until the end of the transaction. */
async function lockPhone(tx: Tx, phone: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('staff_phone ' || ${phone}, 0))`;
}

/** False when somebody else of the staff is bound on the phone. */
export async function insertBinding(tx: Tx, { id, personId, device, deviceName, now }: Binding): Promise<boolean> {
  if (deviceName !== null) await lockPhone(tx, deviceName);
  const rows = await tx`
    insert into staff_binding (id, person_id, bound_at, device, device_name) values (${id}, ${personId}, ${now}, ${device}, ${deviceName})
    on conflict (device_name) where ended_at is null do nothing returning 1`;
  return rows.length === 1;
}

/**
 * An account of staff is on one phone at a time: sessions on others end, and a binding that was made on a phone moves to this one, unless somebody
 * else is bound on it. Does nothing for who is not bound.
 */
export async function takeToPhone(tx: Tx, personId: string, phone: string, now: string): Promise<void> {
  const bound = await tx<{ id: string }[]>`select id from staff_binding where person_id = ${personId} and ended_at is null for update`;
  if (bound.length === 0) return;
  await tx`
    update session set revoked_at = ${now}, ended_elsewhere = true
    where person_id = ${personId} and revoked_at is null and device is not null and device <> ${phone}`;
  await lockPhone(tx, phone);
  await tx`
    update staff_binding set device_name = case when exists (
        select from staff_binding other where other.device_name = ${phone} and other.ended_at is null) then null else ${phone} end
    where person_id = ${personId} and ended_at is null and device_name is not null and device_name <> ${phone}`;
}

/** Ends the binding and every session of the person; false when there is none. */
export async function endBinding(tx: Tx, personId: string, now: string): Promise<boolean> {
  const rows = await tx`update staff_binding set ended_at = ${now} where person_id = ${personId} and ended_at is null returning 1`;
  await tx`update session set revoked_at = ${now} where person_id = ${personId} and revoked_at is null`;
  return rows.length === 1;
}

/** Whether nothing hangs on this person yet: no verified name, no enterprise, nothing booked or filed, no role. */
export async function isBlank(db: Db, personId: string): Promise<boolean> {
  const rows = await db`
    select 1 from person p where p.id = ${personId} and p.real_name_verified_at is null
      and not exists (select from enterprise_member m where m.person_id = p.id)
      and not exists (select from staff_role r where r.person_id = p.id)
      and not exists (select from appointment a where a.person_id = p.id)
      and not exists (select from service_case c where c.requester_id = p.id)`;
  return rows.length > 0;
}

/** The WeChat account of `from` is that of `to` from now on, with the sessions that are open on it; other sessions of `to` end. */
export async function moveAccount(tx: Tx, { from, to, now }: { from: string; to: string; now: string }): Promise<void> {
  await tx`update session set revoked_at = ${now} where person_id = ${to} and revoked_at is null`;
  const [account] = await tx<{ openid: string | null }[]>`select openid from person where id = ${from} for update`;
  await tx`update person set openid = null where id = ${from}`;
  await tx`update person set openid = ${account?.openid ?? null} where id = ${to}`;
  await tx`update session set person_id = ${to}, second_factor_at = null, second_factor_until = null, seen_at = ${now}
    where person_id = ${from} and revoked_at is null`;
}
