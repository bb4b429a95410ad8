import { type CheckedText, type HoldReason, shownTextStates, type TextState, type UnshownState } from '../../shared/rules/text-check';
import type { Db, Tx } from '../client';

/** Of which words a check is: those of a request (1) or of one of its events, of a return visit or of an entry (0). */
export type Checked = { kind: CheckedText; subjectId: string; seq: number };

/** Has words checked, in the transaction that stores them: nobody else reads them before. */
export async function insertTextCheck(tx: Tx, made: Checked & { id: string; authorId: string; now: string }): Promise<void> {
  await tx`
    insert into text_check (id, kind, subject_id, seq, author_id, state, tries, due_at, created_at)
    values (${made.id}, ${made.kind}, ${made.subjectId}, ${made.seq}, ${made.authorId}, 'waiting', 0, ${made.now}, ${made.now})`;
}

/** Where the words of a check stand, and the unit that they concern. */
const words = (db: Db) => db`
  lateral (
    select s.unit_id, s.title || E'\\n' || s.body || coalesce(E'\\n' || s.place, '') as words
    from service_case s where k.kind = 'request' and s.id = k.subject_id
    union all
    select s.unit_id, e.text from case_event e join service_case s on s.id = e.case_id
    where k.kind = 'request_words' and e.case_id = k.subject_id and e.seq = k.seq
    union all
    select o.unit_id, v.words from return_visit v join rating_occasion o on o.id = v.occasion_id
    where k.kind = 'return_words' and v.id = k.subject_id
    union all
    select n.unit_id, n.question || E'\\n' || n.answer || coalesce((
      select string_agg(E'\\n' || phrasing, '') from jsonb_array_elements_text(n.phrasings) phrasing), '')
    from knowledge_entry n where k.kind = 'answer' and n.code = k.subject_id
  ) said`;

export type ClaimedCheck = {
  id: string;
  kind: CheckedText;
  /** This try included. */
  tries: number;
  createdAt: string;
  openid: string | null;
  words: string;
};

/** Takes texts whose check is due, the longest waiting first, before WeChat is asked: others pass them by until the lease ends. */
export async function claimTextChecks(db: Db, claim: { now: string; leasedUntil: string; limit: number }): Promise<ClaimedCheck[]> {
  const rows = await db<ClaimedCheck[]>`
    with due as (
      select id from text_check where state = 'waiting' and due_at <= ${claim.now} order by due_at limit ${claim.limit} for update skip locked
    ), k as (
      update text_check t set due_at = ${claim.leasedUntil}, tries = t.tries + 1 from due where t.id = due.id
      returning t.id, t.kind, t.subject_id, t.seq, t.author_id, t.tries, t.created_at
    )
    select k.id, k.kind, k.tries, k.created_at as "createdAt", p.openid, said.words
    from k join person p on p.id = k.author_id join ${words(db)} on true`;
  return [...rows];
}

export type CheckEnd =
  | { state: 'waiting'; dueAt: string }
  | { state: 'passed' | 'held'; reason: HoldReason | null; label: number | null; traceId: string | null };

/**
 * Notes what came of a claimed check; false when the lease ended meanwhile and another has taken it: then nothing is changed. An entry that
 * passed is searched from now on.
 */
export async function finishTextCheck(db: Db, claimed: Pick<ClaimedCheck, 'id' | 'tries'>, end: CheckEnd): Promise<boolean> {
  const mine = db`id = ${claimed.id} and state = 'waiting' and tries = ${claimed.tries}`;
  if (end.state === 'waiting') return (await db`update text_check set due_at = ${end.dueAt} where ${mine} returning 1`).length === 1;
  const rows = await db`
    with ended as (
      update text_check set state = ${end.state}, reason = ${end.reason}, label = ${end.label}, trace_id = ${end.traceId} where ${mine}
      returning kind, subject_id
    ), listed as (
      update knowledge_entry n set revision = n.revision + 1 from ended where ended.kind = 'answer' and n.code = ended.subject_id
    )
    select from ended`;
  return rows.length === 1;
}

/** Whether an entry of the answer base waits for a check or failed it; `k` is the entry. */
export const entryIsUnchecked = (db: Db) => db`app_unchecked(k.code, ${[...shownTextStates]}::text[])`;

export type UnshownText = { subjectId: string; seq: number; authorId: string; state: UnshownState; answer: string | null };

/** The words of these requests and return visits that others may not read, or not yet. */
export async function unshownTexts(db: Db, subjectIds: readonly string[]): Promise<UnshownText[]> {
  if (subjectIds.length === 0) return [];
  const rows = await db<UnshownText[]>`
    select subject_id as "subjectId", seq, author_id as "authorId", state, answer from app_unshown(${[...subjectIds]}::text[], ${[...shownTextStates]}::text[])`;
  return [...rows];
}

export type TextCheckRow = {
  id: string;
  kind: CheckedText;
  subjectId: string;
  words: string;
  reason: HoldReason;
  state: TextState;
  authorId: string;
  authorName: string | null;
  unitName: string;
  unitPath: string;
  createdAt: string;
};

const select = (db: Db) => db`
  select k.id, k.kind, k.subject_id as "subjectId", said.words, k.reason, k.state, k.author_id as "authorId", p.name as "authorName",
    u.name as "unitName", u.path as "unitPath", k.created_at as "createdAt"
  from text_check k join person p on p.id = k.author_id join ${words(db)} on true join unit u on u.id = said.unit_id`;

/** Words held for a person, of units below `unitPaths` and not by the person who asks, the longest held first. */
export async function heldTexts(db: Db, reach: { unitPaths: string[]; personId: string }, limit: number): Promise<TextCheckRow[]> {
  const rows = await db<TextCheckRow[]>`
    ${select(db)} where k.state = 'held' and k.author_id <> ${reach.personId}
      and exists (select from unnest(${reach.unitPaths}::text[]) path where starts_with(u.path, path))
    order by k.created_at, k.id limit ${limit}`;
  return [...rows];
}

/** One of them, locked until the transaction ends. */
export async function lockTextCheck(tx: Tx, id: string): Promise<TextCheckRow | null> {
  if ((await tx`select from text_check where id = ${id} for update`).length === 0) return null;
  const [row] = await tx<TextCheckRow[]>`${select(tx)} where k.id = ${id}`;
  return row ?? null;
}

/** What a person decided on locked words; an entry that may be shown is searched from now on. */
export async function decideTextCheck(
  tx: Tx,
  { id, state, by, answer, now }: { id: string; state: 'approved' | 'refused'; by: string; answer: string | null; now: string },
): Promise<void> {
  await tx`
    with decided as (
      update text_check set state = ${state}, decided_by = ${by}, decided_at = ${now}, answer = ${answer} where id = ${id} returning kind, subject_id
    )
    update knowledge_entry n set revision = n.revision + 1 from decided where decided.kind = 'answer' and n.code = decided.subject_id`;
}
