import type { Db, Tx } from '../client';

/** Booked appointments whose slot begins by `startsBy` and has not ended: nobody confirmed or declined them. */
export async function unconfirmedAppointments(db: Db, range: { startsBy: string; now: string }, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select a.id from slot s join appointment a on a.slot_id = s.id
    where s.starts_at <= ${range.startsBy} and s.ends_at > ${range.now} and a.status = 'booked' and a.lead_id is null
      and not exists (select from place p where p.appointment_id = a.id and p.kind = 'withdrawn')
    order by s.starts_at, a.id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Appointments whose slot ended before `endedBefore` and whose people never arrived. */
export async function missedAppointments(db: Db, endedBefore: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select a.id from appointment a join slot s on s.id = a.slot_id
    where a.status in ('booked', 'confirmed') and a.lead_id is null and coalesce(a.ends_at, s.ends_at) < ${endedBefore}
      and not exists (select from place p where p.appointment_id = a.id and p.kind = 'withdrawn')
    order by s.starts_at, a.id limit ${limit}`;
  return rows.map((row) => row.id);
}

type NoShowRule = { personId: string; from: string; missed: number };

const missedBy = (tx: Tx, { personId, from }: NoShowRule) => tx`(
  select count(*) from appointment a join slot s on s.id = a.slot_id
  where a.person_id = ${personId} and a.status = 'no_show' and a.lead_id is null and not a.excused and s.day >= ${from})`;

/** One who counts waits for another who counts for the same person, and sees what that one did. */
async function lockCount(tx: Tx, personId: string): Promise<void> {
  await tx`select from person where id = ${personId} for no key update`;
}

/** Blocks online booking until `until` for a person with at least `missed` missed appointments since the day `from`. */
export async function blockAfterNoShows(tx: Tx, rule: NoShowRule & { until: string }): Promise<void> {
  await lockCount(tx, rule.personId);
  await tx`
    update person set online_booking_blocked_until = greatest(online_booking_blocked_until, ${rule.until})
    where id = ${rule.personId} and ${missedBy(tx, rule)} >= ${rule.missed}`;
}

/** Ends the block of a person who has fewer than `missed` missed appointments that count; whether there was one. */
export async function liftBlock(tx: Tx, rule: NoShowRule & { now: string }): Promise<boolean> {
  await lockCount(tx, rule.personId);
  const rows = await tx`
    update person set online_booking_blocked_until = null
    where id = ${rule.personId} and online_booking_blocked_until > ${rule.now} and ${missedBy(tx, rule)} < ${rule.missed} returning 1`;
  return rows.length === 1;
}

/** Forgets kept answers from before an instant, at most `limit` of them; how many went. */
export async function forgetAnswers(db: Db, before: string, limit: number): Promise<number> {
  const rows = await db`
    delete from idempotency where ctid = any(array(
      select ctid from idempotency where created_at < ${before} order by created_at limit ${limit} for update skip locked)) returning 1`;
  return rows.length;
}

/** Whether the work of this name is still to be done for this day; marks it as done. A second caller at once waits and is told no. */
export async function claimDay(tx: Tx, name: string, day: string, now: string): Promise<boolean> {
  const rows = await tx`
    insert into content_load as done (name, digest, loaded_at) values (${name}, ${day}, ${now})
    on conflict (name) do update set digest = excluded.digest, loaded_at = excluded.loaded_at where done.digest <> excluded.digest returning 1`;
  return rows.length === 1;
}

/** Whether the work of this name has never been done; marks it as done. A second caller at once waits and is told no. */
export async function claimOnce(db: Db, name: string, now: string): Promise<boolean> {
  const rows = await db`
    insert into content_load (name, digest, loaded_at) values (${name}, 'once', ${now}) on conflict (name) do nothing returning 1`;
  return rows.length === 1;
}
