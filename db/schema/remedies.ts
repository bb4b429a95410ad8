import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { ratingLevels } from '../../shared/rules/rating';
import { appealGrounds, openRemedyStatuses, remedyEvents, remedyFindings, remedyKinds, remedyStatuses } from '../../shared/rules/remedy-flow';
import { instant, quoted } from './columns';
import { rating } from './followup';
import { unit } from './organisation';
import { person } from './people';

/** E3: what a low rating opens, exactly one for each, in the transaction of the rating. */
export const remedyOrder = pgTable(
  'remedy_order',
  {
    id: text('id').primaryKey(),
    occasionId: text('occasion_id')
      .notNull()
      .references(() => rating.occasionId),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    /** Null while nobody above the rated is known; the next round of the jobs looks again. */
    ownerId: text('owner_id').references(() => person.id),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** Null: not to be contacted, or the calendar does not know the day yet. */
    contactDueAt: instant('contact_due_at'),
    contactedAt: instant('contacted_at'),
    tries: smallint('tries').notNull().default(0),
    /** Null while the calendar does not know the day. */
    dueAt: instant('due_at'),
    /** How `dueAt` came about, line by line. */
    explanation: jsonb('explanation').$type<string[]>().notNull(),
    finding: text('finding'),
    findingText: text('finding_text'),
    /** The result in words, as the rater reads it. */
    outcomeText: text('outcome_text'),
    /** Explained for want of a legal basis: the rule. */
    rule: text('rule'),
    settledAt: instant('settled_at'),
    appealGround: text('appeal_ground'),
    appealReason: text('appeal_reason'),
    appealedBy: text('appealed_by').references(() => person.id),
    reviewedBy: text('reviewed_by').references(() => person.id),
    reviewReason: text('review_reason'),
    /** How the rater finds the remedy, once. */
    resultLevel: smallint('result_level'),
    resultWords: text('result_words'),
    resultAt: instant('result_at'),
    /** That the clock is about to run out was told to the owner: of the contact, of the remedy. */
    contactRemindedAt: instant('contact_reminded_at'),
    remindedAt: instant('reminded_at'),
    /** That the clock has run out was told: of the contact, of the remedy. */
    contactWarnedAt: instant('contact_warned_at'),
    warnedAt: instant('warned_at'),
  },
  (t) => [
    check('remedy_order_kind', sql`${t.kind} in (${sql.raw(quoted(remedyKinds))})`),
    check('remedy_order_status', sql`${t.status} in (${sql.raw(quoted(remedyStatuses))})`),
    check('remedy_order_finding', sql`${t.finding} in (${sql.raw(quoted(remedyFindings))})`),
    check('remedy_order_ground', sql`${t.appealGround} in (${sql.raw(quoted(appealGrounds))})`),
    check('remedy_order_result', sql`${t.resultLevel} in (${sql.raw(quoted(ratingLevels))})`),
    check(
      'remedy_order_settled_whole',
      sql`(${t.status} in ('solved', 'explained', 'not_counted')) = (${t.settledAt} is not null) and (${t.settledAt} is null) = (${t.outcomeText} is null)`,
    ),
    check('remedy_order_explained_by_rule', sql`${t.status} <> 'explained' or ${t.rule} is not null`),
    check(
      'remedy_order_not_counted_reviewed',
      sql`${t.status} <> 'not_counted' or (${t.appealGround} is not null and ${t.appealReason} is not null and ${t.reviewedBy} is not null
        and ${t.reviewReason} is not null and ${t.reviewedBy} <> ${t.appealedBy})`,
    ),
    check(
      'remedy_order_result_whole',
      sql`(${t.resultLevel} is null) = (${t.resultAt} is null) and (${t.resultLevel} is null or ${t.settledAt} is not null)`,
    ),
    uniqueIndex('remedy_order_once').on(t.occasionId),
    index('remedy_order_open')
      .on(t.unitId, t.dueAt)
      .where(sql`${t.status} in (${sql.raw(quoted(openRemedyStatuses))})`),
    index('remedy_order_unit').on(t.unitId, t.openedAt),
  ],
);

/** What happened to it; a status changes only together with an entry. */
export const remedyEvent = pgTable(
  'remedy_event',
  {
    remedyId: text('remedy_id')
      .notNull()
      .references(() => remedyOrder.id),
    seq: smallint('seq').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    status: text('status').notNull(),
    /** Null: the service itself, or the rater. */
    actorId: text('actor_id').references(() => person.id),
    text: text('text'),
  },
  (t) => [
    primaryKey({ columns: [t.remedyId, t.seq] }),
    check('remedy_event_action', sql`${t.action} in (${sql.raw(quoted(remedyEvents))})`),
    check('remedy_event_status', sql`${t.status} in (${sql.raw(quoted(remedyStatuses))})`),
  ],
);
