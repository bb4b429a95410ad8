import type { Likeness } from '../../shared/rules/common-problem';
import type { Db, Tx } from '../client';

/** Only one job groups at a time: false when another does so now. Until the transaction ends. */
export async function takeGroupingTurn(tx: Tx): Promise<boolean> {
  const [row] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('common-problems')) as taken`;
  return row?.taken ?? false;
}

export type WaitingRequest = { id: string; title: string; body: string; filedAt: string };

/** Requests that are in no group yet, the oldest first. */
export async function waitingRequests(db: Db, limit: number): Promise<WaitingRequest[]> {
  const rows = await db<WaitingRequest[]>`
    select s.id, s.title, s.body, q.filed_at as "filedAt" from problem_request q join service_case s on s.id = q.case_id
    where q.group_id is null order by q.filed_at, q.case_id limit ${limit}`;
  return [...rows];
}

/** Keeps the words of a request, and counts them among those of all. */
export async function keepWords(tx: Tx, caseId: string, words: ReadonlyMap<string, number>): Promise<void> {
  await tx`
    with kept as (
      insert into problem_word (case_id, word, weight)
      select ${caseId}, * from unnest(${[...words.keys()]}::text[], ${[...words.values()]}::real[]) returning word
    )
    insert into problem_rarity (word, requests) select word, 1 from kept union all select '', 1
    on conflict (word) do update set requests = problem_rarity.requests + 1`;
}

/** So many requests are assumed to have been there before the first: a word of a young list is not yet common. */
const before = 300;
/** What more than a twentieth of all requests have makes nothing alike; below this many it is not asked. */
const commonFrom = 400;

/**
 * How alike the request is to each of the living groups: the cosine of the words' weights, each multiplied with its rarity. Compared are the
 * 300 that share most.
 */
export async function keepLikeness(tx: Tx, caseId: string, { keptFrom, oneWordCounts }: Likeness, since: string): Promise<void> {
  await tx`
    with whole as (select requests as n from problem_rarity where word = ''),
    rarity as (
      select word, ln(1 + (n + ${before}) / (1.0 + requests)) as rare from problem_rarity, whole
      where word <> '' and requests <= greatest(${commonFrom}, n / 20)
    ),
    own as (select w.word, w.weight * r.rare as weight, r.rare from problem_word w join rarity r using (word) where w.case_id = ${caseId}),
    near as (
      select w.case_id, sum(own.weight * w.weight * own.rare) as common, count(*) as shared
      from own join problem_word w on w.word = own.word
      join problem_request q on q.case_id = w.case_id
      join problem_group g on g.id = q.group_id and g.latest_at >= ${since}
      where w.case_id <> ${caseId} group by w.case_id order by common desc limit 300
    ),
    measured as (
      select near.case_id, near.common / nullif(sqrt((select sum(weight ^ 2) from own) * length.square), 0)
        * case when near.shared = 1 then ${oneWordCounts}::float8 else 1 end as likeness
      from near cross join lateral (
        select sum((w.weight * r.rare) ^ 2) as square from problem_word w join rarity r using (word) where w.case_id = near.case_id) length
    ),
    alike as (select case_id, likeness from measured where likeness >= ${keptFrom})
    insert into problem_likeness (case_id, other_id, likeness)
    select ${caseId}, case_id, likeness from alike union all select case_id, ${caseId}, likeness from alike`;
}

/** The group whose requests are on the average most like this one, or null when none is so much like it. */
export async function nearestGroup(tx: Tx, caseId: string, { joinsFrom }: Likeness): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select g.id from problem_likeness l join problem_request q on q.case_id = l.other_id join problem_group g on g.id = q.group_id
    where l.case_id = ${caseId} group by g.id having sum(l.likeness) / g.requests >= ${joinsFrom}
    order by sum(l.likeness) / g.requests desc, g.id limit 1`;
  return row?.id ?? null;
}

/** A group for one request. */
export async function openGroup(tx: Tx, id: string): Promise<void> {
  await tx`insert into problem_group (id, requests, latest_at) values (${id}, 0, '-infinity')`;
}

/** Puts requests into a group, out of the one they were in; a group that is left empty goes. */
export async function putIntoGroup(tx: Tx, groupId: string, caseIds: readonly string[]): Promise<void> {
  const left = await tx<{ id: string }[]>`
    with before as (select case_id, group_id from problem_request where case_id = any(${[...caseIds]}) for update)
    update problem_request q set group_id = ${groupId} from before where q.case_id = before.case_id
    returning before.group_id as id`;
  const groups = [groupId, ...left.flatMap(({ id }) => (id ? [id] : []))];
  await tx`
    update problem_group g set requests = members.count, latest_at = coalesce(members.latest, g.latest_at)
    from unnest(${groups}::text[]) changed (id)
    cross join lateral (select count(*)::int as count, max(filed_at) as latest from problem_request where group_id = changed.id) members
    where g.id = changed.id`;
  // An open issue follows its requests.
  await tx`update systemic_issue set group_id = ${groupId} where group_id in (select id from problem_group where requests = 0)`;
  await tx`delete from problem_group where id = any(${groups}) and requests = 0`;
}

/** Members of other groups that are now more like this one, by a margin so that none goes back and forth. */
export async function betterHere(tx: Tx, groupId: string, caseId: string, { joinsFrom }: Likeness): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select n.case_id as id from problem_likeness l
    join problem_request n on n.case_id = l.other_id and n.group_id <> ${groupId}
    join problem_group g on g.id = n.group_id
    cross join lateral (
      select coalesce(sum(likeness) filter (where q.group_id = ${groupId}), 0) as here, coalesce(sum(likeness) filter (where q.group_id = n.group_id), 0) as there
      from problem_likeness m join problem_request q on q.case_id = m.other_id where m.case_id = n.case_id) sums
    cross join (select requests from problem_group where id = ${groupId}) target
    where l.case_id = ${caseId} and here / target.requests >= greatest(${joinsFrom}::float8, there / greatest(1, g.requests - 1) + 0.02)`;
  return rows.map(({ id }) => id);
}

/** Another group that is on the average so much like this one that they are one; two with open issues stay apart. */
export async function twinGroup(tx: Tx, groupId: string, { joinsFrom }: Likeness): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select other.id from problem_request q
    join problem_likeness l on l.case_id = q.case_id
    join problem_request o on o.case_id = l.other_id and o.group_id <> q.group_id
    join problem_group own on own.id = q.group_id join problem_group other on other.id = o.group_id
    where q.group_id = ${groupId}
      and not (${openIssueOf(tx, tx`own.id`)} and ${openIssueOf(tx, tx`other.id`)})
    group by other.id, own.id having sum(l.likeness) / (own.requests * other.requests) >= ${joinsFrom}
    order by sum(l.likeness) / (own.requests * other.requests) desc, other.id limit 1`;
  return row?.id ?? null;
}

const openIssueOf = (db: Db, group: ReturnType<Db>) => db`exists (select from systemic_issue i where i.group_id = ${group} and i.status = 'open')`;

/** Requests of a group. */
export async function requestsOfGroup(db: Db, groupId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`select case_id as id from problem_request where group_id = ${groupId} order by filed_at, case_id`;
  return rows.map(({ id }) => id);
}

export type Member = { groupId: string; caseId: string; sure: boolean };

/** The requests of these groups, and whether each is sure to belong: like the others at least `sureFrom` times as much as they are on the average. */
export async function membersOf(db: Db, groupIds: readonly string[], sureFrom: number): Promise<Member[]> {
  const rows = await db<Member[]>`
    with alike as (
      select q.group_id, q.case_id, coalesce(sum(l.likeness) filter (where o.group_id = q.group_id), 0) as likeness
      from problem_request q
      left join problem_likeness l on l.case_id = q.case_id left join problem_request o on o.case_id = l.other_id
      where q.group_id = any(${[...groupIds]}) group by q.group_id, q.case_id
    )
    select group_id as "groupId", case_id as "caseId",
      count(*) over whole < 4 or likeness >= ${sureFrom}::float8 * avg(likeness) over whole as sure
    from alike window whole as (partition by group_id) order by group_id, sure desc, likeness desc, case_id`;
  return [...rows];
}

/** Forgets groups that got no request since then and have no open issue, with what was kept of their words. How many requests. */
export async function forgetGroups(db: Db, since: string, limit: number): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    with old as (
      select id from problem_group where latest_at < ${since} and not ${openIssueOf(db, db`problem_group.id`)} limit ${limit}
    ),
    gone as (delete from problem_request where group_id in (select id from old) returning group_id)
    select count(*)::int as count from gone`;
  await db`
    delete from problem_group g where g.latest_at < ${since} and not exists (select from problem_request q where q.group_id = g.id)`;
  return row?.count ?? 0;
}
