import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { guidedKinds, guideEndings, guideEntryActions } from '../../shared/rules/guide-session';
import type { Facts } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import { checklist } from './catalogue';
import { bytes, instant, quoted } from './columns';
import { person } from './people';

/** F2: a citizen's interview or form that a guide sees for a while. What is filled into a form stands in `checklist_form`, not here. */
export const guideSession = pgTable(
  'guide_session',
  {
    id: text('id').primaryKey(),
    /** The citizen. */
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind').notNull(),
    itemCode: text('item_code').notNull(),
    itemVersion: integer('item_version').notNull(),
    itemName: text('item_name').notNull(),
    /** Of a form from the start; of an interview once its list is made. */
    checklistId: text('checklist_id').references(() => checklist.id),
    /** Of an interview: what is answered and what is known; forgotten an hour after the end. */
    answers: jsonb('answers').$type<Record<string, Value>>(),
    facts: jsonb('facts').$type<Facts>(),
    /** A question that is looked at again on both phones. */
    turnedTo: text('turned_to'),
    /** Counts what either phone has changed. */
    version: integer('version').notNull(),
    consentVersion: text('consent_version').notNull(),
    begunAt: instant('begun_at').notNull(),
    /** Keyed hash of six digits, until somebody used them or their time is over. */
    codeHash: bytes('code_hash'),
    codeUntil: instant('code_until').notNull(),
    guideId: text('guide_id').references(() => person.id),
    joinedAt: instant('joined_at'),
    endsAt: instant('ends_at'),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
  },
  (t) => [
    check('guide_session_kind', sql`${t.kind} in (${sql.raw(quoted(guidedKinds))})`),
    check('guide_session_ended_by', sql`${t.endedBy} in (${sql.raw(quoted(guideEndings))})`),
    check('guide_session_ended_whole', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    check('guide_session_joined_whole', sql`(${t.guideId} is null) = (${t.joinedAt} is null) and (${t.guideId} is null) = (${t.endsAt} is null)`),
    check('guide_session_dead_code', sql`${t.codeHash} is null or (${t.guideId} is null and ${t.endedAt} is null)`),
    check('guide_session_not_alone', sql`${t.guideId} <> ${t.personId}`),
    uniqueIndex('guide_session_code').on(t.codeHash).where(sql`${t.codeHash} is not null`),
    uniqueIndex('guide_session_of_person').on(t.personId).where(sql`${t.endedAt} is null`),
    uniqueIndex('guide_session_of_guide').on(t.guideId).where(sql`${t.endedAt} is null`),
    index('guide_session_list').on(t.checklistId),
    index('guide_session_kept').on(t.endedAt).where(sql`${t.answers} is not null or ${t.facts} is not null`),
  ],
);

/** Who did what in a session, in order; rows are only ever added. Values of forms are sealed elsewhere and do not stand here. */
export const guideSessionEntry = pgTable(
  'guide_session_entry',
  {
    sessionId: text('session_id')
      .notNull()
      .references(() => guideSession.id),
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    side: text('side').notNull(),
    /** Null: by itself. */
    actorId: text('actor_id').references(() => person.id),
    /** The question or the field. */
    subject: text('subject'),
    /** The answer to a question of an interview. */
    value: jsonb('value').$type<Value>(),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.version] }),
    check('guide_session_entry_action', sql`${t.action} in (${sql.raw(quoted(guideEntryActions))})`),
    check('guide_session_entry_side', sql`${t.side} in ('citizen', 'guide', 'system')`),
    check('guide_session_entry_subject', sql`(${t.action} in ('answer', 'fill')) = (${t.subject} is not null)`),
  ],
);
