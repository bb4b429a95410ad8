import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Checklist } from '../../shared/rules/checklist';
import type { SearchEntry } from '../../shared/rules/search';
import type { ServiceItem } from '../../shared/rules/service-item';
import { instant } from './columns';
import { person } from './people';

/** One row per item and version; the content is the validated data file (B1). */
export const serviceItem = pgTable(
  'service_item',
  {
    code: text('code').notNull(),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    name: text('name').notNull(),
    category: text('category').notNull(),
    branch: text('branch').notNull(),
    minutesAtWindow: integer('minutes_at_window').notNull(),
    content: jsonb('content').$type<ServiceItem>().notNull(),
    /** Precomputed search keys: words, pinyin, initials, synonyms, life events. */
    searchKeys: jsonb('search_keys').$type<SearchEntry>().notNull(),
    digest: text('digest').notNull(),
  },
  (t) => [primaryKey({ columns: [t.code, t.version] }), index('service_item_effective').on(t.code, t.effectiveFrom)],
);

/** B8: frozen with the version of the rules; found by its short code. */
export const checklist = pgTable(
  'checklist',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull(),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    itemName: text('item_name').notNull(),
    /** False when the answers led to a refusal: nothing to book. */
    bookable: boolean('bookable').notNull(),
    /** Halls that take this situation; booking checks it without opening the content. */
    hallIds: text('hall_ids').array().notNull(),
    /** Null while the person has not signed in: browsing and the guide need no sign-in (A1). */
    personId: text('person_id').references(() => person.id),
    answers: jsonb('answers').$type<{ question: string; questionText: string; answerText: string }[]>().notNull(),
    content: jsonb('content').$type<Checklist>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [uniqueIndex('checklist_code').on(t.code), index('checklist_person').on(t.personId).where(sql`${t.personId} is not null`)],
);
