import type { Db } from '../client';
import type { SealedColumn } from '../sealed-columns';

export type SealedRow = { key: string[]; sealed: Uint8Array };

/** How many seals of a column each key has made, by the key's number. */
export async function sealsByKey(db: Db, { table, column }: SealedColumn): Promise<{ key: number; seals: number }[]> {
  return db`
    select get_byte(${db(column)}, 0) as key, count(*)::int as seals from ${db(table)} where ${db(column)} is not null group by 1 order by 1`;
}

/** The next rows after a key, in the order of keys, whose seal another key than `current` made. */
export async function sealsOfOtherKeys(
  db: Db,
  { table, column, key }: SealedColumn,
  current: number,
  after: readonly string[] | null,
  limit: number,
): Promise<SealedRow[]> {
  const names = Object.keys(key);
  const types = Object.values(key);
  const behind = after === null ? '' : `and (${names.join(', ')}) > (${types.map((type, at) => `$${at + 3}::text::${type}`).join(', ')})`;
  const rows = await db.unsafe<SealedRow[]>(
    `select array[${names.map((name) => `${name}::text`).join(', ')}] as key, ${column} as sealed from ${table}
     where ${column} is not null and get_byte(${column}, 0) <> $1 ${behind} order by ${names.join(', ')} limit $2`,
    [current, limit, ...(after ?? [])],
  );
  return [...rows];
}

/** Puts fresh seals where the old ones still stand; a seal that somebody wrote in the meantime is left. Answers how many were put. */
export async function replaceSeals(
  db: Db,
  { table, column, key }: SealedColumn,
  seals: readonly { key: readonly string[]; old: Uint8Array; fresh: Uint8Array }[],
): Promise<number> {
  const names = Object.keys(key);
  const types = Object.values(key);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const result = await db.unsafe(
    `update ${table} t set ${column} = decode(n.fresh, 'base64')
     from unnest($1::text[], $2::text[], ${names.map((_, at) => `$${at + 3}::text[]`).join(', ')})
       n(old, fresh, ${names.map((name) => `n_${name}`).join(', ')})
     where ${names.map((name, at) => `t.${name} = n.n_${name}::${types[at]}`).join(' and ')} and t.${column} = decode(n.old, 'base64')`,
    [seals.map((one) => base64(one.old)), seals.map((one) => base64(one.fresh)), ...names.map((_, at) => seals.map((one) => one.key[at] ?? ''))],
  );
  return result.count;
}
