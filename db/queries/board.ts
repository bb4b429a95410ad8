import type { OpenState } from '../../shared/rules/case-clocks';
import type { CaseChannel } from '../../shared/rules/case-flow';
import type { Db } from '../client';
import { type CaseListRow, caseListColumns, caseListTables, isOpen } from './case-lists';

/** A clock that runs and of whose time no more than a third is left (`amberFrom` of shared/rules/case-clocks.ts), of the case `s`. */
const amber = (db: Db, now: string) => db`
  exists (select from case_clock c where c.case_id = s.id and c.stopped_at is null and (c.paused = '[]' or c.paused -> -1 ->> 'to' is not null)
    and ${now} > c.due_at - floor(extract(epoch from c.due_at - c.started_at) * 1000 / 3) * interval '1 millisecond')`;

/** How an open case stands: by its most urgent clock. */
const standsAs: Record<OpenState, (db: Db, now: string) => ReturnType<Db>> = {
  overdue: (db, now) => db`s.nearest_due_at < ${now}`,
  due_soon: (db, now) => db`s.nearest_due_at >= ${now} and ${amber(db, now)}`,
  running: (db, now) => db`s.nearest_due_at >= ${now} and not ${amber(db, now)}`,
  paused: (db) => db`s.nearest_due_at is null`,
};

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

/** Open cases under the given units, counted once as a whole, by unit, by item and by channel. */
export async function boardCounts(db: Db, unitPaths: readonly string[], now: string): Promise<BoardCount[]> {
  const count = (state: OpenState) => db`(count(*) filter (where state = ${state}))::int`;
  const rows = await db<BoardCount[]>`
    with stands as (
      select s.unit_id, s.item_code, s.channel,
        case when ${standsAs.paused(db, now)} then 'paused' when ${standsAs.overdue(db, now)} then 'overdue'
          when ${amber(db, now)} then 'due_soon' else 'running' end as state
      from service_case s join unit u on u.id = s.unit_id
      where ${isOpen(db)} and u.path like any(${unitPaths.map((path) => `${path}%`)})
    ),
    counted as (
      select case grouping(unit_id, item_code, channel) when 7 then 'all' when 3 then 'unit' when 5 then 'item' else 'channel' end as by,
        unit_id, item_code, channel, count(*)::int as open, ${count('overdue')} as overdue, ${count('due_soon')} as due_soon,
        ${count('running')} as running, ${count('paused')} as paused
      from stands group by grouping sets ((), (unit_id), (item_code), (channel))
    )
    select n.by, n.unit_id as "unitId", u.name as "unitName", n.item_code as "itemCode",
      (select i.name from service_item i where i.code = n.item_code order by i.version desc limit 1) as "itemName",
      n.channel, n.open, n.overdue, n.due_soon as "dueSoon", n.running, n.paused
    from counted n left join unit u on u.id = n.unit_id order by n.by, u.path, n.open desc, n.item_code, n.channel`;
  return [...rows];
}

export type BoardFilter = {
  state?: OpenState | undefined;
  unitId?: string | undefined;
  itemCode?: string | undefined;
  channel?: CaseChannel | undefined;
};

/** The open cases behind a number of the board, nearest deadline first; those without a running clock last. Of each unit its own next rows. */
export async function boardCases(
  db: Db,
  unitPaths: readonly string[],
  { state, unitId, itemCode, channel }: BoardFilter,
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
        where s.unit_id = reached.id and ${isOpen(db)} ${state ? db`and ${standsAs[state](db, now)}` : db``}
          ${itemCode ? db`and s.item_code = ${itemCode}` : db``} ${channel ? db`and s.channel = ${channel}` : db``} ${behind}
        order by s.nearest_due_at, s.id limit ${limit}) c
      order by c.nearest_due_at, c.id limit ${limit}
    ) page join ${caseListTables(db)} on true where s.id = page.id order by s.nearest_due_at, s.id`;
  return [...rows];
}
