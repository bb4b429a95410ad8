import type { AppointmentAction, AppointmentStatus } from '../../shared/rules/appointment-flow';
import type { Db } from '../client';

export type AppointmentRow = {
  id: string;
  code: string;
  status: AppointmentStatus;
  personId: string;
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
  a.id, a.code, a.status, a.person_id as "personId", p.name as "applicantName", a.item_code as "itemCode", a.item_name as "itemName",
  c.code as "checklistCode", c.hall_ids as "hallIds", a.hall_id as "hallId", h.name as "hallName", h.address as "hallAddress", h.phone as "hallPhone",
  h.unit_id as "hallUnitId", u.path as "unitPath", h.latitude, h.longitude, a.slot_id as "slotId", s.day, s.starts_at as "startsAt", s.ends_at as "endsAt"`;

const source = (db: Db) => db`
  appointment a join person p on p.id = a.person_id join checklist c on c.id = a.checklist_id
  join hall h on h.id = a.hall_id join unit u on u.id = h.unit_id join slot s on s.id = a.slot_id`;

/** One appointment; `lock` keeps it still until the transaction ends. */
export async function appointmentById(db: Db, id: string, lock?: 'lock'): Promise<AppointmentRow | null> {
  const [row] = await db<AppointmentRow[]>`
    select ${columns(db)} from ${source(db)} where a.id = ${id} ${lock ? db`for update of a` : db``}`;
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
>;

/** A person's appointments: those ahead first and soonest on top, then the past ones, newest first. */
export async function appointmentsOf(db: Db, personId: string, now: string): Promise<AppointmentSummary[]> {
  return db<AppointmentSummary[]>`
    select a.id, a.code, a.status, a.item_code as "itemCode", a.item_name as "itemName", a.hall_id as "hallId", h.name as "hallName",
      s.starts_at as "startsAt", s.ends_at as "endsAt"
    from appointment a join hall h on h.id = a.hall_id join slot s on s.id = a.slot_id
    where a.person_id = ${personId}
    order by (a.status in ('booked', 'confirmed', 'arrived', 'in_service')) desc, abs(extract(epoch from s.starts_at - ${now}::timestamptz)), a.id
    limit 50`;
}

export type DayRow = AppointmentSummary & { applicantName: string };

/** A hall's appointments of one day, in the order of their slots. */
export async function appointmentsOfDay(db: Db, hallId: string, day: string): Promise<DayRow[]> {
  return db<DayRow[]>`
    select a.id, a.code, a.status, a.item_code as "itemCode", a.item_name as "itemName", a.hall_id as "hallId", h.name as "hallName",
      s.starts_at as "startsAt", s.ends_at as "endsAt", p.name as "applicantName"
    from slot s join appointment a on a.slot_id = s.id join hall h on h.id = s.hall_id join person p on p.id = a.person_id
    where s.hall_id = ${hallId} and s.day = ${day}
    order by s.starts_at, a.created_at, a.id`;
}

export async function slotTimes(db: Db, slotId: string): Promise<{ hallId: string; startsAt: string; endsAt: string } | null> {
  const [row] = await db<{ hallId: string; startsAt: string; endsAt: string }[]>`
    select hall_id as "hallId", starts_at as "startsAt", ends_at as "endsAt" from slot where id = ${slotId}`;
  return row ?? null;
}

/** Always together with `appendEvent` in one transaction, on a row locked by `appointmentById`. */
export async function setStatus(tx: Db, id: string, status: AppointmentStatus, late = false): Promise<void> {
  await tx`update appointment set status = ${status}, late_change = late_change or ${late} where id = ${id}`;
}

export async function moveAppointment(tx: Db, id: string, to: { slotId: string; hallId: string; late: boolean }): Promise<void> {
  await tx`update appointment set slot_id = ${to.slotId}, hall_id = ${to.hallId}, status = 'booked', late_change = late_change or ${to.late} where id = ${id}`;
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
    select ${event.appointmentId}, coalesce(max(seq), 0) + 1, ${event.at}, ${event.action}, ${event.status}, ${event.by}, ${event.actorId}, ${event.note}
    from appointment_event where appointment_id = ${event.appointmentId}`;
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
