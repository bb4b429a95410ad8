import type { Db, Tx } from '../../db/client';
import { appointmentById } from '../../db/queries/appointments';
import { appendTicketEvent, insertTicket, nextTicketNumber, ticketById, type TicketRow } from '../../db/queries/queue';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { type Arrival, laneOf, laneRules, placeInQueue, type QueueMinutes } from '../../shared/rules/queue-order';
import { availableTicketActions, type TicketAction, ticketFlow, type TicketStatus } from '../../shared/rules/ticket-flow';
import { newId } from '../ids';
import { refuseOthers, view, type WindowCall, windowRoles } from '../window/visit';

type Turn = Output<'queue.read'>;

/** A ticket as this officer sees it. */
export function ticketView(ticket: TicketRow, actorId: string): Turn['ticket'] {
  const { id, number, status, lane, counter, forCounter, itemCode, itemName, hallId, applicantName, appointmentId, missedCalls } = ticket;
  const actions = availableTicketActions(ticket, actorId);
  return { id, number, status, lane, counter, forCounter, itemCode, itemName, hallId, applicantName, appointmentId, missedCalls, actions };
}

/** The ticket and its appointment, as they stand now. */
export async function turn(call: WindowCall, db: Db, ticketId: string): Promise<Turn> {
  const ticket = await ticketById(db, ticketId);
  if (!ticket) throw new Error('a ticket that was just changed is gone');
  const row = ticket.appointmentId === null ? null : await appointmentById(db, ticket.appointmentId);
  return { ticket: ticketView(ticket, call.actor.personId), appointment: row && (await view(call, db, row)) };
}

/** A ticket of a hall outside the officer's units answers as if it were not there. */
export async function ticketWithin(call: WindowCall, db: Db, id: string, lock?: 'lock'): Promise<TicketRow> {
  const ticket = await ticketById(db, id, lock);
  if (!ticket || !reachesUnit(call.actor, windowRoles, ticket.unitPath)) refuse('not_found');
  return ticket;
}

/** One step of a ticket with its event. `effect` changes the row; the status it leads to is the flow's unless it says another. */
export async function step(
  call: WindowCall,
  tx: Tx,
  ticket: TicketRow,
  action: TicketAction,
  effect: () => Promise<void>,
  { note = null, counter = ticket.counter, status }: { note?: string | null; counter?: string | null; status?: TicketStatus } = {},
): Promise<void> {
  refuseOthers(call, ticket);
  const next = ticketFlow[ticket.status][action];
  if (!next) refuse('wrong_state', { status: ticket.status });
  await effect();
  await appendTicketEvent(tx, { ticket, at: call.now, action, status: status ?? next, actorId: call.actor.personId, counter, note });
}

export type Issue = Pick<TicketRow, 'hallId' | 'day' | 'itemCode' | 'itemName' | 'appointmentId' | 'visitId' | 'personId'> & {
  arrival: Omit<Arrival, 'hasPlace'>;
  /** Where the share for walk-ins stands: the slot whose place was taken, or none. */
  walkInPlace?: { startsAt: string } | null;
  /** Null: the person checked in by phone. */
  actorId: string | null;
  note?: string | null;
  settings: QueueMinutes;
};

/** Gives a ticket: the number of its series and its place in the queue after the stated rule. */
export async function issueTicket(tx: Tx, issue: Issue): Promise<string> {
  const { hallId, day, itemCode, itemName, appointmentId, visitId, personId, arrival, walkInPlace = null } = issue;
  const now = arrival.at;
  const lane = laneOf({ ...arrival, hasPlace: walkInPlace !== null });
  const own = placeInQueue(lane, now, arrival.slot?.startsAt ?? null, issue.settings);
  // The place of a slot that has not begun is not called before it.
  const orderAt = lane === 'walk_in' && walkInPlace && walkInPlace.startsAt > own ? walkInPlace.startsAt : own;
  const id = newId('tick', now);
  const number = await nextTicketNumber(tx, { hallId, day, series: laneRules[lane].series });
  await insertTicket(tx, { id, hallId, day, number, lane, itemCode, itemName, appointmentId, visitId, personId, orderAt, createdAt: now });
  const event = { action: 'issue', status: 'waiting', actorId: issue.actorId, counter: null, note: issue.note ?? null } as const;
  await appendTicketEvent(tx, { ticket: { id, hallId, day }, at: now, ...event });
  return id;
}
