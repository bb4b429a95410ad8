import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { acceptanceActions, acceptanceStatuses } from '../../shared/rules/acceptance-flow';
import { gapReasons } from '../../shared/rules/gap';
import { appointment } from './appointments';
import { instant, quoted } from './columns';
import { hall } from './organisation';
import { person } from './people';

/** C13: a 窗口办件, what a window accepted and has not finished at once (ADR 0024). */
export const acceptance = pgTable(
  'acceptance',
  {
    id: text('id').primaryKey(),
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    /** The officer who accepted it; any officer of the hall may go on with it. */
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    status: text('status').notNull(),
    acceptedAt: instant('accepted_at').notNull(),
    promisedWorkingDays: integer('promised_working_days').notNull(),
    dueAt: instant('due_at').notNull(),
    /** How the date came about, line by line. */
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    endedAt: instant('ended_at'),
    /** What the person is told with the end. */
    endNote: text('end_note'),
    /** When the hall's officers were told that the promised date is over. */
    overdueToldAt: instant('overdue_told_at'),
  },
  (t) => [
    uniqueIndex('acceptance_of_appointment').on(t.appointmentId),
    index('acceptance_open').on(t.hallId, t.dueAt).where(sql`${t.status} = 'open'`),
    index('acceptance_ended').on(t.hallId, t.endedAt).where(sql`${t.status} <> 'open'`),
    check('acceptance_status', sql`${t.status} in (${sql.raw(quoted(acceptanceStatuses))})`),
    check('acceptance_ended_whole', sql`(${t.status} = 'open') = (${t.endedAt} is null)`),
  ],
);

export const acceptanceEvent = pgTable(
  'acceptance_event',
  {
    acceptanceId: text('acceptance_id')
      .notNull()
      .references(() => acceptance.id),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    actorId: text('actor_id')
      .notNull()
      .references(() => person.id),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.acceptanceId, t.seq] }),
    check('acceptance_event_action', sql`${t.action} in (${sql.raw(quoted(['accept', ...acceptanceActions]))})`),
    check('acceptance_event_status', sql`${t.status} in (${sql.raw(quoted(acceptanceStatuses))})`),
  ],
);

/** 容缺: a material that was accepted as still to come, with what the person promised. */
export const acceptanceGap = pgTable(
  'acceptance_gap',
  {
    acceptanceId: text('acceptance_id')
      .notNull()
      .references(() => acceptance.id),
    materialId: text('material_id').notNull(),
    name: text('name').notNull(),
    reason: text('reason').notNull(),
    note: text('note'),
    /** The words of the promise, as they were said. */
    promise: text('promise').notNull(),
    supplyBy: date('supply_by').notNull(),
    remindedAt: instant('reminded_at'),
    /** When the hall's officers were told that the day is over. */
    overdueToldAt: instant('overdue_told_at'),
    suppliedAt: instant('supplied_at'),
    suppliedTo: text('supplied_to').references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.acceptanceId, t.materialId] }),
    index('acceptance_gap_open').on(t.supplyBy).where(sql`${t.suppliedAt} is null`),
    check('acceptance_gap_reason', sql`${t.reason} in (${sql.raw(quoted(gapReasons))})`),
    check('acceptance_gap_supplied_whole', sql`(${t.suppliedAt} is null) = (${t.suppliedTo} is null)`),
  ],
);

/** 一次告知 (C13): everything that was missing at one visit, told in one go. Never changed. */
export const oneTimeNotice = pgTable(
  'one_time_notice',
  {
    code: text('code').primaryKey(),
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    itemCode: text('item_code').notNull(),
    givenBy: text('given_by')
      .notNull()
      .references(() => person.id),
    givenAt: instant('given_at').notNull(),
    lines: jsonb('lines').$type<{ name: string; why: string; how: string }[]>().notNull(),
  },
  (t) => [uniqueIndex('one_time_notice_of_appointment').on(t.appointmentId), index('one_time_notice_person').on(t.personId, t.itemCode, t.givenAt)],
);
