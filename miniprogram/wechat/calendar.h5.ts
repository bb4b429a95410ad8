import { calendarFile, type CalendarEntry } from '../../shared/rules/calendar-file';
import { serviceInstant } from '../clock';

/** Gives the appointment as an iCalendar file, which every calendar opens. */
export function addToCalendar(entry: CalendarEntry): Promise<boolean> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([calendarFile(entry, serviceInstant())], { type: 'text/calendar' }));
  link.download = 'appointment.ics';
  link.click();
  URL.revokeObjectURL(link.href);
  return Promise.resolve(true);
}
