import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { consentActs, consentPurposes } from '../../shared/rules/consents';
import { instant, quoted } from './columns';
import { person } from './people';

/** K5: what a person has agreed to and taken back. Rows are only added: the last of a purpose holds, by `position`. */
export const consent = pgTable(
  'consent',
  {
    id: text('id').primaryKey(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    purpose: text('purpose').notNull(),
    version: text('consent_version').notNull(),
    act: text('act').notNull(),
    /** The page on which it was tapped. */
    page: text('page').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    check('consent_purpose', sql`${t.purpose} in (${sql.raw(quoted(consentPurposes))})`),
    check('consent_act', sql`${t.act} in (${sql.raw(quoted(consentActs))})`),
    index('consent_person').on(t.personId, t.purpose, t.position),
  ],
);
