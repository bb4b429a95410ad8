import type { DutyEvent, DutyShift, ShiftOn } from '../rules/duty';
import { dutyBegins } from '../rules/duty';
import { dateText } from './when';

/** A7: shifts of the contact channels. */
export const dutyShiftWords: Record<DutyShift, string> = { day: '白班', night: '夜班' };

export const dutyHoursText: Record<DutyShift, string> = {
  day: `${dutyBegins.day}–${dutyBegins.night}`,
  night: `${dutyBegins.night}–次日 ${dutyBegins.day}`,
};

export const dutyEventWords: Record<DutyEvent, string> = { contact: '更改电话、时间或固定值班', assign: '排班', free: '撤下排班' };

/** `11月27日 周五 夜班`. */
export const shiftText = ({ day, shift }: ShiftOn, today?: string): string => `${dateText(day, today)} ${dutyShiftWords[shift]}`;

/** In one line of a notice: `11月27日 周五 夜班等 3 个班`. */
export const fewShiftsText = (shifts: readonly ShiftOn[], today: string): string => {
  const [first] = shifts;
  if (!first) return '';
  return shifts.length === 1 ? shiftText(first, today) : `${shiftText(first, today)}等 ${shifts.length} 个班`;
};

/** What a standing duty person has. */
export const standingDutyText = '没有排班的时间';

const shiftsText = (shifts: readonly ShiftOn[], today: string) => shifts.map((one) => shiftText(one, today)).join('、');

/** Lines of the history. */
export const dutyHistoryText = {
  contact: ({ phone, hours, named, standing }: { phone: string; hours: string; named: boolean; standing: string | null }) =>
    `电话 ${phone}，时间 ${hours}，固定值班 ${standing ?? '无，由上级单位值班'}，${named ? '对外公布姓名' : '对外不公布姓名'}`,
  assign: (name: string, shifts: readonly ShiftOn[], today: string) => `${name}：${shiftsText(shifts, today)}`,
  free: (shifts: readonly ShiftOn[], today: string) => shiftsText(shifts, today),
} as const;
