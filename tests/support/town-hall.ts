import type { Database } from '../../db/client';
import type { OpeningPattern } from '../../shared/rules/opening';
import { aPerson } from './builders';
import type { CaseTown } from './case-town';

/** Weekdays 09:00–10:00 and 14:00–15:00, two slots each of four places (two public, one green channel, one walk-in). */
export const twoFrames: OpeningPattern = {
  slotMinutes: 30,
  minutesPerVisit: 15,
  shares: { public: 2, green_channel: 1, enterprise: 0, walk_in: 1 },
  weekday: [
    { from: '09:00', to: '10:00', staff: 2 },
    { from: '14:00', to: '15:00', staff: 2 },
  ],
  weekend: [],
};

/** A hall of the town's unit, or of another unit, with three counters. */
export async function aTownHall(
  db: Database,
  town: CaseTown,
  with_: { id?: string; pattern?: OpeningPattern; latitude?: number } = {},
): Promise<string> {
  const id = with_.id ?? `${town.unitId}-hall`;
  await db`
    insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
    values (${id}, ${town.unitId}, ${`试办大厅 ${id}`}, ${town.town}, '试办路 1 号', '0769-00000000', ${with_.latitude ?? 23}, 113, '["1","2","3"]',
      ${db.json(with_.pattern ?? twoFrames)})`;
  return id;
}

/** A person with an appointment in the slot of a hall that begins then, booked at `createdAt`. */
export async function aBooking(
  db: Database,
  with_: { hallId: string; startsAt: string; checklistCode: string; appointmentId: string; createdAt: string; status?: string; birthDate?: string },
): Promise<{ id: string; person: { id: string; token: string } }> {
  const person = await aPerson(db, with_.birthDate ? { birthDate: with_.birthDate } : {});
  const { appointmentId: id, status = 'booked' } = with_;
  await db`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
    select ${id}, ${with_.appointmentId
      .slice(-8)
      .toUpperCase()
      .replace(/[^2-9A-HJKMNP-Z]/g, 'X')}, ${person.id}, c.item_code, c.item_name, c.id, s.id, s.hall_id, ${status}, 1, ${with_.createdAt}
    from checklist c, slot s where c.code = ${with_.checklistCode} and s.hall_id = ${with_.hallId} and s.starts_at = ${with_.startsAt}`;
  await db`insert into appointment_event (appointment_id, seq, at, action, status, by, actor_id) values (${id}, 1, ${with_.createdAt}, 'book', 'booked', 'applicant', ${person.id})`;
  const taken = await db`
    update place set appointment_id = ${id} where id = (
      select p.id from place p join slot s on s.id = p.slot_id
      where s.hall_id = ${with_.hallId} and s.starts_at = ${with_.startsAt} and p.kind = 'public' and p.appointment_id is null limit 1) returning 1`;
  if (taken.length !== 1) throw new Error('no public place in this slot');
  return { id, person };
}
