import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { rebookingEnds } from '../../shared/rules/rebooking';
import { appointment } from './appointments';
import { instant, quoted } from './columns';

/** C10: who was hit by a change of the calendar, what was offered, and how it ended. One at a time for each appointment. */
export const rebooking = pgTable(
  'rebooking',
  {
    id: text('id').primaryKey(),
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    hallId: text('hall_id').notNull(),
    fromSlotId: text('from_slot_id').notNull(),
    reason: text('reason').notNull(),
    createdAt: instant('created_at').notNull(),
    /** First slot of the offered places and the hold on them; null where nothing equal was free. */
    slotId: text('slot_id'),
    holdId: text('hold_id'),
    expiresAt: instant('expires_at'),
    /** When the person was told that the offer has lapsed. */
    lapsedAt: instant('lapsed_at'),
    endedAt: instant('ended_at'),
    ending: text('ending'),
  },
  (t) => [
    check('rebooking_offer_whole', sql`(${t.slotId} is null) = (${t.holdId} is null) and (${t.slotId} is null) = (${t.expiresAt} is null)`),
    check(
      'rebooking_ending',
      sql`${t.ending} in (${sql.raw(quoted(rebookingEnds))}) and (${t.ending} is null) = (${t.endedAt} is null) or ${t.endedAt} is null`,
    ),
    uniqueIndex('rebooking_one_open').on(t.appointmentId).where(sql`${t.endedAt} is null`),
    index('rebooking_hall').on(t.hallId, t.createdAt),
  ],
);
