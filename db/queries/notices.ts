import type { NoticeKind } from '../../shared/text/notices';
import { type Db, json } from '../client';

export type NewNotice = {
  id: string;
  personId: string;
  kind: NoticeKind;
  subjectId: string | null;
  title: string;
  body: string;
  fields: Record<string, string>;
  /** When to look whether somebody must call; null: nobody is called about it. */
  callAt: string | null;
  /** Its WeChat message leaves with others to the same person (J2). */
  gathered: boolean;
  now: string;
};

/** The letter of a notice has its number: `note_…` and `out_…`. */
const letterOfNotice = (noticeId: string): string => noticeId.replace(/^note_/, 'out_');

/**
 * A notice in the inbox and its letter to WeChat; people without a WeChat account get no letter. Gathered letters wait for each other and leave as
 * one message: they come due with the one that leads, so that a claim need not pass by all that wait for it.
 */
export async function insertNotice(tx: Db, notice: NewNotice): Promise<void> {
  const { id, personId, now } = notice;
  const due = notice.gathered
    ? tx`greatest(told.created_at, (
        select due_at from outbox leader where leader.batch_for = told.person_id and leader.state = 'pending' order by leader.id limit 1))`
    : tx`told.created_at`;
  // nothing is asked back of the new row: it is somebody else's, whom the asker may not read
  await tx`
    with told as (
      select ${personId}::text as person_id, ${now}::timestamptz as created_at
    ), written as (
      insert into notice (id, person_id, kind, subject_id, title, body, fields, created_at, call_at)
      values (${id}, ${personId}, ${notice.kind}, ${notice.subjectId}, ${notice.title}, ${notice.body}, ${json(tx, notice.fields)},
        ${now}, ${notice.callAt})
    )
    insert into outbox (id, kind, payload, state, attempts, due_at, created_at, batch_for)
    select ${letterOfNotice(id)}, 'wechat_message', ${json(tx, { noticeId: id })}, 'pending', 0, ${due}, told.created_at,
      ${notice.gathered ? personId : null}
    from told join person on person.id = told.person_id where person.openid is not null`;
}

export type InboxRow = {
  id: string;
  kind: NoticeKind;
  title: string;
  body: string;
  subjectId: string | null;
  createdAt: string;
  readAt: string | null;
};

/** The inbox, newest first. */
export async function noticesOf(db: Db, personId: string, limit: number): Promise<InboxRow[]> {
  const rows = await db<InboxRow[]>`
    select id, kind, title, body, subject_id as "subjectId", created_at as "createdAt", read_at as "readAt"
    from notice where person_id = ${personId} order by created_at desc, id desc limit ${limit}`;
  return [...rows];
}

/** Marks a notice of this person as read, the first time counts. False when the person has no such notice. */
export async function markNoticeRead(tx: Db, id: string, personId: string, now: string): Promise<boolean> {
  const rows = await tx`
    update notice set read_at = coalesce(read_at, ${now}) where id = ${id} and person_id = ${personId} returning 1`;
  return rows.length === 1;
}

/** Marks all notices of this person as read that there were at `now`; the calls about them are the caller's to end. */
export async function markAllRead(tx: Db, personId: string, now: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update notice set read_at = ${now} where person_id = ${personId} and read_at is null and created_at <= ${now} returning id`;
  return rows.map(({ id }) => id);
}

/**
 * One grant more for each kind, as the phone tells it. WeChat tells of the same grants by itself (db/queries/wechat-pushes.ts): each counts once, by
 * whichever of the two has told of more.
 */
export async function addGrants(tx: Db, personId: string, kinds: readonly NoticeKind[]): Promise<void> {
  await tx`
    insert into subscribe_grant as seen (person_id, kind, remaining, told_by_phone)
    select ${personId}, kind, count(*), count(*) from unnest(${[...kinds]}::text[]) kind group by kind
    on conflict (person_id, kind) do update set told_by_phone = seen.told_by_phone + excluded.told_by_phone,
      remaining = seen.remaining + greatest(seen.told_by_phone + excluded.told_by_phone, seen.told_by_wechat)
        - greatest(seen.told_by_phone, seen.told_by_wechat)`;
}

export type NoticeToSend = {
  personId: string;
  openid: string | null;
  kind: NoticeKind;
  subjectId: string | null;
  title: string;
  fields: Record<string, string>;
  createdAt: string;
  /** Template id at WeChat of each kind of notice, as the bureau has set it. */
  templates: Partial<Record<NoticeKind, string>>;
};

export async function noticeToSend(db: Db, noticeId: string): Promise<NoticeToSend | null> {
  const [row] = await db<NoticeToSend[]>`
    select n.person_id as "personId", p.openid, n.kind, n.subject_id as "subjectId", n.title, n.fields, n.created_at as "createdAt",
      coalesce((select value from setting where name = 'wechat_templates'), '{}') as templates
    from notice n join person p on p.id = n.person_id
    where n.id = ${noticeId}`;
  return row ?? null;
}

/**
 * Uses up a grant for a claimed letter, once whatever the number of tries: the letter remembers which. From then on a message may be on its way.
 * False when there is none, or when the lease has passed to another.
 */
export async function spendGrant(db: Db, letter: { id: string; attempts: number }, grant: { personId: string; kind: NoticeKind }): Promise<boolean> {
  const rows = await db`
    with letter as (
      select id from outbox where id = ${letter.id} and state = 'pending' and attempts = ${letter.attempts} and not payload ? 'granted' for update
    ), used as (
      update subscribe_grant set remaining = remaining - 1
      where person_id = ${grant.personId} and kind = ${grant.kind} and remaining > 0 and exists (select from letter)
      returning 1
    )
    update outbox set payload = payload || ${json(db, { granted: grant.kind })} where id in (select id from letter) and exists (select from used)
    returning 1`;
  return rows.length === 1;
}

/** WeChat knows of no grant: the ledger follows it. */
export async function clearGrants(db: Db, grant: { personId: string; kind: NoticeKind }): Promise<void> {
  await db`update subscribe_grant set remaining = 0 where person_id = ${grant.personId} and kind = ${grant.kind}`;
}
