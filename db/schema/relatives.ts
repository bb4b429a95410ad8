import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { consentGivers, relations } from '../../shared/rules/relatives';
import { instant, quoted } from './columns';
import { person } from './people';

/** A4: whom a person books for. A row that has ended stays as the record of the consent. */
export const relative = pgTable(
  'relative',
  {
    id: text('id').primaryKey(),
    /** Who books. */
    holderId: text('holder_id')
      .notNull()
      .references(() => person.id),
    /** The relative. */
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    relation: text('relation').notNull(),
    consentVersion: text('consent_version').notNull(),
    consentBy: text('consent_by').notNull(),
    consentedAt: instant('consented_at').notNull(),
    endedAt: instant('ended_at'),
    /** The person who booked, or the relative. */
    endedBy: text('ended_by').references(() => person.id),
  },
  (t) => [
    check('relative_relation', sql`${t.relation} in (${sql.raw(quoted(relations))})`),
    check('relative_consent_by', sql`${t.consentBy} in (${sql.raw(quoted(consentGivers))})`),
    check('relative_other', sql`${t.holderId} <> ${t.personId}`),
    check('relative_ended_whole', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    uniqueIndex('relative_once').on(t.holderId, t.personId).where(sql`${t.endedAt} is null`),
    index('relative_person').on(t.personId).where(sql`${t.endedAt} is null`),
  ],
);
