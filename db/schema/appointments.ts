import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { appointmentActions, appointmentStatuses, liveStatuses } from '../../shared/rules/appointment-flow';
import { gapReasons } from '../../shared/rules/gap';
import { bookedWays, takenKinds } from '../../shared/rules/ways-to-place';
import { instant, quoted } from './columns';
import { hall } from './organisation';
import { person } from './people';

export const slot = pgTable(
  'slot',
  {
    id: text('id').primaryKey(),
    hallId: text('hall_id')
      .notNull()
      .references(() => hall.id),
    day: date('day', { mode: 'string' }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** Made from the hall's calendar: a change of the calendar may take it away again. */
    generated: boolean('generated').notNull().default(false),
  },
  (t) => [
    uniqueIndex('slot_hall_start').on(t.hallId, t.startsAt),
    index('slot_hall_day').on(t.hallId, t.day),
    check('slot_forward', sql`${t.startsAt} < ${t.endsAt}`),
  ],
);

/** 号源: one row per bookable place (design decision 2). Free when nobody has it, it is released, and no hold is running. */
export const place = pgTable(
  'place',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    slotId: text('slot_id')
      .notNull()
      .references(() => slot.id),
    kind: text('kind').notNull(),
    releasedAt: instant('released_at').notNull(),
    holdId: text('hold_id'),
    heldBy: text('held_by'),
    heldUntil: instant('held_until'),
    /** Who has it: an appointment, a ticket of somebody who walked in, a visit at the door. Never two rows of one slot. */
    appointmentId: text('appointment_id'),
  },
  (t) => [
    // withdrawn: the calendar has taken the place away from under its appointment; nobody can take it afterwards (ADR 0017).
    check('place_kind', sql`${t.kind} in (${sql.raw(quoted([...takenKinds, 'withdrawn']))})`),
    check('place_hold_whole', sql`(${t.holdId} is null) = (${t.heldUntil} is null) and (${t.holdId} is null) = (${t.heldBy} is null)`),
    index('place_open').on(t.slotId, t.kind).where(sql`${t.appointmentId} is null`),
    uniqueIndex('place_taken').on(t.appointmentId, t.slotId).where(sql`${t.appointmentId} is not null`),
    index('place_hold').on(t.holdId).where(sql`${t.holdId} is not null`),
    index('place_held_by').on(t.heldBy).where(sql`${t.heldBy} is not null`),
  ],
);

const live = quoted(liveStatuses);

/**
 * Checklist, slot and hall are named without a foreign key: the key's share lock on those few rows, taken by every booking of a hall at once,
 * cost a third of the bookings a second. The booking statement reads the three rows it names, and nothing deletes them.
 */
export const appointment = pgTable(
  'appointment',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    itemCode: text('item_code').notNull(),
    itemName: text('item_name').notNull(),
    checklistId: text('checklist_id').notNull(),
    slotId: text('slot_id').notNull(),
    hallId: text('hall_id').notNull(),
    status: text('status').notNull(),
    /** Which of the person's live visits this is (1, 2 …): the database keeps the limit of C4 by its uniqueness. Null on further items of a visit. */
    liveNumber: smallint('live_number'),
    /** C6: the first item of the same visit, which has the places and the ticket; null on that one itself. */
    leadId: text('lead_id'),
    way: text('way').notNull().default('citizen'),
    /** Who booked for the person: a relative or an officer; null when the person did. */
    bookedBy: text('booked_by'),
    /** When the visit is longer than its first slot (C6). */
    endsAt: instant('ends_at'),
    /** Of a group block (D9). */
    enterpriseId: text('enterprise_id'),
    lateChange: boolean('late_change').notNull().default(false),
    /** C9: missed, but an officer accepted the explanation; does not count. */
    excused: boolean('excused').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    check('appointment_status', sql`${t.status} in (${sql.raw(quoted(appointmentStatuses))})`),
    check('appointment_way', sql`${t.way} in (${sql.raw(quoted(bookedWays))})`),
    check('appointment_lead', sql`(${t.leadId} is null) = (${t.liveNumber} is not null)`),
    uniqueIndex('appointment_code').on(t.code),
    uniqueIndex('appointment_one_live_per_item')
      .on(t.personId, t.itemCode)
      .where(sql`${t.status} in (${sql.raw(live)})`),
    uniqueIndex('appointment_live_limit')
      .on(t.personId, t.liveNumber)
      .where(sql`${t.status} in (${sql.raw(live)})`),
    index('appointment_person').on(t.personId, t.createdAt),
    index('appointment_slot').on(t.slotId),
    index('appointment_lead_of').on(t.leadId).where(sql`${t.leadId} is not null`),
    index('appointment_booked_by').on(t.bookedBy, t.createdAt).where(sql`${t.bookedBy} is not null`),
  ],
);

/** C4: how often somebody has tried to hold or book within the running minute, by person and by device. Not logged: a crash forgives. */
export const placeTry = pgTable('place_try', {
  subject: text('subject').primaryKey(),
  since: instant('since').notNull(),
  tries: integer('tries').notNull(),
});

export const appointmentEvent = pgTable(
  'appointment_event',
  {
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    by: text('by').notNull(),
    actorId: text('actor_id'),
    note: text('note'),
  },
  (t) => [
    primaryKey({ columns: [t.appointmentId, t.seq] }),
    check('appointment_event_action', sql`${t.action} in (${sql.raw(quoted(['book', ...appointmentActions]))})`),
    check('appointment_event_by', sql`${t.by} in ('applicant', 'officer', 'system')`),
  ],
);

export const materialTick = pgTable(
  'material_tick',
  {
    appointmentId: text('appointment_id')
      .notNull()
      .references(() => appointment.id),
    materialId: text('material_id').notNull(),
    state: text('state').notNull(),
    note: text('note'),
    reason: text('reason'),
    /** 容缺: the day by which the person promised to bring it; null when it must be there first. */
    supplyBy: date('supply_by'),
    tickedBy: text('ticked_by')
      .notNull()
      .references(() => person.id),
    tickedAt: instant('ticked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.appointmentId, t.materialId] }),
    check('material_tick_state', sql`${t.state} in ('ok', 'gap')`),
    check('material_tick_reason', sql`${t.reason} in (${sql.raw(quoted(gapReasons))})`),
    check('material_tick_gap_whole', sql`${t.state} = 'gap' or (${t.reason} is null and ${t.supplyBy} is null)`),
  ],
);
