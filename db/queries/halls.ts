import type { Db } from '../client';

export type HallRow = {
  id: string;
  unitId: string;
  unitPath: string;
  name: string;
  town: string;
  address: string;
  phone: string;
  latitude: number;
  longitude: number;
  counters: string[];
};

const columns = (db: Db) => db`
  h.id, h.unit_id as "unitId", u.path as "unitPath", h.name, h.town, h.address, h.phone, h.latitude, h.longitude, h.counters`;

export async function allHalls(db: Db): Promise<HallRow[]> {
  return db<HallRow[]>`select ${columns(db)} from hall h join unit u on u.id = h.unit_id order by h.id`;
}

export async function hallById(db: Db, id: string): Promise<HallRow | null> {
  const [row] = await db<HallRow[]>`select ${columns(db)} from hall h join unit u on u.id = h.unit_id where h.id = ${id}`;
  return row ?? null;
}

export async function hallOfSlot(db: Db, slotId: string): Promise<HallRow | null> {
  const [row] = await db<
    HallRow[]
  >`select ${columns(db)} from slot s join hall h on h.id = s.hall_id join unit u on u.id = h.unit_id where s.id = ${slotId}`;
  return row ?? null;
}

export type FreeOfDay = { hallId: string; day: string; free: number; capacity: number };

/** A place counts as free as a citizen may take it: public, or of the green-channel reserve once that has flowed back. */
const isFree = (db: Db, now: string, reserveEnds: string) => db`
  (p.appointment_id is null and p.released_at <= ${now} and (p.held_until is null or p.held_until <= ${now})
    and (p.kind = 'public' or p.kind = 'green_channel' and s.starts_at <= ${reserveEnds}) and s.starts_at > ${now})`;

const isOffered = (db: Db) => db`p.kind in ('public', 'green_channel')`;

/** Free and offered places by hall and day, from `from` until `until` (Shanghai dates, both included). */
export async function freeByDay(
  db: Db,
  range: { hallId: string | null; from: string; until: string; now: string; reserveEnds: string },
): Promise<FreeOfDay[]> {
  return db<FreeOfDay[]>`
    select s.hall_id as "hallId", s.day, count(*) filter (where ${isFree(db, range.now, range.reserveEnds)}) as free,
      count(*) filter (where ${isOffered(db)}) as capacity
    from slot s join place p on p.slot_id = s.id
    where s.day between ${range.from} and ${range.until} ${range.hallId ? db`and s.hall_id = ${range.hallId}` : db``}
    group by s.hall_id, s.day order by s.day, s.hall_id`;
}

export type FreeOfSlot = { id: string; startsAt: string; endsAt: string; free: number; capacity: number };

export async function freeBySlot(db: Db, at: { hallId: string; day: string; now: string; reserveEnds: string }): Promise<FreeOfSlot[]> {
  return db<FreeOfSlot[]>`
    select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", count(*) filter (where ${isFree(db, at.now, at.reserveEnds)}) as free,
      count(*) filter (where ${isOffered(db)}) as capacity
    from slot s join place p on p.slot_id = s.id
    where s.hall_id = ${at.hallId} and s.day = ${at.day}
    group by s.id order by s.starts_at`;
}

/** Halls of the units under any of these paths, whole. */
export async function hallsOfTrees(db: Db, unitPaths: readonly string[]): Promise<HallRow[]> {
  return db<HallRow[]>`
    select ${columns(db)} from hall h join unit u on u.id = h.unit_id
    where exists (select from unnest(${[...unitPaths]}::text[]) path where starts_with(u.path, path)) order by h.id`;
}

/** Halls of the units under any of these paths. */
export async function hallsWithin(db: Db, unitPaths: readonly string[]): Promise<{ id: string; name: string; counters: string[] }[]> {
  return db<{ id: string; name: string; counters: string[] }[]>`
    select h.id, h.name, h.counters from hall h join unit u on u.id = h.unit_id
    where exists (select from unnest(${[...unitPaths]}::text[]) held(path) where u.path like held.path || '%') order by h.id`;
}

/** The name of every hall by its id, for sentences. */
export async function hallNames(db: Db): Promise<Record<string, string>> {
  const rows = await db<{ id: string; name: string }[]>`select id, name from hall`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
