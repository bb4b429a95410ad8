import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { rateClasses } from '../../shared/rules/rate-limits';
import { bytes, instant, quoted } from './columns';
import { person } from './people';

/** Answers kept for repeated keys: written in the transaction of the effect. `actor` is '' for who is not signed in. */
export const idempotency = pgTable(
  'idempotency',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    endpoint: text('endpoint').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    /** The answer byte for byte, sealed but where a statement has written it. */
    answer: bytes('answer').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index('idempotency_age').on(t.createdAt)],
);

/** `unknown`: it may have arrived, and a second one might be shown twice, so none is sent. */
export const outboxStates = ['pending', 'delivered', 'dropped', 'dead', 'unknown'] as const;

/** What must leave the database, written in the transaction of the change (design decision 6). */
export const outbox = pgTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    state: text('state').notNull(),
    attempts: smallint('attempts').notNull(),
    dueAt: instant('due_at').notNull(),
    leasedUntil: instant('leased_until'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Of a message that is gathered with others (J2): the one of staff to whom it goes. */
    batchFor: text('batch_for'),
  },
  (t) => [
    check('outbox_state', sql`${t.state} in (${sql.raw(quoted(outboxStates))})`),
    index('outbox_pending').on(t.dueAt).where(sql`${t.state} = 'pending'`),
    index('outbox_batch').on(t.batchFor, t.id).where(sql`${t.state} = 'pending' and ${t.batchFor} is not null`),
    index('outbox_dead').on(t.createdAt).where(sql`${t.state} = 'dead'`),
  ],
);

/** K4: calls of a person, a phone, an address or an identity number within the window that runs. Not logged: a crash forgives. */
export const requestCount = pgTable(
  'request_count',
  {
    rate: text('rate').notNull(),
    /** `per_…`, `dev_…`; addresses and identity numbers only as keyed hashes. */
    subject: text('subject').notNull(),
    endsAt: instant('ends_at').notNull(),
    requests: integer('requests').notNull(),
  },
  (t) => [primaryKey({ columns: [t.rate, t.subject] }), check('request_count_rate', sql`${t.rate} in (${sql.raw(quoted(rateClasses))})`)],
);

/** Work orders received from 12345: the same event id is applied once. */
export const exchangeReceipt = pgTable('exchange_receipt', {
  eventId: text('event_id').primaryKey(),
  bodyHash: bytes('body_hash').notNull(),
  answer: text('answer').notNull(),
  receivedAt: instant('received_at').notNull(),
});

/** One WeChat access token shared by all instances. */
export const wechatToken = pgTable('wechat_token', {
  id: text('id').primaryKey(),
  tokenSealed: bytes('token_sealed'),
  expiresAt: instant('expires_at'),
  renewingUntil: instant('renewing_until'),
});

/** What WeChat has pushed to us, kept as SHA-256 for a day: of each request its time and nonce, of each message its text. Either is taken once. */
export const wechatPush = pgTable('wechat_push', { digest: bytes('digest').primaryKey(), receivedAt: instant('received_at').notNull() }, (t) => [
  index('wechat_push_age').on(t.receivedAt),
]);

/** Messages by the number that WeChat gave them, for a day; written by who is first: we with the letter, or WeChat with why it did not arrive. */
export const wechatMessage = pgTable(
  'wechat_message',
  {
    id: text('id').primaryKey(),
    letterId: text('letter_id'),
    failure: text('failure'),
    notedAt: instant('noted_at').notNull(),
  },
  (t) => [index('wechat_message_age').on(t.notedAt)],
);

/** What a bureau sets: numbers (names, bounds and defaults in shared/rules/settings.ts), word groups, WeChat templates. */
export const setting = pgTable('setting', { name: text('name').primaryKey(), value: jsonb('value').$type<unknown>().notNull() });

/** Who changed which number from what to what, and why. */
export const settingChange = pgTable(
  'setting_change',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    valueBefore: integer('value_before').notNull(),
    valueAfter: integer('value_after').notNull(),
    reason: text('reason').notNull(),
    changedBy: text('changed_by')
      .notNull()
      .references(() => person.id),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [check('setting_change_changes', sql`${t.valueBefore} <> ${t.valueAfter}`)],
);

/** How far the demonstration's clock runs ahead; only the stand-ins write it. */
export const demoClock = pgTable('demo_clock', { id: integer('id').primaryKey(), offsetMs: bigint('offset_ms', { mode: 'number' }).notNull() });
