import type { SearchEntry, WordGroups } from '../../shared/rules/search';
import type { Branch, ServiceItem } from '../../shared/rules/service-item';
import type { Db } from '../client';

/** The version of each item that holds on a day is the newest that has begun; past its last day the item is not offered. */
const holding = (db: Db, today: string) => db`
  select * from (
    select distinct on (code) code, version, content, search_keys, effective_until from service_item
    where effective_from <= ${today} order by code, effective_from desc, version desc
  ) begun where effective_until is null or effective_until >= ${today}`;

const holdingOf = (db: Db, code: string, today: string) => db`
  select content from (
    select content, effective_until from service_item
    where code = ${code} and effective_from <= ${today} order by effective_from desc, version desc limit 1
  ) begun where effective_until is null or effective_until >= ${today}`;

export type CatalogueEntry = { code: string; content: Omit<ServiceItem, 'interview'>; searchKeys: SearchEntry };

/** Every item without its interview, for lists and search. */
export async function itemsOn(db: Db, today: string): Promise<CatalogueEntry[]> {
  return db<CatalogueEntry[]>`
    select code, content - 'interview' as content, search_keys as "searchKeys" from (${holding(db, today)}) item order by code`;
}

/** The number of the last load of the catalogue, 0 before the first: while it is the same, so are items, procedures and word groups. */
export async function newestLoad(db: Db): Promise<number> {
  const [row] = await db<{ id: number }[]>`select coalesce(max(id), 0)::int as id from catalogue_load`;
  return row?.id ?? 0;
}

export async function itemOn(db: Db, code: string, today: string): Promise<ServiceItem | null> {
  const [row] = await db<{ content: ServiceItem }[]>`${holdingOf(db, code, today)}`;
  return row?.content ?? null;
}

/** A given version, whether it still holds or not: a phone may have opened it before the change. */
export async function itemVersion(db: Db, code: string, version: number): Promise<ServiceItem | null> {
  const [row] = await db<{ content: ServiceItem }[]>`select content from service_item where code = ${code} and version = ${version}`;
  return row?.content ?? null;
}

/** The branch that owns an item, or null for an unknown code. */
export async function branchOfItem(db: Db, code: string): Promise<Branch | null> {
  const [row] = await db<{ branch: Branch }[]>`select branch from service_item where code = ${code} order by version desc limit 1`;
  return row?.branch ?? null;
}

export async function itemHalls(db: Db, code: string, today: string): Promise<string[] | null> {
  const [row] = await db<{ halls: string[] }[]>`
    select content->'halls' as halls from (${holdingOf(db, code, today)}) item`;
  return row?.halls ?? null;
}

/** Groups of words that mean the same, as loaded with the catalogue. */
export async function wordGroups(db: Db): Promise<WordGroups> {
  const [row] = await db<{ value: WordGroups }[]>`select value from setting where name = 'word_groups'`;
  return row?.value ?? [];
}
