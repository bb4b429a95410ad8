import type { ClockKind, ClockState } from '../rules/case-clocks';
import type { CaseAction, CaseCategory, CaseChannel, CaseOutcome, CaseStatus } from '../rules/case-flow';
import { daysBetween, shanghaiClock, shanghaiDay } from '../rules/shanghai';
import { dateText, whenText } from './when';

export const caseStatusWords: Record<CaseStatus, string> = {
  submitted: '待联系',
  contacted: '待受理',
  accepted: '办理中',
  awaiting_materials: '待补材料',
  completed: '已办结',
  declined: '不予受理',
  withdrawn: '已撤回',
};

/** Verbs on buttons. */
export const caseActionWords: Record<CaseAction, string> = {
  contact: '登记首次联系',
  assign: '指定承办人',
  accept: '受理',
  askForMaterials: '要求补充材料',
  supply: '补充材料',
  note: '写内部备注',
  complete: '办结',
  decline: '不予受理',
  withdraw: '撤回诉求',
  dispute: '问题没有解决',
};

/** What happened, for the timeline. */
export const caseEventWords: Record<'file' | CaseAction, string> = {
  file: '提交诉求',
  contact: '首次联系',
  assign: '确定承办人',
  accept: '受理',
  askForMaterials: '请企业补充材料',
  supply: '补充了材料',
  note: '内部备注',
  complete: '办结',
  decline: '不予受理',
  withdraw: '撤回诉求',
  dispute: '反馈没有解决，重新办理',
};

export const caseCategoryWords: Record<CaseCategory, string> = {
  consultation: '咨询答疑',
  handling: '便捷办理',
  training: '培训服务',
  safety_guidance: '安全指导',
  investigation: '案件查办',
  complaint: '投诉建议',
};

/** One line that helps to choose. */
export const caseCategoryNotes: Record<CaseCategory, string> = {
  consultation: '问政策、问流程、问材料',
  handling: '集中办证、上门办理、急事急办',
  training: '反诈、消防、禁毒、保安培训',
  safety_guidance: '内部安保、交通隐患、安全检查',
  investigation: '报过案的，问进展、补线索',
  complaint: '对执法或服务不满意',
};

export const caseChannelWords: Record<CaseChannel, string> = {
  mini_program: '小程序',
  window: '窗口',
  phone: '电话',
  visit: '走访',
  workstation: '护企工作站',
  wechat_group: '微信群',
  hotline_12345: '12345 热线',
  through_train: '企业市长直通车',
};

export const caseOutcomeWords: Record<CaseOutcome, string> = {
  settled: '已解决',
  beyond_policy: '超出政策范围，已说明依据',
  needs_coordination: '需要进一步协调',
};

export const clockKindWords: Record<ClockKind, string> = { contact: '首次联系', processing: '办结' };

export const clockStateWords: Record<ClockState, string> = {
  running: '计时中',
  due_soon: '快到期',
  overdue: '已超期',
  paused: '暂停计时',
  met: '按时完成',
  missed: '超期完成',
};

/** Instead of a date while the requester has to supply something. */
export const pausedText = '等待补充材料，办理时间暂停计算';

type ShownClock = { kind: ClockKind; dueAt: string; stoppedAt: string | null; pausedAt: string | null };

/** Until when, in one line: 最迟 12月2日 周三 办结，还剩 9 天. `now` is an instant. */
export function untilText(clock: ShownClock, now: string): string {
  if (clock.stoppedAt) return `${whenText(clock.stoppedAt)} 完成`;
  if (clock.pausedAt) return pausedText;
  return `最迟 ${dueText(clock, now)}${clockKindWords[clock.kind]}，${leftText(clock.dueAt, now)}`;
}

/** The promised date; with the hour where hours count. */
export function dueText(clock: ShownClock, now: string): string {
  const day = shanghaiDay(clock.dueAt);
  const date = dateText(day, shanghaiDay(now));
  return clock.kind === 'contact' ? `${date} ${shanghaiClock(clock.dueAt)} 前` : `${date} `;
}

/** How much is left until an instant, or how long it is past: days, in the last two days hours. */
export function leftText(dueAt: string, now: string): string {
  const hours = (Date.parse(dueAt) - Date.parse(now)) / 3_600_000;
  const size = Math.abs(hours);
  const days = Math.abs(daysBetween(shanghaiDay(now), shanghaiDay(dueAt)));
  const amount = size >= 48 ? `${days} 天` : size >= 1 ? `${Math.floor(size)} 小时` : `${Math.max(1, Math.floor(size * 60))} 分钟`;
  return hours >= 0 ? `还剩 ${amount}` : `已超期 ${amount}`;
}
