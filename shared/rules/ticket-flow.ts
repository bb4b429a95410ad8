import type { Settings } from './settings';

/** The life of a queue ticket (C12): the table is the rule. A missed call goes back some places, and some missed calls end it (settings). */
export const ticketStatuses = ['waiting', 'called', 'serving', 'parked', 'done', 'missed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const ticketActions = ['call', 'recall', 'skip', 'park', 'resume', 'transfer', 'start', 'finish', 'bringBack'] as const;
export type TicketAction = (typeof ticketActions)[number];

export const ticketFlow: Record<TicketStatus, Partial<Record<TicketAction, TicketStatus>>> = {
  waiting: { call: 'called', transfer: 'waiting' },
  called: { recall: 'called', skip: 'waiting', park: 'parked', transfer: 'waiting', start: 'serving' },
  serving: { park: 'parked', transfer: 'waiting', finish: 'done' },
  parked: { resume: 'waiting' },
  done: {},
  missed: { bringBack: 'waiting' },
};

/** While somebody is called or served, the ticket is that officer's; what others may do with it is nothing. */
export function availableTicketActions(ticket: { status: TicketStatus; calledBy: string | null }, actorId: string): TicketAction[] {
  const held = ticket.status === 'called' || ticket.status === 'serving';
  if (held && ticket.calledBy !== actorId) return [];
  return ticketActions.filter((action) => ticketFlow[ticket.status][action] !== undefined);
}

/** 过号: where a skipped ticket goes after so many earlier missed calls: back into the queue, or out of it with the last one. */
export const afterSkip = (missedCalls: number, { missedEndsAfter }: Pick<Settings, 'missedEndsAfter'>): TicketStatus =>
  missedCalls + 1 >= missedEndsAfter ? 'missed' : 'waiting';
