import { type Database, type Db, isDriverPatched } from '../client';

/** Resolves when the database answers. */
export async function answers(db: Db): Promise<void> {
  await db`select 1`;
}

/** How many statements of this role in this database have been running for half a second or longer; with an answer long enough to show a line on which answers only drip. */
export async function longRunning(db: Db): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count, repeat('.', 300) as weight from pg_stat_activity
    where datname = current_database() and usename = current_user and state = 'active' and pid <> pg_backend_pid()
      and query_start < clock_timestamp() - interval '0.5 seconds'`;
  return row?.count ?? 0;
}

/** Ends the sessions that a pool of ours had under this name: when their client has dropped all of them, what they hold locked is in the way of the next try. */
export async function endSessions(db: Db, name: string): Promise<void> {
  await db`select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and application_name = ${name}`;
}

/** Version of the server as a number (180004), and how many migrations it has. */
export async function databaseState(db: Db): Promise<{ version: number; migrations: number }> {
  const [row] = await db<{ version: number; journal: boolean }[]>`
    select current_setting('server_version_num')::int as version, to_regclass('drizzle.__drizzle_migrations') is not null as journal`;
  if (!row?.journal) return { version: row?.version ?? 0, migrations: 0 };
  const [counted] = await db<{ migrations: number }[]>`select count(*) as migrations from drizzle.__drizzle_migrations`;
  return { version: row.version, migrations: counted?.migrations ?? 0 };
}

/** False when the driver lacks our patch: a query that failed half-way leaves rows in the next answer, or nobody says who asks. */
export async function driverTellsTheTruth(database: Database): Promise<boolean> {
  const one = await database.reserve();
  try {
    await one`select 1 / (4 - n) from generate_series(1, 5) n`.catch(() => undefined);
    return isDriverPatched && (await one`select n from generate_series(1, 5) n`).length === 5;
  } finally {
    one.release();
  }
}
