import type { Complexity, OpenState } from '../../shared/rules/case-clocks';
import { type CaseCategory, type CaseChannel, type CaseStatus, openCaseStatuses } from '../../shared/rules/case-flow';
import type { CaseSearch } from '../../shared/rules/case-search';
import type { Db } from '../client';
import { quoted } from '../schema/columns';

/** Statuses as the partial indexes have them: as a parameter the planner could not use these. */
export const isOpen = (db: Db) => db`${db.unsafe(`status in (${quoted(openCaseStatuses)})`)}`;
export const isFinished = (db: Db) => db`${db.unsafe(`status not in (${quoted(openCaseStatuses)})`)}`;

/** As a parameter the planner would not know how few rows a page has, and read everything in order to sort it. */
export const atMost = (db: Db, count: number) => db.unsafe(`limit ${Number(count)}`);

/** A clock that runs and of whose time no more than a third is left (`amberFrom` of shared/rules/case-clocks.ts), of the case `s`. */
export const amber = (db: Db, now: string) => db`
  exists (select from case_clock c where c.case_id = s.id and c.stopped_at is null and (c.paused = '[]' or c.paused -> -1 ->> 'to' is not null)
    and ${now} > c.due_at - floor(extract(epoch from c.due_at - c.started_at) * 1000 / 3) * interval '1 millisecond')`;

export type Fragment = ReturnType<typeof amber>;

/** How an open case `s` stands: by its most urgent clock. */
export const standsAs: Record<OpenState, (db: Db, now: string) => Fragment> = {
  overdue: (db, now) => db`s.nearest_due_at < ${now}`,
  due_soon: (db, now) => db`s.nearest_due_at >= ${now} and ${amber(db, now)}`,
  running: (db, now) => db`s.nearest_due_at >= ${now} and not ${amber(db, now)}`,
  paused: (db) => db`s.nearest_due_at is null`,
};

/** What a list is narrowed to; nothing given: everything. */
export type CaseFilter = {
  status?: CaseStatus | undefined;
  category?: CaseCategory | undefined;
  complexity?: Complexity | undefined;
  channel?: CaseChannel | undefined;
  itemCode?: string | undefined;
  /** How its most urgent clock stands; finished cases have none. */
  state?: OpenState | undefined;
  search?: CaseSearch | undefined;
};

const columns = { status: 'status', category: 'category', complexity: 'complexity', channel: 'channel', itemCode: 'item_code' } as const;

/**
 * Conditions on the case `s`, each beginning with `and`. One of status, category, complexity and channel is read in the order of an index of
 * its own (db/schema/cases.ts), a second is looked at in the rows of the first.
 */
export function narrowedTo(db: Db, filter: CaseFilter, now: string): Fragment {
  let all = db``;
  for (const [name, column] of Object.entries(columns) as [keyof typeof columns, string][]) {
    const value = filter[name];
    if (value !== undefined) all = db`${all} and s.${db(column)} = ${value}`;
  }
  if (filter.state !== undefined) all = db`${all} and ${isOpen(db)} and ${standsAs[filter.state](db, now)}`;
  return filter.search === undefined ? all : db`${all} ${found(db, filter.search)}`;
}

/** By number: its beginning, in the order of bytes; or by words. */
const found = (db: Db, search: CaseSearch): Fragment =>
  search.number === null
    ? db`and ${written(db, search.words)}`
    : db`and s.number collate "C" >= ${search.number} and s.number collate "C" < ${`${search.number}~`}`;

/** Whether each of the words is in what was written of the case `s`; no words find nothing. */
export function written(db: Db, words: readonly string[]): Fragment {
  const [first, ...others] = words.map((word) => db`strpos(lower(s.title || ' ' || s.body), ${word}) > 0`);
  return first === undefined ? db`false` : others.reduce((all, one) => db`${all} and ${one}`, first);
}
