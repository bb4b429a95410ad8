import type { Day } from '../rules/shanghai';
import type { Deadline, TimeStep } from '../rules/work-time';
import { dateText, whenText } from './when';

function span(from: Day, to: Day): string {
  return from === to ? dateText(from) : `${dateText(from)}至${dateText(to)}`;
}

function rest(kind: 'weekend' | 'holiday', name: string | null): string {
  return kind === 'weekend' ? '周末' : `${name ?? '节'}假期`;
}

/** One line of “为什么是这一天”. */
export function explainStep(step: TimeStep): string {
  switch (step.kind) {
    case 'received':
      return `${dateText(step.date)} ${step.clock} 收到。`;
    case 'received_on_rest_day':
      return `${dateText(step.date)}是${rest(step.restKind, step.name)}，视为下一个工作日 ${dateText(step.countsFrom)}收到。`;
    case 'receipt_not_counted':
      return `收到当日（${dateText(step.date)}）不计入。`;
    case 'counted': {
      const number = step.first === step.last ? `第 ${step.first} 个` : `第 ${step.first} 至 ${step.last} 个`;
      const makeup = step.makeup.map((day) => `${dateText(day.date)}为${day.name ?? ''}调休上班日，计入`).join('；');
      return `${span(step.from, step.to)}：${number}工作日${makeup ? `（${makeup}）` : ''}。`;
    }
    case 'skipped':
      return `${span(step.from, step.to)}：${rest(step.restKind, step.name)}，不计入。`;
    case 'paused':
      return `${span(step.from, step.to)}：暂停（${step.reason}），不计入。`;
    case 'paused_clock':
      return `${whenText(step.from)}至${whenText(step.to)}：暂停（${step.reason}），不计入。`;
    case 'worked_frame':
      return `${dateText(step.date)} ${step.from}–${step.to}：计 ${minutesText(step.minutes)}，还剩 ${minutesText(step.left)}。`;
    case 'clock_hours':
      return `按钟点计 ${step.hours} 小时，夜间和节假日照常计入。`;
    case 'months':
      return `按月计 ${step.months} 个月，到期为${step.dayExists ? '对应日' : '当月最后一日（没有对应日）'}。`;
    case 'set_day':
      return `由单位负责人确定为 ${dateText(step.date)}。`;
    case 'extended':
      return `经批准延长 ${step.days} 个工作日：`;
    case 'due':
      return `因此期限为 ${dateText(step.date)} ${step.clock}。`;
    case 'calendar_begins':
      return `工作日历自 ${step.from} 起，更早的日期不能计算。`;
    case 'calendar_ends':
      return `工作日历只到 ${step.until}，之后的放假安排尚未公布，暂不能给出日期。`;
    case 'still_paused':
      return `自 ${dateText(step.since)}起暂停（${step.reason}），恢复后重新给出日期。`;
  }
}

/** Every line of the explanation of a limit. */
export function explainDeadline(deadline: Deadline): string[] {
  return deadline.steps.map(explainStep);
}

function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}
