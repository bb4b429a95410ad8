import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { staffRoles } from '../../shared/rules/roles';
import { staffEvents } from '../../shared/rules/staff-events';
import { bytes, instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** A8: the WeChat account of this person works for the bureau. Without a binding that has not ended, roles have no power. */
export const staffBinding = pgTable(
  'staff_binding',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    boundAt: instant('bound_at').notNull(),
    /** What the phone says of itself. */
    device: text('device').notNull(),
    /** The name of the phone that the account is bound on, and moves with it; null where it gave none, or is another's phone. One account a phone. */
    deviceName: text('device_name'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('staff_binding_live').on(t.personId).where(sql`${t.endedAt} is null`),
    uniqueIndex('staff_binding_phone').on(t.deviceName).where(sql`${t.endedAt} is null`),
  ],
);

/** One-time codes that bind an account, kept as keyed hashes. One is open per person. */
export const bindingCode = pgTable(
  'binding_code',
  {
    codeHash: bytes('code_hash').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** The session that used it: a repeated request of the same phone is answered alike. */
    usedBy: text('used_by'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    check('binding_code_used', sql`${t.usedBy} is null or ${t.endedAt} is not null`),
    uniqueIndex('binding_code_open').on(t.personId).where(sql`${t.endedAt} is null`),
  ],
);

/** The shared secret of a person's authenticator, sealed; in force once a first code has confirmed it. */
export const secondFactor = pgTable('second_factor', {
  personId: text('person_id')
    .primaryKey()
    .references(() => person.id),
  secretSealed: bytes('secret_sealed').notNull(),
  confirmedAt: instant('confirmed_at'),
  /** The step of the last code taken: neither it nor an earlier one is taken again. */
  lastStep: bigint('last_step', { mode: 'number' }),
});

/** For the day the phone is lost: each once, kept as keyed hashes. */
export const recoveryCode = pgTable(
  'recovery_code',
  {
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    codeHash: bytes('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.codeHash] })],
);

/** Phones on which a staff member has bound the account or passed the second factor; they are told apart from strangers by a token. */
export const staffDevice = pgTable(
  'staff_device',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    notedAt: instant('noted_at').notNull(),
  },
  (t) => [index('staff_device_person').on(t.personId)],
);

/** Wrong codes in a row, per account and the device they come from: a stranger's never count against the owner's own device. */
export const wrongCode = pgTable(
  'wrong_code',
  {
    account: text('account').notNull(),
    /** A known device of the account, or `elsewhere` for all others. */
    origin: text('origin').notNull(),
    failures: integer('failures').notNull(),
    lastAt: instant('last_at').notNull(),
    lockedUntil: instant('locked_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.origin] })],
);

/** Roles, bindings and second factors change only together with an entry here. */
export const staffEvent = pgTable(
  'staff_event',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    unitId: text('unit_id').references(() => unit.id),
    role: text('role'),
    /** Null: on the command line. */
    actorId: text('actor_id').references(() => person.id),
    reason: text('reason'),
  },
  (t) => [
    check('staff_event_action', sql`${t.action} in (${sql.raw(quoted(staffEvents))})`),
    check('staff_event_role', sql`${t.role} in (${sql.raw(quoted(staffRoles))})`),
    index('staff_event_person').on(t.personId, t.at),
    index('staff_event_unit').on(t.unitId, t.at),
  ],
);
