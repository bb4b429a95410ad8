import type { ClockKind, Complexity } from '../../shared/rules/case-clocks';
import type { CaseCategory, CaseChannel, CaseStatus } from '../../shared/rules/case-flow';
import type { Db } from '../client';
import { atMost, type CaseFilter, type Fragment, isFinished, isOpen, narrowedTo } from './case-filters';
import { finishedByWords, openByWords, type WordSearch } from './case-words';

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

/** Where a page begins: behind this row of the one before. */
type Behind<At> = { at: At; id: string } | null;

/**
 * A page over many keys (units, enterprises, roles on a case) in one order: of each key its own next rows from an index that has that order,
 * and of these the first. What it costs does not grow with the cases of a city.
 */
const firstOf = (db: Db, branches: Fragment[], order: Fragment, limit: number) => db`
  select id from (${branches.reduce((all, branch) => db`${all} union ${branch}`)}) page order by ${order} ${atMost(db, limit)}`;

async function shown(db: Db, ids: Fragment, order: Fragment): Promise<CaseListRow[]> {
  const rows = await db<
    CaseListRow[]
  >`select ${caseListColumns(db)} from (${ids}) page join ${caseListTables(db)} on true where s.id = page.id order by ${order}`;
  return [...rows];
}

const shownOf = (db: Db, ids: string[], order: Fragment) => shown(db, db`select unnest(${ids}::text[]) as id`, order);

const newest = (db: Db) => db`filed_at desc, id desc`;
const mostUrgent = (db: Db) => db`nearest_due_at, id`;

/** A page of a list: what it is narrowed to, and the instant by which clocks stand. */
export type Asked<After> = { filter: CaseFilter; now: string; after: After; limit: number };

type BehindFiled = { filedAt: string; id: string } | null;

/** Cases of a person, but for those of enterprises `left`, and of the enterprises the person belongs to, newest first, after the given row. */
export async function casesOfRequester(
  db: Db,
  reach: { personId: string; enterpriseIds: string[]; left: string[] /** Only this one's. */; enterpriseId?: string | undefined },
  { filter, now, after, limit }: Asked<BehindFiled>,
): Promise<CaseListRow[]> {
  const { enterpriseId } = reach;
  const next = db`
    ${narrowedTo(db, filter, now)} ${after ? db`and (s.filed_at, s.id) < (${after.filedAt}, ${after.id})` : db``} order by ${newest(db)} ${atMost(db, limit)}`;
  const own = db`(select id, filed_at from service_case s where requester_id = ${reach.personId}
      ${reach.left.length > 0 ? db`and (enterprise_id is null or enterprise_id <> all(${reach.left}))` : db``}
      ${enterpriseId === undefined ? db`` : db`and enterprise_id = ${enterpriseId}`} ${next})`;
  const theirs = reach.enterpriseIds.filter((known) => enterpriseId === undefined || known === enterpriseId);
  const ofEnterprises = db`
    (select c.id, c.filed_at from unnest(${theirs}::text[]) as e (id)
     cross join lateral (select id, filed_at from service_case s where enterprise_id = e.id ${next}) c)`;
  return shown(db, firstOf(db, [own, ofEnterprises], newest(db), limit), db`s.filed_at desc, s.id desc`);
}

/** Open cases of an enterprise with their words, the latest first. */
export async function openCasesOfEnterprise(db: Db, enterpriseId: string, limit: number): Promise<(CaseListRow & { body: string })[]> {
  const rows = await db<(CaseListRow & { body: string })[]>`
    select ${caseListColumns(db)}, s.body from ${caseListTables(db)}
    where s.enterprise_id = ${enterpriseId} and s.${isOpen(db)} order by s.filed_at desc, s.id desc ${atMost(db, limit)}`;
  return [...rows];
}

/** Who asks: the own cases, and those of units whose path begins with one of `unitPaths`; of these one unit, or one enterprise, when given. */
export type StaffReach = { personId: string; unitPaths: string[]; unitId?: string | undefined; enterpriseId?: string | undefined };

const reached = (db: Db, { unitPaths, unitId }: StaffReach) => db`
  (select id from unit where path like any(${unitPaths.map((path) => `${path}%`)}) ${unitId === undefined ? db`` : db`and id = ${unitId}`}) as reached`;

const ofEnterprise = (db: Db, { enterpriseId }: StaffReach) => (enterpriseId === undefined ? db`` : db`and s.enterprise_id = ${enterpriseId}`);

/** The rows of the caller as owner or liaison officer. */
const ownRows = (db: Db, reach: StaffReach, at: Fragment, next: Fragment): Fragment[] =>
  ['owner_id', 'liaison_id'].map(
    (column) => db`
      (select id, ${at} from service_case s where ${db(column)} = ${reach.personId} ${ofEnterprise(db, reach)}
        ${reach.unitId === undefined ? db`` : db`and unit_id = ${reach.unitId}`} ${next})`,
  );

/** The rows of owner, liaison officer or the units within reach, each from its own index; of one enterprise from that of the enterprise. */
function branches(db: Db, reach: StaffReach, at: Fragment, next: Fragment, scope: 'mine' | 'unit', search: CaseFilter['search']): Fragment[] {
  if (scope === 'mine') return ownRows(db, reach, at, next);
  // In a unit within reach the own ones are found among the unit's: to look for them apart would read it whole when there are none.
  const own = ownRows(db, reach, at, reach.unitId === undefined ? next : db`and not exists (select from ${reached(db, reach)}) ${next}`);
  const inReach = db`s.unit_id = any(array(select id from ${reached(db, reach)}))`;
  // One number is few requests, wherever they are.
  if (search?.number) return [...own, db`(select id, ${at} from service_case s where ${inReach} ${ofEnterprise(db, reach)} ${next})`];
  if (reach.enterpriseId !== undefined)
    return [...own, db`(select id, ${at} from service_case s where s.enterprise_id = ${reach.enterpriseId} and ${inReach} ${next})`];
  const ofUnits = db`
    (select c.id, c.at from ${reached(db, reach)}
     cross join lateral (select id, ${at} as at from service_case s where unit_id = reached.id ${next}) c)`;
  return [...own, ofUnits];
}

/** Whoever reaches the bureau reaches every unit: then the order of all requests is that of the list. */
const isWholeCity = ({ unitPaths, unitId }: StaffReach) => unitId === undefined && unitPaths.some((path) => path.indexOf('/') === path.length - 1);

/** What a search by words reads in the units within reach, for a list of the cases `of` in one order. */
function wordsWithin(
  db: Db,
  reach: StaffReach,
  { filter, now, limit }: Pick<Asked<unknown>, 'filter' | 'now' | 'limit'>,
  { of, at, behind, order }: { of: Fragment; at: Fragment; behind: Fragment; order: Fragment },
): WordSearch {
  const narrowed = narrowedTo(db, { ...filter, search: undefined }, now);
  const isNarrowed = Object.entries(filter).some(([name, value]) => name !== 'search' && value !== undefined);
  const inOrderOfAll = isWholeCity(reach) && !isNarrowed;
  const next = (count: number) => db`and ${of} ${narrowed} ${behind} order by ${order} ${atMost(db, count)}`;
  return {
    words: filter.search?.words ?? [],
    limit,
    reached: reached(db, reach),
    wanted: db`${narrowed} ${behind}`,
    own: (count) => firstOf(db, ownRows(db, reach, at, next(count)), order, count),
    first: (count) =>
      inOrderOfAll
        ? db`select id from service_case s where true ${next(count)}`
        : firstOf(db, branches(db, reach, at, next(count), 'unit', undefined), order, count),
    within: inOrderOfAll ? db`and s.unit_id = any(array(select id from ${reached(db, reach)}))` : db``,
  };
}

/** Words are looked up by their index but where somebody's own requests, or those of one enterprise, are few enough to be read. */
const byIndex = (filter: CaseFilter, reach: StaffReach): boolean => Boolean(filter.search?.words) && reach.enterpriseId === undefined;

/** Open cases, nearest deadline first; those without a running clock come last. `incoming`: those that ask a unit within reach to take part. */
export async function openCasesOfStaff(
  db: Db,
  reach: StaffReach,
  scope: 'mine' | 'unit' | 'incoming',
  { filter, now, after, limit }: Asked<Behind<string | null>>,
): Promise<CaseListRow[]> {
  const behind = !after
    ? db``
    : after.at === null
      ? db`and s.nearest_due_at is null and s.id > ${after.id}`
      : db`and (s.nearest_due_at is null or (s.nearest_due_at, s.id) > (${after.at}, ${after.id}))`;
  if (scope === 'unit' && byIndex(filter, reach)) {
    const parts = { of: isOpen(db), at: db`nearest_due_at`, behind, order: mostUrgent(db) };
    return shownOf(db, await openByWords(db, wordsWithin(db, reach, { filter, now, limit }, parts)), db`s.nearest_due_at, s.id`);
  }
  const next = db`and ${isOpen(db)} ${narrowedTo(db, filter, now)} ${behind} order by ${mostUrgent(db)} ${atMost(db, limit)}`;
  const incoming = db`
    (select id, nearest_due_at from service_case s
     where id in (select p.case_id from ${reached(db, { ...reach, unitId: undefined })} join case_party p on p.unit_id = reached.id and p.until is null)
       ${ofEnterprise(db, reach)} ${reach.unitId === undefined ? db`` : db`and unit_id = ${reach.unitId}`} ${next})`;
  const from = scope === 'incoming' ? [incoming] : branches(db, reach, db`nearest_due_at`, next, scope, filter.search);
  return shown(db, firstOf(db, from, mostUrgent(db), limit), db`s.nearest_due_at, s.id`);
}

/** Finished cases within reach, newest first. */
export async function finishedCasesOfStaff(db: Db, reach: StaffReach, { filter, now, after, limit }: Asked<BehindFiled>): Promise<CaseListRow[]> {
  const behind = after ? db`and (s.filed_at, s.id) < (${after.filedAt}, ${after.id})` : db``;
  const order = db`s.filed_at desc, s.id desc`;
  if (byIndex(filter, reach)) {
    const search = wordsWithin(db, reach, { filter, now, limit }, { of: isFinished(db), at: db`filed_at`, behind, order: newest(db) });
    return shownOf(db, await finishedByWords(db, { ...search, from: after?.filedAt ?? null }), order);
  }
  const next = db`and ${isFinished(db)} ${narrowedTo(db, filter, now)} ${behind} order by ${newest(db)} ${atMost(db, limit)}`;
  return shown(db, firstOf(db, branches(db, reach, db`filed_at`, next, 'unit', filter.search), newest(db), limit), order);
}
