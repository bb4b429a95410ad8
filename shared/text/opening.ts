import type { OpeningProblem } from '../rules/calendar-change';
import { type DayNote, type HallCalendar, type OpenDay, type OpeningFrame, type OpeningPattern, patternOn } from '../rules/opening';

const dayNotes: Record<DayNote, string> = {
  holiday: '法定节假日，不开放',
  makeup: '调休上班日，照常开放',
  special: '当天时间有调整',
  closed: '临时停办',
  no_opening: '不开放',
  calendar_unknown: '放假安排尚未公布，暂不放号',
};

/** The reason told to people whose slot is no longer in the hours of the city's files. */
export const openingChanged = '大厅开放时间有调整';

/** What is wrong with hours, and what to do. */
export const openingProblemWords: Record<OpeningProblem, string> = {
  frame_backwards: '有一段的结束时间不晚于开始时间，请改时间。',
  frame_too_short: '有一段不够一个时段的长度，请延长，或缩短时段。',
  frames_overlap: '有两段时间重叠，请改成前后相接。',
  more_staff_than_counters: '有一段的窗口数多于大厅的窗口，请减少。',
  shares_empty: '各类号源的比例都是零，请至少给公众留一份。',
};

const dayNames = ['一', '二', '三', '四', '五', '六', '日'];

/** 周四 or 周二、周四; empty for a frame of every day of its list. */
export const frameDays = ({ on }: OpeningFrame): string => (on ? `周${on.map((day) => dayNames[day - 1]).join('、')}` : '');

export const frameText = (frame: OpeningFrame): string => `${frame.from}–${frame.to}`;

/** 周一至周五 09:00–12:00、13:30–17:00, one line for weekdays, one for weekends, one for each frame of some days only. */
export function openingLines(pattern: OpeningPattern): string[] {
  const frames = (list: OpeningFrame[]) =>
    list
      .filter((frame) => !frame.on)
      .map((frame) => `${frame.afterHours ? '延时' : ''}${frameText(frame)}`)
      .join('、');
  const some = [...pattern.weekday, ...pattern.weekend].filter((frame) => frame.on);
  return [
    `周一至周五 ${frames(pattern.weekday) || '不开放'}`,
    `周六、周日 ${frames(pattern.weekend) || '不开放'}`,
    ...some.map((frame) => `${frameDays(frame)} ${frame.afterHours ? '延时服务 ' : ''}${frameText(frame)}`),
    '法定节假日不开放，调休上班日按工作日开放',
  ];
}

/** The hours of the pattern that holds on a day; no lines for a hall without one. */
export function hoursOn(hall: HallCalendar | undefined, date: string): string[] {
  const pattern = hall ? patternOn(hall, date) : null;
  return pattern ? openingLines(pattern) : [];
}

/** Why a day is shut or special, with the holiday's name or the reason people are told; null for an ordinary day. */
export function dayNoteText(hall: HallCalendar, { note, holiday, date }: OpenDay): string | null {
  const reason = [...hall.closures, ...hall.exceptions].find((one) => one.date === date)?.reason;
  if (note) return [dayNotes[note], holiday ?? reason].filter(Boolean).join('：');
  const part = hall.closures.find((one) => one.date === date);
  return part ? `${part.from ?? '00:00'}–${part.to ?? '24:00'} ${dayNotes.closed}：${part.reason}` : null;
}
