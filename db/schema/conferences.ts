import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { ladderLevels } from '../../shared/rules/case-ladder';
import { attendances, conferenceStatuses } from '../../shared/rules/conference-flow';
import { taskOrigins, taskStates } from '../../shared/rules/task-flow';
import { serviceCase } from './cases';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** A case conference (一事一议, D8). Its steps stand on the timeline of the case. */
export const caseConference = pgTable(
  'case_conference',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    convenedBy: text('convened_by')
      .notNull()
      .references(() => person.id),
    convenedAt: instant('convened_at').notNull(),
    startsAt: instant('starts_at').notNull(),
    place: text('place').notNull(),
    questions: text('questions').notNull(),
    status: text('status').notNull(),
    /** For the units; the requester reads `outward` only. */
    decision: text('decision'),
    outward: text('outward'),
    endedBy: text('ended_by').references(() => person.id),
    endedAt: instant('ended_at'),
    /** Why it was cancelled; null when its case ended. */
    cancelReason: text('cancel_reason'),
  },
  (t) => [
    check('case_conference_status', sql`${t.status} in (${sql.raw(quoted(conferenceStatuses))})`),
    check('case_conference_decided_whole', sql`(${t.status} = 'decided') = (${t.decision} is not null and ${t.outward} is not null)`),
    check('case_conference_ended', sql`(${t.status} = 'convened') = (${t.endedAt} is null)`),
    uniqueIndex('case_conference_one_convened').on(t.caseId).where(sql`${t.status} = 'convened'`),
    index('case_conference_case').on(t.caseId, t.convenedAt),
  ],
);

/** A unit that is invited: whether it comes, what it thinks, whether it came. */
export const conferenceUnit = pgTable(
  'conference_unit',
  {
    conferenceId: text('conference_id')
      .notNull()
      .references(() => caseConference.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    attendance: text('attendance').notNull().default('invited'),
    attended: boolean('attended'),
    opinion: text('opinion'),
    opinionBy: text('opinion_by').references(() => person.id),
    opinionAt: instant('opinion_at'),
  },
  (t) => [
    primaryKey({ columns: [t.conferenceId, t.unitId] }),
    check('conference_unit_attendance', sql`${t.attendance} in (${sql.raw(quoted(attendances))})`),
    check(
      'conference_unit_opinion_whole',
      sql`(${t.opinion} is null) = (${t.opinionAt} is null) and (${t.opinion} is null) = (${t.opinionBy} is null)`,
    ),
  ],
);

/** A task on a case: who does what until when. It is warned of as clocks are (D6). */
export const caseTask = pgTable(
  'case_task',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    origin: text('origin').notNull(),
    conferenceId: text('conference_id').references(() => caseConference.id),
    what: text('what').notNull(),
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    /** The owner's unit: its head is the next level of the ladder. */
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    givenBy: text('given_by').references(() => person.id),
    givenAt: instant('given_at').notNull(),
    dueAt: instant('due_at').notNull(),
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    state: text('state').notNull(),
    result: text('result'),
    endedBy: text('ended_by').references(() => person.id),
    endedAt: instant('ended_at'),
    warned: text('warned'),
    warnAt: instant('warn_at'),
  },
  (t) => [
    check('case_task_state', sql`${t.state} in (${sql.raw(quoted(taskStates))})`),
    check('case_task_origin', sql`${t.origin} in (${sql.raw(quoted(taskOrigins))})`),
    check('case_task_of_conference', sql`(${t.origin} = 'conference') = (${t.conferenceId} is not null)`),
    check('case_task_done_whole', sql`(${t.state} = 'done') = (${t.result} is not null)`),
    check('case_task_ended', sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
    check('case_task_warned', sql`${t.warned} in (${sql.raw(quoted(ladderLevels))})`),
    check('case_task_warns_open', sql`${t.state} = 'open' or ${t.warnAt} is null`),
    index('case_task_case').on(t.caseId),
    index('case_task_owner_open').on(t.ownerId, t.dueAt, t.id).where(sql`${t.state} = 'open'`),
    index('case_task_unit_open').on(t.unitId, t.dueAt, t.id).where(sql`${t.state} = 'open'`),
    index('case_task_warn').on(t.warnAt).where(sql`${t.warnAt} is not null`),
  ],
);
