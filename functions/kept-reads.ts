import type { Database } from '../db/client';
import type { EndpointDefinition } from '../shared/contract/endpoint';
import { shanghaiDay } from '../shared/rules/shanghai';

/** So many answers are kept, the latest asked for; none larger than this many characters. */
const mostKept = 200;
const longest = 200_000;

type Kept = { body: string; at: string };
const kept = new WeakMap<Database, Map<string, Kept>>();

/** A read that is the same for everybody, so that an answer of a while ago may stand in while the database is out of reach. */
export const isForEverybody = ({ audience, cacheSeconds }: Pick<EndpointDefinition, 'audience' | 'cacheSeconds'>): boolean =>
  audience === 'anyone' && (cacheSeconds ?? 0) > 0;

/** Keeps the last good answer to an address with its query. */
export function keepRead(database: Database, address: string, body: string, at: string): void {
  const reads = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, reads);
  reads.delete(address);
  if (body.length > longest) return;
  reads.set(address, { body, at });
  const [oldest] = reads.keys();
  if (reads.size > mostKept && oldest !== undefined) reads.delete(oldest);
}

/** The answer kept for an address, with the seconds since it was given; null when there is none of today: days and places of yesterday are wrong. */
export function keptRead(database: Database, address: string, now: string): { body: string; ageSeconds: number } | null {
  const read = kept.get(database)?.get(address);
  if (!read || shanghaiDay(read.at) !== shanghaiDay(now)) return null;
  return { body: read.body, ageSeconds: Math.max(0, Math.round((Date.parse(now) - Date.parse(read.at)) / 1000)) };
}
