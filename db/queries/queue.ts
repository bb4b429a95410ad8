import type { Db } from '../client';

/** The next ticket number of a hall's day: A001, A002 … The row lock makes two check-ins at once take two numbers. */
export async function nextTicketNumber(tx: Db, hallId: string, day: string): Promise<string> {
  const [row] = await tx<{ last: number }[]>`
    insert into number_series (series, day, last) values (${`ticket:${hallId}`}, ${day}, 1)
    on conflict (series, day) do update set last = number_series.last + 1 returning last`;
  return `A${String(row?.last).padStart(3, '0')}`;
}

export async function insertTicket(
  tx: Db,
  ticket: { id: string; hallId: string; day: string; number: string; appointmentId: string; orderAt: string; now: string },
): Promise<void> {
  await tx`
    insert into queue_ticket (id, hall_id, day, number, appointment_id, status, order_at, created_at)
    values (${ticket.id}, ${ticket.hallId}, ${ticket.day}, ${ticket.number}, ${ticket.appointmentId}, 'waiting', ${ticket.orderAt}, ${ticket.now})`;
}

/** Calls the first waiting ticket to a counter in one statement: SKIP LOCKED keeps two officers from calling the same person (C12). */
export async function callNextTicket(
  tx: Db,
  call: { hallId: string; day: string; counter: string; officerId: string; now: string },
): Promise<{ id: string; number: string; appointmentId: string } | null> {
  const [row] = await tx<{ id: string; number: string; appointmentId: string }[]>`
    update queue_ticket set status = 'called', counter = ${call.counter}, called_by = ${call.officerId}, called_at = ${call.now}
    where id = (
      select id from queue_ticket where hall_id = ${call.hallId} and day = ${call.day} and status = 'waiting'
      order by order_at, number limit 1 for update skip locked)
    returning id, number, appointment_id as "appointmentId"`;
  return row ?? null;
}

export async function recallTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`update queue_ticket set called_at = ${now} where id = ${id}`;
}

/**
 * A missed call: back behind the next `places` waiting tickets, or ended. The new place is a millisecond behind the ticket it follows.
 */
export async function skipTicket(tx: Db, ticket: { id: string; hallId: string; day: string }, places: number): Promise<void> {
  await tx`
    update queue_ticket set status = 'waiting', counter = null, called_by = null, called_at = null, missed_calls = missed_calls + 1,
      order_at = coalesce((
        select max(order_at) + interval '1 millisecond' from (
          select order_at from queue_ticket ahead
          where ahead.hall_id = ${ticket.hallId} and ahead.day = ${ticket.day} and ahead.status = 'waiting'
          order by ahead.order_at, ahead.number limit ${places}) behind), order_at)
    where id = ${ticket.id}`;
}

export async function endTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`update queue_ticket set status = 'missed', missed_calls = missed_calls + 1, finished_at = ${now} where id = ${id}`;
}

export async function startTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`update queue_ticket set status = 'serving', started_at = ${now} where id = ${id}`;
}

export async function finishTicket(tx: Db, appointmentId: string, now: string): Promise<void> {
  await tx`update queue_ticket set status = 'done', finished_at = ${now} where appointment_id = ${appointmentId} and status = 'serving'`;
}

/** How a waiting ticket stands: those before it, the counters at work, and the average minutes at the window of those before. */
export async function queueAhead(
  db: Db,
  ticket: { id: string; hallId: string; day: string; orderAt: string; number: string },
): Promise<{ ahead: number; openCounters: number }> {
  const [row] = await db<{ ahead: number; openCounters: number }[]>`
    select
      (select count(*) from queue_ticket t where t.hall_id = ${ticket.hallId} and t.day = ${ticket.day} and t.status = 'waiting'
        and (t.order_at, t.number) < (${ticket.orderAt}::timestamptz, ${ticket.number})) as ahead,
      (select count(distinct counter) from queue_ticket t where t.hall_id = ${ticket.hallId} and t.day = ${ticket.day}
        and t.status in ('called', 'serving', 'done') and t.counter is not null) as "openCounters"`;
  return row ?? { ahead: 0, openCounters: 1 };
}

export async function tickMaterial(
  tx: Db,
  tick: { appointmentId: string; materialId: string; state: 'ok' | 'gap' | 'clear'; note: string | null; officerId: string; now: string },
): Promise<void> {
  if (tick.state === 'clear') {
    await tx`delete from material_tick where appointment_id = ${tick.appointmentId} and material_id = ${tick.materialId}`;
    return;
  }
  await tx`
    insert into material_tick (appointment_id, material_id, state, note, ticked_by, ticked_at)
    values (${tick.appointmentId}, ${tick.materialId}, ${tick.state}, ${tick.note}, ${tick.officerId}, ${tick.now})
    on conflict (appointment_id, material_id) do update
    set state = excluded.state, note = excluded.note, ticked_by = excluded.ticked_by, ticked_at = excluded.ticked_at`;
}

export async function ticksOf(db: Db, appointmentId: string): Promise<{ materialId: string; state: 'ok' | 'gap'; note: string | null }[]> {
  return db`select material_id as "materialId", state, note from material_tick where appointment_id = ${appointmentId} order by material_id`;
}
