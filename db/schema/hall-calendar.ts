import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type CalendarChange, calendarChangeKinds, type DayEffect } from '../../shared/rules/calendar-change';
import type { OpeningFrame, OpeningPattern } from '../../shared/rules/opening';
import { instant, quoted } from './columns';
import { hall } from './organisation';
import { person } from './people';

/** Patterns that people have published for a hall; `hall.opening`, from the city's files, is the one before the first (version 0). */
export const hallPattern = pgTable(
  'hall_pattern',
  {
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    pattern: jsonb('pattern').$type<OpeningPattern>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hallId, t.version] })],
);

/** One day of a hall that differs from its pattern: hours of its own, or a closure. Taken back, it stays with the instant of that. */
export const hallDayEntry = pgTable(
  'hall_day_entry',
  {
    id: text('id').primaryKey(),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    day: date('day', { mode: 'string' }).notNull(),
    kind: text('kind').notNull(),
    /** Of a closure of a part of the day, both as HH:MM; null for the whole day. */
    fromClock: text('from_clock'),
    toClock: text('to_clock'),
    frames: jsonb('frames').$type<OpeningFrame[]>(),
    reason: text('reason').notNull(),
    createdAt: instant('created_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    check('hall_day_entry_kind', sql`${t.kind} in ('exception', 'closure')`),
    check('hall_day_entry_frames', sql`(${t.frames} is not null) = (${t.kind} = 'exception')`),
    index('hall_day_entry_current').on(t.hallId, t.day).where(sql`${t.withdrawnAt} is null`),
  ],
);

/** Who changed what in a hall's calendar, and why: written in the transaction of the change, never altered (a trigger refuses it). */
export const hallCalendarEvent = pgTable(
  'hall_calendar_event',
  {
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    actorId: text('actor_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind').notNull(),
    change: jsonb('change').$type<CalendarChange>().notNull(),
    /** What it did to the days for which places existed then. */
    effect: jsonb('effect').$type<DayEffect[]>().notNull(),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hallId, t.seq] }), check('hall_calendar_event_kind', sql`${t.kind} in (${sql.raw(quoted(calendarChangeKinds))})`)],
);
