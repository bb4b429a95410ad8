import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, primaryKey, real, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { systemicStatuses } from '../../shared/rules/systemic-flow';
import { serviceCase } from './cases';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** Requests that are alike (D12), as the job has grouped them so far; a request like no other is a group of its own. */
export const problemGroup = pgTable(
  'problem_group',
  {
    id: text('id').primaryKey(),
    requests: integer('requests').notNull(),
    latestAt: instant('latest_at').notNull(),
  },
  (t) => [index('problem_group_latest').on(t.latestAt)],
);

/** A request on its way into a group: written with the case, taken up by the job. */
export const problemRequest = pgTable(
  'problem_request',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => serviceCase.id),
    filedAt: instant('filed_at').notNull(),
    groupId: text('group_id').references(() => problemGroup.id),
  },
  (t) => [index('problem_request_waiting').on(t.filedAt, t.caseId).where(sql`${t.groupId} is null`), index('problem_request_group').on(t.groupId)],
);

/** The weighted words of a grouped request. */
export const problemWord = pgTable(
  'problem_word',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => problemRequest.caseId, { onDelete: 'cascade' }),
    word: text('word').notNull(),
    weight: real('weight').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.word] }), index('problem_word_word').on(t.word)],
);

/** How many requests had a word; the empty word counts them all. */
export const problemRarity = pgTable('problem_rarity', { word: text('word').primaryKey(), requests: integer('requests').notNull() });

/** How alike two requests are, in both directions. */
export const problemLikeness = pgTable(
  'problem_likeness',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => problemRequest.caseId, { onDelete: 'cascade' }),
    otherId: text('other_id')
      .notNull()
      .references(() => problemRequest.caseId, { onDelete: 'cascade' }),
    likeness: real('likeness').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.otherId] }), index('problem_likeness_other').on(t.otherId)],
);

/** A common problem with an owner and a date: solved once, told to everyone who asked. */
export const systemicIssue = pgTable(
  'systemic_issue',
  {
    id: text('id').primaryKey(),
    /** Where others like it are found; null once that group is forgotten. */
    groupId: text('group_id').references(() => problemGroup.id, { onDelete: 'set null' }),
    title: text('title').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    day: date('day', { mode: 'string' }).notNull(),
    status: text('status').notNull(),
    openedBy: text('opened_by')
      .notNull()
      .references(() => person.id),
    openedAt: instant('opened_at').notNull(),
    endedBy: text('ended_by').references(() => person.id),
    endedAt: instant('ended_at'),
    /** How it was solved, or why it was dropped. */
    endText: text('end_text'),
  },
  (t) => [
    check('systemic_issue_status', sql`${t.status} in (${sql.raw(quoted(systemicStatuses))})`),
    check('systemic_issue_ended_whole', sql`(${t.status} = 'open') = (${t.endedAt} is null) and (${t.endedAt} is null) = (${t.endText} is null)`),
    uniqueIndex('systemic_issue_one_open').on(t.groupId).where(sql`${t.status} = 'open'`),
    index('systemic_issue_opened').on(t.openedAt),
    index('systemic_issue_owner').on(t.ownerId),
  ],
);

/** The requests of an issue. A row with `takenOutAt` is out of it and is not suggested again. */
export const systemicCase = pgTable(
  'systemic_case',
  {
    issueId: text('issue_id')
      .notNull()
      .references(() => systemicIssue.id),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    addedBy: text('added_by')
      .notNull()
      .references(() => person.id),
    addedAt: instant('added_at').notNull(),
    takenOutAt: instant('taken_out_at'),
    /** When requester and owner were told that it is solved. */
    toldAt: instant('told_at'),
  },
  (t) => [
    primaryKey({ columns: [t.issueId, t.caseId] }),
    // A request is part of one issue only.
    uniqueIndex('systemic_case_one').on(t.caseId).where(sql`${t.takenOutAt} is null`),
    index('systemic_case_untold').on(t.issueId).where(sql`${t.toldAt} is null and ${t.takenOutAt} is null`),
  ],
);
