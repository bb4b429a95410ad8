import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { checkedTexts, holdReasons, textStates } from '../../shared/rules/text-check';
import { instant, quoted } from './columns';
import { person } from './people';

/** K4: whether words that others read may be shown. They stand where they were written; here is what was found about them. */
export const textCheck = pgTable(
  'text_check',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    /** The request, return visit or entry that they belong to. */
    subjectId: text('subject_id').notNull(),
    /** Of a request: the event that they came with; else 0. */
    seq: integer('seq').notNull(),
    authorId: text('author_id')
      .notNull()
      .references(() => person.id),
    state: text('state').notNull(),
    /** Why they were held; it stays when they are decided on. */
    reason: text('reason'),
    /** WeChat's label, and the number by which WeChat knows the check. */
    label: integer('label'),
    traceId: text('trace_id'),
    tries: smallint('tries').notNull(),
    /** When they are checked next; while a try is on, when another may follow it. */
    dueAt: instant('due_at').notNull(),
    createdAt: instant('created_at').notNull(),
    decidedBy: text('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    /** To the author, when refused. */
    answer: text('answer'),
  },
  (t) => [
    check('text_check_kind', sql`${t.kind} in (${sql.raw(quoted(checkedTexts))})`),
    check('text_check_state', sql`${t.state} in (${sql.raw(quoted(textStates))})`),
    check('text_check_reason', sql`${t.reason} in (${sql.raw(quoted(holdReasons))})`),
    check('text_check_held_because', sql`(${t.state} in ('held', 'approved', 'refused')) = (${t.reason} is not null)`),
    check('text_check_decided', sql`(${t.state} in ('approved', 'refused')) = (${t.decidedAt} is not null and ${t.decidedBy} is not null)`),
    uniqueIndex('text_check_subject').on(t.subjectId, t.seq),
    index('text_check_due').on(t.dueAt).where(sql`${t.state} = 'waiting'`),
    index('text_check_held').on(t.createdAt).where(sql`${t.state} = 'held'`),
  ],
);
