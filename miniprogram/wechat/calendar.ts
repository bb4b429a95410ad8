import Taro from '@tarojs/taro';
import type { CalendarEntry } from '../../shared/rules/calendar-file';
import { agreedToPrivacy } from './privacy';

/** Puts an appointment in the phone's calendar with an alarm before it (C15). False when it is not allowed. */
export async function addToCalendar({ title, place, note, startsAt, endsAt, remindMinutes }: CalendarEntry): Promise<boolean> {
  if (!(await agreedToPrivacy())) return false;
  try {
    await new Promise<void>((resolve, reject) => {
      Taro.addPhoneCalendar({
        title,
        location: place,
        description: note,
        startTime: Math.floor(Date.parse(startsAt) / 1000),
        // The type says string; WeChat's reference and old clients take seconds in letters.
        endTime: String(Math.floor(Date.parse(endsAt) / 1000)),
        alarm: true,
        alarmOffset: remindMinutes * 60,
        success: () => resolve(),
        fail: reject,
      });
    });
    return true;
  } catch {
    return false;
  }
}
