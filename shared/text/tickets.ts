import type { GreenGround } from '../rules/green-ground';
import type { Lane } from '../rules/queue-order';
import type { TicketAction, TicketStatus } from '../rules/ticket-flow';

/** How a ticket stands, for the staff; what the waiting person reads is in appointments.ts. */
export const deskTicketWords: Record<TicketStatus, string> = {
  waiting: '等候中',
  called: '已叫号',
  serving: '办理中',
  parked: '暂离',
  done: '已办完',
  missed: '已过号',
};

/** Verbs on the officer's buttons. */
export const ticketActionWords: Record<TicketAction, string> = {
  call: '叫号',
  recall: '再叫一次',
  skip: '过号',
  park: '暂离，先叫下一号',
  resume: '人回来了，接着等',
  transfer: '转其他窗口',
  start: '开始办理',
  finish: '办结',
  bringBack: '人回来了，重新排队',
};

/** How a ticket came into the queue; with the rules of who is called first they stand on the hall's notice. */
export const laneWords: Record<Lane, string> = {
  booked: '预约',
  booked_green: '预约 绿色通道',
  late: '预约迟到',
  green_channel: '绿色通道',
  walk_in: '现场',
  walk_in_extra: '现场 加号',
};

export const greenGroundWords: Record<GreenGround, string> = {
  aged: '老年人',
  young: '少年儿童',
  military: '现役军人',
  special_talent: '特殊人才',
};
