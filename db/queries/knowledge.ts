import type { KnowledgeEntry, KnowledgeOrigin } from '../../shared/rules/knowledge';
import type { SearchEntry } from '../../shared/rules/search';
import { type Db, json, type Tx } from '../client';
import { entryIsUnchecked } from './text-checks';

/** Brings the entries that come from the files to what the files say; what was made of an answer stays. How many were written and how many are gone. */
export async function saveKnowledge(
  tx: Tx,
  entries: readonly { entry: KnowledgeEntry; searchKeys: SearchEntry; digest: string }[],
  now: string,
): Promise<{ written: number; removed: number }> {
  let written = 0;
  for (const { entry, searchKeys, digest } of entries) {
    const rows = await tx`
      insert into knowledge_entry (code, question, phrasings, answer, items, unit_id, review_on, source, verify, origin, search_keys, digest, updated_at)
      values (${entry.code}, ${entry.question}, ${json(tx, entry.phrasings)}, ${entry.answer}, ${json(tx, entry.items)}, ${entry.unit},
        ${entry.reviewOn}, ${entry.source}, ${json(tx, entry.verify)}, 'content', ${json(tx, searchKeys)}, ${digest}, ${now})
      on conflict (code) do update set question = excluded.question, phrasings = excluded.phrasings, answer = excluded.answer, items = excluded.items,
        unit_id = excluded.unit_id, review_on = excluded.review_on, source = excluded.source, verify = excluded.verify,
        search_keys = excluded.search_keys, digest = excluded.digest, updated_at = excluded.updated_at, revision = knowledge_entry.revision + 1
      where knowledge_entry.origin = 'content' and knowledge_entry.digest <> excluded.digest returning 1`;
    written += rows.length;
  }
  const gone = await tx`
    delete from knowledge_entry where origin = 'content' and code <> all(${entries.map(({ entry }) => entry.code)}::text[]) returning 1`;
  return { written, removed: gone.length };
}

/** What the files' entries were when they were stored, for a dry run. */
export async function knowledgeDigests(db: Db): Promise<Map<string, string>> {
  const rows = await db<{ code: string; digest: string }[]>`select code, digest from knowledge_entry where origin = 'content'`;
  return new Map(rows.map(({ code, digest }) => [code, digest]));
}

/** While it is the same, so are the entries. */
export async function knowledgeStamp(db: Db): Promise<string> {
  const [row] = await db<{ stamp: string }[]>`
    select count(*) || ' ' || coalesce(max(updated_at)::text, '') || ' ' || coalesce(sum(revision), 0) as stamp from knowledge_entry`;
  return row?.stamp ?? '';
}

export type KnowledgeRow = {
  code: string;
  question: string;
  phrasings: string[];
  answer: string;
  items: { code: string; name: string }[];
  unitId: string;
  unitName: string;
  unitPath: string;
  ownerId: string | null;
  ownerName: string | null;
  reviewOn: string;
  origin: KnowledgeOrigin;
  updatedAt: string;
  searchKeys: SearchEntry;
  /** The content check (K4) has not passed it. */
  unchecked: boolean;
  /** What must still be confirmed; for who answers for it only. */
  verify: { about: string; reason: string }[];
};

const select = (db: Db) => db`
  select k.code, k.question, k.phrasings, k.answer, k.unit_id as "unitId", u.name as "unitName", u.path as "unitPath", k.owner_id as "ownerId",
    p.name as "ownerName", k.review_on as "reviewOn", k.origin, k.updated_at as "updatedAt", k.search_keys as "searchKeys", k.verify,
    ${entryIsUnchecked(db)} as unchecked,
    coalesce((select jsonb_agg(jsonb_build_object('code', named.code, 'name', named.name) order by named.at) from (
      select wanted.code, wanted.at, (select i.name from service_item i where i.code = wanted.code order by i.version desc limit 1) as name
      from jsonb_array_elements_text(k.items) with ordinality wanted(code, at)) named where named.name is not null), '[]') as items
  from knowledge_entry k join unit u on u.id = k.unit_id left join person p on p.id = k.owner_id`;

/** The entries that are shown on a day. */
export async function knowledgeOn(db: Db, today: string): Promise<KnowledgeRow[]> {
  return [...(await db<KnowledgeRow[]>`${select(db)} where k.review_on >= ${today} and not ${entryIsUnchecked(db)} order by k.code`)];
}

export async function knowledgeByCode(db: Db, code: string): Promise<KnowledgeRow | null> {
  const [row] = await db<KnowledgeRow[]>`${select(db)} where k.code = ${code}`;
  return row ?? null;
}

/** Entries of the units with one of these paths and below, those whose review date comes first on top. */
export async function knowledgeOfUnits(db: Db, unitPaths: readonly string[], limit: number): Promise<KnowledgeRow[]> {
  const rows = await db<KnowledgeRow[]>`
    ${select(db)} where exists (select from unnest(${[...unitPaths]}::text[]) path where starts_with(u.path, path))
    order by k.review_on, k.code limit ${limit}`;
  return [...rows];
}

export type MadeEntry = Pick<KnowledgeEntry, 'code' | 'question' | 'phrasings' | 'answer' | 'items' | 'unit' | 'reviewOn' | 'source'> & {
  ownerId: string;
  searchKeys: SearchEntry;
  now: string;
};

/** An entry made of an answer. */
export async function insertKnowledge(tx: Tx, made: MadeEntry): Promise<void> {
  await tx`
    insert into knowledge_entry (code, question, phrasings, answer, items, unit_id, owner_id, review_on, source, verify, origin, search_keys, updated_at)
    values (${made.code}, ${made.question}, ${json(tx, made.phrasings)}, ${made.answer}, ${json(tx, made.items)}, ${made.unit}, ${made.ownerId},
      ${made.reviewOn}, ${made.source}, '[]', 'consultation', ${json(tx, made.searchKeys)}, ${made.now})`;
}

/** Shown until another day; false for an entry of the files. */
export async function renewKnowledge(tx: Tx, code: string, reviewOn: string, now: string): Promise<boolean> {
  const rows = await tx`
    update knowledge_entry set review_on = ${reviewOn}, updated_at = ${now}, revision = revision + 1
    where code = ${code} and origin = 'consultation' returning 1`;
  return rows.length === 1;
}

/** Entries past their review date of which nobody was reminded yet. */
export async function knowledgeToReview(db: Db, today: string, limit: number): Promise<string[]> {
  const rows = await db<{ code: string }[]>`
    select code from knowledge_entry where review_on < ${today} and reminded_for is distinct from review_on order by review_on, code limit ${limit}`;
  return rows.map(({ code }) => code);
}

/** Notes that the owner was reminded of this review date; false when another run was first. */
export async function markReminded(tx: Tx, code: string, today: string): Promise<boolean> {
  const rows = await tx`
    update knowledge_entry set reminded_for = review_on
    where code = ${code} and review_on < ${today} and reminded_for is distinct from review_on returning 1`;
  return rows.length === 1;
}
