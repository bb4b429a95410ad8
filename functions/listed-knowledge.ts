import { type Database, poolOf } from '../db/client';
import { wordGroups } from '../db/queries/items';
import { type KnowledgeRow, knowledgeOn, knowledgeStamp } from '../db/queries/knowledge';
import type { SearchEntry, WordGroups } from '../shared/rules/search';
import type { Day } from '../shared/rules/shanghai';
import { isOutOfReach } from './database-failures';

type Listed = { rows: Map<string, KnowledgeRow>; entries: SearchEntry[]; groups: WordGroups };

// Public and the same for everyone: read once for each change of an entry and each day, so that a search while typing only compares.
const kept = new WeakMap<Database, { stamp: string; listed: Promise<Listed> }>();

/** The answer base as it is searched on a day; asks the database each time whether an entry has changed, and has the last of that day while it is out of reach. */
export async function listedKnowledge(database: Database, today: Day): Promise<Listed> {
  const known = kept.get(poolOf(database));
  const change = await knowledgeStamp(database).catch((error: unknown) => {
    if (known?.stamp.endsWith(` ${today}`) && isOutOfReach(error)) return null;
    throw error;
  });
  if (change === null && known) return known.listed;
  const stamp = `${change} ${today}`;
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
