import type { NoticeKind } from '../../shared/text/notices';
import type { Db, Tx } from '../client';

/**
 * Takes a push, in the transaction of its effect; a twin waits here until the first has ended. `again`: WeChat has sent this request before, or
 * somebody else has; `known`: the request is new, its message is not, and has had its effect.
 */
export async function claimPush(tx: Tx, push: { request: Uint8Array; message: Uint8Array; now: string }): Promise<'new' | 'known' | 'again'> {
  const rows = await tx<{ digest: Uint8Array }[]>`
    insert into wechat_push (digest, received_at) values (${push.request}, ${push.now}), (${push.message}, ${push.now})
    on conflict do nothing returning digest`;
  const isNew = (digest: Uint8Array) => rows.some((row) => Buffer.from(row.digest).equals(Buffer.from(digest)));
  if (!isNew(push.request)) return 'again';
  return isNew(push.message) ? 'new' : 'known';
}

/** The kinds of notice of each template, as the bureau has set them. */
const kindsOf = (tx: Tx, templateIds: readonly string[]) => tx`
  select set.kind, set.id from setting, jsonb_each_text(setting.value) set (kind, id)
  where setting.name = 'wechat_templates' and set.id = any(${[...templateIds]}::text[])`;

/**
 * A grant more of each template, as WeChat tells it; the phone tells of the same ones (`addGrants` of notices.ts). A template that several kinds
 * share is left to the phone, which alone knows for which it asked.
 */
export async function grantsFromWechat(tx: Tx, openid: string, templateIds: readonly string[]): Promise<void> {
  await tx`
    with template as (${kindsOf(tx, templateIds)}), granted as (
      select min(kind) as kind from template group by id having count(*) = 1
    )
    insert into subscribe_grant as seen (person_id, kind, remaining, told_by_wechat)
    select p.id, granted.kind, 1, 1 from person p, granted where p.openid = ${openid} order by granted.kind
    on conflict (person_id, kind) do update set told_by_wechat = seen.told_by_wechat + 1,
      remaining = seen.remaining + greatest(seen.told_by_phone, seen.told_by_wechat + 1) - greatest(seen.told_by_phone, seen.told_by_wechat)`;
}

/** The person has switched these templates off: no grant is left. */
export async function endGrants(tx: Tx, openid: string, templateIds: readonly string[]): Promise<void> {
  await tx`
    update subscribe_grant set remaining = 0
    from person p where p.openid = ${openid} and person_id = p.id and kind in (select kind from (${kindsOf(tx, templateIds)}) template)`;
}

/** The WeChat account is no more: nothing can be sent to it, and nobody is signed in with it. */
export async function endAccount(tx: Tx, openid: string, now: string): Promise<void> {
  await tx`update subscribe_grant set remaining = 0 from person p where p.openid = ${openid} and person_id = p.id`;
  await tx`update session set revoked_at = ${now} from person p where p.openid = ${openid} and person_id = p.id and revoked_at is null`;
}

/**
 * A message that WeChat took has not arrived: its letter is dropped, also those that left with it as a digest, and what a person must have heard of
 * is looked at by the call list (functions/jobs/notice-calls.ts). Of a letter that has not ended yet the failure is kept until it does (`noted` of
 * outbox.ts). Whether a letter is known of the message.
 */
export async function failMessage(
  tx: Tx,
  message: { id: string; failure: string; calledAbout: readonly NoticeKind[]; now: string },
): Promise<boolean> {
  const { id, failure, now } = message;
  const [noted] = await tx<{ letterId: string | null }[]>`
    insert into wechat_message (id, failure, noted_at) values (${id}, ${failure}, ${now})
    on conflict (id) do update set failure = excluded.failure returning letter_id as "letterId"`;
  if (!noted?.letterId) return false;
  // a statement of its own: whoever has just noted the letter has ended it by then
  const [ended] = await tx<{ batchFor: string | null; createdAt: string }[]>`
    update outbox set state = 'dropped', last_error = ${failure}
    where id = ${noted.letterId} and state in ('delivered', 'unknown') returning batch_for as "batchFor", created_at as "createdAt"`;
  if (ended?.batchFor)
    await tx`
      update outbox set state = 'dropped', last_error = ${failure}
      where batch_for = ${ended.batchFor} and created_at >= ${ended.createdAt} and payload ->> 'into' = ${noted.letterId}
        and state in ('delivered', 'unknown')`;
  if (ended)
    await tx`
      update notice set call_at = ${now}
      where id = 'note' || substr(${noted.letterId}, 4) and read_at is null and kind = any(${[...message.calledAbout]}::text[])`;
  return true;
}

/** Forgets pushes and numbers of messages from before an instant, at most `limit` of each. */
export async function forgetPushes(db: Db, before: string, limit: number): Promise<void> {
  await db`
    delete from wechat_push where digest = any(array(
      select digest from wechat_push where received_at < ${before} order by received_at limit ${limit} for update skip locked))`;
  await db`
    delete from wechat_message where id = any(array(
      select id from wechat_message where noted_at < ${before} order by noted_at limit ${limit} for update skip locked))`;
}
