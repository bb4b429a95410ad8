import { type Database, type Db, poolOf } from '../db/client';
import { readCalendar } from '../db/queries/calendar';
import { type WorkCalendar, workCalendar } from '../shared/rules/work-calendar';

const freshMs = 60_000;
const kept = new WeakMap<Database, { calendar: Promise<WorkCalendar>; readAt: number }>();

/** The work calendar, read at most once a minute per database: it changes once a year, in the autumn notice. Inside a transaction, `through` it. */
export function currentCalendar(database: Database, through: Db = database): Promise<WorkCalendar> {
  const known = kept.get(poolOf(database));
  if (known && performance.now() - known.readAt < freshMs) return known.calendar;
  const calendar = readCalendar(through).then(workCalendar);
  calendar.catch(() => kept.delete(poolOf(database)));
  kept.set(poolOf(database), { calendar, readAt: performance.now() });
  return calendar;
}
