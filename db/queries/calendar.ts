import type { CalendarException, WorkCalendarData } from '../../shared/rules/work-calendar';
import type { Db } from '../client';

/** The work calendar as loaded: the years known and their exceptions. */
export async function readCalendar(db: Db): Promise<WorkCalendarData> {
  const years = await db<WorkCalendarData['years']>`select year, source from work_calendar_year order by year`;
  const exceptions = await db<CalendarException[]>`select day as date, kind, name from work_calendar_day order by day`;
  return { years: [...years], exceptions: [...exceptions] };
}
