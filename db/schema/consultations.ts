import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { consultationEvents, consultationStatuses } from '../../shared/rules/consultation-flow';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** F1: a question put to a unit. One person owns it at any time. */
export const consultation = pgTable(
  'consultation',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    itemCode: text('item_code'),
    urgent: boolean('urgent').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Until when a person must have answered; counted anew when it is asked on. */
    dueAt: instant('due_at').notNull(),
    status: text('status').notNull(),
    answeredAt: instant('answered_at'),
    /** Of which deadline the head of the unit was told that it is past. */
    lateToldFor: instant('late_told_for'),
  },
  (t) => [
    check('consultation_status', sql`${t.status} in (${sql.raw(quoted(consultationStatuses))})`),
    check('consultation_answered', sql`${t.status} <> 'answered' or ${t.answeredAt} is not null`),
    index('consultation_person').on(t.personId, t.askedAt),
    index('consultation_unit').on(t.unitId, t.dueAt),
    index('consultation_owner').on(t.ownerId, t.dueAt),
    index('consultation_waiting').on(t.dueAt).where(sql`${t.status} = 'asked'`),
    index('consultation_answered_open').on(t.answeredAt).where(sql`${t.status} = 'answered'`),
  ],
);

/** The thread: what was asked and answered. The status changes only together with an entry. */
export const consultationEvent = pgTable(
  'consultation_event',
  {
    consultationId: text('consultation_id')
      .notNull()
      .references(() => consultation.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: the service itself. */
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.consultationId, t.seq] }),
    check('consultation_event_action', sql`${t.action} in (${sql.raw(quoted(consultationEvents))})`),
    check('consultation_event_status', sql`${t.status} in (${sql.raw(quoted(consultationStatuses))})`),
  ],
);
