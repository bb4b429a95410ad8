import type { Lane } from '../../shared/rules/queue-order';
import type { Db } from '../client';

/**
 * A number per hall and day that grows with every change of its queue. Rows are only ever added, so the count misses no change however
 * transactions overtake each other.
 */
export async function queueVersions(db: Db, topics: { hallId: string; day: string }[]): Promise<{ hallId: string; day: string; version: number }[]> {
  return db<{ hallId: string; day: string; version: number }[]>`
    select asked.hall_id as "hallId", asked.day,
      (select count(*) from queue_ticket_event e where e.hall_id = asked.hall_id and e.day = asked.day)
        + (select count(*) + count(c.closed_at) from counter_shift c where c.hall_id = asked.hall_id and c.day = asked.day) as version
    from unnest(${topics.map(({ hallId }) => hallId)}::text[], ${topics.map(({ day }) => day)}::date[]) asked(hall_id, day)`;
}

export type CallRow = { id: number; number: string; counter: string; at: string };

/** The latest calls and repeated calls of a hall's day, newest first. */
export async function latestCalls(db: Db, at: { hallId: string; day: string }, limit: number): Promise<CallRow[]> {
  return db<CallRow[]>`
    select e.id, t.number, e.counter, e.at from queue_ticket_event e join queue_ticket t on t.id = e.ticket_id
    where e.hall_id = ${at.hallId} and e.day = ${at.day} and e.action in ('call', 'recall') and e.counter is not null order by e.id desc limit ${limit}`;
}

export async function waitingByLane(db: Db, at: { hallId: string; day: string }): Promise<{ lane: Lane; waiting: number }[]> {
  return db<{ lane: Lane; waiting: number }[]>`
    select lane, count(*) as waiting from queue_ticket where hall_id = ${at.hallId} and day = ${at.day} and status = 'waiting' group by lane`;
}

export type DisplayRow = { id: string; hallId: string; hallName: string; name: string; madeAt: string };

/** The display whose token has this hash, unless it was taken back. */
export async function displayByToken(db: Db, tokenHash: Uint8Array): Promise<DisplayRow | null> {
  const [row] = await db<DisplayRow[]>`
    select d.id, d.hall_id as "hallId", h.name as "hallName", d.name, d.made_at as "madeAt"
    from hall_display d join hall h on h.id = d.hall_id where d.token_hash = ${tokenHash} and d.revoked_at is null`;
  return row ?? null;
}

export async function displaysOf(db: Db, hallId: string): Promise<DisplayRow[]> {
  return db<DisplayRow[]>`
    select d.id, d.hall_id as "hallId", h.name as "hallName", d.name, d.made_at as "madeAt"
    from hall_display d join hall h on h.id = d.hall_id where d.hall_id = ${hallId} and d.revoked_at is null order by d.made_at, d.id`;
}

export async function insertDisplay(
  tx: Db,
  display: { id: string; hallId: string; name: string; tokenHash: Uint8Array; madeBy: string; now: string },
): Promise<void> {
  await tx`
    insert into hall_display (id, hall_id, name, token_hash, made_by, made_at)
    values (${display.id}, ${display.hallId}, ${display.name}, ${display.tokenHash}, ${display.madeBy}, ${display.now})`;
}

/** The hall of a display that is not taken back yet, or null. */
export async function hallOfDisplay(db: Db, id: string): Promise<string | null> {
  const [row] = await db<{ hallId: string }[]>`select hall_id as "hallId" from hall_display where id = ${id} and revoked_at is null`;
  return row?.hallId ?? null;
}

export async function revokeDisplay(tx: Db, id: string, now: string): Promise<void> {
  await tx`update hall_display set revoked_at = ${now} where id = ${id} and revoked_at is null`;
}
