import { shownFrom } from '../../shared/rules/common-problem';
import type { CaseStatus } from '../../shared/rules/case-flow';
import type { Db } from '../client';

/** Whose requests: those of units whose path begins with one of these. */
const within = (db: Db, unitPaths: readonly string[]) => db`u.path like any(${unitPaths.map((path) => `${path}%`)})`;

/** The last solution of a group after which it went on; `since` counts the requests that came after it. */
export type Recurrence = { issueId: string; title: string; solvedAt: string; since: number };
export type GroupRow = { id: string; latestAt: string; issueId: string | null; recurs: Recurrence | null };

/** Groups with enough requests of enough enterprises within reach, the largest first. */
export async function shownGroups(db: Db, unitPaths: readonly string[], page: { limit: number; offset: number }): Promise<GroupRow[]> {
  const rows = await db<GroupRow[]>`
    select g.id, g.latest_at as "latestAt", ${openIssue(db)} as "issueId", ${recurs(db)} as recurs
    from problem_group g
    join problem_request q on q.group_id = g.id join service_case s on s.id = q.case_id join unit u on u.id = s.unit_id
    where g.requests >= ${shownFrom.requests} and s.status <> 'withdrawn' and ${within(db, unitPaths)}
    group by g.id having count(*) >= ${shownFrom.requests} and count(distinct s.enterprise_id) >= ${shownFrom.enterprises}
    order by count(*) desc, g.latest_at desc, g.id limit ${page.limit} offset ${page.offset}`;
  return [...rows];
}

export async function readGroup(db: Db, id: string): Promise<GroupRow | null> {
  const [row] = await db<
    GroupRow[]
  >`select g.id, g.latest_at as "latestAt", ${openIssue(db)} as "issueId", ${recurs(db)} as recurs from problem_group g where g.id = ${id}`;
  return row ?? null;
}

const openIssue = (db: Db) => db`(select i.id from systemic_issue i where i.group_id = g.id and i.status = 'open')`;

const recurs = (db: Db) => db`(
  select jsonb_build_object('issueId', i.id, 'title', i.title, 'since', later.requests,
    'solvedAt', to_char(i.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from systemic_issue i
  cross join lateral (select count(*)::int as requests from problem_request x join service_case y on y.id = x.case_id
    where x.group_id = g.id and x.filed_at > i.ended_at and y.status <> 'withdrawn') later
  where i.group_id = g.id and i.status = 'solved' and later.requests > 0 order by i.ended_at desc limit 1)`;

export type AlikeRequest = {
  id: string;
  number: string;
  title: string;
  body: string;
  enterpriseId: string | null;
  enterpriseName: string | null;
  unitName: string;
  status: CaseStatus;
  filedAt: string;
};

/** Of these requests those within reach that are not withdrawn, the newest first. */
export async function requestsWithin(db: Db, caseIds: readonly string[], unitPaths: readonly string[]): Promise<AlikeRequest[]> {
  const rows = await db<AlikeRequest[]>`
    select s.id, s.number, s.title, s.body, s.enterprise_id as "enterpriseId", e.name as "enterpriseName", u.name as "unitName", s.status,
      s.filed_at as "filedAt"
    from service_case s join unit u on u.id = s.unit_id left join enterprise e on e.id = s.enterprise_id
    where s.id = any(${[...caseIds]}) and s.status <> 'withdrawn' and ${within(db, unitPaths)} order by s.filed_at desc, s.id desc`;
  return [...rows];
}

/** Words that at least half of each group's requests have, the rarer and the more frequent first. */
export async function sharedWords(
  db: Db,
  groups: readonly { id: string; caseIds: readonly string[] }[],
  most: number,
): Promise<Map<string, string[]>> {
  const asked = groups.flatMap(({ id, caseIds }) => caseIds.map((caseId) => ({ id, caseId, size: caseIds.length })));
  const rows = await db<{ id: string; word: string }[]>`
    select a.id, w.word
    from unnest(${asked.map(({ id }) => id)}::text[], ${asked.map(({ caseId }) => caseId)}::text[], ${asked.map(({ size }) => size)}::int[]) a (id, case_id, size)
    join problem_word w on w.case_id = a.case_id join problem_rarity r on r.word = w.word
    group by a.id, w.word, a.size, r.requests having count(*) * 2 >= a.size
    order by a.id, sum(w.weight) / ln(2 + r.requests) desc, w.word`;
  const words = new Map<string, string[]>();
  for (const { id, word } of rows) words.set(id, [...(words.get(id) ?? []), word].slice(0, most));
  return words;
}
