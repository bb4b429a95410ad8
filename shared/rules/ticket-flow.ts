/** The life of a queue ticket (C12). A missed call goes back some places; after some missed calls the ticket ends (settings missedGoesBack, missedEndsAfter). */
export const ticketStatuses = ['waiting', 'called', 'serving', 'done', 'missed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const ticketActions = ['call', 'recall', 'skip', 'start', 'finish'] as const;
export type TicketAction = (typeof ticketActions)[number];

export const ticketFlow: Record<TicketStatus, Partial<Record<TicketAction, TicketStatus>>> = {
  waiting: { call: 'called' },
  called: { recall: 'called', skip: 'waiting', start: 'serving' },
  serving: { finish: 'done' },
  done: {},
  missed: {},
};

export function availableTicketActions(status: TicketStatus): TicketAction[] {
  return ticketActions.filter((action) => ticketFlow[status][action] !== undefined);
}

/** Minutes of one service until a hall has figures of its own. */
export const averageServiceMinutes = 12;

/** Waiting minutes shown on the phone: those ahead share the counters at work; nobody ahead means within one service at the latest. */
export function estimatedMinutes(ahead: number, averageMinutes: number, openCounters: number): number {
  return Math.ceil((ahead * averageMinutes) / Math.max(1, openCounters));
}
