import type { AcceptanceAction, AcceptanceStatus } from '../rules/acceptance-flow';
import type { GapReason } from '../rules/gap';
import { dateText } from './when';

export const gapReasonWords: Record<GapReason, string> = {
  not_brought: '没带',
  copy_missing: '缺复印件',
  expired: '已过有效期',
  illegible: '字迹不清',
  not_matching: '与申请信息不一致',
  unsigned: '缺签名或盖章',
  other: '其他情况',
};

/** What to do about it, as the one-time notice says it. */
export const gapRemedyWords: Record<GapReason, string> = {
  not_brought: '请带来',
  copy_missing: '请带复印件，原件同时带来核对',
  expired: '请先换领有效的再来',
  illegible: '请换一份清楚的',
  not_matching: '请先更正，或带能说明不一致的证明',
  unsigned: '请补签名或盖章',
  other: '请按窗口说明备齐',
};

export const acceptanceStatusWords: Record<AcceptanceStatus, string> = {
  open: '已受理，办理中',
  completed: '已办结，可领取',
  discontinued: '已终止',
};

export const acceptanceActionWords: Record<AcceptanceAction, string> = { supply: '登记补齐', complete: '办结，通知领取', discontinue: '终止办理' };

/** What the person promises when something is still to come (容缺承诺). */
export const promiseText = (name: string, supplyBy: string): string =>
  `本人承诺在${dateText(supplyBy)}前补交“${name}”。逾期没有补交的，大厅可以终止这次办理，并退回已交的材料。`;

/** Why this date, where the item is done as soon as the last gap is supplied. */
export const lastGapText = (date: string): string => `这件事当场可办。您承诺最晚${dateText(date)}补齐，补齐当天办结。`;

/** How it stands with what is still to come. */
export function gapStandingText({ supplyBy, suppliedAt, overdue }: { supplyBy: string; suppliedAt: string | null; overdue: boolean }): string {
  if (suppliedAt) return '已补齐';
  return overdue ? `应在${dateText(supplyBy)}前补交，已逾期` : `${dateText(supplyBy)}前补交`;
}
