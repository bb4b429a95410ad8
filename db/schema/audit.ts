import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { auditEffects } from '../../shared/rules/audit';
import { bytes, instant, quoted } from './columns';

/** K2: who did what to whose data, written in the transaction of the act. Rows are only ever added (trigger); a chain runs over them. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** No foreign key: an entry outlives the person. Null: nobody signed in, or the act keeps no person. */
    actorId: text('actor_id'),
    endpoint: text('endpoint').notNull(),
    effect: text('effect').notNull(),
    /** Ids that input and answer name. */
    subjects: text('subjects').array().notNull(),
    reason: text('reason'),
  },
  (t) => [
    check('audit_entry_effect', sql`${t.effect} in (${sql.raw(quoted(auditEffects))})`),
    // of reads only: what bookings change would pay for it, and an auditor who looks for an object among changes waits a second
    index('audit_entry_read_subjects').using('gin', t.subjects).where(sql`${t.effect} = 'read'`),
    index('audit_entry_at').on(t.at, t.id),
    index('audit_entry_actor').on(t.actorId, t.at),
  ],
);

/** The chain: each link's keyed hash covers the entry and the hash before it. Written by a job, so that no two acts wait for each other. */
export const auditLink = pgTable('audit_link', {
  position: bigint('position', { mode: 'number' }).primaryKey(),
  entryId: bigint('entry_id', { mode: 'number' }).notNull().unique(),
  hash: bytes('hash').notNull(),
});

/** Entries that have no link yet: written in the statement of the entry, taken in the transaction of its link. No foreign key: an entry that goes is missed. */
export const auditWaiting = pgTable('audit_waiting', { entryId: bigint('entry_id', { mode: 'number' }).primaryKey() });

/** Where the chain ends, so that links cut off its end are missed. One row. */
export const auditHead = pgTable('audit_head', {
  id: integer('id').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
});
