import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns';
import { checklist } from './catalogue';
import { person } from './people';

/** B10: what a person filled in for a checklist before the visit. All values are one sealed text, bound to this row (K1). */
export const checklistForm = pgTable(
  'checklist_form',
  {
    checklistId: text('checklist_id')
      .notNull()
      .references(() => checklist.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    state: text('state').notNull(),
    contentSealed: bytes('content_sealed').notNull(),
    /** Counts the writes: a phone says which one it has seen, so that a newer draft of another phone is noticed. */
    version: integer('version').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** The checklist's own end; the sweep forgets by it. */
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.checklistId, t.personId] }),
    check('checklist_form_state', sql`${t.state} in ('draft', 'filled')`),
    index('checklist_form_expiry').on(t.expiresAt),
  ],
);
