import type { UrgentAnswer, UrgentEvent, UrgentLevel, UrgentStatus } from '../rules/urgent-flow';

/** C16 特事特办: its states, its steps and who is told when the answer is late. */
export const urgentStatusWords: Record<UrgentStatus, string> = {
  asked: '等人接手',
  taken: '有人在办',
  answered: '已答复',
  closed: '已结束',
  withdrawn: '已撤回',
};

export const urgentAnswerWords: Record<UrgentAnswer, string> = { met: '可以办', not_possible: '办不了' };

export const urgentEventWords: Record<UrgentEvent, string> = {
  ask: '提出',
  take: '接手',
  answer: '答复',
  close: '结束',
  withdraw: '撤回',
  escalate: '超时提醒',
};

export const urgentLevelWords: Record<UrgentLevel, string> = { unit_head: '单位负责人', supervisor: '督办人员' };

/** Lines of the history. */
export const urgentHistoryText = {
  escalated: (level: UrgentLevel, names: string) => `答复超时，已提醒${urgentLevelWords[level]}${names ? ` ${names}` : ''}`,
  met: (when: string, place: string, note: string | null) => `${when}到${place}办理${note ? `。${note}` : ''}`,
  notPossible: (reason: string, instead: string) => `办不了：${reason}。可以：${instead}`,
  closedByItself: '约定时间已过一天，自动结束',
} as const;
