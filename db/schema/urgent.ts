import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { urgentAnswers, urgentEvents, urgentLevels, urgentStatuses, waitingUrgent } from '../../shared/rules/urgent-flow';
import { bytes, instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** C16 特事特办: what a person asks of the duty person of a channel outside hours. One without an answer at a time for each person. */
export const urgentRequest = pgTable(
  'urgent_request',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    /** Who was on duty when it was asked. */
    dutyId: text('duty_id')
      .notNull()
      .references(() => person.id),
    itemCode: text('item_code'),
    why: text('why').notNull(),
    wantedBy: instant('wanted_by').notNull(),
    phoneSealed: bytes('phone_sealed').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Until when a person must have answered. */
    dueAt: instant('due_at').notNull(),
    status: text('status').notNull(),
    takenBy: text('taken_by').references(() => person.id),
    /** Who was told last that the answer is late, and when the next is told; null at the top or once it is answered. */
    escalated: text('escalated'),
    escalateAt: instant('escalate_at'),
    answer: text('answer'),
    answeredAt: instant('answered_at'),
    meetAt: instant('meet_at'),
    place: text('place'),
    /** What to bring, when it is possible. */
    note: text('note'),
    /** Why not, and what else can be done. */
    reason: text('reason'),
    instead: text('instead'),
  },
  (t) => [
    check('urgent_request_status', sql`${t.status} in (${sql.raw(quoted(urgentStatuses))})`),
    check('urgent_request_escalated', sql`${t.escalated} in (${sql.raw(quoted(urgentLevels))})`),
    check('urgent_request_answer', sql`${t.answer} in (${sql.raw(quoted(urgentAnswers))})`),
    check('urgent_request_taken', sql`${t.status} not in ('taken', 'answered', 'closed') or ${t.takenBy} is not null`),
    check(
      'urgent_request_answered_whole',
      sql`(${t.answer} is null) = (${t.answeredAt} is null)
        and (${t.answer} is not distinct from 'met') = (${t.meetAt} is not null) and (${t.meetAt} is null) = (${t.place} is null)
        and (${t.answer} is not distinct from 'not_possible') = (${t.reason} is not null) and (${t.reason} is null) = (${t.instead} is null)`,
    ),
    check(
      'urgent_request_answered',
      sql`(${t.status} in ('answered', 'closed') and ${t.answer} is not null) or (${t.status} in ('asked', 'taken') and ${t.answer} is null) or ${t.status} = 'withdrawn'`,
    ),
    uniqueIndex('urgent_request_one_open')
      .on(t.personId)
      .where(sql`${t.status} in (${sql.raw(quoted(waitingUrgent))})`),
    index('urgent_request_person').on(t.personId, t.askedAt),
    index('urgent_request_unit').on(t.unitId, t.askedAt),
    index('urgent_request_duty').on(t.dutyId, t.askedAt),
    index('urgent_request_late').on(t.escalateAt).where(sql`${t.escalateAt} is not null`),
    index('urgent_request_answered_open').on(t.answeredAt).where(sql`${t.status} = 'answered'`),
  ],
);

/** What happened to it; its status changes only together with an event, and a trigger keeps events as they are. */
export const urgentRequestEvent = pgTable(
  'urgent_request_event',
  {
    requestId: text('request_id')
      .notNull()
      .references(() => urgentRequest.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: the service itself. */
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.requestId, t.seq] }),
    check('urgent_request_event_action', sql`${t.action} in (${sql.raw(quoted(urgentEvents))})`),
    check('urgent_request_event_status', sql`${t.status} in (${sql.raw(quoted(urgentStatuses))})`),
  ],
);
