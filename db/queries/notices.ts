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
  now: string;
};

export async function insertNotice(tx: Db, notice: NewNotice): Promise<void> {
  await tx`
    insert into notice (id, person_id, kind, subject_id, title, body, fields, created_at)
    values (${notice.id}, ${notice.personId}, ${notice.kind}, ${notice.subjectId}, ${notice.title}, ${notice.body}, ${json(tx, notice.fields)},
      ${notice.now})`;
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

/** One grant more for each kind. */
export async function addGrants(tx: Db, personId: string, kinds: readonly NoticeKind[]): Promise<void> {
  await tx`
    insert into subscribe_grant (person_id, kind, remaining)
    select ${personId}, kind, count(*) from unnest(${[...kinds]}::text[]) kind group by kind
    on conflict (person_id, kind) do update set remaining = subscribe_grant.remaining + excluded.remaining`;
}

export type NoticeToSend = {
  personId: string;
  openid: string | null;
  kind: NoticeKind;
  subjectId: string | null;
  fields: Record<string, string>;
  /** Grants of this kind that the person still has besides the one this message uses. */
  grantsLeft: number;
};

export async function noticeToSend(db: Db, noticeId: string): Promise<NoticeToSend | null> {
  const [row] = await db<NoticeToSend[]>`
    select n.person_id as "personId", p.openid, n.kind, n.subject_id as "subjectId", n.fields, coalesce(g.remaining, 0) as "grantsLeft"
    from notice n join person p on p.id = n.person_id
    left join subscribe_grant g on g.person_id = n.person_id and g.kind = n.kind
    where n.id = ${noticeId}`;
  return row ?? null;
}

/** Uses up a grant for a letter, once whatever the number of tries: the letter remembers it. False when there is none. */
export async function spendGrant(db: Db, letterId: string, grant: { personId: string; kind: NoticeKind }): Promise<boolean> {
  const rows = await db`
    with used as (
      update subscribe_grant set remaining = remaining - 1
      where person_id = ${grant.personId} and kind = ${grant.kind} and remaining > 0
        and exists (select from outbox where id = ${letterId} and not payload ? 'granted')
      returning 1
    )
    update outbox set payload = payload || '{"granted": true}' where id = ${letterId} and exists (select from used) returning 1`;
  return rows.length === 1;
}

/** WeChat knows of no grant: the ledger follows it. */
export async function clearGrants(db: Db, grant: { personId: string; kind: NoticeKind }): Promise<void> {
  await db`update subscribe_grant set remaining = 0 where person_id = ${grant.personId} and kind = ${grant.kind}`;
}

/** Template id at WeChat of each kind of notice, as the bureau has set it. */
export async function wechatTemplates(db: Db): Promise<Partial<Record<NoticeKind, string>>> {
  const [row] = await db<{ value: Partial<Record<NoticeKind, string>> }[]>`select value from setting where name = 'wechat_templates'`;
  return row?.value ?? {};
}
