import { type Database, poolOf } from '../db/client';
import { wordGroups } from '../db/queries/items';
import { type KnowledgeRow, knowledgeOn, knowledgeStamp } from '../db/queries/knowledge';
import type { SearchEntry, WordGroups } from '../shared/rules/search';
import type { Day } from '../shared/rules/shanghai';

type Listed = { rows: Map<string, KnowledgeRow>; entries: SearchEntry[]; groups: WordGroups };

// Public and the same for everyone: read once for each change of an entry and each day, so that a search while typing only compares.
const kept = new WeakMap<Database, { stamp: string; listed: Promise<Listed> }>();

/** The answer base as it is searched on a day; asks the database each time whether an entry has changed. */
export async function listedKnowledge(database: Database, today: Day): Promise<Listed> {
  const stamp = `${await knowledgeStamp(database)} ${today}`;
  const known = kept.get(poolOf(database));
  if (known?.stamp === stamp) return known.listed;
  const listed = readListed(database, today);
  kept.set(poolOf(database), { stamp, listed });
  listed.catch(() => kept.delete(poolOf(database)));
  return listed;
}

async function readListed(database: Database, today: Day): Promise<Listed> {
  const [rows, groups] = await Promise.all([knowledgeOn(database, today), wordGroups(database)]);
  return { rows: new Map(rows.map((row) => [row.code, row])), entries: rows.map(({ searchKeys }) => searchKeys), groups };
}
