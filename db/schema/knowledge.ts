import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { type KnowledgeEntry, knowledgeOrigins } from '../../shared/rules/knowledge';
import type { SearchEntry } from '../../shared/rules/search';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** F1, F3: the answer base. Entries of the files are rewritten by loading them; what was made of an answer is edited by its owner. */
export const knowledgeEntry = pgTable(
  'knowledge_entry',
  {
    code: text('code').primaryKey(),
    question: text('question').notNull(),
    phrasings: jsonb('phrasings').$type<string[]>().notNull(),
    answer: text('answer').notNull(),
    items: jsonb('items').$type<string[]>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    /** Who looks at it again when its review date comes; the head of the unit where there is nobody. */
    ownerId: text('owner_id').references(() => person.id),
    reviewOn: date('review_on', { mode: 'string' }).notNull(),
    source: text('source').notNull(),
    verify: jsonb('verify').$type<KnowledgeEntry['verify']>().notNull(),
    origin: text('origin').notNull(),
    searchKeys: jsonb('search_keys').$type<SearchEntry>().notNull(),
    /** Of the file's entry; null for one made of an answer. */
    digest: text('digest'),
    updatedAt: instant('updated_at').notNull(),
    /** Counts its changes, so that two within a millisecond are told apart. */
    revision: integer('revision').notNull().default(1),
    /** The review date of which its owner was reminded. */
    remindedFor: date('reminded_for', { mode: 'string' }),
  },
  (t) => [
    check('knowledge_entry_origin', sql`${t.origin} in (${sql.raw(quoted(knowledgeOrigins))})`),
    check('knowledge_entry_digest', sql`(${t.origin} = 'content') = (${t.digest} is not null)`),
    index('knowledge_entry_review').on(t.reviewOn),
  ],
);
