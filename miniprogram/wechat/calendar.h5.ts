import type { CalendarEntry } from './calendar';

const stamp = (instant: string) => instant.replace(/[-:]/g, '').replace(/\.\d+/, '');
const escaped = (text: string) => text.replace(/([\\;,])/g, '\\$1').replace(/\n/g, '\\n');

/** Gives the appointment as an iCalendar file (RFC 5545), which every calendar opens. */
export function addToCalendar({ title, place, note, startsAt, endsAt }: CalendarEntry): Promise<boolean> {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//OneWindow//appointment//ZH',
    'BEGIN:VEVENT',
    `UID:${stamp(startsAt)}-${encodeURIComponent(title)}`,
    `DTSTAMP:${stamp(startsAt)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(note)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    'TRIGGER:-PT2H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/calendar' }));
  link.download = 'appointment.ics';
  link.click();
  URL.revokeObjectURL(link.href);
  return Promise.resolve(true);
}
