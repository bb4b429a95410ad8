import type { Instant } from './shanghai';

/** An appointment for a calendar; `id` is the same after it is moved, so that the calendar changes its entry instead of keeping two. */
export type CalendarEntry = { id: string; title: string; place: string; note: string; startsAt: Instant; endsAt: Instant; remindMinutes: number };

const stamp = (instant: string) => instant.replace(/[-:]/g, '').replace(/\.\d+/, '');
const escaped = (text: string) => text.replace(/([\\;,])/g, '\\$1').replace(/\n/g, '\\n');
/** RFC 5545, 3.1: no line is longer than 75 octets. A Chinese character has three of them. */
const folded = (line: string) => line.replace(/.{24}(?=.)/gu, '$&\r\n ');

/** The entry as an iCalendar file (RFC 5545) with an alarm so many minutes before (C15). `now`: when the file is made. */
export function calendarFile({ id, title, place, note, startsAt, endsAt, remindMinutes }: CalendarEntry, now: Instant): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//OneWindow//appointment//ZH',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@onewindow`,
    `DTSTAMP:${stamp(now)}`,
    `SEQUENCE:${Math.floor(Date.parse(now) / 1000) % 2_000_000_000}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(note)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-PT${remindMinutes}M`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}
