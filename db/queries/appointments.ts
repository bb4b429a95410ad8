import type { AcceptanceStatus } from '../../shared/rules/acceptance-flow';
import type { AppointmentAction, AppointmentStatus } from '../../shared/rules/appointment-flow';
import type { BookedWay } from '../../shared/rules/ways-to-place';
import type { Db } from '../client';

export type AppointmentRow = {
  id: string;
  code: string;
  status: AppointmentStatus;
  personId: string;
  /** The first item of the same visit; null on that one itself. */
  leadId: string | null;
  way: BookedWay;
  /** Who booked for the person. */
  bookedBy: string | null;
  applicantName: string;
  itemCode: string;
  itemName: string;
  checklistCode: string;
  hallIds: string[];
  hallId: string;
  hallName: string;
  hallAddress: string;
  hallPhone: string;
  hallUnitId: string;
  unitPath: string;
  latitude: number;
  longitude: number;
  slotId: string;
  day: string;
  startsAt: string;
  endsAt: string;
};

const columns = (db: Db) => db`
  a.id, a.code, a.status, a.person_id as "personId", a.lead_id as "leadId", a.way, a.booked_by as "bookedBy", p.name as "applicantName", a.item_code as "itemCode", a.item_name as "itemName",
  c.code as "checklistCode", c.hall_ids as "hallIds", a.hall_id as "hallId", h.name as "hallName", h.address as "hallAddress", h.phone as "hallPhone",
  h.unit_id as "hallUnitId", u.path as "unitPath", h.latitude, h.longitude, a.slot_id as "slotId", s.day, s.starts_at as "startsAt", coalesce(a.ends_at, s.ends_at) as "endsAt"`;

const source = (db: Db) => db`
  appointment a join person p on p.id = a.person_id join checklist c on c.id = a.checklist_id
  join hall h on h.id = a.hall_id join unit u on u.id = h.unit_id join slot s on s.id = a.slot_id`;

/** One appointment; `lock` keeps its visit still until the transaction ends: the first item stands for all. */
export async function appointmentById(db: Db, id: string, lock?: 'lock'): Promise<AppointmentRow | null> {
  const [, [row]] = await Promise.all([
    // A coalesce beside the key would be left until the policies of the table are asked, for which it is read to its end.
    lock && db`select from appointment where id = (select coalesce(lead_id, id) from appointment where id = ${id}) for update`.execute(),
    db<AppointmentRow[]>`select ${columns(db)} from ${source(db)} where a.id = ${id} ${lock ? db`for update of a` : db``}`.execute(),
  ]);
  return row ?? null;
}

export async function appointmentByCode(db: Db, code: string, lock?: 'lock'): Promise<AppointmentRow | null> {
  const [row] = await db<AppointmentRow[]>`
    select ${columns(db)} from ${source(db)} where a.code = ${code} ${lock ? db`for update of a` : db``}`;
  return row ?? null;
}

export type AppointmentSummary = Pick<
  AppointmentRow,
  'id' | 'code' | 'status' | 'itemCode' | 'itemName' | 'hallId' | 'hallName' | 'startsAt' | 'endsAt'
> & {
  /** Names of the further items of the visit (C6). */
  otherItems: string[];
};

const otherItems = (db: Db) => db`array(select f.item_name from appointment f where f.lead_id = a.id order by f.id) as "otherItems"`;

/** `relativeName`: of the relative for whom it was booked. `acceptance`: of what the visit's window accepted, the open one first. */
export type OwnAppointment = AppointmentSummary & { relativeName: string | null; acceptance: AcceptanceStatus | null };

/** A person's appointments and those booked for relatives: those ahead first and soonest on top, then the past ones, newest first. */
export async function appointmentsOf(db: Db, personId: string, now: string): Promise<OwnAppointment[]> {
  return db<OwnAppointment[]>`
    select a.id, a.code, a.status, a.item_code as "itemCode", a.item_name as "itemName", a.hall_id as "hallId", h.name as "hallName",
      s.starts_at as "startsAt", coalesce(a.ends_at, s.ends_at) as "endsAt", ${otherItems(db)},
      case when a.person_id <> ${personId} then p.name end as "relativeName",
      (select x.status from appointment v join acceptance x on x.appointment_id = v.id where v.id = a.id or v.lead_id = a.id
        order by (x.status = 'open') desc, x.accepted_at desc limit 1) as acceptance
    from appointment a join hall h on h.id = a.hall_id join slot s on s.id = a.slot_id join person p on p.id = a.person_id
    where a.id = any(array(
      select id from appointment where person_id = ${personId} and lead_id is null
      union all
      select id from appointment b where booked_by = ${personId} and way in ('citizen', 'wait_list') and lead_id is null
        and exists (select from relative r where r.holder_id = ${personId} and r.person_id = b.person_id and r.ended_at is null)))
    order by (a.status in ('booked', 'confirmed', 'arrived', 'in_service')) desc, abs(extract(epoch from s.starts_at - ${now}::timestamptz)), a.id
    limit 50`;
}

export type DayRow = AppointmentSummary & { applicantName: string };

/** A hall's appointments of one day, in the order of their slots. */
export async function appointmentsOfDay(db: Db, hallId: string, day: string): Promise<DayRow[]> {
  return db<DayRow[]>`
    select a.id, a.code, a.status, a.item_code as "itemCode", a.item_name as "itemName", a.hall_id as "hallId", h.name as "hallName",
      s.starts_at as "startsAt", coalesce(a.ends_at, s.ends_at) as "endsAt", ${otherItems(db)}, p.name as "applicantName"
    from slot s join appointment a on a.slot_id = s.id join hall h on h.id = s.hall_id join person p on p.id = a.person_id
    where s.hall_id = ${hallId} and s.day = ${day} and a.lead_id is null
    order by s.starts_at, a.created_at, a.id`;
}

/** Appointments of the person with this number that are expected at a hall on a day, in the order of their slots. */
export async function expectedAppointments(db: Db, at: { idNumberHash: Uint8Array; hallId: string; day: string }): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select a.id from person p join appointment a on a.person_id = p.id join slot s on s.id = a.slot_id
    where p.id_number_hash = ${at.idNumberHash} and s.hall_id = ${at.hallId} and s.day = ${at.day} and a.status in ('booked', 'confirmed', 'arrived')
    order by s.starts_at`;
  return rows.map((row) => row.id);
}

/** All items of the visit of which this is one (C6), found by the two indexes: the first, and those that name it. */
const visitOf = (db: Db, id: string) => {
  const first = db`select coalesce(lead_id, id) from appointment where id = ${id}`;
  return db`a.id = any(array(${first} union all select id from appointment where lead_id = (${first})))`;
};

/** The items that change together: all of a visit, but each is completed, or sent home with a notice, for itself. */
const together = (db: Db, id: string, alone: boolean) => (alone ? db`a.id = ${id}` : visitOf(db, id));

/** Always together with `appendEvent` in one transaction, on a row locked by `appointmentById`. Changes the visit, completing one item only. */
export async function setStatus(tx: Db, id: string, status: AppointmentStatus, late = false): Promise<void> {
  await tx`update appointment a set status = ${status}, late_change = late_change or ${late} where ${together(tx, id, status === 'fulfilled' || status === 'incomplete')}`;
}

/** `endsAt` when the visit is longer than its first slot. */
export async function moveAppointment(
  tx: Db,
  id: string,
  to: { slotId: string; hallId: string; endsAt: string | null; late: boolean },
): Promise<void> {
  await tx`
    update appointment a set slot_id = ${to.slotId}, hall_id = ${to.hallId}, ends_at = ${to.endsAt}, status = 'booked', late_change = late_change or ${to.late}
    where ${visitOf(tx, id)}`;
}

export type NewAppointmentEvent = {
  appointmentId: string;
  at: string;
  action: AppointmentAction;
  status: AppointmentStatus;
  by: 'applicant' | 'officer' | 'system';
  actorId: string | null;
  note: string | null;
};

export async function appendEvent(tx: Db, event: NewAppointmentEvent): Promise<void> {
  await tx`
    insert into appointment_event (appointment_id, seq, at, action, status, by, actor_id, note)
    select a.id, coalesce((select max(seq) from appointment_event e where e.appointment_id = a.id), 0) + 1,
      ${event.at}, ${event.action}, ${event.status}, ${event.by}, ${event.actorId}, ${event.note}
    from appointment a where ${together(tx, event.appointmentId, event.action === 'complete' || event.action === 'giveNotice')}`;
}

export type VisitItem = { id: string; itemName: string; checklistCode: string; status: AppointmentStatus };

/** The other items of the same visit, the first item first. */
export async function otherItemsOf(db: Db, id: string): Promise<VisitItem[]> {
  return db<VisitItem[]>`
    select a.id, a.item_name as "itemName", c.code as "checklistCode", a.status
    from appointment a join checklist c on c.id = a.checklist_id
    where ${visitOf(db, id)} and a.id <> ${id} order by a.lead_id nulls first, a.id`;
}

export type HistoryLine = {
  at: string;
  action: 'book' | AppointmentAction;
  status: AppointmentStatus;
  by: 'applicant' | 'officer' | 'system';
  note: string | null;
};

export async function appointmentHistory(db: Db, id: string): Promise<HistoryLine[]> {
  return db<HistoryLine[]>`select at, action, status, by, note from appointment_event where appointment_id = ${id} order by seq`;
}
