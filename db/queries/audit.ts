import { setImmediate as turn } from 'node:timers/promises';
import type { AuditEffect } from '../../shared/rules/audit';
import type { Database, Db, Tx } from '../client';

export type AuditEntry = { at: string; actorId: string | null; endpoint: string; effect: AuditEffect; subjects: string[]; reason: string | null };

/** Adds an entry; in the transaction of the act it stands for, where that is one. */
export async function recordAct(db: Db, entry: AuditEntry): Promise<void> {
  await db`
    with entry as (
      insert into audit_entry (at, actor_id, endpoint, effect, subjects, reason)
      values (${entry.at}, ${entry.actorId}, ${entry.endpoint}, ${entry.effect}, ${entry.subjects}, ${entry.reason}) returning id
    )
    insert into audit_waiting (entry_id) select id from entry`;
}

/** An entry as the one text that is hashed: every column, in a form that no two entries share, and without a line break. */
const canonical = `json_build_array(e.id, extract(epoch from e.at), e.actor_id, e.endpoint, e.effect, to_json(e.subjects), e.reason)::text`;

/** A link of the chain; `hash` is hexadecimal. */
export type ChainEnd = { position: number; hash: string };

/** What the first link takes for the hash before it. */
export const noHash = '0'.repeat(64);

/** The end of the chain for whoever lengthens it, the only one who does until the transaction ends; null when another is at it. */
export async function takeChainEnd(tx: Tx): Promise<ChainEnd | null> {
  const [lock] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('audit-chain')) as taken`;
  if (!lock?.taken) return null;
  const [end] = await tx<ChainEnd[]>`select position, encode(hash, 'hex') as hash from audit_link order by position desc limit 1`;
  return end ?? { position: 0, hash: noHash };
}

/**
 * Takes the next entries that wait for a link, by id; they wait no more when the transaction ends. Ids are given before transactions end, so
 * one may come after greater ones. Content is null when an entry was removed while it waited. Each is looked up by itself: a plan for any limit
 * would read both tables whole.
 */
export async function takeWaitingEntries(tx: Tx, limit: number): Promise<{ id: number; content: string | null }[]> {
  return tx<{ id: number; content: string | null }[]>`
    with taken as (
      delete from audit_waiting where entry_id = any(array(select entry_id from audit_waiting order by entry_id limit ${limit})) returning entry_id
    )
    select entry_id as id, (select ${tx.unsafe(canonical)} from audit_entry e where e.id = entry_id) as content from taken order by entry_id`;
}

export async function appendLinks(tx: Tx, links: readonly (ChainEnd & { entryId: number })[]): Promise<void> {
  const end = links.at(-1);
  if (!end) return;
  await tx`
    insert into audit_link (position, entry_id, hash)
    select position, entry_id, decode(hash, 'hex')
    from unnest(${links.map((link) => link.position)}::bigint[], ${links.map((link) => link.entryId)}::bigint[], ${links.map((link) => link.hash)}::text[]) n(position, entry_id, hash)`;
  await tx`
    insert into audit_head (id, position, hash) values (1, ${end.position}, decode(${end.hash}, 'hex'))
    on conflict (id) do update set position = excluded.position, hash = excluded.hash`;
}

export async function chainHead(db: Db): Promise<ChainEnd | null> {
  const [head] = await db<ChainEnd[]>`select position, encode(hash, 'hex') as hash from audit_head`;
  return head ?? null;
}

/** Entries without a link that do not wait for one, as what somebody wrote by hand, or have waited since before `before`, as when no job runs. */
export async function entriesNeverLinked(db: Db, before: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from audit_entry e
    where not exists (select from audit_link l where l.entry_id = e.id)
      and (e.at < ${before} or not exists (select from audit_waiting w where w.entry_id = e.id))`;
  return row?.count ?? 0;
}

export type ChainLine = ChainEnd & { entryId: number; content: string | null };

/** Links of one question to the database. */
const part = 10_000;

/**
 * The chain in order, many links at a time, up to where it ends when the last are read; `content` is null where the entry is gone. The next are on
 * their way while these are looked at. They come as one text with a line each: a million rows cost the driver more than their hashes.
 */
export async function* readChain(database: Database): AsyncGenerator<ChainLine[]> {
  const after = async (position: number): Promise<ChainLine[]> => {
    const [row] = await database<{ lines: string | null }[]>`
      select string_agg(position || ' ' || encode(hash, 'hex') || ' ' || entry_id || ' ' || coalesce((
        select ${database.unsafe(canonical)} from audit_entry e where e.id = entry_id), ''), E'\n' order by position) as lines
      from (select position, hash, entry_id from audit_link where position > ${position} order by position limit ${database.unsafe(String(part))}) l`;
    return row?.lines?.split('\n').map(chainLine) ?? [];
  };
  let coming = after(0);
  for (;;) {
    const lines = await coming;
    const last = lines.at(-1);
    if (!last) return;
    coming = after(last.position);
    // whoever stops before the end does not wait for them
    coming.catch(() => {});
    // the driver writes when the loop turns: without a turn they would be asked for after these were looked at
    await turn();
    yield lines;
  }
}

const chainLine = (line: string): ChainLine => {
  const [position = '', hash = '', entryId = ''] = line.split(' ', 3);
  const content = line.slice(position.length + hash.length + entryId.length + 3);
  return { position: Number(position), hash, entryId: Number(entryId), content: content || null };
};

export type AccessRow = { day: string; lastAt: string; looks: number; endpoint: string; units: string[]; reason: string | null };

/** Ids of what is the person's own and may stand among the subjects of an entry: itself and the last of each kind. */
const ownSubjects = (db: Db, personId: string) => db`
  select ${personId} as id
  union all (select id from appointment where person_id = ${personId} order by id desc limit 100)
  union all (select id from service_case where requester_id = ${personId} order by id desc limit 100)
  union all (select id from consultation where person_id = ${personId} order by id desc limit 50)
  union all (select id from complaint where person_id = ${personId} order by id desc limit 50)
  union all (select id from urgent_request where person_id = ${personId} order by id desc limit 50)
  union all (select c.id from notice_call c join notice n on n.id = c.notice_id where n.person_id = ${personId} order by c.id desc limit 50)
  union all (
    select v.id from return_visit v join rating_occasion o on o.id = v.occasion_id where o.person_id = ${personId} order by v.id desc limit 50)`;

/** Looks by others at what is the person's, by day, endpoint, reason and the units of who looked, newest first. */
export async function accessesTo(db: Db, personId: string, limit: number): Promise<AccessRow[]> {
  return db<AccessRow[]>`
    with own as (${ownSubjects(db, personId)})
    select to_char(e.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, max(e.at) as "lastAt", count(*)::int as looks, e.endpoint, e.reason,
      array(select distinct u.name from staff_role r join unit u on u.id = r.unit_id where r.person_id = e.actor_id order by u.name) as units
    from audit_entry e
    where e.effect = 'read' and e.actor_id <> ${personId} and e.subjects && (select array_agg(id) from own)
    group by 1, e.endpoint, e.reason, e.actor_id
    order by 2 desc limit ${limit}`;
}

export type AuditSearch = {
  /** Days in Shanghai, both within. */
  from: string;
  until: string;
  /** Trees of the reader's units. */
  paths: string[];
  actor: string | null;
  object: string | null;
  effect: AuditEffect | null;
  /** Only entries before this one. */
  before: number | null;
  limit: number;
};
export type AuditRow = {
  id: number;
  at: string;
  actor: string | null;
  units: string[];
  effect: AuditEffect;
  endpoint: string;
  subjects: string[];
  reason: string | null;
};

/**
 * Entries of who works within the trees, newest first; for a reader at the top of a tree also those of who works nowhere. Who that is is gathered
 * once, not asked of each entry; names become ids before the log is read.
 */
export async function auditEntries(db: Db, search: AuditSearch): Promise<AuditRow[]> {
  const { from, until, paths, actor, object, effect, before, limit } = search;
  return db<AuditRow[]>`
    select e.id, e.at, (select name from person where id = e.actor_id) as actor, e.effect, e.endpoint, e.subjects, e.reason,
      array(select distinct u.name from staff_role r join unit u on u.id = r.unit_id where r.person_id = e.actor_id order by u.name) as units
    from audit_entry e
    where e.at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
      and e.at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai'
      and (
        e.actor_id in (
          select r.person_id from staff_role r join unit u on u.id = r.unit_id
          where exists (select from unnest(${paths}::text[]) tree where starts_with(u.path, tree)))
        or (exists (select from unit where parent_id is null and path = any(${paths}::text[]))
          and (e.actor_id is null or e.actor_id not in (select person_id from staff_role))))
      ${actor === null ? db`` : db`and e.actor_id = any(array(select id from person where name = ${actor}))`}
      ${object === null ? db`` : db`and e.subjects && array(select ${object} union all select id from service_case where number = ${object})`}
      ${effect === null ? db`` : db`and e.effect = ${effect}`}
      ${before === null ? db`` : db`and (e.at, e.id) < (select at, id from audit_entry where id = ${before})`}
    order by e.at desc, e.id desc limit ${limit}`;
}
