import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { extraOutcomes, extraReasons } from '../../shared/rules/extra-material';
import { appointment } from './appointments';
import { instant, quoted } from './columns';
import { person } from './people';

/** B8: what a window asked for beyond the frozen list, with its reason: an entry for the owner of the item to settle. */
export const extraMaterial = pgTable(
  'extra_material',
  {
    id: text('id').primaryKey(),
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    name: text('name').notNull(),
    reason: text('reason').notNull(),
    words: text('words').notNull(),
    askedBy: text('asked_by')
      .notNull()
      .references(() => person.id),
    askedAt: instant('asked_at').notNull(),
    outcome: text('outcome'),
    reply: text('reply'),
    settledBy: text('settled_by').references(() => person.id),
    settledAt: instant('settled_at'),
  },
  (t) => [
    uniqueIndex('extra_material_once').on(t.appointmentId, t.name),
    index('extra_material_open').on(t.askedAt).where(sql`${t.outcome} is null`),
    check('extra_material_reason', sql`${t.reason} in (${sql.raw(quoted(extraReasons))})`),
    check('extra_material_outcome', sql`${t.outcome} in (${sql.raw(quoted(extraOutcomes))})`),
    check(
      'extra_material_settled_whole',
      sql`(${t.outcome} is null) = (${t.settledAt} is null) and (${t.outcome} is null) = (${t.reply} is null) and (${t.outcome} is null) = (${t.settledBy} is null)`,
    ),
  ],
);
