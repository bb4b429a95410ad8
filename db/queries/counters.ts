import type { Db } from '../client';

export type ShiftRow = { id: string; counter: string; officerId: string; officerName: string | null; itemCodes: string[] | null; openedAt: string };

/** The counters of a hall that are open on this day. */
export async function openShifts(db: Db, hallId: string, day: string): Promise<ShiftRow[]> {
  return db<ShiftRow[]>`
    select c.id, c.counter, c.officer_id as "officerId", p.name as "officerName", c.item_codes as "itemCodes", c.opened_at as "openedAt"
    from counter_shift c join person p on p.id = c.officer_id
    where c.hall_id = ${hallId} and c.day = ${day} and c.closed_at is null order by c.counter`;
}

export type NewShift = { id: string; hallId: string; day: string; counter: string; officerId: string; itemCodes: string[] | null; now: string };

/** Opens a counter; nothing when it is open already. Two officers at once: one gets it. */
export async function openShift(tx: Db, shift: NewShift): Promise<void> {
  await tx`
    insert into counter_shift (id, hall_id, day, counter, officer_id, item_codes, opened_at)
    values (${shift.id}, ${shift.hallId}, ${shift.day}, ${shift.counter}, ${shift.officerId}, ${shift.itemCodes}, ${shift.now})
    on conflict (hall_id, day, counter) where closed_at is null do nothing`;
}

/** The open shift of a counter, kept still until the transaction ends. */
export async function shiftAt(tx: Db, at: { hallId: string; day: string; counter: string }): Promise<ShiftRow | null> {
  const [row] = await tx<ShiftRow[]>`
    select id, counter, officer_id as "officerId", null as "officerName", item_codes as "itemCodes", opened_at as "openedAt"
    from counter_shift where hall_id = ${at.hallId} and day = ${at.day} and counter = ${at.counter} and closed_at is null for update`;
  return row ?? null;
}

export async function changeShift(tx: Db, id: string, itemCodes: string[] | null): Promise<void> {
  await tx`update counter_shift set item_codes = ${itemCodes} where id = ${id}`;
}

export async function closeShift(tx: Db, id: string, now: string): Promise<void> {
  await tx`update counter_shift set closed_at = ${now} where id = ${id}`;
}

/** An officer sits at one counter: the others of this hall close, but for one where somebody is still called or served. */
export async function closeOtherShifts(tx: Db, at: { hallId: string; day: string; counter: string; officerId: string; now: string }): Promise<void> {
  await tx`
    update counter_shift c set closed_at = ${at.now}
    where c.hall_id = ${at.hallId} and c.day = ${at.day} and c.officer_id = ${at.officerId} and c.counter <> ${at.counter} and c.closed_at is null
      and not exists (select from queue_ticket t where t.hall_id = c.hall_id and t.day = c.day and t.counter = c.counter and t.status in ('called', 'serving'))`;
}

/** Whether somebody is called or served at this counter. */
export async function counterIsBusy(db: Db, at: { hallId: string; day: string; counter: string }): Promise<boolean> {
  const rows = await db`
    select 1 from queue_ticket where hall_id = ${at.hallId} and day = ${at.day} and counter = ${at.counter} and status in ('called', 'serving')`;
  return rows.length > 0;
}
