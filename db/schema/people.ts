import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { enterpriseEvents, enterpriseStatuses, enterpriseTiers } from '../../shared/rules/enterprise-flow';
import { greenDocumentKinds } from '../../shared/rules/green-ground';
import { documentKinds } from '../../shared/rules/id-number-documents';
import { enterpriseRoles, staffRoles } from '../../shared/rules/roles';
import { bytes, instant, quoted } from './columns';
import { unit } from './organisation';

/** A person with a WeChat account, or one taken down by staff. Numbers are sealed (K1) and found by keyed hash. */
export const person = pgTable(
  'person',
  {
    id: text('id').primaryKey(),
    openid: text('openid').unique(),
    name: text('name'),
    idKind: text('id_kind'),
    idNumberSealed: bytes('id_number_sealed'),
    idNumberHash: bytes('id_number_hash').unique(),
    birthDate: date('birth_date', { mode: 'string' }),
    phoneSealed: bytes('phone_sealed'),
    phoneHash: bytes('phone_hash'),
    realNameVerifiedAt: instant('real_name_verified_at'),
    /** C9: set by the no-show rule; walk-in stays open. */
    onlineBookingBlockedUntil: instant('online_booking_blocked_until'),
    /** C5: last day on which a document that an officer checked opens the green channel. */
    greenChannelUntil: date('green_channel_until', { mode: 'string' }),
    greenChannelKind: text('green_channel_kind'),
    /** Taken down by staff, then found again with a WeChat account: who has everything of this row since (ADR 0018). */
    adoptedInto: text('adopted_into').references((): AnyPgColumn => person.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    check('person_id_kind', sql`${t.idKind} in (${sql.raw(quoted(documentKinds))})`),
    check('person_verified_whole', sql`${t.realNameVerifiedAt} is null or (${t.name} is not null and ${t.idNumberHash} is not null)`),
    check('person_green_channel', sql`${t.greenChannelKind} in (${sql.raw(quoted(greenDocumentKinds))})`),
    index('person_phone').on(t.phoneHash),
  ],
);

/** Tokens are stored as SHA-256; a stolen row signs nobody in. `previousRefreshHash` recognises a replayed refresh token. */
export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    accessHash: bytes('access_hash').notNull().unique(),
    accessExpiresAt: instant('access_expires_at').notNull(),
    refreshHash: bytes('refresh_hash').notNull().unique(),
    previousRefreshHash: bytes('previous_refresh_hash'),
    refreshExpiresAt: instant('refresh_expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** When this session passed the second factor, and until when that holds (shared/rules/second-factor.ts). */
    secondFactorAt: instant('second_factor_at'),
    secondFactorUntil: instant('second_factor_until'),
    /** When staff last asked for something, to the minute: left alone, their roles no longer count (shared/rules/second-factor.ts). */
    seenAt: instant('seen_at').notNull(),
    /** The name of the phone that signed in, where it gives itself one. */
    device: text('device'),
    /** Ended because the account of staff signed in on another phone. */
    endedElsewhere: boolean('ended_elsewhere').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('session_person').on(t.personId), index('session_previous_refresh').on(t.previousRefreshHash)],
);

export const staffRole = pgTable(
  'staff_role',
  {
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    role: text('role').notNull(),
    hallId: text('hall_id'),
    counter: text('counter'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.unitId, t.role] }), check('staff_role_known', sql`${t.role} in (${sql.raw(quoted(staffRoles))})`)],
);

/** `status`, `tier` and `statusSince` are those of the register of key service enterprises (A6); `unlisted` is not on it. */
export const enterprise = pgTable(
  'enterprise',
  {
    id: text('id').primaryKey(),
    uscc: text('uscc').notNull().unique(),
    name: text('name').notNull(),
    town: text('town').notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    liaisonId: text('liaison_id').references(() => person.id),
    status: text('status').notNull().default('unlisted'),
    tier: text('tier'),
    /** Day of the last step of the register. */
    statusSince: date('status_since', { mode: 'string' }),
    /** Entitled to write to the mayor or a deputy (G4). */
    throughTrain: boolean('through_train').notNull().default(false),
  },
  (t) => [
    check('enterprise_status', sql`${t.status} in (${sql.raw(quoted(enterpriseStatuses))})`),
    check('enterprise_tier', sql`${t.tier} in (${sql.raw(quoted(enterpriseTiers))})`),
    check('enterprise_listed_whole', sql`${t.status} = 'unlisted' or (${t.tier} is not null and ${t.statusSince} is not null)`),
    index('enterprise_liaison').on(t.liaisonId),
  ],
);

/** What happened to an enterprise on the register; a status changes only together with an event. */
export const enterpriseEvent = pgTable(
  'enterprise_event',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    seq: integer('seq').notNull(),
    /** When it was written down, and the day on which it took effect. */
    at: instant('at').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: by list, on the command line. */
    actorId: text('actor_id').references(() => person.id),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.enterpriseId, t.seq] }),
    check('enterprise_event_action', sql`${t.action} in (${sql.raw(quoted(enterpriseEvents))})`),
    check('enterprise_event_status', sql`${t.status} in (${sql.raw(quoted(enterpriseStatuses))})`),
  ],
);

export const enterpriseMember = pgTable(
  'enterprise_member',
  {
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    role: text('role').notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.enterpriseId, t.personId] }),
    index('enterprise_member_person').on(t.personId),
    check('enterprise_member_role', sql`${t.role} in (${sql.raw(quoted(enterpriseRoles))})`),
  ],
);
