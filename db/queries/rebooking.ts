import type { AppointmentStatus } from '../../shared/rules/appointment-flow';
import type { RebookingEnd } from '../../shared/rules/rebooking';
import type { Db } from '../client';

/**
 * Slots in which an equal place may be free, the nearest in time first, then the nearest hall: halls that take the item, from `after` on, but not
 * those from which the appointment is being moved away. Whether a place can be had decides the statement that takes it.
 */
export async function nearestSlots(
  db: Db,
  of: { appointmentId: string; hallIds: readonly string[]; after: string; now: string },
  limit: number,
): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select s.id from appointment a join slot old on old.id = a.slot_id join hall home on home.id = a.hall_id
    join slot s on s.hall_id = any(${[...of.hallIds]}) and s.starts_at > ${of.after} join hall h on h.id = s.hall_id
    where a.id = ${of.appointmentId}
      and not exists (select from place p where p.slot_id = s.id and p.appointment_id = a.id)
      and exists (select from place p where p.slot_id = s.id and p.kind in ('public', 'green_channel') and p.appointment_id is null
        and p.released_at <= ${of.now} and (p.held_until is null or p.held_until <= ${of.now}))
    order by abs(extract(epoch from s.starts_at - old.starts_at)),
      power((h.latitude - home.latitude) * 111, 2) + power((h.longitude - home.longitude) * 102, 2), s.id
    limit ${limit}`;
  return rows.map((row) => row.id);
}

export type NewRebooking = {
  id: string;
  appointmentId: string;
  hallId: string;
  fromSlotId: string;
  reason: string;
  now: string;
  offer: { slotId: string; holdId: string; expiresAt: string } | null;
};

/** False when the appointment has one open already: an earlier change hit it too. */
export async function insertRebooking(tx: Db, { id, appointmentId, hallId, fromSlotId, reason, now, offer }: NewRebooking): Promise<boolean> {
  const rows = await tx`
    insert into rebooking (id, appointment_id, hall_id, from_slot_id, reason, created_at, slot_id, hold_id, expires_at)
    values (${id}, ${appointmentId}, ${hallId}, ${fromSlotId}, ${reason}, ${now}, ${offer?.slotId ?? null}, ${offer?.holdId ?? null}, ${offer?.expiresAt ?? null})
    on conflict (appointment_id) where ended_at is null do nothing returning 1`;
  return rows.length === 1;
}

export type RebookingRow = {
  id: string;
  appointmentId: string;
  hallId: string;
  fromSlotId: string;
  reason: string;
  createdAt: string;
  slotId: string | null;
  holdId: string | null;
  expiresAt: string | null;
  lapsedAt: string | null;
  ending: RebookingEnd | null;
  /** Of the slot that was taken away, and of the offered one. */
  startsAt: string;
  offerHallName: string | null;
  offerStartsAt: string | null;
  offerEndsAt: string | null;
};

const columns = (db: Db) => db`
  r.id, r.appointment_id as "appointmentId", r.hall_id as "hallId", r.from_slot_id as "fromSlotId", r.reason, r.created_at as "createdAt",
  r.slot_id as "slotId", r.hold_id as "holdId", r.expires_at as "expiresAt", r.lapsed_at as "lapsedAt", r.ending, old.starts_at as "startsAt",
  h.name as "offerHallName", s.starts_at as "offerStartsAt", s.ends_at as "offerEndsAt"`;
const source = (db: Db) => db`
  rebooking r join slot old on old.id = r.from_slot_id left join slot s on s.id = r.slot_id left join hall h on h.id = s.hall_id`;

export async function rebookingById(db: Db, id: string, lock?: 'lock'): Promise<RebookingRow | null> {
  const [row] = await db<RebookingRow[]>`select ${columns(db)} from ${source(db)} where r.id = ${id} ${lock ? db`for update of r` : db``}`;
  return row ?? null;
}

/** The open rebooking of an appointment. */
export async function openRebooking(db: Db, appointmentId: string): Promise<RebookingRow | null> {
  const [row] = await db<RebookingRow[]>`
    select ${columns(db)} from ${source(db)}
    where r.appointment_id = (select coalesce(lead_id, id) from appointment where id = ${appointmentId}) and r.ended_at is null`;
  return row ?? null;
}

export type HallRebooking = RebookingRow & { code: string; itemName: string; applicantName: string };

/** Who was hit at a hall: those still open first, then the latest. */
export async function rebookingsOfHall(db: Db, hallId: string, limit: number): Promise<HallRebooking[]> {
  return db<HallRebooking[]>`
    select ${columns(db)}, a.code, a.item_name as "itemName", p.name as "applicantName"
    from ${source(db)} join appointment a on a.id = r.appointment_id join person p on p.id = a.person_id
    where r.hall_id = ${hallId} order by r.ended_at is not null, r.created_at desc, r.id limit ${limit}`;
}

export async function endRebooking(tx: Db, id: string, ending: RebookingEnd, now: string): Promise<void> {
  await tx`update rebooking set ending = ${ending}, ended_at = ${now} where id = ${id} and ended_at is null`;
}

/** False when another run has told it. */
export async function noteLapse(tx: Db, id: string, now: string): Promise<boolean> {
  const rows = await tx`update rebooking set lapsed_at = ${now} where id = ${id} and lapsed_at is null and ended_at is null returning 1`;
  return rows.length === 1;
}

export type RebookingToSettle = {
  id: string;
  appointmentId: string;
  holdId: string | null;
  status: AppointmentStatus;
  moved: boolean;
  hit: boolean;
  begun: boolean;
};

/** Open rebookings that time or somebody's step has changed. */
export async function rebookingsToSettle(db: Db, now: string, limit: number): Promise<RebookingToSettle[]> {
  return db<RebookingToSettle[]>`
    select * from (
      select r.id, r.appointment_id as "appointmentId", r.hold_id as "holdId", a.status, a.slot_id <> r.from_slot_id as moved,
        exists (select from place p where p.appointment_id = a.id and p.kind = 'withdrawn') as hit, s.starts_at <= ${now} as begun,
        r.expires_at <= ${now} and r.lapsed_at is null as lapsed
      from rebooking r join appointment a on a.id = r.appointment_id join slot s on s.id = r.from_slot_id where r.ended_at is null
    ) open
    where status not in ('booked', 'confirmed') or moved or not hit or begun or lapsed order by id limit ${limit}`;
}
