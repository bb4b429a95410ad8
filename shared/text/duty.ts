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

const shiftsText = (shifts: readonly ShiftOn[], today: string) => shifts.map((one) => shiftText(one, today)).join('、');

/** Lines of the history. */
export const dutyHistoryText = {
  contact: ({ phone, hours, named, standing }: { phone: string; hours: string; named: boolean; standing: string | null }) =>
    `电话 ${phone}，时间 ${hours}，固定值班 ${standing ?? '无，由上级单位值班'}，${named ? '对外公布姓名' : '对外不公布姓名'}`,
  assign: (name: string, shifts: readonly ShiftOn[], today: string) => `${name}：${shiftsText(shifts, today)}`,
  free: (shifts: readonly ShiftOn[], today: string) => shiftsText(shifts, today),
} as const;
