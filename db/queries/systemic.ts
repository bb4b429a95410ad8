import type { SystemicStatus } from '../../shared/rules/systemic-flow';
import type { Db, Tx } from '../client';

export type IssueRecord = {
  id: string;
  groupId: string | null;
  title: string;
  status: SystemicStatus;
  unitId: string;
  unitName: string;
  unitPath: string;
  ownerId: string;
  ownerName: string;
  day: string;
  requests: number;
  enterprises: number;
  told: number;
  openedAt: string;
  endedAt: string | null;
  endText: string | null;
};

const columns = (db: Db) => db`
  i.id, i.group_id as "groupId", i.title, i.status, i.unit_id as "unitId", u.name as "unitName", u.path as "unitPath", i.owner_id as "ownerId",
  coalesce(owner.name, u.name) as "ownerName", i.day, i.opened_at as "openedAt", i.ended_at as "endedAt", i.end_text as "endText",
  counted.requests, counted.enterprises, counted.told`;
const tables = (db: Db) => db`
  systemic_issue i join unit u on u.id = i.unit_id join person owner on owner.id = i.owner_id
  cross join lateral (
    select count(*)::int as requests, count(distinct s.enterprise_id)::int as enterprises,
      (count(distinct s.requester_id) filter (where c.told_at is not null))::int as told
    from systemic_case c join service_case s on s.id = c.case_id where c.issue_id = i.id and (c.taken_out_at is null or i.status = 'dropped')
  ) counted`;

export async function readIssue(db: Db, id: string): Promise<IssueRecord | null> {
  const [row] = await db<IssueRecord[]>`select ${columns(db)} from ${tables(db)} where i.id = ${id}`;
  return row ?? null;
}

/** The issue, locked until the transaction ends. */
export async function lockIssue(tx: Tx, id: string): Promise<IssueRecord | null> {
  await tx`select from systemic_issue where id = ${id} for update`;
  return readIssue(tx, id);
}

/** Issues of units within reach and those the person owns, the newest first. */
export async function issuesWithin(
  db: Db,
  reach: { personId: string; unitPaths: readonly string[] },
  { status, after, limit }: { status: SystemicStatus | null; after: { filedAt: string; id: string } | null; limit: number },
): Promise<IssueRecord[]> {
  const rows = await db<IssueRecord[]>`
    select ${columns(db)} from ${tables(db)}
    where (i.owner_id = ${reach.personId} or u.path like any(${reach.unitPaths.map((path) => `${path}%`)}))
      ${status ? db`and i.status = ${status}` : db``} ${after ? db`and (i.opened_at, i.id) < (${after.filedAt}, ${after.id})` : db``}
    order by i.opened_at desc, i.id desc limit ${limit}`;
  return [...rows];
}

export type NewIssue = {
  id: string;
  groupId: string;
  title: string;
  unitId: string;
  ownerId: string;
  day: string;
  openedBy: string;
  now: string;
};

/** False when the group has an open issue already. */
export async function insertIssue(tx: Tx, issue: NewIssue): Promise<boolean> {
  const rows = await tx`
    insert into systemic_issue (id, group_id, title, unit_id, owner_id, day, status, opened_by, opened_at)
    values (${issue.id}, ${issue.groupId}, ${issue.title}, ${issue.unitId}, ${issue.ownerId}, ${issue.day}, 'open', ${issue.openedBy}, ${issue.now})
    on conflict do nothing returning 1`;
  return rows.length === 1;
}

/** Puts a request into an issue, once more when it had been taken out; false when it is part of one. */
export async function joinIssue(tx: Tx, joined: { issueId: string; caseId: string; addedBy: string; now: string }): Promise<boolean> {
  const rows = await tx`
    insert into systemic_case (issue_id, case_id, added_by, added_at)
    select ${joined.issueId}, ${joined.caseId}, ${joined.addedBy}, ${joined.now}
    where not exists (select from systemic_case where case_id = ${joined.caseId} and taken_out_at is null)
    on conflict (issue_id, case_id) do update set added_by = excluded.added_by, added_at = excluded.added_at, taken_out_at = null
    returning 1`;
  return rows.length === 1;
}

/** False when the request is not in it. */
export async function leaveIssue(tx: Tx, issueId: string, caseId: string, now: string): Promise<boolean> {
  const rows = await tx`
    update systemic_case set taken_out_at = ${now}
    where issue_id = ${issueId} and case_id = ${caseId} and taken_out_at is null and told_at is null returning 1`;
  return rows.length === 1;
}

export async function amendIssue(tx: Tx, id: string, change: { ownerId: string; unitId: string; day: string }): Promise<void> {
  await tx`update systemic_issue set owner_id = ${change.ownerId}, unit_id = ${change.unitId}, day = ${change.day} where id = ${id} and status = 'open'`;
}

export async function endIssue(
  tx: Tx,
  id: string,
  end: { status: Exclude<SystemicStatus, 'open'>; text: string; by: string; now: string },
): Promise<void> {
  await tx`
    update systemic_issue set status = ${end.status}, end_text = ${end.text}, ended_by = ${end.by}, ended_at = ${end.now}
    where id = ${id} and status = 'open'`;
}

/** Requests in an issue, in the order of their ids: whoever locks several locks them in this order. */
export async function casesOfIssue(db: Db, issueId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select case_id as id from systemic_case where issue_id = ${issueId} and taken_out_at is null order by case_id`;
  return rows.map(({ id }) => id);
}

/** Requests of the issue's group that are neither in any issue nor were taken out of this one. */
export async function suggestedFor(db: Db, issueId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select q.case_id as id from systemic_issue i join problem_request q on q.group_id = i.group_id
    where i.id = ${issueId} and i.status = 'open'
      and not exists (select from systemic_case c where c.case_id = q.case_id and (c.taken_out_at is null or c.issue_id = i.id))`;
  return rows.map(({ id }) => id);
}

/** Requests whose issue is solved and whose people were not yet told. */
export async function untoldCases(db: Db, limit: number): Promise<{ issueId: string; caseId: string }[]> {
  const rows = await db<{ issueId: string; caseId: string }[]>`
    select c.issue_id as "issueId", c.case_id as "caseId" from systemic_case c join systemic_issue i on i.id = c.issue_id
    where i.status = 'solved' and c.told_at is null and c.taken_out_at is null order by c.issue_id, c.case_id limit ${limit}`;
  return [...rows];
}

/** Marks a request as told; false when it was before. */
export async function markCaseTold(tx: Tx, issueId: string, caseId: string, now: string): Promise<boolean> {
  const rows = await tx`
    update systemic_case set told_at = ${now} where issue_id = ${issueId} and case_id = ${caseId} and told_at is null and taken_out_at is null
    returning 1`;
  return rows.length === 1;
}

/** Whether a person was told of the issue with another request, as its requester or as its owner. */
export async function wasTold(tx: Tx, issueId: string, caseId: string, personId: string, as: 'requester_id' | 'owner_id'): Promise<boolean> {
  const rows = await tx`
    select 1 from systemic_case c join service_case s on s.id = c.case_id
    where c.issue_id = ${issueId} and c.case_id <> ${caseId} and c.told_at is not null and s.${tx(as)} = ${personId} limit 1`;
  return rows.length > 0;
}

export type IssueOfCase = { title: string; status: SystemicStatus; unitName: string; ownerName: string; day: string; endText: string | null };

/** The issue a request is part of. */
export async function issueOfCase(db: Db, caseId: string): Promise<IssueOfCase | null> {
  const [row] = await db<IssueOfCase[]>`
    select i.title, i.status, u.name as "unitName", coalesce(owner.name, u.name) as "ownerName", i.day, i.end_text as "endText"
    from systemic_case c join systemic_issue i on i.id = c.issue_id join unit u on u.id = i.unit_id join person owner on owner.id = i.owner_id
    where c.case_id = ${caseId} and c.taken_out_at is null`;
  return row ?? null;
}

export type OwnerRow = { id: string; name: string; unitName: string };

/** Staff with one of the roles at units within reach whose name, or whose unit's name, has these words. */
export async function ownersByWords(
  db: Db,
  roles: readonly string[],
  unitPaths: readonly string[],
  words: string,
  limit: number,
): Promise<OwnerRow[]> {
  const rows = await db<OwnerRow[]>`
    select distinct on (p.name, p.id) p.id, p.name, u.name as "unitName"
    from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where r.role = any(${[...roles]}) and p.name is not null and u.path like any(${unitPaths.map((path) => `${path}%`)})
      and (${words} = '' or strpos(p.name, ${words}) > 0 or strpos(u.name, ${words}) > 0)
    order by p.name, p.id, length(u.path) desc limit ${limit}`;
  return [...rows];
}

/** One of them by id, with the unit nearest to the work. */
export async function ownerById(
  db: Db,
  roles: readonly string[],
  unitPaths: readonly string[],
  id: string,
): Promise<(OwnerRow & { unitId: string }) | null> {
  const [row] = await db<(OwnerRow & { unitId: string })[]>`
    select p.id, p.name, u.name as "unitName", u.id as "unitId" from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where p.id = ${id} and r.role = any(${[...roles]}) and p.name is not null and u.path like any(${unitPaths.map((path) => `${path}%`)})
    order by length(u.path) desc limit 1`;
  return row ?? null;
}
