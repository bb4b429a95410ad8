import { boardKept } from '../../shared/rules/board';
import type { CaseChannel } from '../../shared/rules/case-flow';
import type { Db, Tx } from '../client';
import { amber, atMost, type CaseFilter, type Fragment, isOpen, narrowedTo, standsAs } from './case-filters';
import { type CaseListRow, caseListColumns, caseListTables } from './case-lists';

export type BoardCount = {
  by: 'all' | 'unit' | 'item' | 'channel';
  unitId: string | null;
  unitName: string | null;
  itemCode: string | null;
  itemName: string | null;
  channel: CaseChannel | null;
  open: number;
  overdue: number;
  dueSoon: number;
  running: number;
  paused: number;
};

const stateOf = (db: Db, now: string) => db`
  case when ${standsAs.paused(db, now)} then 'paused' when ${standsAs.overdue(db, now)} then 'overdue'
    when ${amber(db, now)} then 'due_soon' else 'running' end`;

const under = (db: Db, unitPaths: readonly string[]) => db`u.path like any(${unitPaths.map((path) => `${path}%`)})`;

/** Open cases under the given units, counted now: once as a whole, by unit, by item and by channel. */
export async function boardCounts(db: Db, unitPaths: readonly string[], now: string): Promise<BoardCount[]> {
  return summed(
    db,
    db`select s.unit_id, s.item_code, s.channel, ${stateOf(db, now)} as state, 1 as cases
      from service_case s join unit u on u.id = s.unit_id where ${isOpen(db)} and ${under(db, unitPaths)}`,
  );
}

/** The same as it was counted last (`keepBoard`). */
export async function keptBoardCounts(db: Db, unitPaths: readonly string[]): Promise<BoardCount[]> {
  return summed(
    db,
    db`select k.unit_id, k.item_code, k.channel, k.state, k.cases from board_count k join unit u on u.id = k.unit_id where ${under(db, unitPaths)}`,
  );
}

async function summed(db: Db, standing: Fragment): Promise<BoardCount[]> {
  const count = (state: string) => db`coalesce(sum(cases) filter (where state = ${state}), 0)::int`;
  const rows = await db<BoardCount[]>`
    with stands as (${standing}),
    counted as (
      select case grouping(unit_id, item_code, channel) when 7 then 'all' when 3 then 'unit' when 5 then 'item' else 'channel' end as by,
        unit_id, item_code, channel, sum(cases)::int as open, ${count('overdue')} as overdue, ${count('due_soon')} as due_soon,
        ${count('running')} as running, ${count('paused')} as paused
      from stands group by grouping sets ((), (unit_id), (item_code), (channel))
    )
    select n.by, n.unit_id as "unitId", u.name as "unitName", n.item_code as "itemCode",
      (select i.name from service_item i where i.code = n.item_code order by i.version desc limit 1) as "itemName",
      n.channel, coalesce(n.open, 0) as open, n.overdue, n.due_soon as "dueSoon", n.running, n.paused
    from counted n left join unit u on u.id = n.unit_id order by n.by, u.path, n.open desc, n.item_code, n.channel`;
  return [...rows];
}

/** When the board was counted last, or null when it never was. */
export async function boardKeptAt(db: Db): Promise<string | null> {
  const [row] = await db<{ at: string }[]>`select counted_at as at from board_count limit 1`;
  return row?.at ?? null;
}

/** Whether the whole city has so many open cases that a count is kept. */
export async function boardIsKept(db: Db): Promise<boolean> {
  const [row] = await db<{ open: number }[]>`
    select count(*)::int as open from (select from service_case where ${isOpen(db)} limit ${boardKept.from}) first`;
  return (row?.open ?? 0) >= boardKept.from;
}

/** Counts every open case of the city and keeps it, in one step for who reads. False when somebody else is at it. */
export async function keepBoard(tx: Tx, now: string): Promise<boolean> {
  const [row] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('board-count')) as taken`;
  if (!row?.taken) return false;
  await tx`delete from board_count`;
  await tx`
    insert into board_count (unit_id, item_code, channel, state, cases, counted_at)
    select s.unit_id, s.item_code, s.channel, ${stateOf(tx, now)} as state, count(*), ${now}
    from service_case s where ${isOpen(tx)} group by 1, 2, 3, 4`;
  return true;
}

/** The open cases behind a number of the board, nearest deadline first; those without a running clock last. Of each unit its own next rows. */
export async function boardCases(
  db: Db,
  unitPaths: readonly string[],
  { unitId, ...filter }: CaseFilter & { unitId?: string | undefined },
  { now, after, limit }: { now: string; after: { at: string | null; id: string } | null; limit: number },
): Promise<CaseListRow[]> {
  const behind = !after
    ? db``
    : after.at === null
      ? db`and s.nearest_due_at is null and s.id > ${after.id}`
      : db`and (s.nearest_due_at is null or (s.nearest_due_at, s.id) > (${after.at}, ${after.id}))`;
  const rows = await db<CaseListRow[]>`
    select ${caseListColumns(db)} from (
      select c.id from (
        select id from unit where path like any(${unitPaths.map((path) => `${path}%`)}) ${unitId ? db`and id = ${unitId}` : db``}) as reached
      cross join lateral (
        select s.id, s.nearest_due_at from service_case s
        where s.unit_id = reached.id and ${isOpen(db)} ${narrowedTo(db, filter, now)} ${behind}
        order by s.nearest_due_at, s.id ${atMost(db, limit)}) c
      order by c.nearest_due_at, c.id ${atMost(db, limit)}
    ) page join ${caseListTables(db)} on true where s.id = page.id order by s.nearest_due_at, s.id`;
  return [...rows];
}
