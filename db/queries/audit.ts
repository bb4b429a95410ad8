import type { AuditEffect } from '../../shared/rules/audit';
import type { Db, Tx } from '../client';

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

/** A link of the chain with the hash of the link before it, how many positions between the two are empty, and its entry; null where that is gone. */
export type ChainLine = ChainEnd & { before: string; missing: number; entryId: number; content: string | null };

/**
 * Every link, in any order, and null for every entry without one that does not wait for it, as what somebody wrote by hand, or has waited
 * since before `waitingSince`, as when no job runs. One statement, so that it is the log of one moment, and one that reads both tables from end
 * to end; its lines come by COPY, since a million rows cost the driver more than their hashes.
 */
export async function* readChain(db: Db, waitingSince: string): AsyncGenerator<(ChainLine | null)[]> {
  const lines = await db
    .unsafe(
      `copy (
        select l.position, encode(l.hash, 'hex'), encode(l.before, 'hex'), l.missing, l.entry_id, case when e.id is not null then ${canonical} end
        from (
          select position, entry_id, hash, lag(hash) over chain as before, position - 1 - lag(position, 1, 0::bigint) over chain as missing
          from audit_link window chain as (order by position)
        ) l full join audit_entry e on e.id = l.entry_id
        where l.position is not null or e.at < '${new Date(waitingSince).toISOString()}'
          or not exists (select from audit_waiting w where w.entry_id = e.id)
      ) to stdout`,
    )
    .readable();
  let begun = '';
  for await (const chunk of lines.setEncoding('utf8') as AsyncIterable<string>) {
    const whole = (begun + chunk).split('\n');
    begun = whole.pop() ?? '';
    yield whole.map(chainLine);
  }
}

const absent = '\\N';
const chainLine = (line: string): ChainLine | null => {
  const [position = '', hash = '', before = '', missing = '', entryId = '', content = ''] = line.split('\t');
  if (position === absent) return null;
  return {
    position: Number(position),
    hash,
    before: before === absent ? noHash : before,
    missing: Number(missing),
    entryId: Number(entryId),
    // COPY doubles a backslash, and JSON as Postgres writes it has no other sign that COPY would escape
    content: content === absent ? null : content.replaceAll('\\\\', '\\'),
  };
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
    select m.id from remedy_order m join rating_occasion o on o.id = m.occasion_id where o.person_id = ${personId} order by m.id desc limit 50)
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
