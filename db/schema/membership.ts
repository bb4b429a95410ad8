import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { claimCapacities, claimEvents, claimStatuses } from '../../shared/rules/claim-flow';
import { joinStatuses, memberEvents } from '../../shared/rules/membership';
import { bytes, instant, quoted } from './columns';
import { unit } from './organisation';
import { enterprise, person } from './people';

/** A5: who claims to be principal of which enterprise. The enterprise itself comes into being when a claim is approved. */
export const enterpriseClaim = pgTable(
  'enterprise_claim',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    uscc: text('uscc').notNull(),
    name: text('name').notNull(),
    town: text('town').notNull(),
    /** Who reviews it: the unit of the enterprise, or the contact channel of the town. */
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    capacity: text('capacity').notNull(),
    /** As on the business licence. */
    legalRepresentative: text('legal_representative').notNull(),
    licenceIssuedOn: date('licence_issued_on', { mode: 'string' }).notNull(),
    status: text('status').notNull(),
    filedAt: instant('filed_at').notNull(),
    enterpriseId: text('enterprise_id').references(() => enterprise.id),
  },
  (t) => [
    check('enterprise_claim_status', sql`${t.status} in (${sql.raw(quoted(claimStatuses))})`),
    check('enterprise_claim_capacity', sql`${t.capacity} in (${sql.raw(quoted(claimCapacities))})`),
    check('enterprise_claim_approved', sql`(${t.status} = 'approved') = (${t.enterpriseId} is not null)`),
    uniqueIndex('enterprise_claim_open').on(t.personId, t.uscc).where(sql`${t.status} = 'filed'`),
    index('enterprise_claim_unit').on(t.unitId, t.status, t.filedAt),
    index('enterprise_claim_uscc').on(t.uscc),
  ],
);

/** What happened to a claim; its status changes only together with an event. */
export const enterpriseClaimEvent = pgTable(
  'enterprise_claim_event',
  {
    claimId: text('claim_id')
      .notNull()
      .references(() => enterpriseClaim.id),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    actorId: text('actor_id')
      .notNull()
      .references(() => person.id),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.seq] }),
    check('enterprise_claim_event_action', sql`${t.action} in (${sql.raw(quoted(claimEvents))})`),
    check('enterprise_claim_event_status', sql`${t.status} in (${sql.raw(quoted(claimStatuses))})`),
  ],
);

/** A code that leads colleagues to an enterprise. It is stored as a keyed hash: the code itself is shown once. */
export const enterpriseInvitation = pgTable(
  'enterprise_invitation',
  {
    id: text('id').primaryKey(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    codeHash: bytes('code_hash').notNull().unique(),
    createdBy: text('created_by')
      .notNull()
      .references(() => person.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** How many may ask to join by it, and how many have. */
    uses: integer('uses').notNull(),
    used: integer('used').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    check('enterprise_invitation_used', sql`${t.used} between 0 and ${t.uses}`),
    index('enterprise_invitation_of').on(t.enterpriseId, t.createdAt),
  ],
);

/** Somebody asks to join by an invitation; a principal decides. `lapsed`: the invitation was revoked before. */
export const enterpriseJoin = pgTable(
  'enterprise_join',
  {
    id: text('id').primaryKey(),
    enterpriseId: text('enterprise_id')
      .notNull()
      .references(() => enterprise.id),
    invitationId: text('invitation_id')
      .notNull()
      .references(() => enterpriseInvitation.id),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    status: text('status').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by').references(() => person.id),
    reason: text('reason'),
  },
  (t) => [
    check('enterprise_join_status', sql`${t.status} in (${sql.raw(quoted(joinStatuses))})`),
    check('enterprise_join_decided', sql`(${t.status} = 'asked') = (${t.decidedAt} is null)`),
    uniqueIndex('enterprise_join_open').on(t.enterpriseId, t.personId).where(sql`${t.status} = 'asked'`),
    index('enterprise_join_person').on(t.personId),
  ],
);

/** The history of an enterprise and its people; membership changes only together with an entry. */
export const enterpriseMemberEvent = pgTable(
  'enterprise_member_event',
  {
    enterpriseId: text('enterprise_id').notNull(),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    /** Whom it is about. */
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    actorId: text('actor_id')
      .notNull()
      .references(() => person.id),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.enterpriseId, t.seq] }),
    foreignKey({ columns: [t.enterpriseId], foreignColumns: [enterprise.id] }),
    check('enterprise_member_event_action', sql`${t.action} in (${sql.raw(quoted(memberEvents))})`),
    index('enterprise_member_event_person').on(t.personId, t.enterpriseId),
  ],
);
