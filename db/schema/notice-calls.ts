import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { callActions, callStates } from '../../shared/rules/notice-call';
import { instant, quoted } from './columns';
import { notice } from './followup';
import { hall, unit } from './organisation';
import { person } from './people';

/** J1: a notice that neither WeChat nor the inbox brought to the person, and that the staff of a unit tell by telephone. One for each notice. */
export const noticeCall = pgTable(
  'notice_call',
  {
    id: text('id').primaryKey(),
    noticeId: text('notice_id')
      .notNull()
      .unique()
      .references(() => notice.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    hallId: text('hall_id').references(() => hall.id),
    state: text('state').notNull(),
    tries: smallint('tries').notNull(),
    createdAt: instant('created_at').notNull(),
    /** After it what the notice tells of is over. */
    until: instant('until').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    check('notice_call_state', sql`${t.state} in (${sql.raw(quoted(callStates))})`),
    check('notice_call_ended', sql`(${t.state} = 'open') = (${t.endedAt} is null)`),
    index('notice_call_open').on(t.unitId, t.until).where(sql`${t.state} = 'open'`),
    index('notice_call_until').on(t.until).where(sql`${t.state} = 'open'`),
    index('notice_call_ended_at').on(t.unitId, t.endedAt).where(sql`${t.state} <> 'open'`),
  ],
);

/** Who saw the number and why, who called and what came of it; a trigger keeps it as it is. */
export const noticeCallEvent = pgTable(
  'notice_call_event',
  {
    callId: text('call_id')
      .notNull()
      .references(() => noticeCall.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    state: text('state').notNull(),
    /** Null: the service itself. */
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.seq] }),
    check('notice_call_event_action', sql`${t.action} in (${sql.raw(quoted(callActions))})`),
    check('notice_call_event_state', sql`${t.state} in (${sql.raw(quoted(callStates))})`),
  ],
);
