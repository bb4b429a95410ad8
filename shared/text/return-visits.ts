import type { ReturnAction, ReturnOutcome, ReturnStatus, ReturnWay } from '../rules/return-visit';

export const returnStatusWords: Record<ReturnStatus, string> = {
  asked: '等回答',
  listed: '待电话回访',
  answered: '已回访',
  not_reached: '没有联系上',
};

export const returnOutcomeWords: Record<ReturnOutcome, string> = {
  solved: '解决了',
  not_solved: '没有解决',
  declined: '不想回答',
};

export const returnWayWords: Record<ReturnWay, string> = { in_app: '手机上回答', phone: '电话回访' };

export const returnActionWords: Record<ReturnAction, string> = {
  ask: '手机上询问',
  answer: '手机上回答',
  list: '列入电话回访',
  entrust: '确定回访人',
  reveal: '查看电话号码',
  reach: '电话接通',
  miss: '没有接通',
};

/** Words that are kept. */
export const returnText = {
  notSolvedByPhone: '电话回访时说问题没有解决。',
} as const;
