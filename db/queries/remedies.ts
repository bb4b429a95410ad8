import type { RatingLevel, RatingPlace, RatingReason, RatingSubject } from '../../shared/rules/rating';
import type { AppealGround, RemedyEvent, RemedySituation, RemedyStatus } from '../../shared/rules/remedy-flow';
import type { CaseChannel } from '../../shared/rules/case-flow';
import { type Db, json, type Tx } from '../client';

/** A remedy order with the rating it is for. */
export type RemedyRow = RemedySituation & {
  id: string;
  occasionId: string;
  unitId: string;
  unitName: string;
  ownerId: string | null;
  ownerName: string | null;
  openedAt: string;
  contactDueAt: string | null;
  explanation: string[];
  findingText: string | null;
  outcomeText: string | null;
  rule: string | null;
  settledAt: string | null;
  appealGround: AppealGround | null;
  appealReason: string | null;
  reviewedBy: string | null;
  reviewReason: string | null;
  resultWords: string | null;
  resultAt: string | null;
  contactRemindedAt: string | null;
  remindedAt: string | null;
  contactWarnedAt: string | null;
  warnedAt: string | null;
  subject: RatingSubject;
  place: RatingPlace;
  channel: CaseChannel;
  title: string;
  finishedAt: string;
  level: RatingLevel;
  reasons: RatingReason[];
  words: string | null;
  raterName: string | null;
  phoneSealed: Uint8Array | null;
};

const select = (db: Db) => db`
  select m.id, m.occasion_id as "occasionId", m.unit_id as "unitId", u.name as "unitName", u.path as "unitPath", m.owner_id as "ownerId",
    owner.name as "ownerName", m.kind, m.status, m.opened_at as "openedAt", m.contact_due_at as "contactDueAt", m.contacted_at as "contactedAt",
    m.tries, m.due_at as "dueAt", m.explanation, m.finding, m.finding_text as "findingText", m.outcome_text as "outcomeText", m.rule,
    m.settled_at as "settledAt", m.appeal_ground as "appealGround", m.appeal_reason as "appealReason", m.appealed_by as "appealedBy",
    m.reviewed_by as "reviewedBy", m.review_reason as "reviewReason", m.status <> 'not_counted' and m.reviewed_by is not null as "isAppealRefused",
    m.result_level as "resultLevel", m.result_words as "resultWords", m.result_at as "resultAt", m.contact_reminded_at as "contactRemindedAt", m.reminded_at as "remindedAt", m.contact_warned_at as "contactWarnedAt",
    m.warned_at as "warnedAt", o.subject, o.place, o.channel, o.title, o.finished_at as "finishedAt", o.person_id as "raterId",
    o.handled_by as "handledBy", r.level, r.reasons, r.words, r.is_anonymous as "isAnonymous", p.name as "raterName", p.phone_sealed as "phoneSealed"
  from remedy_order m join rating r on r.occasion_id = m.occasion_id join rating_occasion o on o.id = m.occasion_id
    join unit u on u.id = m.unit_id join person p on p.id = o.person_id left join person owner on owner.id = m.owner_id`;

/** One order; locked until the transaction ends when it is about to change. */
export async function remedyById(db: Db, id: string, lock?: 'lock'): Promise<RemedyRow | null> {
  const [row] = await db<RemedyRow[]>`${select(db)} where m.id = ${id} ${lock ? db`for update of m` : db``}`;
  return row ?? null;
}

/** The order of a rated occasion, or null. */
export async function remedyOfOccasion(db: Db, occasionId: string, lock?: 'lock'): Promise<RemedyRow | null> {
  const [row] = await db<RemedyRow[]>`${select(db)} where m.occasion_id = ${occasionId} ${lock ? db`for update of m` : db``}`;
  return row ?? null;
}

/** Orders of units in these trees that are not about the person: the open ones by the nearest limit, the others newest first. */
export async function remediesWithin(
  db: Db,
  { personId, unitPaths }: { personId: string; unitPaths: readonly string[] },
  which: 'open' | 'settled',
  limit: number,
): Promise<RemedyRow[]> {
  const rows = await db<RemedyRow[]>`
    ${select(db)}
    where o.person_id <> ${personId} and not ${personId} = any(o.handled_by)
      and exists (select from unnest(${[...unitPaths]}::text[]) path where starts_with(u.path, path))
      and ${
        which === 'open'
          ? db`m.settled_at is null order by case when m.status = 'opened' then coalesce(m.contact_due_at, m.due_at) else m.due_at end, m.id`
          : db`m.settled_at is not null order by m.settled_at desc, m.id desc`
      }
    limit ${limit}`;
  return [...rows];
}

export type NewRemedy = Pick<RemedyRow, 'id' | 'occasionId' | 'unitId' | 'ownerId' | 'contactDueAt' | 'dueAt' | 'explanation'> & { now: string };

/** With its first event. The unique index lets an occasion have one; a second throws. */
export async function insertRemedy(tx: Tx, made: NewRemedy): Promise<void> {
  await tx`
    with added as (
      insert into remedy_order (id, occasion_id, unit_id, owner_id, kind, status, opened_at, contact_due_at, due_at, explanation)
      values (${made.id}, ${made.occasionId}, ${made.unitId}, ${made.ownerId}, 'ordinary', 'opened', ${made.now}, ${made.contactDueAt}, ${made.dueAt},
        ${json(tx, made.explanation)}) returning id
    )
    insert into remedy_event (remedy_id, seq, at, action, status, actor_id, text) select id, 1, ${made.now}, 'open', 'opened', null, null from added`;
}

export type RemedyChange = Partial<
  Pick<
    RemedyRow,
    | 'kind'
    | 'ownerId'
    | 'contactDueAt'
    | 'contactedAt'
    | 'tries'
    | 'dueAt'
    | 'explanation'
    | 'finding'
    | 'findingText'
    | 'outcomeText'
    | 'rule'
    | 'settledAt'
    | 'appealGround'
    | 'appealReason'
    | 'appealedBy'
    | 'reviewedBy'
    | 'reviewReason'
    | 'resultLevel'
    | 'resultWords'
    | 'resultAt'
    | 'contactRemindedAt'
    | 'remindedAt'
    | 'contactWarnedAt'
    | 'warnedAt'
  >
>;

export type RemedyStep = { action: RemedyEvent; status: RemedyStatus; at: string; actorId: string | null; text: string | null };

/** A step and its entry in the history, in one statement. The order must be locked. Give it the row as it stands with what changes. */
export async function takeRemedyStep(tx: Tx, row: RemedyRow, step: RemedyStep, change: RemedyChange): Promise<void> {
  const next = { ...row, ...change };
  await tx`
    with changed as (
      update remedy_order set status = ${step.status}, kind = ${next.kind}, owner_id = ${next.ownerId}, contact_due_at = ${next.contactDueAt},
        contacted_at = ${next.contactedAt}, tries = ${next.tries}, due_at = ${next.dueAt}, explanation = ${json(tx, next.explanation)},
        finding = ${next.finding}, finding_text = ${next.findingText}, outcome_text = ${next.outcomeText}, rule = ${next.rule},
        settled_at = ${next.settledAt}, appeal_ground = ${next.appealGround}, appeal_reason = ${next.appealReason},
        appealed_by = ${next.appealedBy}, reviewed_by = ${next.reviewedBy}, review_reason = ${next.reviewReason},
        result_level = ${next.resultLevel}, result_words = ${next.resultWords}, result_at = ${next.resultAt},
        contact_reminded_at = ${next.contactRemindedAt}, reminded_at = ${next.remindedAt}, contact_warned_at = ${next.contactWarnedAt}, warned_at = ${next.warnedAt}
      where id = ${row.id} returning id
    )
    insert into remedy_event (remedy_id, seq, at, action, status, actor_id, text)
    select id, (select max(seq) + 1 from remedy_event where remedy_id = ${row.id}), ${step.at}, ${step.action}, ${step.status},
      ${step.actorId}::text, ${step.text}::text from changed`;
}

export type RemedyEventRow = { at: string; action: RemedyEvent; status: RemedyStatus; actorName: string | null; text: string | null };

/** What happened to an order, oldest first. */
export async function remedyEventsOf(db: Db, id: string): Promise<RemedyEventRow[]> {
  const rows = await db<RemedyEventRow[]>`
    select e.at, e.action, e.status, p.name as "actorName", e.text
    from remedy_event e left join person p on p.id = e.actor_id where e.remedy_id = ${id} order by e.seq`;
  return [...rows];
}

/** Open orders without an owner or without a limit: nobody above the rated was known, or the calendar did not know the day. */
export async function incompleteRemedies(db: Db, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select m.id from remedy_order m join rating r on r.occasion_id = m.occasion_id
    where m.settled_at is null and (m.owner_id is null or m.due_at is null
      or (m.contact_due_at is null and m.contacted_at is null and not r.is_anonymous))
    order by m.opened_at, m.id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Open orders of which a limit has passed that nobody was told of yet. */
export async function lateRemedies(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from remedy_order
    where settled_at is null and ((contacted_at is null and contact_warned_at is null and contact_due_at < ${now}) or (warned_at is null and due_at < ${now}))
    order by due_at, id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Open orders of which a limit has less than a third of its time left, and whose owner was not told of it yet. */
export async function remediesDueSoon(db: Db, now: string, limit: number): Promise<string[]> {
  const amber = (due: string) => db`(${now}::timestamptz between ${db(due)} - (${db(due)} - opened_at) / 3 and ${db(due)})`;
  const rows = await db<{ id: string }[]>`
    select id from remedy_order
    where settled_at is null and owner_id is not null and (reminded_at is null and ${amber('due_at')}
      or (status = 'opened' and contacted_at is null and contact_reminded_at is null and ${amber('contact_due_at')}))
    order by due_at, id limit ${limit}`;
  return rows.map((row) => row.id);
}
