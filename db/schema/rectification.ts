import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { openRectificationStatuses, rectificationStatuses } from '../../shared/rules/rectification-flow';
import { serviceCase } from './cases';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** A hidden danger of a case, and how it is put right (D13). Its photos are those of the entries whose numbers it keeps. */
export const rectification = pgTable(
  'rectification',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    status: text('status').notNull(),
    hazard: text('hazard').notNull(),
    place: text('place').notNull(),
    orderedBy: text('ordered_by')
      .notNull()
      .references(() => person.id),
    orderedAt: instant('ordered_at').notNull(),
    orderedSeq: integer('ordered_seq').notNull(),
    dueAt: instant('due_at').notNull(),
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    /** Told once that the date has passed. */
    warnedAt: instant('warned_at'),
    timesReturned: smallint('times_returned').notNull().default(0),
    reportedBy: text('reported_by').references(() => person.id),
    reportedAt: instant('reported_at'),
    reportedSeq: integer('reported_seq'),
    report: text('report'),
    endedBy: text('ended_by').references(() => person.id),
    endedAt: instant('ended_at'),
    /** What the last re-check found, or why it was cancelled. */
    finding: text('finding'),
  },
  (t) => [
    check('rectification_status', sql`${t.status} in (${sql.raw(quoted(rectificationStatuses))})`),
    check(
      'rectification_reported_whole',
      sql`${t.status} not in ('reported', 'passed') or (${t.reportedBy} is not null and ${t.reportedSeq} is not null)`,
    ),
    check('rectification_ended_whole', sql`(${t.status} in ('passed', 'cancelled')) = (${t.endedAt} is not null and ${t.endedBy} is not null)`),
    // D13: the re-check is somebody else's.
    check('rectification_not_own', sql`${t.status} <> 'passed' or ${t.endedBy} <> ${t.reportedBy}`),
    index('rectification_case').on(t.caseId),
    index('rectification_open')
      .on(t.dueAt)
      .where(sql`${t.status} in (${sql.raw(quoted(openRectificationStatuses))})`),
    index('rectification_passed').on(t.endedAt).where(sql`${t.status} = 'passed'`),
  ],
);
