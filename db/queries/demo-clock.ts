import type { Db } from '../client';

/** How far the demonstration's clock runs ahead of the machine's, in milliseconds. */
export async function readClockOffset(db: Db): Promise<number> {
  const [row] = await db<{ offsetMs: number }[]>`select offset_ms as "offsetMs" from demo_clock where id = 1`;
  return row?.offsetMs ?? 0;
}

export async function writeClockOffset(db: Db, offsetMs: number): Promise<void> {
  await db`insert into demo_clock (id, offset_ms) values (1, ${offsetMs}) on conflict (id) do update set offset_ms = excluded.offset_ms`;
}

/** Appointments still ahead, for the buttons that jump to them. */
export async function appointmentsAhead(
  db: Db,
  now: string,
): Promise<{ id: string; itemName: string; hallName: string; applicantName: string; startsAt: string }[]> {
  return db`
    select a.id, a.item_name as "itemName", h.name as "hallName", p.name as "applicantName", s.starts_at as "startsAt"
    from appointment a join slot s on s.id = a.slot_id join hall h on h.id = a.hall_id join person p on p.id = a.person_id
    where a.status in ('booked', 'confirmed') and s.ends_at > ${now} order by s.starts_at, a.id limit 12`;
}
