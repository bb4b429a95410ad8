import type { ClockKind, ClockState, Complexity } from '../rules/case-clocks';
import type { CaseAction, CaseCategory, CaseChannel, CaseOutcome, CaseStatus, OwnAction, ReferralState } from '../rules/case-flow';
import type { LadderLevel } from '../rules/case-ladder';
import { daysBetween, shanghaiClock, shanghaiDay } from '../rules/shanghai';
import { dateText, whenText } from './when';

export const caseStatusWords: Record<CaseStatus, string> = {
  submitted: '待联系',
  contacted: '待受理',
  accepted: '办理中',
  awaiting_materials: '待补材料',
  on_hold: '等待外部答复',
  awaiting_sign_off: '答复待签发',
  completed: '已办结',
  declined: '不予受理',
  withdrawn: '已撤回',
};

/** Verbs on buttons. */
export const caseActionWords: Record<OwnAction, string> = {
  contact: '登记首次联系',
  assign: '指定承办人',
  accept: '受理',
  askForMaterials: '要求补充材料',
  supply: '补充材料',
  supplyFor: '代录补充材料',
  note: '写内部备注',
  complete: '办结',
  decline: '不予受理',
  withdraw: '撤回诉求',
  dispute: '问题没有解决',
  classify: '改定办理类别',
  hold: '等待外部单位',
  resume: '恢复办理',
  refer: '转办',
  acceptReferral: '接收转办',
  returnReferral: '退回转办',
  direct: '裁定承办单位',
  askAssistance: '请求协办',
  answerAssistance: '答复协办',
  askExtension: '申请延期',
  grantExtension: '批准延期',
  refuseExtension: '不批准延期',
  submitAnswer: '提交答复待签发',
  signOff: '签发答复',
  sendBack: '退回修改',
};

/** What happened, for the timeline. */
export const caseEventWords: Record<'file' | CaseAction, string> = {
  file: '提交诉求',
  contact: '首次联系',
  assign: '确定承办人',
  accept: '受理',
  askForMaterials: '请企业补充材料',
  supply: '补充了材料',
  supplyFor: '工作人员代录补充材料',
  note: '内部备注',
  complete: '办结',
  decline: '不予受理',
  withdraw: '撤回诉求',
  dispute: '反馈没有解决，重新办理',
  classify: '改定办理类别',
  hold: '等待外部单位答复，暂停计时',
  resume: '外部单位已答复，恢复计时',
  refer: '转办',
  acceptReferral: '接收转办',
  returnReferral: '退回转办',
  direct: '督办裁定承办单位',
  askAssistance: '请求协办',
  answerAssistance: '答复协办',
  askExtension: '申请延期',
  grantExtension: '批准延期',
  refuseExtension: '未批准延期',
  submitAnswer: '提交答复，待签发',
  signOff: '签发答复，办结',
  sendBack: '答复退回修改',
  remark: '补充了情况',
  confer: '召开一事一议',
  finishTask: '完成一项任务',
  handOnTask: '转交一项任务',
  planVisit: '安排上门服务',
  reportVisit: '上门服务有结果',
  rectify: '隐患整改',
  recheck: '整改复查',
  systemic: '同类问题统一解决',
  expireReferral: '转办超时未接收，交督办裁定',
  escalate: '期限提醒',
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

export const complexityWords: Record<Complexity, string> = { general: '一般', complex: '复杂', especially_complex: '特别复杂' };

export const referralStateWords: Record<ReferralState, string> = {
  pending: '等待接收',
  with_supervisor: '督办裁定中',
  accepted: '已接收',
  returned: '已退回',
  directed: '督办已裁定',
  dropped: '已取消',
};

/** A referral or a question on the timeline. */
export const referralText = {
  to: (unit: string, reason: string) => `${unit}：${reason}`,
  toSupervisor: (unit: string, reason: string) => `拟转${unit}，交督办裁定：${reason}`,
  expired: (unit: string) => `${unit}在 4 个工作小时内没有接收`,
};

/** A step of the ladder on the timeline. */
export const escalationText = (level: string, name: string, kind: string, overdue: boolean) =>
  `${kind}${overdue ? '已超期' : '快到期'}，已提醒${level}${name}`;

export const ladderLevelWords: Record<LadderLevel, string> = {
  owner: '承办人',
  unit_head: '单位负责人',
  supervisor: '督办人员',
  leader: '分管领导',
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

/** Instead of a date while the clock is paused; the reason stands in the explanation and on the timeline. */
export const pausedText = '暂停计时，恢复后给出新的日期';

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
