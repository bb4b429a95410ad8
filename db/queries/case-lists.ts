import type { ClockKind, Complexity } from '../../shared/rules/case-clocks';
import { type CaseCategory, type CaseChannel, type CaseStatus, openCaseStatuses } from '../../shared/rules/case-flow';
import type { Db } from '../client';

/** A row of a work list, with the running clock that ends first. */
export type CaseListRow = {
  id: string;
  number: string;
  title: string;
  category: CaseCategory;
  channel: CaseChannel;
  status: CaseStatus;
  complexity: Complexity;
  enterpriseName: string | null;
  unitName: string;
  ownerName: string | null;
  filedAt: string;
  nearestDueAt: string | null;
  clockKind: ClockKind | null;
  clockStartedAt: string | null;
  clockExplanation: string[] | null;
};

const open = openCaseStatuses;

const columns = (db: Db) => db`
  s.id, s.number, s.title, s.category, s.channel, s.status, s.complexity, e.name as "enterpriseName", u.name as "unitName", owner.name as "ownerName",
  s.filed_at as "filedAt", s.nearest_due_at as "nearestDueAt", c.kind as "clockKind", c.started_at as "clockStartedAt",
  c.explanation as "clockExplanation"`;
const tables = (db: Db) => db`
  service_case s
  join unit u on u.id = s.unit_id
  join person owner on owner.id = s.owner_id
  left join enterprise e on e.id = s.enterprise_id
  left join lateral (
    select kind, started_at, explanation from case_clock
    where case_id = s.id and stopped_at is null and due_at = s.nearest_due_at order by kind limit 1
  ) c on true`;

/** Cases of a person and of the enterprises the person belongs to, newest first, after the given row. */
export async function casesOfRequester(
  db: Db,
  reach: { personId: string; enterpriseIds: string[] },
  after: { filedAt: string; id: string } | null,
  limit: number,
): Promise<CaseListRow[]> {
  const rows = await db<CaseListRow[]>`
    select ${columns(db)} from ${tables(db)}
    where (s.requester_id = ${reach.personId} or s.enterprise_id = any(${reach.enterpriseIds}))
      ${after ? db`and (s.filed_at, s.id) < (${after.filedAt}, ${after.id})` : db``}
    order by s.filed_at desc, s.id desc limit ${limit}`;
  return [...rows];
}

/** Who asks: the own cases, and those of units whose path begins with one of `unitPaths`. */
export type StaffReach = { personId: string; unitPaths: string[] };

const mine = (db: Db, reach: StaffReach) => db`(s.owner_id = ${reach.personId} or s.liaison_id = ${reach.personId})`;
const within = (db: Db, reach: StaffReach) => db`u.path like any(${reach.unitPaths.map((path) => `${path}%`)})`;

/** Cases that ask a unit within reach to take them on, to help, or to come to a conference. */
const incoming = (db: Db, reach: StaffReach) => db`
  exists (select 1 from case_party p join unit party on party.id = p.unit_id
    where p.case_id = s.id and p.until is null and party.path like any(${reach.unitPaths.map((path) => `${path}%`)}))`;
const scoped = (db: Db, reach: StaffReach, scope: 'mine' | 'unit' | 'incoming') =>
  scope === 'mine' ? mine(db, reach) : scope === 'incoming' ? incoming(db, reach) : db`(${mine(db, reach)} or ${within(db, reach)})`;

/** Open cases, nearest deadline first; those without a running clock come last. */
export async function openCasesOfStaff(
  db: Db,
  reach: StaffReach,
  scope: 'mine' | 'unit' | 'incoming',
  after: { dueAt: string | null; id: string } | null,
  limit: number,
): Promise<CaseListRow[]> {
  const rest = !after
    ? db``
    : after.dueAt === null
      ? db`and s.nearest_due_at is null and s.id > ${after.id}`
      : db`and (s.nearest_due_at is null or (s.nearest_due_at, s.id) > (${after.dueAt}, ${after.id}))`;
  const rows = await db<CaseListRow[]>`
    select ${columns(db)} from ${tables(db)}
    where s.status = any(${[...open]}) and ${scoped(db, reach, scope)} ${rest}
    order by s.nearest_due_at, s.id limit ${limit}`;
  return [...rows];
}

/** Finished cases within reach, newest first. */
export async function finishedCasesOfStaff(
  db: Db,
  reach: StaffReach,
  after: { filedAt: string; id: string } | null,
  limit: number,
): Promise<CaseListRow[]> {
  const rows = await db<CaseListRow[]>`
    select ${columns(db)} from ${tables(db)}
    where s.status <> all(${[...open]}) and (${mine(db, reach)} or ${within(db, reach)})
      ${after ? db`and (s.filed_at, s.id) < (${after.filedAt}, ${after.id})` : db``}
    order by s.filed_at desc, s.id desc limit ${limit}`;
  return [...rows];
}

export type OpenClock = {
  caseId: string;
  unitName: string;
  /** Null for an open case without any clock. */
  startedAt: string | null;
  dueAt: string | null;
  pausedAt: string | null;
};

/** Every open case under the given units with each of its clocks that has not stopped: one row a clock. */
export async function openClocks(db: Db, unitPaths: string[]): Promise<OpenClock[]> {
  const rows = await db<OpenClock[]>`
    select s.id as "caseId", u.name as "unitName", c.started_at as "startedAt", c.due_at as "dueAt",
      case when c.paused -> -1 ->> 'to' is null then c.paused -> -1 ->> 'from' end as "pausedAt"
    from service_case s join unit u on u.id = s.unit_id
    left join case_clock c on c.case_id = s.id and c.stopped_at is null
    where s.status = any(${[...open]}) and u.path like any(${unitPaths.map((path) => `${path}%`)})
    order by u.path, s.id`;
  return [...rows];
}

/** Rows for these cases, nearest deadline first. */
export async function casesByIds(db: Db, ids: string[], limit: number): Promise<CaseListRow[]> {
  const rows = await db<CaseListRow[]>`
    select ${columns(db)} from ${tables(db)} where s.id = any(${ids}) order by s.nearest_due_at, s.id limit ${limit}`;
  return [...rows];
}
