import type { AppointmentAction, AppointmentStatus } from '../rules/appointment-flow';
import type { TicketStatus } from '../rules/ticket-flow';

export const appointmentStatusWords: Record<AppointmentStatus, string> = {
  booked: '待确认',
  confirmed: '已确认',
  arrived: '已签到',
  in_service: '办理中',
  fulfilled: '已办结',
  incomplete: '材料不齐',
  cancelled: '已取消',
  no_show: '未到场',
};

/** What the person should do or expect next, by status. */
export const appointmentNext: Record<AppointmentStatus, string> = {
  booked: '窗口会尽快确认。开始前还没确认的会自动确认，您按时到就行。',
  confirmed: '请带齐材料，提前 15 分钟到大厅，出示下面的预约码签到。',
  arrived: '您已签到，请在等候区等叫号。这一页会自动更新。',
  in_service: '正在窗口为您办理。',
  fulfilled: '窗口已为您办完。要等结果的，看下面的承诺办结日期。',
  incomplete: '这次没有办成。还差什么已一次告知您，见下面；备齐后再约，不会再要别的。',
  cancelled: '这个预约已取消，名额已让出。需要时可以重新预约。',
  no_show: '没有等到您，这个预约已结束。可以重新预约，或直接到大厅现场取号。',
};

/** Buttons. */
export const appointmentActionWords: Record<AppointmentAction, string> = {
  confirm: '确认预约',
  decline: '不能安排',
  cancel: '取消预约',
  move: '换个时间',
  checkIn: '签到',
  start: '开始办理',
  complete: '办结',
  giveNotice: '一次告知',
  markNoShow: '登记未到场',
};

/** One line of the history. */
export const appointmentHistoryWords: Record<AppointmentAction | 'book', string> = {
  book: '提交预约',
  confirm: '窗口确认',
  decline: '窗口未能安排',
  cancel: '取消预约',
  move: '更换时间',
  checkIn: '到厅签到',
  start: '开始办理',
  complete: '办结',
  giveNotice: '一次告知',
  markNoShow: '登记未到场',
};

export const appointmentPartyWords: Record<'applicant' | 'officer' | 'system', string> = {
  applicant: '申请人',
  officer: '窗口',
  system: '系统',
};

export const ticketStatusWords: Record<TicketStatus, string> = {
  waiting: '等候中',
  called: '请到窗口',
  serving: '办理中',
  parked: '暂离',
  done: '已办完',
  missed: '已过号',
};

/** To the citizen when the hall can no longer keep a place. */
export const placeLostReason = '这个时段的名额已不能保留，请改约其他时间，或到大厅现场取号';
