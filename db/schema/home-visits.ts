import { sql } from 'drizzle-orm';
import { boolean, check, date, doublePrecision, index, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { homeVisitActions, homeVisitKinds, homeVisitNeeds, homeVisitStatuses, liveVisitStatuses } from '../../shared/rules/home-visit-flow';
import { serviceCase } from './cases';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { enterprise, person } from './people';

/** A day's round of a team (D9): who goes, with what, from where. Its stops are the visits that name it. */
export const visitPlan = pgTable(
  'visit_plan',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    day: date('day', { mode: 'string' }).notNull(),
    /** HH:MM. */
    leavesAt: text('leaves_at').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    equipment: jsonb('equipment').$type<string[]>().notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => person.id),
    madeAt: instant('made_at').notNull(),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
  },
  (t) => [
    check('visit_plan_cancelled_whole', sql`(${t.cancelledAt} is null) = (${t.cancelReason} is null)`),
    index('visit_plan_unit_day').on(t.unitId, t.day),
  ],
);

/** Somebody of a team. Nobody is in two teams on one day: the database decides. */
export const visitMember = pgTable(
  'visit_member',
  {
    planId: text('plan_id')
      .notNull()
      .references(() => visitPlan.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    day: date('day', { mode: 'string' }).notNull(),
    isLive: boolean('is_live').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.planId, t.personId] }), uniqueIndex('visit_member_one_team').on(t.personId, t.day).where(sql`${t.isLive}`)],
);

/** A visit at the door of a firm. It belongs to a request, on whose timeline every step of it stands. */
export const homeVisit = pgTable(
  'home_visit',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => serviceCase.id),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    kind: text('kind').notNull(),
    need: text('need').notNull(),
    people: smallint('people').notNull(),
    itemCode: text('item_code'),
    address: text('address').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    /** When somebody is there, HH:MM, and how long it takes. */
    opens: text('opens').notNull(),
    closes: text('closes').notNull(),
    minutes: smallint('minutes').notNull(),
    note: text('note'),
    isOffered: boolean('is_offered').notNull(),
    status: text('status').notNull(),
    askedBy: text('asked_by')
      .notNull()
      .references(() => person.id),
    askedAt: instant('asked_at').notNull(),
    planId: text('plan_id').references(() => visitPlan.id),
    /** Of the plan, kept here for the index that lets no two teams go to one firm on one day. */
    day: date('day', { mode: 'string' }),
    seq: smallint('seq'),
    fromAt: instant('from_at'),
    untilAt: instant('until_at'),
    arrivedAt: instant('arrived_at'),
    leftAt: instant('left_at'),
    peopleDone: smallint('people_done'),
    result: text('result'),
    reason: text('reason'),
  },
  (t) => [
    check('home_visit_kind', sql`${t.kind} in (${sql.raw(quoted(homeVisitKinds))})`),
    check('home_visit_need', sql`${t.need} in (${sql.raw(quoted(homeVisitNeeds))})`),
    check('home_visit_status', sql`${t.status} in (${sql.raw(quoted(homeVisitStatuses))})`),
    check('home_visit_hours', sql`${t.opens} < ${t.closes}`),
    check('home_visit_people', sql`${t.people} > 0 and (${t.peopleDone} is null or ${t.peopleDone} between 0 and ${t.people})`),
    check(
      'home_visit_planned_whole',
      sql`(${t.status} in ('planned', 'arrived', 'done')) = (${t.planId} is not null) and (${t.planId} is null) = (${t.day} is null)
        and (${t.planId} is null) = (${t.seq} is null) and (${t.planId} is null) = (${t.fromAt} is null)`,
    ),
    check('home_visit_arrived', sql`(${t.status} in ('arrived', 'done')) = (${t.arrivedAt} is not null)`),
    check('home_visit_done_whole', sql`(${t.status} = 'done') = (${t.result} is not null) and (${t.status} = 'done') = (${t.leftAt} is not null)`),
    uniqueIndex('home_visit_one_live')
      .on(t.caseId)
      .where(sql`${t.status} in (${sql.raw(quoted(liveVisitStatuses))})`),
    uniqueIndex('home_visit_one_stop').on(t.planId, t.seq).where(sql`${t.planId} is not null`),
    uniqueIndex('home_visit_one_team').on(t.enterpriseId, t.day).where(sql`${t.status} in ('planned', 'arrived')`),
    index('home_visit_enterprise').on(t.enterpriseId, t.askedAt),
    index('home_visit_waiting').on(t.status, t.askedAt).where(sql`${t.status} in ('asked', 'approved')`),
  ],
);

/** What happened to a visit; its status changes only together with an event. */
export const homeVisitEvent = pgTable(
  'home_visit_event',
  {
    visitId: text('visit_id')
      .notNull()
      .references(() => homeVisit.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.visitId, t.seq] }),
    check('home_visit_event_action', sql`${t.action} in (${sql.raw(quoted(['ask', ...homeVisitActions]))})`),
    check('home_visit_event_status', sql`${t.status} in (${sql.raw(quoted(homeVisitStatuses))})`),
  ],
);
