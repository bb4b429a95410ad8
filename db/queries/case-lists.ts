import type { ClockKind, Complexity } from '../../shared/rules/case-clocks';
import { type CaseCategory, type CaseChannel, type CaseStatus, openCaseStatuses } from '../../shared/rules/case-flow';
import type { Db } from '../client';
import { quoted } from '../schema/columns';

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

export const caseListColumns = (db: Db) => db`
  s.id, s.number, s.title, s.category, s.channel, s.status, s.complexity, e.name as "enterpriseName", u.name as "unitName", owner.name as "ownerName",
  s.filed_at as "filedAt", s.nearest_due_at as "nearestDueAt", c.kind as "clockKind", c.started_at as "clockStartedAt",
  c.explanation as "clockExplanation"`;
export const caseListTables = (db: Db) => db`
  service_case s
  join unit u on u.id = s.unit_id
  join person owner on owner.id = s.owner_id
  left join enterprise e on e.id = s.enterprise_id
  left join lateral (
    select kind, started_at, explanation from case_clock
    where case_id = s.id and stopped_at is null and due_at = s.nearest_due_at order by kind limit 1
  ) c on true`;

type Fragment = ReturnType<typeof newest>;

/** Statuses as the partial indexes have them: as a parameter the planner could not use these. */
export const isOpen = (db: Db) => db.unsafe(`status in (${quoted(openCaseStatuses)})`);
const isFinished = (db: Db) => db.unsafe(`status not in (${quoted(openCaseStatuses)})`);

/** Where a page begins: behind this row of the one before. */
type Behind<At> = { at: At; id: string } | null;

/**
 * A page over many keys (units, enterprises, roles on a case) in one order: of each key its own next rows from an index that has that order,
 * and of these the first. What it costs does not grow with the cases of a city.
 */
const firstOf = (db: Db, branches: Fragment[], order: Fragment, limit: number) => db`
  select id from (${branches.reduce((all, branch) => db`${all} union ${branch}`)}) page order by ${order} limit ${limit}`;

async function shown(db: Db, ids: Fragment, order: Fragment): Promise<CaseListRow[]> {
  const rows = await db<
    CaseListRow[]
  >`select ${caseListColumns(db)} from (${ids}) page join ${caseListTables(db)} on true where s.id = page.id order by ${order}`;
  return [...rows];
}

const newest = (db: Db) => db`filed_at desc, id desc`;
const mostUrgent = (db: Db) => db`nearest_due_at, id`;

/** Cases of a person, but for those of enterprises `left`, and of the enterprises the person belongs to, newest first, after the given row. */
export async function casesOfRequester(
  db: Db,
  reach: { personId: string; enterpriseIds: string[]; left: string[] },
  after: { filedAt: string; id: string } | null,
  limit: number,
): Promise<CaseListRow[]> {
  const next = db`${after ? db`and (filed_at, id) < (${after.filedAt}, ${after.id})` : db``} order by ${newest(db)} limit ${limit}`;
  const own = db`(select id, filed_at from service_case where requester_id = ${reach.personId}
      ${reach.left.length > 0 ? db`and (enterprise_id is null or enterprise_id <> all(${reach.left}))` : db``} ${next})`;
  const ofEnterprises = db`
    (select c.id, c.filed_at from unnest(${reach.enterpriseIds}::text[]) as e (id)
     cross join lateral (select id, filed_at from service_case where enterprise_id = e.id ${next}) c)`;
  return shown(db, firstOf(db, [own, ofEnterprises], newest(db), limit), db`s.filed_at desc, s.id desc`);
}

/** Open cases of an enterprise with their words, the latest first. */
export async function openCasesOfEnterprise(db: Db, enterpriseId: string, limit: number): Promise<(CaseListRow & { body: string })[]> {
  const rows = await db<(CaseListRow & { body: string })[]>`
    select ${caseListColumns(db)}, s.body from ${caseListTables(db)}
    where s.enterprise_id = ${enterpriseId} and s.${isOpen(db)} order by s.filed_at desc, s.id desc limit ${limit}`;
  return [...rows];
}

/** Who asks: the own cases, and those of units whose path begins with one of `unitPaths`. */
export type StaffReach = { personId: string; unitPaths: string[] };

const reached = (db: Db, { unitPaths }: StaffReach) =>
  db`(select id from unit where path like any(${unitPaths.map((path) => `${path}%`)})) as reached`;

/** The rows of owner, liaison officer or the units within reach, each from its own index. */
function branches(db: Db, reach: StaffReach, at: Fragment, next: Fragment, scope: 'mine' | 'unit'): Fragment[] {
  const own = ['owner_id', 'liaison_id'].map((column) => db`(select id, ${at} from service_case where ${db(column)} = ${reach.personId} ${next})`);
  if (scope === 'mine') return own;
  const ofUnits = db`
    (select c.id, c.at from ${reached(db, reach)}
     cross join lateral (select id, ${at} as at from service_case where unit_id = reached.id ${next}) c)`;
  return [...own, ofUnits];
}

/** Open cases, nearest deadline first; those without a running clock come last. `incoming`: those that ask a unit within reach to take part. */
export async function openCasesOfStaff(
  db: Db,
  reach: StaffReach,
  scope: 'mine' | 'unit' | 'incoming',
  after: Behind<string | null>,
  limit: number,
): Promise<CaseListRow[]> {
  const behind = !after
    ? db``
    : after.at === null
      ? db`and nearest_due_at is null and id > ${after.id}`
      : db`and (nearest_due_at is null or (nearest_due_at, id) > (${after.at}, ${after.id}))`;
  const next = db`and ${isOpen(db)} ${behind} order by ${mostUrgent(db)} limit ${limit}`;
  const incoming = db`
    (select id, nearest_due_at from service_case
     where id in (select p.case_id from ${reached(db, reach)} join case_party p on p.unit_id = reached.id and p.until is null) ${next})`;
  const from = scope === 'incoming' ? [incoming] : branches(db, reach, db`nearest_due_at`, next, scope);
  return shown(db, firstOf(db, from, mostUrgent(db), limit), db`s.nearest_due_at, s.id`);
}

/** Finished cases within reach, newest first. */
export async function finishedCasesOfStaff(
  db: Db,
  reach: StaffReach,
  after: { filedAt: string; id: string } | null,
  limit: number,
): Promise<CaseListRow[]> {
  const next = db`
    and ${isFinished(db)} ${after ? db`and (filed_at, id) < (${after.filedAt}, ${after.id})` : db``} order by ${newest(db)} limit ${limit}`;
  return shown(db, firstOf(db, branches(db, reach, db`filed_at`, next, 'unit'), newest(db), limit), db`s.filed_at desc, s.id desc`);
}
