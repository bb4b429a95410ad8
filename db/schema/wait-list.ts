import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { waitStatuses } from '../../shared/rules/wait-list';
import { instant, quoted } from './columns';
import { hall } from './organisation';
import { person } from './people';

/** C7: who waits for a place of a hall's day, in the order of `lot` and then of `number` (ADR 0030). An offer is a hold of places whose holder is the entry. */
export const waitEntry = pgTable(
  'wait_entry',
  {
    id: text('id').primaryKey(),
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    /** Who joined for this relative (A4); null: the person. */
    joinedBy: text('joined_by').references(() => person.id),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    day: date('day', { mode: 'string' }).notNull(),
    checklistCode: text('checklist_code').notNull(),
    /** Slots that begin from here and before there suit; the whole day when both are null. */
    fromAt: instant('from_at'),
    untilAt: instant('until_at'),
    status: text('status').notNull(),
    slotId: text('slot_id'),
    holdId: text('hold_id'),
    offeredUntil: instant('offered_until'),
    joinedAt: instant('joined_at').notNull(),
    /** The lot of who joined before anything of the day was given out: they stand first, by it. Null: joined later, in order of joining. */
    lot: integer('lot'),
  },
  (t) => [
    check('wait_entry_status', sql`${t.status} in (${sql.raw(quoted(waitStatuses))})`),
    check(
      'wait_entry_offer_whole',
      sql`(${t.holdId} is null) = (${t.offeredUntil} is null) and (${t.holdId} is null) = (${t.slotId} is null) and (${t.status} <> 'offered' or ${t.holdId} is not null)`,
    ),
    uniqueIndex('wait_entry_once_a_day').on(t.personId, t.hallId, t.day).where(sql`${t.status} in ('waiting', 'offered')`),
    check('wait_entry_lot', sql`${t.lot} >= 0`),
    index('wait_entry_line').on(t.hallId, t.day, t.lot, t.number).where(sql`${t.status} in ('waiting', 'offered')`),
    index('wait_entry_person').on(t.personId, t.joinedAt),
    index('wait_entry_joined_by').on(t.joinedBy, t.joinedAt).where(sql`${t.joinedBy} is not null`),
  ],
);
