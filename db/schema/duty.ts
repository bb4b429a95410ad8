import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dutyEvents, dutyShifts } from '../../shared/rules/duty';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** A7: who is on duty for a contact channel in a shift. A shift without a row is that of `unit.duty_person_id`. */
export const dutyShift = pgTable(
  'duty_shift',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    day: date('day', { mode: 'string' }).notNull(),
    shift: text('shift').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.unitId, t.day, t.shift] }),
    check('duty_shift_shift', sql`${t.shift} in (${sql.raw(quoted(dutyShifts))})`),
    index('duty_shift_person').on(t.personId, t.day),
  ],
);

/** Phone, hours and who is on duty change only together with an entry here; a trigger keeps entries as they are. */
export const dutyEvent = pgTable(
  'duty_event',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    actorId: text('actor_id')
      .notNull()
      .references(() => person.id),
    /** What it is from then on, in words. */
    text: text('text').notNull(),
  },
  (t) => [check('duty_event_action', sql`${t.action} in (${sql.raw(quoted(dutyEvents))})`), index('duty_event_unit').on(t.unitId, t.at)],
);
