import type { TicketAction, TicketStatus } from '../rules/ticket-flow';

/** How a ticket stands, for the staff; what the waiting person reads is in appointments.ts. */
export const deskTicketWords: Record<TicketStatus, string> = {
  waiting: '等候中',
  called: '已叫号',
  serving: '办理中',
  done: '已办完',
  missed: '已过号',
};

/** Verbs on the officer's buttons. */
export const ticketActionWords: Record<TicketAction, string> = {
  call: '叫号',
  recall: '再叫一次',
  skip: '过号',
  start: '开始办理',
  finish: '办结',
};
