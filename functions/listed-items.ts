import { type Database, poolOf } from '../db/client';
import { openProcedures, type ProcedureEntry } from '../db/queries/catalogue';
import { type CatalogueEntry, itemsOn, newestLoad, wordGroups } from '../db/queries/items';
import type { WordGroups } from '../shared/rules/search';
import { itemCategories } from '../shared/rules/service-item';
import type { Day } from '../shared/rules/shanghai';
import { isOutOfReach } from './database-failures';

type Listed = { items: CatalogueEntry[]; procedures: ProcedureEntry[]; groups: WordGroups; lifeEvents: string[] };

// What is public and the same for everyone is read once for each load of the catalogue and each day: a search then only compares.
const kept = new WeakMap<Database, { stamp: string; listed: Promise<Listed> }>();

/** The catalogue as it is listed and searched on a day; asks the database each time whether it was loaded anew, and has the last of that day while it is out of reach. */
export async function listedItems(database: Database, today: Day): Promise<Listed> {
  const known = kept.get(poolOf(database));
  const load = await newestLoad(database).catch((error: unknown) => {
    if (known?.stamp.endsWith(` ${today}`) && isOutOfReach(error)) return null;
    throw error;
  });
  if (load === null && known) return known.listed;
  const stamp = `${load} ${today}`;
  if (known?.stamp === stamp) return known.listed;
  const listed = readListed(database, today);
  kept.set(poolOf(database), { stamp, listed });
  // A reading that failed is not kept for the next.
  listed.catch(() => kept.delete(poolOf(database)));
  return listed;
}

async function readListed(database: Database, today: Day): Promise<Listed> {
  const [entries, procedures, groups] = await Promise.all([itemsOn(database, today), openProcedures(database), wordGroups(database)]);
  // In the order of the groups, so that among equal hits a matter of the window comes before advice to enterprises.
  const items = itemCategories.flatMap((category) => entries.filter((entry) => entry.content.category === category));
  return { items, procedures, groups, lifeEvents: byFrequency(items.flatMap((entry) => entry.content.lifeEvents)) };
}

/** Each once, what most items share first. */
function byFrequency(words: string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
}
