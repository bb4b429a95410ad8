import { shanghaiClock, shanghaiDay, weekday } from '../rules/shanghai';

const weekdayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const two = (number: number) => String(number).padStart(2, '0');

/** `2026-11-23` → `11月23日`; with the year when it is not the year of `today`. */
export function dayText(date: string, today?: string): string {
  const [year, month, day] = date.split('-').map(Number);
  const other = today && !today.startsWith(`${year}-`) ? `${year}年` : '';
  return `${other}${month}月${day}日`;
}

/** `2026-11-23` → `周一`. */
export function weekdayText(date: string): string {
  return weekdayNames[weekday(date)] ?? '';
}

/** `2026-11-23` → `11月23日 周一`. */
export const dateText = (date: string, today?: string): string => `${dayText(date, today)} ${weekdayText(date)}`;

/** An instant for people: `11月23日 周一 09:30`. */
export function whenText(instant: string, today?: string): string {
  return `${dateText(shanghaiDay(instant), today)} ${shanghaiClock(instant)}`;
}

/** Seconds as `9:05`; an hour or more as `1:09:05`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
