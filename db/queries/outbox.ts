import type { NoticeKind } from '../../shared/text/notices';
import { type Db, json } from '../client';
import type { outboxStates } from '../schema/platform';

export type OutboxState = (typeof outboxStates)[number];

/**
 * What can wait to leave: a message to WeChat, an update to 12345, a notice that a one-statement write left to be worded, and a new version
 * of an item, by which the holders of its checklists are told, and the content of a file that is to go.
 */
export type Letter =
  | { kind: 'wechat_message'; payload: { noticeId: string; granted?: NoticeKind; into?: string } }
  | { kind: 'hotline_update'; payload: { orderNumber: string; sequence: number } & Record<string, unknown> }
  | { kind: 'appointment_notice'; payload: { appointmentId: string; notice: string } & Record<string, unknown> }
  | { kind: 'catalogue_changed'; payload: { code: string; fromVersion: number; toVersion: number; effectiveFrom: string } }
  | { kind: 'file_removal'; payload: { fileId: string } };
export type LetterKind = Letter['kind'];

/** Puts a letter in the outbox, in the transaction of the change that it tells of. */
export async function queueLetter(tx: Db, letter: Letter & { id: string; now: string }): Promise<void> {
  await tx`
    insert into outbox (id, kind, payload, state, attempts, due_at, created_at)
    values (${letter.id}, ${letter.kind}, ${json(tx, letter.payload)}, 'pending', 0, ${letter.now}, ${letter.now})`;
}

export type ClaimedLetter = {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  /** This try included. */
  attempts: number;
  /** An earlier holder of the lease never reported: the letter may have been sent. */
  abandoned: boolean;
  /** The one of staff whose messages leave together. */
  batchFor: string | null;
};

/**
 * Takes letters that are due, before anything is sent: another claim passes them by until the lease ends. An update to 12345 waits for
 * the earlier ones of its order, so that the order per case is kept; of the messages that are gathered for one person the first leads.
 */
export async function claimLetters(db: Db, claim: { now: string; leasedUntil: string; limit: number }): Promise<ClaimedLetter[]> {
  const rows = await db<ClaimedLetter[]>`
    with due as (
      select id, leased_until is not null as abandoned from outbox letter
      where state = 'pending' and due_at <= ${claim.now} and (leased_until is null or leased_until <= ${claim.now})
        and (kind <> 'hotline_update' or not exists (
          select from outbox earlier where earlier.kind = 'hotline_update' and earlier.state in ('pending', 'dead')
            and earlier.payload ->> 'orderNumber' = letter.payload ->> 'orderNumber'
            and (earlier.payload ->> 'sequence')::int < (letter.payload ->> 'sequence')::int))
        and (batch_for is null or (not payload ? 'into' and not exists (
          select from outbox earlier where earlier.batch_for = letter.batch_for and earlier.state = 'pending' and earlier.id < letter.id
            and not earlier.payload ? 'into')))
      order by due_at limit ${claim.limit} for update of letter skip locked
    )
    update outbox set leased_until = ${claim.leasedUntil}, attempts = attempts + 1
    from due where outbox.id = due.id
    returning outbox.id, kind, payload, attempts, abandoned, batch_for as "batchFor"`;
  return [...rows];
}

/** Joins to the leading letter the others of its person that nobody has in hand; how many are with it, those of an earlier try included. */
export async function gatherLetters(db: Db, leader: { id: string; batchFor: string }): Promise<number> {
  await db`
    update outbox set payload = payload || ${json(db, { into: leader.id })}
    where batch_for = ${leader.batchFor} and state = 'pending' and id <> ${leader.id} and leased_until is null and not payload ? 'into'
      and not payload ? 'granted'`;
  const [row] = await db<{ count: number }[]>`
    select count(*) from outbox where batch_for = ${leader.batchFor} and state = 'pending' and payload ->> 'into' = ${leader.id}`;
  return row?.count ?? 0;
}

/** `messageId`: the number under which WeChat has taken the message, and under which it says later what became of it (db/queries/wechat-pushes.ts). */
export type LetterEnd = { state: Exclude<OutboxState, 'pending'>; error: string | null; now: string; messageId?: string | null };

/** Notes whose message it is. What WeChat has said of it already, quicker than we were, is its end. */
const noted = (db: Db, letterId: string, { messageId, now }: LetterEnd) =>
  messageId
    ? db`insert into wechat_message (id, letter_id, noted_at) values (${messageId}, ${letterId}, ${now})
        on conflict (id) do update set letter_id = excluded.letter_id returning failure`
    : db`select null::text as failure where false`;
const endedSo = (db: Db, { state, error }: Pick<LetterEnd, 'state' | 'error'>) => db`
  state = case when exists (select from noted where failure is not null) then 'dropped' else ${state} end,
  last_error = coalesce((select failure from noted), ${error})`;

/** Ends a claimed letter. False when the lease ended meanwhile and another has taken it: then nothing is changed. */
export async function finishLetter(db: Db, claimed: { id: string; attempts: number }, end: LetterEnd): Promise<boolean> {
  const rows = await db`
    with noted as (${noted(db, claimed.id, end)})
    update outbox set ${endedSo(db, end)}, finished_at = ${end.now}, leased_until = null
    where id = ${claimed.id} and state = 'pending' and attempts = ${claimed.attempts} returning 1`;
  return rows.length === 1;
}

/** Ends a claimed letter and, in the same statement, those that were joined to it. */
export async function finishBatch(
  db: Db,
  claimed: { id: string; attempts: number; batchFor: string },
  end: LetterEnd,
  others: Pick<LetterEnd, 'state' | 'error'>,
): Promise<void> {
  await db`
    with noted as (${noted(db, claimed.id, end)}), ended as (
      update outbox set ${endedSo(db, end)}, finished_at = ${end.now}, leased_until = null
      where id = ${claimed.id} and state = 'pending' and attempts = ${claimed.attempts} returning id
    )
    update outbox set ${endedSo(db, others)}, finished_at = ${end.now}
    from ended where batch_for = ${claimed.batchFor} and state = 'pending' and payload ->> 'into' = ended.id`;
}

/** Gives a claimed letter back for a later try. What waits for it to lead is put off with it. */
export async function postponeLetter(
  db: Db,
  claimed: { id: string; attempts: number; batchFor: string | null },
  dueAt: string,
  error: string | null,
): Promise<void> {
  await db`
    update outbox set due_at = ${dueAt}, last_error = ${error}, leased_until = null
    where id = ${claimed.id} and state = 'pending' and attempts = ${claimed.attempts}`;
  if (claimed.batchFor === null) return;
  await db`
    with behind as (
      select id from outbox
      where batch_for = ${claimed.batchFor} and state = 'pending' and leased_until is null and id > ${claimed.id} and due_at < ${dueAt}
      for update skip locked
    )
    update outbox set due_at = ${dueAt} from behind where outbox.id = behind.id`;
}

export type DeadLetter = { id: string; kind: string; attempts: number; lastError: string | null; createdAt: string };

/** Letters that were given up, oldest first, and how many still wait. */
export async function deadLetters(db: Db, limit: number): Promise<{ pending: number; letters: DeadLetter[] }> {
  const letters = await db<DeadLetter[]>`
    select id, kind, attempts, last_error as "lastError", created_at as "createdAt"
    from outbox where state = 'dead' order by created_at, id limit ${limit}`;
  const [row] = await db<{ pending: number }[]>`select count(*) as pending from outbox where state = 'pending'`;
  return { pending: row?.pending ?? 0, letters: [...letters] };
}

/** Puts a dead letter back; false when it is not dead. */
export async function reviveLetter(tx: Db, id: string, now: string): Promise<boolean> {
  const rows = await tx`
    update outbox set state = 'pending', attempts = 0, due_at = ${now}, leased_until = null, finished_at = null
    where id = ${id} and state = 'dead' returning 1`;
  return rows.length === 1;
}
