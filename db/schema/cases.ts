import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { clockKinds } from '../../shared/rules/case-clocks';
import { caseActions, caseCategories, caseChannels, caseOutcomes, caseStatuses } from '../../shared/rules/case-flow';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { enterprise, person } from './people';

/** A request (办件). `ownerId` is never null: the first receiver is responsible (D3). */
export const serviceCase = pgTable(
  'service_case',
  {
    id: text('id').primaryKey(),
    number: text('number').notNull().unique(),
    channel: text('channel').notNull(),
    category: text('category').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    place: text('place'),
    enterpriseId: text('enterprise_id').references(() => enterprise.id),
    requesterId: text('requester_id')
      .notNull()
      .references(() => person.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    liaisonId: text('liaison_id').references(() => person.id),
    status: text('status').notNull(),
    outcome: text('outcome'),
    outcomeText: text('outcome_text'),
    contactedAt: instant('contacted_at'),
    completedAt: instant('completed_at'),
    timesReopened: smallint('times_reopened').notNull().default(0),
    /** Order number at 12345 when it came from there. */
    externalNumber: text('external_number').unique(),
    filedAt: instant('filed_at').notNull(),
    /** The earliest running clock, kept with it: work lists are ordered by it. */
    nearestDueAt: instant('nearest_due_at'),
  },
  (t) => [
    check('service_case_status', sql`${t.status} in (${sql.raw(quoted(caseStatuses))})`),
    check('service_case_channel', sql`${t.channel} in (${sql.raw(quoted(caseChannels))})`),
    check('service_case_category', sql`${t.category} in (${sql.raw(quoted(caseCategories))})`),
    check('service_case_outcome', sql`${t.outcome} in (${sql.raw(quoted(caseOutcomes))})`),
    check(
      'service_case_closed_with_outcome',
      sql`${t.status} <> 'completed' or (${t.outcome} is not null and ${t.outcomeText} is not null and ${t.completedAt} is not null)`,
    ),
    index('service_case_enterprise').on(t.enterpriseId, t.filedAt, t.id),
    index('service_case_requester').on(t.requesterId, t.filedAt, t.id),
    index('service_case_unit_open')
      .on(t.unitId, t.nearestDueAt, t.id)
      .where(sql`${t.status} in ('submitted', 'contacted', 'accepted', 'awaiting_materials')`),
    index('service_case_owner_open')
      .on(t.ownerId, t.nearestDueAt, t.id)
      .where(sql`${t.status} in ('submitted', 'contacted', 'accepted', 'awaiting_materials')`),
  ],
);

/** One timeline a case; a status changes only together with an event. */
export const caseEvent = pgTable(
  'case_event',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
    internal: boolean('internal').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.seq] }),
    check('case_event_action', sql`${t.action} in (${sql.raw(quoted(['file', ...caseActions]))})`),
    check('case_event_note_internal', sql`${t.action} <> 'note' or ${t.internal}`),
  ],
);

export type PausedSpan = { from: string; to: string | null; reason: string };

export const caseClock = pgTable(
  'case_clock',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    kind: text('kind').notNull(),
    /** 1 for the first run; a reopened case starts the next. */
    run: smallint('run').notNull(),
    startedAt: instant('started_at').notNull(),
    dueAt: instant('due_at').notNull(),
    stoppedAt: instant('stopped_at'),
    paused: jsonb('paused').$type<PausedSpan[]>().notNull(),
    explanation: jsonb('explanation').$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.kind, t.run] }),
    check('case_clock_kind', sql`${t.kind} in (${sql.raw(quoted(clockKinds))})`),
    uniqueIndex('case_clock_one_running').on(t.caseId, t.kind).where(sql`${t.stoppedAt} is null`),
  ],
);

/** Running numbers: one row a series and day, so that D20261122-00001 follows D20261122-00000 without a gap lock. */
export const numberSeries = pgTable(
  'number_series',
  { series: text('series').notNull(), day: text('day').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.series, t.day] })],
);
