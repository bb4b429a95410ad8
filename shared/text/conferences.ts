import type { Attendance, ConferenceAction, ConferenceStatus } from '../rules/conference-flow';
import type { TaskOrigin, TaskStanding } from '../rules/task-flow';

export const conferenceStatusWords: Record<ConferenceStatus, string> = { convened: '待召开', decided: '已有决定', cancelled: '已取消' };

export const conferenceActionWords: Record<ConferenceAction, string> = {
  move: '改时间地点',
  answer: '回复是否到会',
  opine: '写本单位意见',
  decide: '登记决定',
  cancel: '取消一事一议',
};

export const attendanceWords: Record<Attendance, string> = { invited: '未回复', coming: '到会', written: '书面意见' };

export const taskStandingWords: Record<TaskStanding, string> = {
  running: '进行中',
  due_soon: '快到期',
  overdue: '已超期',
  done: '已完成',
  dropped: '已取消',
};

export const taskOriginWords: Record<TaskOrigin, string> = { conference: '一事一议', coordination: '继续协调' };

/** Lines of a conference on the timeline and in notices. Those of `convened`, `moved` and `cancelled` reach the requester. */
export const conferenceText = {
  convened: (units: string, when: string) => `${when}与${units}一起研究`,
  moved: (when: string) => `改到${when}`,
  cancelled: '取消，另行研究',
  invitation: (when: string, place: string, questions: string) => `${when}，${place}。要议的事：${questions}`,
  movedFor: (when: string, place: string, reason: string) => `改到${when}，${place}。原因：${reason}`,
  answered: (units: string, attendance: 'coming' | 'written') => `${units}：${attendanceWords[attendance]}`,
  opined: (units: string) => `${units}已提交意见`,
  caseEnded: '办件已结束',
};

/** Lines of a task on the timeline and in notices. */
export const taskText = {
  done: (what: string, result: string) => `${what}：${result}`,
  handedOn: (what: string, from: string, to: string, reason: string) => `${what}，由${from}转交${to}：${reason}`,
  coordinate: '继续协调，到期前答复诉求人',
  warned: (what: string, level: string, name: string, overdue: boolean) => `任务“${what}”${overdue ? '已超期' : '快到期'}，已提醒${level}${name}`,
};
