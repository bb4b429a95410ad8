import type { Db } from '../../db/client';
import type { TicketRow } from '../../db/queries/appointments';
import { queueAhead } from '../../db/queries/queue';
import type { Output } from '../../shared/contract/index';
import { averageServiceMinutes, estimatedMinutes } from '../../shared/rules/ticket-flow';

/** Where a ticket stands: people ahead and about how many minutes, as shown on the phone. */
export async function queuePosition(db: Db, ticket: TicketRow): Promise<NonNullable<Output<'appointments.read'>['queue']>> {
  const waiting = ticket.status === 'waiting';
  const { ahead, openCounters } = waiting ? await queueAhead(db, ticket) : { ahead: 0, openCounters: 1 };
  return {
    ticketId: ticket.id,
    number: ticket.number,
    status: ticket.status,
    ahead,
    estimatedMinutes: waiting ? estimatedMinutes(ahead, averageServiceMinutes, openCounters) : 0,
    counter: ticket.counter,
  };
}
