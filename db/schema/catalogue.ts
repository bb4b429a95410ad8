import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Checklist } from '../../shared/rules/checklist';
import type { ChecklistChange } from '../../shared/rules/checklist-change';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import type { SearchEntry } from '../../shared/rules/search';
import type { CatalogueStep } from '../../shared/rules/catalogue-plan';
import type { ServiceItem } from '../../shared/rules/service-item';
import type { GivenAnswers } from '../../shared/rules/interview-types';
import { instant } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** One row per item and version; the content is the validated data file (B1). */
export const serviceItem = pgTable(
  'service_item',
  {
    code: text('code').notNull(),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    /** The last day on which it is offered; null = until another version holds. Not part of the version: an item may be withdrawn at any time. */
    effectiveUntil: date('effective_until', { mode: 'string' }),
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
    /** At the window, as the interview came to: booking compares it with the slot (C6). */
    minutes: integer('minutes').notNull().default(0),
    /** Null while the person has not signed in: browsing and the guide need no sign-in (A1). */
    personId: text('person_id').references(() => person.id),
    answers: jsonb('answers').$type<{ question: string; questionText: string; answerText: string }[]>().notNull(),
    content: jsonb('content').$type<Checklist>().notNull(),
    /** The answers and facts behind it, so that other rules can be asked the same (B9). Null on lists made before they were kept. */
    given: jsonb('given').$type<GivenAnswers>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('checklist_code').on(t.code),
    index('checklist_person').on(t.personId).where(sql`${t.personId} is not null`),
    index('checklist_item').on(t.itemCode, t.expiresAt),
  ],
);

/** B9: what a later version of the rules makes of a frozen checklist; one row a list and version, so that it is looked at and told once. */
export const checklistChange = pgTable(
  'checklist_change',
  {
    checklistId: text('checklist_id')
      .notNull()
      .references(() => checklist.id),
    toVersion: integer('to_version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    /** Null: the result is the same, or cannot be told before something is answered. */
    change: jsonb('change').$type<ChecklistChange>(),
    /** The new rules ask something the person has not answered. */
    needsAnswers: boolean('needs_answers').notNull(),
    /** Null when there was nobody to tell: no change, or nobody signed in. */
    toldAt: instant('told_at'),
    foundAt: instant('found_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.checklistId, t.toVersion] })],
);

/** B1: every load of the catalogue: when, by whom, from what, and what it changed. */
export const catalogueLoad = pgTable('catalogue_load', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  loadedAt: instant('loaded_at').notNull(),
  loadedBy: text('loaded_by').notNull(),
  source: text('source').notNull(),
  digest: text('digest').notNull(),
  /** The lines of the plan that changed something or were left out. */
  changes: jsonb('changes').$type<CatalogueStep[]>().notNull(),
});

/** B11: a matter without a catalogue entry, owned by the workstation that takes it. */
export const procedureNotice = pgTable('procedure_notice', {
  code: text('code').primaryKey(),
  unitId: text('unit_id')
    .notNull()
    .references(() => unit.id),
  content: jsonb('content').$type<ProcedureNotice>().notNull(),
  searchKeys: jsonb('search_keys').$type<SearchEntry>().notNull(),
  digest: text('digest').notNull(),
});
