import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { hall } from './organisation';
import { person } from './people';

/** Minutes of a visit before, against which a hall's figures are shown (C14). The last one counts; earlier ones stay with who entered them and why. */
export const hallBaseline = pgTable(
  'hall_baseline',
  {
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    seq: integer('seq').notNull(),
    visitMinutes: real('visit_minutes').notNull(),
    reason: text('reason').notNull(),
    enteredBy: text('entered_by')
      .notNull()
      .references(() => person.id),
    enteredAt: instant('entered_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hallId, t.seq] }), check('hall_baseline_positive', sql`${t.visitMinutes} > 0`)],
);
