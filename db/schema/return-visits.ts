import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { returnActions, returnOutcomes, returnStatuses, returnWays } from '../../shared/rules/return-visit';
import { instant, quoted } from './columns';
import { ratingOccasion } from './followup';
import { person } from './people';

/** E2: the return visit of what was finished, one for each occasion, whose columns say what it was, whose and by whom. */
export const returnVisit = pgTable(
  'return_visit',
  {
    id: text('id').primaryKey(),
    occasionId: text('occasion_id')
      .notNull()
      .unique()
      .references(() => ratingOccasion.id),
    status: text('status').notNull(),
    /** When the person is to be asked in the app, and when that was done. */
    askAt: instant('ask_at').notNull(),
    askedAt: instant('asked_at'),
    /** When it is for the telephone; null until the person has been asked. */
    listAt: instant('list_at'),
    listedAt: instant('listed_at'),
    /** Null while it is not listed, or while there is nobody but who handled it. */
    returnerId: text('returner_id').references(() => person.id),
    tries: smallint('tries').notNull().default(0),
    outcome: text('outcome'),
    way: text('way'),
    words: text('words'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    check('return_visit_status', sql`${t.status} in (${sql.raw(quoted(returnStatuses))})`),
    check('return_visit_outcome', sql`${t.outcome} in (${sql.raw(quoted(returnOutcomes))})`),
    check('return_visit_way', sql`${t.way} in (${sql.raw(quoted(returnWays))})`),
    check(
      'return_visit_answered_whole',
      sql`(${t.status} = 'answered') = (${t.outcome} is not null) and (${t.outcome} is null) = (${t.way} is null)`,
    ),
    check('return_visit_ended', sql`(${t.status} in ('answered', 'not_reached')) = (${t.endedAt} is not null)`),
    index('return_visit_to_ask').on(t.askAt).where(sql`${t.status} = 'asked' and ${t.listAt} is null`),
    index('return_visit_to_list').on(t.listAt).where(sql`${t.status} = 'asked' and ${t.listAt} is not null`),
    index('return_visit_listed').on(t.returnerId, t.listedAt).where(sql`${t.status} = 'listed'`),
    index('return_visit_called').on(t.endedAt).where(sql`${t.endedAt} is not null and ${t.listedAt} is not null`),
  ],
);

/** What happened to it, each try with its date; a status changes only together with an entry. */
export const returnVisitEvent = pgTable(
  'return_visit_event',
  {
    returnId: text('return_id')
      .notNull()
      .references(() => returnVisit.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: the service itself. */
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.returnId, t.seq] }),
    check('return_visit_event_action', sql`${t.action} in (${sql.raw(quoted(returnActions))})`),
    check('return_visit_event_status', sql`${t.status} in (${sql.raw(quoted(returnStatuses))})`),
  ],
);
