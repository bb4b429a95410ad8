import type { Db } from '../../db/client';
import { queueAhead, type TicketRow } from '../../db/queries/queue';
import type { Output } from '../../shared/contract/index';
import type { Settings } from '../../shared/rules/settings';
import { estimatedMinutes, minutesPerService } from '../../shared/rules/queue-estimate';

/** Where a ticket stands: people ahead and about how many minutes, as shown on the phone. */
export async function queuePosition(db: Db, ticket: TicketRow, settings: Settings): Promise<NonNullable<Output<'appointments.read'>['queue']>> {
  const waiting = ticket.status === 'waiting';
  const { ahead, openCounters, served } = waiting ? await queueAhead(db, ticket) : { ahead: 0, openCounters: 1, served: [] };
  return {
    ticketId: ticket.id,
    number: ticket.number,
    status: ticket.status,
    ahead,
    estimatedMinutes: waiting ? estimatedMinutes(ahead, minutesPerService(served, settings), openCounters) : 0,
    counter: ticket.counter,
  };
}
