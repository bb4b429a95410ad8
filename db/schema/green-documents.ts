import { sql } from 'drizzle-orm';
import { bigint, check, date, index, pgTable, text } from 'drizzle-orm/pg-core';
import { greenDocumentActions, greenDocumentKinds } from '../../shared/rules/green-ground';
import { instant, quoted } from './columns';
import { hall } from './organisation';
import { person } from './people';

/** C5: what officers wrote down of documents for the green channel, one row a step; `person.green_channel_until` changes only together with one. */
export const greenDocument = pgTable(
  'green_document',
  {
    id: text('id').primaryKey(),
    /** The order of what was written down. */
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    action: text('action').notNull(),
    kind: text('kind').notNull(),
    /** Last day on which the document holds. */
    until: date('until', { mode: 'string' }).notNull(),
    /** Why a step was taken back. */
    reason: text('reason'),
    actorId: text('actor_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
  },
  (t) => [
    check('green_document_action', sql`${t.action} in (${sql.raw(quoted(greenDocumentActions))})`),
    check('green_document_kind', sql`${t.kind} in (${sql.raw(quoted(greenDocumentKinds))})`),
    check('green_document_reason', sql`(${t.action} = 'withdraw') = (${t.reason} is not null)`),
    index('green_document_person').on(t.personId, t.number),
    index('green_document_hall').on(t.hallId, t.number),
  ],
);
