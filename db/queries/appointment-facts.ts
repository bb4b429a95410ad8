import type { AppointmentStatus } from '../../shared/rules/appointment-flow';
import type { Db } from '../client';

/** What the words of a notice about an appointment may name. */
export type AppointmentFacts = {
  status: AppointmentStatus;
  personId: string;
  /** The relative who booked it and may still do so. */
  bookerId: string | null;
  hallId: string;
  item: string;
  hall: string;
  code: string;
  startsAt: string;
  /** Of the queue ticket, when there is one. */
  number: string | null;
  counter: string | null;
  /** Words of the last decline. */
  reason: string | null;
};

export async function appointmentFacts(db: Db, appointmentId: string): Promise<AppointmentFacts | null> {
  const [row] = await db<AppointmentFacts[]>`
    select a.status, a.person_id as "personId",
      (select r.holder_id from relative r where r.holder_id = a.booked_by and r.person_id = a.person_id and r.ended_at is null
        and a.way in ('citizen', 'wait_list')) as "bookerId", a.hall_id as "hallId", a.item_name as item, h.name as hall, a.code, s.starts_at as "startsAt",
      t.number, t.counter,
      (select note from appointment_event e where e.appointment_id = a.id and e.action = 'decline' order by seq desc limit 1) as reason
    from appointment a join hall h on h.id = a.hall_id join slot s on s.id = a.slot_id
    left join queue_ticket t on t.appointment_id = a.id
    where a.id = ${appointmentId}`;
  return row ?? null;
}
