import type { ReminderKind } from '../../shared/rules/reminders';
import type { Db } from '../client';

export type ToRemind = { id: string; slotId: string; startsAt: string; chosenAt: string };

/**
 * Appointments of slots that begin after `after` and by `until`, of which nobody has been reminded in this way. `chosenAt`: when the person
 * booked this time or moved to it. Those whose place the calendar has taken away are told something else.
 */
export async function unremindedAppointments(
  db: Db,
  kind: ReminderKind,
  range: { after: string; until: string },
  limit: number,
): Promise<ToRemind[]> {
  return db<ToRemind[]>`
    select a.id, s.id as "slotId", s.starts_at as "startsAt",
      (select max(e.at) from appointment_event e where e.appointment_id = a.id and e.action in ('book', 'move')) as "chosenAt"
    from slot s join appointment a on a.slot_id = s.id
    where s.starts_at > ${range.after} and s.starts_at <= ${range.until} and a.status in ('booked', 'confirmed') and a.lead_id is null
      and not exists (select from appointment_reminder r where r.appointment_id = a.id and r.slot_id = s.id and r.kind = ${kind})
      and not exists (select from place p where p.appointment_id = a.id and p.kind = 'withdrawn')
    order by s.starts_at, a.id limit ${limit}`;
}

/** Notes a reminder; false when another run has it, or the appointment has moved or ended since. */
export async function noteReminder(tx: Db, kind: ReminderKind, of: { id: string; slotId: string }, now: string): Promise<boolean> {
  const rows = await tx`
    insert into appointment_reminder (appointment_id, slot_id, kind, at)
    select id, slot_id, ${kind}, ${now} from appointment
    where id = ${of.id} and slot_id = ${of.slotId} and status in ('booked', 'confirmed') for share
    on conflict do nothing returning 1`;
  return rows.length === 1;
}
