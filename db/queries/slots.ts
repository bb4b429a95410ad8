import type { PlaceCounts, PlaceKind } from '../../shared/rules/opening';
import { placeKinds } from '../../shared/rules/opening';
import type { SlotPlan, StoredSlot } from '../../shared/rules/calendar-change';
import type { Db } from '../client';

/** The slots of a hall from `from` until `until` (Shanghai dates, both included) with what is free and taken in each. */
export async function storedSlots(db: Db, range: { hallId: string; from: string; until: string }): Promise<StoredSlot[]> {
  type Row = Pick<StoredSlot, 'id' | 'date' | 'startsAt' | 'endsAt' | 'generated' | 'appointments' | 'withdrawn'> & {
    free: Partial<PlaceCounts> | null;
    taken: Partial<PlaceCounts> | null;
  };
  const rows = await db<Row[]>`
    with own as materialized (
      select id, day, starts_at, ends_at, generated from slot where hall_id = ${range.hallId} and day between ${range.from} and ${range.until}
    -- laterals: joined plainly, a hall's places are read by the tables whole once their statistics are behind
    ), placed as materialized (
      select p.slot_id, p.kind, p.appointment_id from own join lateral (
        select slot_id, kind, appointment_id from place where slot_id = own.id) p on true
    ), counted as (
      select slot_id, jsonb_object_agg(kind, free) as free, jsonb_object_agg(kind, taken) as taken from (
        select slot_id, kind, count(*) filter (where appointment_id is null) as free, count(appointment_id) as taken from placed group by slot_id, kind
      ) k group by slot_id
    ), visiting as (
      select p.slot_id, array_agg(a.id order by a.created_at, a.id) filter (where p.kind <> 'withdrawn') as appointments,
        array_agg(a.id order by a.created_at, a.id) filter (where p.kind = 'withdrawn') as withdrawn
      from placed p join lateral (
        select id, created_at from appointment where id = p.appointment_id and status in ('booked', 'confirmed') limit 1) a on true
      group by p.slot_id
    )
    select s.id, s.day as date, s.starts_at as "startsAt", s.ends_at as "endsAt", s.generated, c.free, c.taken,
      coalesce(v.appointments, '{}') as appointments, coalesce(v.withdrawn, '{}') as withdrawn
    from own s left join counted c on c.slot_id = s.id left join visiting v on v.slot_id = s.id
    order by s.starts_at`;
  const whole = (counts: Partial<PlaceCounts> | null) => Object.fromEntries(placeKinds.map((kind) => [kind, counts?.[kind] ?? 0])) as PlaceCounts;
  return rows.map((row) => ({ ...row, free: whole(row.free), taken: whole(row.taken) }));
}

/** A new slot has an id and the instant from which its places are given out. */
export type SlotToMake = SlotPlan & { slotId: string; releasedAt: string };

type CountOf = { slotId: string; kind: PlaceKind; count: number };
const counted = (plans: readonly SlotToMake[], part: 'add' | 'withdraw'): CountOf[] =>
  plans.flatMap((plan) => placeKinds.filter((kind) => plan[part][kind] > 0).map((kind) => ({ slotId: plan.slotId, kind, count: plan[part][kind] })));

/** Makes the slots that are missing, and brings the end of those that last differently to what the calendar says. How many were made. */
export async function makeSlots(tx: Db, hallId: string, plans: readonly SlotToMake[]): Promise<number> {
  const made = await tx`
    insert into slot as known (id, hall_id, day, starts_at, ends_at, generated)
    select id, ${hallId}, day, starts_at, ends_at, true from unnest(
      ${plans.map((plan) => plan.slotId)}::text[], ${plans.map((plan) => plan.date)}::date[],
      ${plans.map((plan) => plan.startsAt)}::timestamptz[], ${plans.map((plan) => plan.endsAt)}::timestamptz[]) as w(id, day, starts_at, ends_at)
    on conflict (hall_id, starts_at) do update set ends_at = excluded.ends_at where known.ends_at <> excluded.ends_at
    returning xmax = 0 as fresh`;
  return made.filter((row) => row.fresh).length;
}

/** Adds the places that are missing; how many. */
export async function addPlaces(tx: Db, plans: readonly SlotToMake[]): Promise<number> {
  const wanted = counted(plans, 'add');
  const released = new Map(plans.map((plan) => [plan.slotId, plan.releasedAt]));
  const rows = await tx`
    insert into place (slot_id, kind, released_at)
    select w.slot_id, w.kind, w.released_at
    from unnest(${wanted.map((one) => one.slotId)}::text[], ${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.count)}::int[],
      ${wanted.map((one) => released.get(one.slotId) ?? '')}::timestamptz[]) as w(slot_id, kind, count, released_at)
    cross join lateral generate_series(1, w.count) returning 1`;
  return rows.length;
}

/**
 * Takes free places away, those nobody holds first; how many. Waits for who is just booking one of them: then that place is taken and stays,
 * and fewer are taken away than planned.
 */
export async function withdrawPlaces(tx: Db, plans: readonly SlotToMake[]): Promise<number> {
  const wanted = counted(plans, 'withdraw');
  if (wanted.length === 0) return 0;
  const rows = await tx`
    delete from place where appointment_id is null and id = any(array(
      select p.id
      from unnest(${wanted.map((one) => one.slotId)}::text[], ${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.count)}::int[])
        as w(slot_id, kind, count)
      cross join lateral (
        select id from place where slot_id = w.slot_id and kind = w.kind and appointment_id is null
        order by hold_id is not null, released_at desc, id limit w.count for update
      ) p)) returning 1`;
  return rows.length;
}

/** Marks the places of these appointments as taken away, so that whoever frees them, nobody can take them; and gives others theirs back. */
export async function markPlaces(tx: Db, plans: readonly SlotToMake[]): Promise<void> {
  for (const [part, kind] of [
    ['hit', 'withdrawn'],
    ['kept', 'public'],
  ] as const) {
    const marked = plans.flatMap((plan) => plan[part].map((appointmentId) => ({ slotId: plan.slotId, appointmentId })));
    if (marked.length === 0) continue;
    await tx`
      update place set kind = ${kind}
      from unnest(${marked.map((one) => one.slotId)}::text[], ${marked.map((one) => one.appointmentId)}::text[]) as m(slot_id, appointment_id)
      where place.slot_id = m.slot_id and place.appointment_id = m.appointment_id`;
  }
}

/** Removes places that were taken away and have lost their appointment since; how many. */
export async function dropWithdrawn(tx: Db): Promise<number> {
  const rows = await tx`delete from place where kind = 'withdrawn' and appointment_id is null returning 1`;
  return rows.length;
}

export type HitAppointment = { code: string; itemName: string; startsAt: string };

/** These appointments as a list of who is hit, by time. */
export async function hitAppointments(db: Db, ids: readonly string[]): Promise<HitAppointment[]> {
  return db<HitAppointment[]>`
    select a.code, a.item_name as "itemName", s.starts_at as "startsAt" from appointment a join slot s on s.id = a.slot_id
    where a.id = any(${[...ids]}) order by s.starts_at, a.code`;
}
