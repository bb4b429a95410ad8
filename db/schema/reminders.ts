import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { reminderKinds } from '../../shared/rules/reminders';
import { appointment } from './appointments';
import { instant, quoted } from './columns';

/** C15: what a person was reminded of, once each; an appointment that moves to another slot is reminded of anew. */
export const appointmentReminder = pgTable(
  'appointment_reminder',
  {
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    slotId: text('slot_id').notNull(),
    kind: text('kind').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.appointmentId, t.slotId, t.kind] }),
    check('appointment_reminder_kind', sql`${t.kind} in (${sql.raw(quoted(reminderKinds))})`),
  ],
);
