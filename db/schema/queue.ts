import { sql } from 'drizzle-orm';
import { bigint, check, date, index, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { lanes } from '../../shared/rules/queue-order';
import { ticketActions, ticketStatuses } from '../../shared/rules/ticket-flow';
import { appointment } from './appointments';
import { bytes, instant, quoted } from './columns';
import { hall } from './organisation';
import { person } from './people';

/** 号票, of who booked and of who walked in alike (C12). A walk-in has an appointment as soon as it is known who it is and with which list. */
export const queueTicket = pgTable(
  'queue_ticket',
  {
    id: text('id').primaryKey(),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    day: date('day', { mode: 'string' }).notNull(),
    number: text('number').notNull(),
    lane: text('lane').notNull().default('booked'),
    itemCode: text('item_code').notNull().default(''),
    itemName: text('item_name').notNull().default(''),
    appointmentId: text('appointment_id')
      .unique()
      .references(() => appointment.id),
    /** A walk-in's appointment to be: its id holds the place of the share before anybody knows who it is. */
    visitId: text('visit_id').unique(),
    personId: text('person_id').references(() => person.id),
    status: text('status').notNull(),
    /** Place in the queue, by shared/rules/queue-order.ts; a missed call moves it back. */
    orderAt: instant('order_at').notNull(),
    missedCalls: smallint('missed_calls').notNull().default(0),
    /** Transferred to this counter: no other calls it. */
    forCounter: text('for_counter'),
    counter: text('counter'),
    calledBy: text('called_by').references(() => person.id),
    calledAt: instant('called_at'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    check('queue_ticket_status', sql`${t.status} in (${sql.raw(quoted(ticketStatuses))})`),
    check('queue_ticket_lane', sql`${t.lane} in (${sql.raw(quoted(lanes))})`),
    check('queue_ticket_held', sql`${t.status} not in ('called', 'serving') or (${t.counter} is not null and ${t.calledBy} is not null)`),
    index('queue_ticket_person').on(t.personId).where(sql`${t.personId} is not null`),
    uniqueIndex('queue_ticket_number').on(t.hallId, t.day, t.number),
    index('queue_ticket_waiting').on(t.hallId, t.day, t.orderAt, t.number).where(sql`${t.status} = 'waiting'`),
    uniqueIndex('queue_ticket_one_per_counter').on(t.hallId, t.day, t.counter).where(sql`${t.status} in ('called', 'serving')`),
  ],
);

/** What happened to a ticket; a status changes only together with an event. Waiting and service minutes are counted from here (C14). */
export const queueTicketEvent = pgTable(
  'queue_ticket_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: text('ticket_id')
      .notNull()
      .references(() => queueTicket.id),
    hallId: text('hall_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: the person checked in by phone. */
    actorId: text('actor_id').references(() => person.id),
    counter: text('counter'),
    note: text('note'),
  },
  (t) => [
    check('queue_ticket_event_action', sql`${t.action} in (${sql.raw(quoted(['issue', 'identify', ...ticketActions]))})`),
    check('queue_ticket_event_status', sql`${t.status} in (${sql.raw(quoted(ticketStatuses))})`),
    index('queue_ticket_event_ticket').on(t.ticketId, t.id),
    index('queue_ticket_event_hall').on(t.hallId, t.day, t.id),
  ],
);

/** An officer at a counter, from opening to closing. `itemCodes` null: takes everything the hall takes. */
export const counterShift = pgTable(
  'counter_shift',
  {
    id: text('id').primaryKey(),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    day: date('day', { mode: 'string' }).notNull(),
    counter: text('counter').notNull(),
    officerId: text('officer_id')
      .notNull()
      .references(() => person.id),
    itemCodes: text('item_codes').array(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [
    uniqueIndex('counter_shift_one_open').on(t.hallId, t.day, t.counter).where(sql`${t.closedAt} is null`),
    index('counter_shift_hall').on(t.hallId, t.day),
  ],
);

/** A call display of a hall: it opens with a token of its own, never with a person's session. */
export const hallDisplay = pgTable(
  'hall_display',
  {
    id: text('id').primaryKey(),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    name: text('name').notNull(),
    tokenHash: bytes('token_hash').notNull().unique(),
    madeBy: text('made_by')
      .notNull()
      .references(() => person.id),
    madeAt: instant('made_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('hall_display_hall').on(t.hallId)],
);
