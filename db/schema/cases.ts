import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { type ClockLimit, clockKinds, complexities, type Extension, openStates } from '../../shared/rules/case-clocks';
import {
  approverLevels,
  caseActions,
  caseCategories,
  caseChannels,
  caseOutcomes,
  caseStatuses,
  openCaseStatuses,
  referralStates,
} from '../../shared/rules/case-flow';
import { ladderLevels } from '../../shared/rules/case-ladder';
import { instant, quoted } from './columns';
import { cityLeader, unit } from './organisation';
import { enterprise, person } from './people';

/** What work lists and their indexes have in common; db/queries/case-lists.ts says the same. */
const isOpen = (t: { status: AnyPgColumn }) => sql`${t.status} in (${sql.raw(quoted(openCaseStatuses))})`;
const isFinished = (t: { status: AnyPgColumn }) => sql`${t.status} not in (${sql.raw(quoted(openCaseStatuses))})`;

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
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    /** The catalogue item it is about, when one was named. */
    itemCode: text('item_code'),
    complexity: text('complexity').notNull().default('general'),
    /** Words of danger were in it: warned of at night too (D6). */
    danger: boolean('danger').notNull().default(false),
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
    /** Beyond policy: the rule; needs further coordination: with whom and until when (D10). */
    outcomeRule: text('outcome_rule'),
    nextOwnerId: text('next_owner_id').references(() => person.id),
    nextDay: date('next_day', { mode: 'string' }),
    contactedAt: instant('contacted_at'),
    completedAt: instant('completed_at'),
    timesReopened: smallint('times_reopened').notNull().default(0),
    timesReferred: smallint('times_referred').notNull().default(0),
    /** Who handed in the answer that waits for its sign-off. */
    answeredBy: text('answered_by').references(() => person.id),
    /** Order number at 12345 when it came from there. */
    externalNumber: text('external_number').unique(),
    /** To whom it was written by the through train. */
    cityLeaderId: text('city_leader_id').references(() => cityLeader.id),
    filedAt: instant('filed_at').notNull(),
    /** The earliest running clock, kept with it: work lists are ordered by it. */
    nearestDueAt: instant('nearest_due_at'),
  },
  (t) => [
    check('service_case_status', sql`${t.status} in (${sql.raw(quoted(caseStatuses))})`),
    check('service_case_channel', sql`${t.channel} in (${sql.raw(quoted(caseChannels))})`),
    check('service_case_category', sql`${t.category} in (${sql.raw(quoted(caseCategories))})`),
    check('service_case_outcome', sql`${t.outcome} in (${sql.raw(quoted(caseOutcomes))})`),
    check('service_case_complexity', sql`${t.complexity} in (${sql.raw(quoted(complexities))})`),
    check('service_case_point', sql`(${t.latitude} is null) = (${t.longitude} is null)`),
    check('service_case_reopened', sql`${t.timesReopened} between 0 and 2`),
    check('service_case_outcome_whole', sql`${t.outcome} <> 'needs_coordination' or (${t.nextOwnerId} is not null and ${t.nextDay} is not null)`),
    check(
      'service_case_closed_with_outcome',
      sql`${t.status} <> 'completed' or (${t.outcome} is not null and ${t.outcomeText} is not null and ${t.completedAt} is not null)`,
    ),
    index('service_case_enterprise').on(t.enterpriseId, t.filedAt, t.id),
    index('service_case_requester').on(t.requesterId, t.filedAt, t.id),
    index('service_case_unit_open').on(t.unitId, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_owner_open').on(t.ownerId, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_liaison_open').on(t.liaisonId, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_unit_finished').on(t.unitId, t.filedAt, t.id).where(isFinished(t)),
    // Lists narrowed to one of these read in its order too; the index over words is in the migration, by hand.
    index('service_case_unit_status_open').on(t.unitId, t.status, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_unit_category_open').on(t.unitId, t.category, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_unit_complexity_open').on(t.unitId, t.complexity, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_unit_channel_open').on(t.unitId, t.channel, t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_unit_status_finished').on(t.unitId, t.status, t.filedAt, t.id).where(isFinished(t)),
    index('service_case_unit_category_finished').on(t.unitId, t.category, t.filedAt, t.id).where(isFinished(t)),
    index('service_case_unit_complexity_finished').on(t.unitId, t.complexity, t.filedAt, t.id).where(isFinished(t)),
    index('service_case_unit_channel_finished').on(t.unitId, t.channel, t.filedAt, t.id).where(isFinished(t)),
    index('service_case_open').on(t.nearestDueAt, t.id).where(isOpen(t)),
    index('service_case_finished').on(t.filedAt, t.id).where(isFinished(t)),
    index('service_case_enterprise_status').on(t.enterpriseId, t.status, t.filedAt, t.id),
    index('service_case_enterprise_category').on(t.enterpriseId, t.category, t.filedAt, t.id),
    index('service_case_enterprise_due').on(t.enterpriseId, t.nearestDueAt).where(isOpen(t)),
    index('service_case_owner_finished').on(t.ownerId, t.filedAt, t.id).where(isFinished(t)),
    index('service_case_liaison_finished').on(t.liaisonId, t.filedAt, t.id).where(isFinished(t)),
  ],
);

/** The last count of the board (shared/rules/board.ts), one row for each unit, item and channel that has open cases. */
export const boardCount = pgTable(
  'board_count',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    itemCode: text('item_code'),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    cases: integer('cases').notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  (t) => [index('board_count_unit').on(t.unitId), check('board_count_state', sql`${t.state} in (${sql.raw(quoted(openStates))})`)],
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
    /** What was promised, in its own units, so that the date can be computed anew. */
    allowed: jsonb('allowed').$type<ClockLimit>().notNull(),
    extensions: jsonb('extensions').$type<Extension[]>().notNull().default([]),
    dueAt: instant('due_at').notNull(),
    stoppedAt: instant('stopped_at'),
    paused: jsonb('paused').$type<PausedSpan[]>().notNull(),
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    /** The ladder (D6): the level last warned, and when the next one is; null while paused, when stopped, and at the top. */
    warned: text('warned'),
    warnAt: instant('warn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.kind, t.run] }),
    check('case_clock_kind', sql`${t.kind} in (${sql.raw(quoted(clockKinds))})`),
    check('case_clock_warned', sql`${t.warned} in (${sql.raw(quoted(ladderLevels))})`),
    check('case_clock_warns_running', sql`${t.stoppedAt} is null or ${t.warnAt} is null`),
    uniqueIndex('case_clock_one_running').on(t.caseId, t.kind).where(sql`${t.stoppedAt} is null`),
    index('case_clock_warn').on(t.warnAt).where(sql`${t.warnAt} is not null`),
  ],
);

/** A case on its way to another unit (D3). Without `toUnitId` it waits for the supervisor. */
export const caseReferral = pgTable(
  'case_referral',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    fromUnitId: text('from_unit_id')
      .notNull()
      .references(() => unit.id),
    toUnitId: text('to_unit_id').references(() => unit.id),
    state: text('state').notNull(),
    reason: text('reason').notNull(),
    askedBy: text('asked_by')
      .notNull()
      .references(() => person.id),
    askedAt: instant('asked_at').notNull(),
    /** Until when the unit says whether it takes the case; null while the supervisor has it from the start. */
    dueAt: instant('due_at'),
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    decidedBy: text('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    answer: text('answer'),
  },
  (t) => [
    check('case_referral_state', sql`${t.state} in (${sql.raw(quoted(referralStates))})`),
    check('case_referral_pending_unit', sql`${t.state} <> 'pending' or (${t.toUnitId} is not null and ${t.dueAt} is not null)`),
    uniqueIndex('case_referral_one_open').on(t.caseId).where(sql`${t.state} in ('pending', 'with_supervisor')`),
    index('case_referral_case').on(t.caseId),
    index('case_referral_due').on(t.dueAt).where(sql`${t.state} = 'pending'`),
    index('case_referral_unit').on(t.toUnitId).where(sql`${t.state} = 'pending'`),
  ],
);

/** Help asked of another unit (协办); the case and its clocks stay where they are. */
export const caseAssistance = pgTable(
  'case_assistance',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    question: text('question').notNull(),
    askedBy: text('asked_by')
      .notNull()
      .references(() => person.id),
    askedAt: instant('asked_at').notNull(),
    dueAt: instant('due_at').notNull(),
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    answeredBy: text('answered_by').references(() => person.id),
    answeredAt: instant('answered_at'),
    answer: text('answer'),
  },
  (t) => [
    check('case_assistance_answered_whole', sql`(${t.answeredAt} is null) = (${t.answer} is null)`),
    uniqueIndex('case_assistance_one_open').on(t.caseId, t.unitId).where(sql`${t.answeredAt} is null`),
    index('case_assistance_case').on(t.caseId),
    index('case_assistance_unit').on(t.unitId).where(sql`${t.answeredAt} is null`),
  ],
);

export const extensionStates = ['asked', 'granted', 'refused', 'dropped'] as const;

/** A longer time for processing, asked before the deadline and decided by the level above (D7). */
export const caseExtension = pgTable(
  'case_extension',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    /** The run of the processing clock that it is for. */
    run: smallint('run').notNull(),
    workingDays: smallint('working_days').notNull(),
    reason: text('reason').notNull(),
    askedBy: text('asked_by')
      .notNull()
      .references(() => person.id),
    askedAt: instant('asked_at').notNull(),
    approver: text('approver').notNull(),
    state: text('state').notNull(),
    decidedBy: text('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    answer: text('answer'),
  },
  (t) => [
    check('case_extension_approver', sql`${t.approver} in (${sql.raw(quoted(approverLevels))})`),
    check('case_extension_state', sql`${t.state} in (${sql.raw(quoted(extensionStates))})`),
    uniqueIndex('case_extension_one_asked').on(t.caseId).where(sql`${t.state} = 'asked'`),
    index('case_extension_case').on(t.caseId),
  ],
);

export const partyRoles = ['referral', 'assistance', 'conference', 'rectification'] as const;

/** Units that take part in a case for a while and read it like the unit that has it. */
export const caseParty = pgTable(
  'case_party',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    role: text('role').notNull(),
    since: instant('since').notNull(),
    until: instant('until'),
  },
  (t) => [
    check('case_party_role', sql`${t.role} in (${sql.raw(quoted(partyRoles))})`),
    uniqueIndex('case_party_one').on(t.caseId, t.unitId, t.role).where(sql`${t.until} is null`),
    index('case_party_unit').on(t.unitId, t.caseId).where(sql`${t.until} is null`),
  ],
);

/** Running numbers: one row a series and day, so that D20261122-00001 follows D20261122-00000 without a gap lock. */
export const numberSeries = pgTable(
  'number_series',
  { series: text('series').notNull(), day: text('day').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.series, t.day] })],
);
