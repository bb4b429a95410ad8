import type { Tx } from '../client';

export type TakenDown = { id: string; phoneSealed: Uint8Array | null; phoneHash: Uint8Array | null };

/**
 * The row with this number that staff took down: no WeChat account, no work account. Locked until the transaction ends; of two phones at once
 * the second finds nothing.
 */
export async function lockTakenDown(tx: Tx, { idNumberHash, personId }: { idNumberHash: Uint8Array; personId: string }): Promise<TakenDown | null> {
  const [row] = await tx<TakenDown[]>`
    select p.id, p.phone_sealed as "phoneSealed", p.phone_hash as "phoneHash" from person p
    where p.id_number_hash = ${idNumberHash} and p.id <> ${personId} and p.openid is null
      and not exists (select from staff_role r where r.person_id = p.id)
      and not exists (select from staff_binding b where b.person_id = p.id)
      and not exists (select from binding_code c where c.person_id = p.id)
    for update`;
  return row ?? null;
}

/**
 * Everybody whom staff knew only by name and this phone number: no document number, no WeChat account, no work account. Locked until the
 * transaction ends.
 */
export async function lockCallers(
  tx: Tx,
  { phoneHash, personId }: { phoneHash: Uint8Array; personId: string },
): Promise<{ id: string; name: string | null }[]> {
  const rows = await tx<{ id: string; name: string | null }[]>`
    select p.id, p.name from person p
    where p.phone_hash = ${phoneHash} and p.id <> ${personId} and p.openid is null and p.id_number_hash is null
      and not exists (select from staff_role r where r.person_id = p.id)
      and not exists (select from staff_binding b where b.person_id = p.id)
      and not exists (select from binding_code c where c.person_id = p.id)
    order by p.id for update`;
  return [...rows];
}

type Adoption = { from: string; to: string };

/**
 * Everything that names a person taken down names `to` from now on; an empty row stays. It never signed in, so it is named only where somebody
 * is served, never where somebody acts: tests/functions/adoption.test.ts walks the foreign keys.
 * @throws unique violation when both have a live appointment for one item
 */
export async function adoptPerson(tx: Tx, { from, to }: Adoption): Promise<void> {
  await adoptLiveVisits(tx, { from, to });
  await tx`update appointment set person_id = ${to} where person_id = ${from}`;
  await tx`
    update wait_entry w set status = 'left' where person_id = ${from} and status in ('waiting', 'offered') and exists (
      select from wait_entry o where o.person_id = ${to} and o.hall_id = w.hall_id and o.day = w.day and o.status in ('waiting', 'offered'))`;
  await tx`update wait_entry set person_id = ${to} where person_id = ${from}`;
  await tx`update queue_ticket set person_id = ${to} where person_id = ${from}`;
  await tx`update checklist set person_id = ${to} where person_id = ${from}`;
  await tx`
    update case_event set actor_id = ${to} where actor_id = ${from} and case_id in (select id from service_case where requester_id = ${from})`;
  await tx`update service_case set requester_id = ${to} where requester_id = ${from}`;
  await tx`
    delete from relative r where person_id = ${from} and (holder_id = ${to} or (ended_at is null and exists (
      select from relative o where o.holder_id = r.holder_id and o.person_id = ${to} and o.ended_at is null)))`;
  await tx`update relative set person_id = ${to} where person_id = ${from}`;
  await tx`update green_document set person_id = ${to} where person_id = ${from}`;
  await tx`update rating_occasion set person_id = ${to} where person_id = ${from}`;
  await tx`update notice set person_id = ${to} where person_id = ${from}`;
  await tx`
    update person set online_booking_blocked_until = greatest(person.online_booking_blocked_until, former.online_booking_blocked_until),
      green_channel_kind = case when former.green_channel_until >= coalesce(person.green_channel_until, '-infinity')
        then former.green_channel_kind else person.green_channel_kind end,
      green_channel_until = greatest(person.green_channel_until, former.green_channel_until)
    from person former where person.id = ${to} and former.id = ${from}`;
  await tx`
    update person set name = null, id_kind = null, id_number_sealed = null, id_number_hash = null, birth_date = null, phone_sealed = null,
      phone_hash = null, real_name_verified_at = null, online_booking_blocked_until = null, green_channel_until = null,
      green_channel_kind = null, adopted_into = ${to}
    where id = ${from}`;
}

/**
 * Live visits keep to the limit of C4: those that count get the lowest numbers that `to` has free, those of walk-ins (from 101 on, visits.ts) the
 * lowest free ones of theirs.
 */
async function adoptLiveVisits(tx: Tx, { from, to }: Adoption): Promise<void> {
  await tx`
    with moving as (
      select id, live_number > 100 as walk_in, row_number() over (partition by live_number > 100 order by live_number) as nth
      from appointment where person_id = ${from} and lead_id is null and status in ('booked', 'confirmed', 'arrived', 'in_service')
    ), free as (
      select number, number > 100 as walk_in, row_number() over (partition by number > 100 order by number) as nth
      from generate_series(1, 300) number where not exists (
        select from appointment a where a.person_id = ${to} and a.live_number = number and a.status in ('booked', 'confirmed', 'arrived', 'in_service'))
    )
    update appointment set person_id = ${to}, live_number = free.number
    from moving join free using (walk_in, nth) where appointment.id = moving.id`;
}
