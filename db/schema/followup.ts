import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { caseChannels } from '../../shared/rules/case-flow';
import { ratingLevels, ratingPlaces, type RatingReason, ratingSubjects } from '../../shared/rules/rating';
import { noticeKinds } from '../../shared/text/notices';
import { instant, quoted } from './columns';
import { unit } from './organisation';
import { person } from './people';

/** A finished service that may be rated once (E1). No rating is its own state: a row here without one in `rating`. */
export const ratingOccasion = pgTable(
  'rating_occasion',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    subjectId: text('subject_id').notNull(),
    /** A reopened case that is closed again is a new occasion. */
    run: smallint('run').notNull(),
    place: text('place').notNull(),
    title: text('title').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    finishedAt: instant('finished_at').notNull(),
    /** For figures: by what way it came, and the catalogue item where it is about one. */
    channel: text('channel').notNull(),
    itemCode: text('item_code'),
    /** Who did what is rated: they neither see the rater nor take up a low rating. */
    handledBy: text('handled_by').array().notNull(),
  },
  (t) => [
    check('rating_occasion_channel', sql`${t.channel} in (${sql.raw(quoted(caseChannels))})`),
    index('rating_occasion_unit').on(t.unitId, t.finishedAt),
    check('rating_occasion_subject', sql`${t.subject} in (${sql.raw(quoted(ratingSubjects))})`),
    check('rating_occasion_place', sql`${t.place} in (${sql.raw(quoted(ratingPlaces))})`),
    uniqueIndex('rating_occasion_once').on(t.subject, t.subjectId, t.run),
    index('rating_occasion_person').on(t.personId, t.finishedAt),
  ],
);

export const rating = pgTable(
  'rating',
  {
    occasionId: text('occasion_id')
      .primaryKey()
      .references(() => ratingOccasion.id),
    level: smallint('level').notNull(),
    reasons: jsonb('reasons').$type<RatingReason[]>().notNull(),
    words: text('words'),
    optionsVersion: integer('options_version').notNull(),
    /** The rater does not want to be contacted: nobody is told who it was. */
    isAnonymous: boolean('is_anonymous').notNull().default(false),
    ratedAt: instant('rated_at').notNull(),
    /** Who took it down by telephone; null: given by the person. */
    takenBy: text('taken_by').references(() => person.id),
  },
  (t) => [check('rating_level', sql`${t.level} in (${sql.raw(quoted(ratingLevels))})`)],
);

/** In-app inbox (J1): every notice reaches it, whatever becomes of the WeChat message. */
export const notice = pgTable(
  'notice',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind').notNull(),
    subjectId: text('subject_id'),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Fields of the WeChat template, already within its limits. */
    fields: jsonb('fields').$type<Record<string, string>>().notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    /** When to look whether somebody must call; null once that is settled, and for what nobody is called about. */
    callAt: instant('call_at'),
  },
  (t) => [
    check('notice_kind', sql`${t.kind} in (${sql.raw(quoted(noticeKinds))})`),
    index('notice_person').on(t.personId, t.createdAt),
    index('notice_unread').on(t.personId).where(sql`${t.readAt} is null`),
    index('notice_subject').on(t.subjectId, t.createdAt),
    index('notice_call_at').on(t.callAt).where(sql`${t.callAt} is not null`),
  ],
);

/** Ledger of WeChat grants: one grant, one message. */
export const subscribeGrant = pgTable(
  'subscribe_grant',
  {
    personId: text('person_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind').notNull(),
    remaining: integer('remaining').notNull(),
    /** Grants ever told of by the phone that was tapped on, and by WeChat itself. */
    toldByPhone: integer('told_by_phone').notNull().default(0),
    toldByWechat: integer('told_by_wechat').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.personId, t.kind] }), check('subscribe_grant_counted', sql`${t.remaining} >= 0`)],
);
