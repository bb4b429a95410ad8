import { type Belonging, belongings, plumbing } from '../data-map/belonging';
import { dataMap } from '../data-map/index';
import type { TableEntry } from '../data-map/kinds';
import { storedFileText } from '../../shared/text/stored';
import type { Db } from '../client';
import type { Sealer } from '../sealed';
import { sealedColumns } from '../sealed-columns';

/** A stored row as its person may see it: column by column, without what signs in and what is inner. */
export type StoredRow = Record<string, unknown>;
export type StoredTable = { table: string; rows: StoredRow[] };

/**
 * A9: every row that the data map gives to a person, table by table; tables without any are not there. Sealed columns are opened, ids of others
 * become a word, keyed hashes, credentials and plumbing are left out. One statement a table, all sent at once: give it a transaction.
 */
export async function storedAbout(db: Db, sealer: Sealer, personId: string): Promise<StoredTable[]> {
  const tables = tablesOf(db, { personId, identityHash: await identityOf(db, sealer, personId) });
  const found = await Promise.all(
    tables.map(async ({ table, entry, belonging, whose }) => {
      const columns = columnsOf(entry, belonging);
      const keys = sealedColumns.filter((one) => one.table === table).flatMap(({ key }) => Object.keys(key));
      const rows = await db<StoredRow[]>`select ${db([...new Set([...columns, ...keys])])} from ${db(table)} where ${whose}`;
      return { table, rows: rows.map((row) => asSeen(sealer, { table, entry, row, columns, personId })) };
    }),
  );
  return found.filter(({ rows }) => rows.length > 0);
}

/**
 * How many rows each table has about a person; tables without any are not there. All sent at once, as above: one statement over sixty tables took
 * half a second to plan.
 */
export async function countStored(db: Db, sealer: Sealer, personId: string): Promise<Counted[]> {
  return countOf(db, { personId, identityHash: await identityOf(db, sealer, personId) });
}

/** As above, for somebody whose identity may be gone meanwhile. */
export async function countOf(db: Db, whose: Whose): Promise<Counted[]> {
  const tables = tablesOf(db, whose);
  const counted = await Promise.all(
    tables.map(async ({ table, whose }) => {
      const [row] = await db<{ pieces: number }[]>`select count(*)::int as pieces from ${db(table)} where ${whose}`;
      return { table, pieces: row?.pieces ?? 0 };
    }),
  );
  return counted.filter(({ pieces }) => pieces > 0);
}

/** Names of units, halls and firms, and the time of slots, for the ids that stand in rows. */
export async function namesOfStored(
  db: Db,
  ids: { units: string[]; halls: string[]; firms: string[]; slots: string[] },
): Promise<Map<string, string>> {
  const rows = await db<{ id: string; name: string }[]>`
    select id, name from unit where id = any (${ids.units}) union all select id, name from hall where id = any (${ids.halls})
    union all select id, name from enterprise where id = any (${ids.firms})
    union all select id, to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') from slot where id = any (${ids.slots})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export type Counted = { table: string; pieces: number };
/** A person, and the own identity number as firms' lists have it hashed. */
export type Whose = { personId: string; identityHash: Uint8Array | null };

function tablesOf(db: Db, { personId, identityHash }: Whose) {
  return Object.entries(belongings).flatMap(([table, belonging]: [string, Belonging]) => {
    const entry = dataMap[table];
    const whose = whoseRows(db, table, { personId, identityHash });
    return entry && whose ? [{ table, entry, belonging, whose }] : [];
  });
}

/** The own identity number, as firms' lists have it hashed; null before real name is given. */
export async function identityOf(db: Db, sealer: Sealer, personId: string): Promise<Uint8Array | null> {
  const [row] = await db<{ sealed: Uint8Array | null }[]>`select id_number_sealed as sealed from person where id = ${personId}`;
  if (!row?.sealed) return null;
  return sealer.hash('group_person', 'id_number', sealer.open({ table: 'person', column: 'id_number', row: personId }, row.sealed));
}

const named = (db: Db, column: string, personId: string) => db`${db(column)} = ${personId}`;
type Fragment = ReturnType<typeof named>;

/** The condition under which a row of `table` is the person's; null where none is. */
function whoseRows(db: Db, table: string, whose: Whose): Fragment | null {
  const belonging: Belonging | undefined = belongings[table as keyof typeof belongings];
  if (!belonging || 'leftOut' in belonging) return null;
  if ('identity' in belonging) return whose.identityHash && db`${db(belonging.identity)} = ${whose.identityHash}`;
  if ('by' in belonging && !('in' in belonging))
    return belonging.by.map((column) => named(db, column, whose.personId)).reduce((one, other) => db`${one} or ${other}`);
  const parent = whoseRows(db, belonging.in, whose);
  if (!parent) throw new Error(`${table} is part of ${belonging.in}, which is nobody's`);
  const part = db`${db(belonging.by)} in (select id from ${db(belonging.in)} where ${parent})`;
  return belonging.unless ? db`${part} and not ${db(belonging.unless)}` : part;
}

/** Columns that are given out: those of the map without credentials, keyed hashes, plumbing and what is inner. */
export function columnsOf({ personal, other }: TableEntry, belonging: Belonging): string[] {
  const hidden = 'hide' in belonging ? (belonging.hide ?? []) : [];
  const columns = [...Object.keys(personal), ...other.split(' ').filter((column) => column && !plumbing.has(column))];
  return columns.filter((column) => personal[column] !== 'sign_in' && !column.endsWith('_hash') && !hidden.includes(column));
}

type Seen = { table: string; entry: TableEntry; row: StoredRow; columns: readonly string[]; personId: string };

function asSeen(sealer: Sealer, { table, entry, row, columns, personId }: Seen): StoredRow {
  const seen = (column: string) => {
    const value = row[column] ?? null;
    if (value === null) return null;
    const sealed = sealedColumns.find((one) => one.table === table && one.column === column);
    if (sealed) {
      const keys = Object.keys(sealed.key).map((key) => row[key]);
      return sealer.open({ table, column: sealed.cell, row: keys.join(':') }, value as Uint8Array);
    }
    if (entry.personal[column] !== 'person') return value;
    return Array.isArray(value) ? value.map((id) => who(id, personId)) : who(value, personId);
  };
  return Object.fromEntries(columns.map((column) => [column, seen(column)]));
}

const who = (id: unknown, personId: string) => (id === personId ? storedFileText.self : storedFileText.somebody);
