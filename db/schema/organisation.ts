import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, date, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { OpeningPattern } from '../../shared/rules/opening';
import { leaderOffices } from '../../shared/rules/through-train';
import { unitKinds } from '../../shared/rules/unit-kinds';
import { branches } from '../../shared/rules/service-item';
import { instant, quoted } from './columns';

/** A7: the tree. `path` is the chain of ids from the bureau down, each ended by `/`, so reach is a prefix test. */
export const unit = pgTable(
  'unit',
  {
    id: text('id').primaryKey(),
    parentId: text('parent_id').references((): AnyPgColumn => unit.id),
    path: text('path').notNull().unique(),
    kind: text('kind').notNull(),
    /** The items a department owns. */
    branch: text('branch'),
    name: text('name').notNull(),
    town: text('town'),
    /** One of the 34 contact channels: then phone and hours are given. */
    isChannel: boolean('is_channel').notNull().default(false),
    phone: text('phone').notNull(),
    hours: text('hours').notNull(),
    /** First receiver of what comes in; references person, set after people are loaded. */
    dutyPersonId: text('duty_person_id'),
    /** Whether people are told the name of who is on duty, not only that somebody is. */
    dutyNamed: boolean('duty_named').notNull().default(false),
  },
  (t) => [
    check('unit_kind', sql`${t.kind} in (${sql.raw(quoted(unitKinds))})`),
    check('unit_branch', sql`${t.branch} in (${sql.raw(quoted(branches))})`),
    uniqueIndex('unit_branch_owner').on(t.branch),
    index('unit_path_prefix').using('btree', t.path.op('text_pattern_ops')),
    index('unit_channel_town').on(t.town).where(sql`${t.isChannel}`),
  ],
);

/** G4: to whom the through train goes: the mayor and named deputies. Those who have left stay for what was written to them. */
export const cityLeader = pgTable(
  'city_leader',
  {
    id: text('id').primaryKey(),
    office: text('office').notNull(),
    name: text('name').notNull(),
    /** What the person is in charge of. */
    charge: text('charge').notNull(),
    position: integer('position').notNull(),
    inOffice: boolean('in_office').notNull().default(true),
  },
  (t) => [check('city_leader_office', sql`${t.office} in (${sql.raw(quoted(leaderOffices))})`)],
);

export const hall = pgTable('hall', {
  id: text('id').primaryKey(),
  unitId: text('unit_id')
    .notNull()
    .references(() => unit.id),
  name: text('name').notNull(),
  town: text('town').notNull(),
  address: text('address').notNull(),
  phone: text('phone').notNull(),
  latitude: doublePrecision('latitude').notNull(),
  longitude: doublePrecision('longitude').notNull(),
  counters: jsonb('counters').$type<string[]>().notNull(),
  opening: jsonb('opening').$type<OpeningPattern>().notNull(),
});

export const workCalendarKinds = ['holiday', 'makeup'] as const;

/** Exceptions to the plain week as the State Council announced them; years without rows are unknown, not working (D5). */
export const workCalendarDay = pgTable(
  'work_calendar_day',
  {
    day: date('day', { mode: 'string' }).primaryKey(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
  },
  (t) => [check('work_calendar_kind', sql`${t.kind} in (${sql.raw(quoted(workCalendarKinds))})`)],
);

export const workCalendarYear = pgTable('work_calendar_year', { year: integer('year').primaryKey(), source: text('source').notNull() });

/** Which version of a content file set is loaded, so that loading twice changes nothing. */
export const contentLoad = pgTable('content_load', {
  name: text('name').primaryKey(),
  digest: text('digest').notNull(),
  loadedAt: instant('loaded_at').notNull(),
});
