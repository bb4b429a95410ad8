import type { Database } from '../../../db/client';

/** Columns of each table that can be written. */
async function columnsOf(db: Database): Promise<Map<string, string>> {
  const rows = await db<{ name: string; list: string }[]>`
    select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list
    from information_schema.columns join pg_tables on tablename = table_name and schemaname = table_schema
    where table_schema = 'public' and is_generated = 'NEVER' group by table_name order by table_name`;
  return new Map(rows.map(({ name, list }) => [name, list]));
}

/**
 * Keeps a copy of every table in the schema `keep`, for `restoreWritten`. Each statement that writes draws from a sequence of its table, for which no
 * transaction waits.
 */
export async function keepScene(db: Database): Promise<void> {
  await db.unsafe(`
    create schema keep;
    create function keep.written() returns trigger language plpgsql security definer as $$
      begin perform nextval('keep.' || quote_ident('w_' || tg_table_name)); return null; end $$`);
  for (const [table, columns] of await columnsOf(db))
    await db.unsafe(`
      create table keep."${table}" as select ${columns} from public."${table}";
      create sequence keep."w_${table}";
      create trigger keep_written after insert or update or delete on public."${table}" for each statement execute function keep.written()`);
}

/** Puts back the tables that were written since the last time, so that each operation finds the scene as it was laid. */
export async function restoreWritten(db: Database): Promise<void> {
  const columns = await columnsOf(db);
  const written = await db<{ name: string }[]>`
    select substr(sequencename, 3) as name from pg_sequences where schemaname = 'keep' and last_value is not null`;
  if (written.length === 0) return;
  const statements = written.map(
    ({ name }) => `delete from public."${name}";
      insert into public."${name}" (${columns.get(name)}) overriding system value select ${columns.get(name)} from keep."${name}";
      select setval('keep."w_${name}"', 1, false)`,
  );
  // Neither foreign keys nor the triggers of tables that only grow.
  await db.unsafe(`begin; set local session_replication_role = replica; ${statements.join('; ')}; commit`);
}
