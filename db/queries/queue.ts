import type { Lane } from '../../shared/rules/queue-order';
import type { TicketAction, TicketStatus } from '../../shared/rules/ticket-flow';
import type { Db } from '../client';

export type TicketRow = {
  id: string;
  hallId: string;
  hallName: string;
  unitPath: string;
  day: string;
  number: string;
  lane: Lane;
  itemCode: string;
  itemName: string;
  appointmentId: string | null;
  visitId: string | null;
  personId: string | null;
  applicantName: string | null;
  status: TicketStatus;
  orderAt: string;
  missedCalls: number;
  forCounter: string | null;
  counter: string | null;
  calledBy: string | null;
  createdAt: string;
};

const columns = (db: Db) => db`
  t.id, t.hall_id as "hallId", h.name as "hallName", u.path as "unitPath", t.day, t.number, t.lane, t.item_code as "itemCode", t.item_name as "itemName",
  t.appointment_id as "appointmentId", t.visit_id as "visitId", t.person_id as "personId", p.name as "applicantName", t.status,
  t.order_at as "orderAt", t.missed_calls as "missedCalls", t.for_counter as "forCounter", t.counter, t.called_by as "calledBy", t.created_at as "createdAt"`;

const source = (db: Db) =>
  db`queue_ticket t join hall h on h.id = t.hall_id join unit u on u.id = h.unit_id left join person p on p.id = t.person_id`;

export async function ticketOf(db: Db, appointmentId: string): Promise<TicketRow | null> {
  const [row] = await db<TicketRow[]>`select ${columns(db)} from ${source(db)} 
    where t.appointment_id = (select coalesce(lead_id, id) from appointment where id = ${appointmentId})`;
  return row ?? null;
}

/** One ticket; `lock` keeps it still until the transaction ends. */
export async function ticketById(db: Db, id: string, lock?: 'lock'): Promise<TicketRow | null> {
  const [row] = await db<TicketRow[]>`select ${columns(db)} from ${source(db)} where t.id = ${id} ${lock ? db`for update of t` : db``}`;
  return row ?? null;
}

/** All tickets of a hall's day, in the order of the queue. */
export async function ticketsOfDay(db: Db, hallId: string, day: string): Promise<TicketRow[]> {
  return db<TicketRow[]>`select ${columns(db)} from ${source(db)} where t.hall_id = ${hallId} and t.day = ${day} order by t.order_at, t.number`;
}

/** The next number of a series of a hall's day: A001, A002 … The row lock makes two tickets at once take two numbers. */
export async function nextTicketNumber(tx: Db, at: { hallId: string; day: string; series: string }): Promise<string> {
  const name = at.series === 'A' ? `ticket:${at.hallId}` : `ticket:${at.hallId}:${at.series}`;
  const [row] = await tx<{ last: number }[]>`
    insert into number_series (series, day, last) values (${name}, ${at.day}, 1)
    on conflict (series, day) do update set last = number_series.last + 1 returning last`;
  return `${at.series}${String(row?.last).padStart(3, '0')}`;
}

export type NewTicket = Pick<
  TicketRow,
  'id' | 'hallId' | 'day' | 'number' | 'lane' | 'itemCode' | 'itemName' | 'appointmentId' | 'visitId' | 'personId' | 'orderAt' | 'createdAt'
>;

/** Always together with its `issue` event. */
export async function insertTicket(tx: Db, ticket: NewTicket): Promise<void> {
  await tx`
    insert into queue_ticket (id, hall_id, day, number, lane, item_code, item_name, appointment_id, visit_id, person_id, status, order_at, created_at)
    values (${ticket.id}, ${ticket.hallId}, ${ticket.day}, ${ticket.number}, ${ticket.lane}, ${ticket.itemCode}, ${ticket.itemName},
      ${ticket.appointmentId}, ${ticket.visitId}, ${ticket.personId}, 'waiting', ${ticket.orderAt}, ${ticket.createdAt})`;
}

export type NewTicketEvent = {
  ticket: Pick<TicketRow, 'id' | 'hallId' | 'day'>;
  at: string;
  action: 'issue' | 'identify' | TicketAction;
  status: TicketStatus;
  actorId: string | null;
  counter: string | null;
  note: string | null;
};

/** In the transaction that changes the ticket: there is no other way to change one. */
export async function appendTicketEvent(tx: Db, event: NewTicketEvent): Promise<void> {
  await tx`
    insert into queue_ticket_event (ticket_id, hall_id, day, at, action, status, actor_id, counter, note)
    values (${event.ticket.id}, ${event.ticket.hallId}, ${event.ticket.day}, ${event.at}, ${event.action}, ${event.status}, ${event.actorId},
      ${event.counter}, ${event.note})`;
}

/**
 * Calls the first waiting ticket that this counter takes, in one statement: SKIP LOCKED keeps two officers from calling the same person (C12).
 * `itemCodes` null: the counter takes everything. A ticket transferred to a counter is called by that one alone.
 */
export async function callNextTicket(
  tx: Db,
  call: { hallId: string; day: string; counter: string; itemCodes: string[] | null; officerId: string; now: string },
): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    update queue_ticket set status = 'called', counter = ${call.counter}, called_by = ${call.officerId}, called_at = ${call.now}
    where id = (
      select id from queue_ticket where hall_id = ${call.hallId} and day = ${call.day} and status = 'waiting'
        and (for_counter = ${call.counter} or for_counter is null and (${call.itemCodes}::text[] is null or item_code = any(${call.itemCodes}::text[])))
      order by order_at, number limit 1 for update skip locked)
    returning id`;
  return row?.id ?? null;
}

export async function recallTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`update queue_ticket set called_at = ${now} where id = ${id}`;
}

/** A missed call: back behind the next `places` waiting tickets. The new place is a millisecond behind the ticket it follows. */
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

/** The last missed call. */
export async function endTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`
    update queue_ticket set status = 'missed', missed_calls = missed_calls + 1, counter = null, called_by = null, finished_at = ${now} where id = ${id}`;
}

/** The person fetches something; the counter is free for the next one. */
export async function parkTicket(tx: Db, id: string): Promise<void> {
  await tx`update queue_ticket set status = 'parked', for_counter = counter, counter = null, called_by = null where id = ${id}`;
}

/** Back in the queue at the place it had, for the named counter alone when there is one. */
export async function requeueTicket(tx: Db, id: string, forCounter: string | null): Promise<void> {
  await tx`
    update queue_ticket set status = 'waiting', for_counter = ${forCounter}, counter = null, called_by = null, called_at = null where id = ${id}`;
}

/** Who missed three calls and came back: a place as of now, and one call more. */
export async function bringBackTicket(tx: Db, id: string, orderAt: string, missedCalls: number): Promise<void> {
  await tx`
    update queue_ticket set status = 'waiting', order_at = ${orderAt}, missed_calls = ${missedCalls}, for_counter = null, finished_at = null
    where id = ${id}`;
}

export async function startTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`update queue_ticket set status = 'serving', started_at = coalesce(started_at, ${now}) where id = ${id}`;
}

export async function finishTicket(tx: Db, id: string, now: string): Promise<void> {
  await tx`update queue_ticket set status = 'done', finished_at = ${now} where id = ${id}`;
}

/** It is known now who the walk-in is and with which list: the ticket has its appointment. */
export async function linkAppointment(
  tx: Db,
  id: string,
  visit: { appointmentId: string; personId: string; itemCode: string; itemName: string },
): Promise<void> {
  await tx`
    update queue_ticket set appointment_id = ${visit.appointmentId}, person_id = ${visit.personId}, item_code = ${visit.itemCode}, item_name = ${visit.itemName}
    where id = ${id}`;
}

/**
 * How a waiting ticket stands: those before it, the open counters that take its item, and the minutes of the services finished today.
 * A ticket for one counter waits only with those that this counter may call.
 */
export async function queueAhead(
  db: Db,
  ticket: Pick<TicketRow, 'hallId' | 'day' | 'orderAt' | 'number' | 'itemCode'>,
): Promise<{ ahead: number; openCounters: number; served: number[] }> {
  const [row] = await db<{ ahead: number; openCounters: number; served: number[] }[]>`
    select
      (select count(*) from queue_ticket t where t.hall_id = ${ticket.hallId} and t.day = ${ticket.day} and t.status = 'waiting'
        and (t.order_at, t.number) < (${ticket.orderAt}::timestamptz, ${ticket.number})) as ahead,
      (select count(*) from counter_shift c where c.hall_id = ${ticket.hallId} and c.day = ${ticket.day} and c.closed_at is null
        and (c.item_codes is null or ${ticket.itemCode} = any(c.item_codes))) as "openCounters",
      coalesce((select json_agg(round(extract(epoch from t.finished_at - t.started_at) / 60)) from queue_ticket t
        where t.hall_id = ${ticket.hallId} and t.day = ${ticket.day} and t.status = 'done' and t.started_at is not null), '[]') as served`;
  return row ?? { ahead: 0, openCounters: 1, served: [] };
}
