import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { complaintEvents, complaintKinds, complaintStatuses, waitingComplaints } from '../../shared/rules/complaint-flow';
import { bytes, instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** F5, F6. An anonymous one has a code instead of a person: nothing in this row leads to who it was. */
export const complaint = pgTable(
  'complaint',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    personId: text('person_id').references(() => person.id),
    /** SHA-256 of the code that looks up an anonymous one. */
    codeHash: bytes('code_hash'),
    text: text('text').notNull(),
    /** F5: the code of the refusal it came from, and the page on which it was met. */
    refusedCode: text('refused_code'),
    refusedDoing: text('refused_doing'),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    ownerId: text('owner_id')
      .notNull()
      .references(() => person.id),
    /** The name that was given, and the unit's people who bear it: they never handle it. */
    about: text('about'),
    aboutIds: jsonb('about_ids').$type<string[]>().notNull(),
    filedAt: instant('filed_at').notNull(),
    dueAt: instant('due_at').notNull(),
    status: text('status').notNull(),
    lateToldAt: instant('late_told_at'),
  },
  (t) => [
    check('complaint_kind', sql`${t.kind} in (${sql.raw(quoted(complaintKinds))})`),
    check('complaint_status', sql`${t.status} in (${sql.raw(quoted(complaintStatuses))})`),
    check('complaint_who', sql`(${t.personId} is null) = (${t.codeHash} is not null)`),
    // F6: the database too knows that nobody handles what is about themselves.
    check('complaint_not_its_own_judge', sql`not ${t.aboutIds} ? ${t.ownerId} and ${t.ownerId} is distinct from ${t.personId}`),
    check('complaint_refused', sql`(${t.refusedCode} is null) = (${t.refusedDoing} is null)`),
    uniqueIndex('complaint_code').on(t.codeHash),
    index('complaint_person').on(t.personId, t.filedAt),
    index('complaint_unit').on(t.unitId, t.dueAt),
    index('complaint_waiting')
      .on(t.dueAt)
      .where(sql`${t.status} in (${sql.raw(quoted(waitingComplaints))})`),
  ],
);

/** What happened; the status changes only together with an entry. */
export const complaintEvent = pgTable(
  'complaint_event',
  {
    complaintId: text('complaint_id')
      .notNull()
      .references(() => complaint.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: who filed it. */
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.complaintId, t.seq] }),
    check('complaint_event_action', sql`${t.action} in (${sql.raw(quoted(complaintEvents))})`),
    check('complaint_event_status', sql`${t.status} in (${sql.raw(quoted(complaintStatuses))})`),
  ],
);
