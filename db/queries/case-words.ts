import { pairsOf } from '../../shared/rules/case-search';
import type { Db } from '../client';
import { atMost, type Fragment, isFinished, isOpen, written } from './case-filters';

/**
 * Requests of a list's beginning that are read for words before the index is asked: words that one in 25 requests has fill a page from these, and
 * what more seldom words find in a drawer of the index is little (ADR 0027).
 */
export const readThrough = 500;

export type WordSearch = {
  words: string[];
  /** Ids of the first so many requests of the scope, in the list's order and narrowed, but for the words. */
  first: (count: number) => Fragment;
  /** A condition on a request `s` of these. */
  within: Fragment;
  /** Conditions on a request `s` that the index found: what the list is narrowed to, and that it comes behind the last page. */
  wanted: Fragment;
  /** Requests that are the caller's own, wherever they are: ids, the first so many in order. */
  own: (count: number) => Fragment;
  /** Units within reach, as rows `reached (id)`. */
  reached: Fragment;
  limit: number;
};

/** Ids of a page of open requests, nearest deadline first. Each unit has its drawer of the index over pairs of neighbouring signs. */
export async function openByWords(db: Db, search: WordSearch): Promise<string[]> {
  if (search.words.length === 0) return [];
  const order = db`s.nearest_due_at, s.id`;
  const near = await among(db, search, order);
  if (near.whole) return near.ids;
  const rows = await db<{ id: string }[]>`
    with drawer as materialized (select ${keys(db, search.words, db`reached.id`)} as keys from ${search.reached})
    select s.id from (
      ${ownOnes(db, search)}
      union
      select kept.* from drawer cross join lateral (
        select id from service_case
        where case_keys(unit_id || '/', title || ' ' || body) @> drawer.keys and ${isOpen(db)} offset 0) kept
    ) found join service_case s on s.id = found.id where ${written(db, search.words)} ${search.wanted} order by ${order} ${atMost(db, search.limit)}`;
  return rows.map(({ id }) => id);
}

/**
 * Ids of a page of finished requests, newest first. Each unit has a drawer for each quarter; quarters are opened from the newest on (`from`: of the
 * last page's end) until the page is full.
 */
export async function finishedByWords(db: Db, search: WordSearch & { from: string | null }): Promise<string[]> {
  if (search.words.length === 0) return [];
  const order = db`s.filed_at desc, s.id desc`;
  const near = await among(db, search, order);
  if (near.whole) return near.ids;
  const end = (which: 'min' | 'max') => db`(select case_quarter(${db.unsafe(which)}(filed_at)) from service_case where ${isFinished(db)})`;
  const quarters = db`generate_series(${search.from === null ? end('max') : db`case_quarter(${search.from})`}, ${end('min')}, -1)`;
  const rows = await db<{ id: string }[]>`
    with drawer as materialized (
      select quarter, ${keys(db, search.words, db`reached.id || '/' || quarter`)} as keys from ${quarters} as quarter cross join ${search.reached}),
    in_units as (
      select page.id, page.filed_at from ${quarters} as opened cross join lateral (
        select s.id, s.filed_at from drawer cross join lateral (
          select * from service_case
          where case_keys(unit_id || '/' || case_quarter(filed_at) || '/', title || ' ' || body) @> drawer.keys and ${isFinished(db)} offset 0) s
        where drawer.quarter = opened and ${written(db, search.words)} ${search.wanted} order by ${order} ${atMost(db, search.limit)}) page
      ${atMost(db, search.limit)})
    select s.id from (
      select s.id, s.filed_at from (${ownOnes(db, search)}) own join service_case s on s.id = own.id where ${written(db, search.words)} ${search.wanted}
      union
      select id, filed_at from in_units
    ) s order by ${order} ${atMost(db, search.limit)}`;
  return rows.map(({ id }) => id);
}

/** What the list's beginning has of the words; `whole` when a page is full of it, or when there is nothing behind it. */
async function among(db: Db, { words, first, within, limit }: WordSearch, order: Fragment): Promise<{ ids: string[]; whole: boolean }> {
  const [row] = await db<{ ids: string[]; read: number }[]>`
    with first as materialized (${first(readThrough)})
    select (select count(*)::int from first) as read,
      array(select s.id from first join service_case s on s.id = first.id where ${written(db, words)} ${within}
        order by ${order} ${atMost(db, limit)}) as ids`;
  if (!row) throw new Error('a count without a row');
  return { ids: row.ids, whole: row.ids.length === limit || row.read < readThrough };
}

const ownOnes = (db: Db, { own }: WordSearch) => db`select id from (${own(readThrough)}) own`;

const keys = (db: Db, words: string[], drawer: Fragment) => db`array(select ${drawer} || '/' || pair from unnest(${pairsOf(words)}::text[]) as pair)`;
