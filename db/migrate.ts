import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { connectForMigrations } from './client';

/** Any number that no other lock of the project uses: one migrator at a time. */
const migrationLock = 7_202_611;

const ownMigrations = join(import.meta.dirname, 'migrations');

const readJournal = (folder: string): { entries: { when: number }[] } => JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));

/** How many migrations this version of the code has. */
export const migrationsKnown = (): number => readJournal(ownMigrations).entries.length;

export interface MigrationResult {
  /** Migrations applied now. */
  applied: number;
  /** Migrations the database has after it. */
  total: number;
}

/**
 * Brings the database to the newest migration. Safe to run from several processes at once: they wait for each other. Needs a direct
 * connection, since the lock belongs to the session: behind a transaction-mode pooler give the direct address (MIGRATE_DATABASE_URL).
 * @throws OperatorRefusal database_unreachable, migration_failed
 */
export async function migrate(databaseUrl: string, migrationsFolder = ownMigrations): Promise<MigrationResult> {
  const journal = readJournal(migrationsFolder);
  const newest = Math.max(0, ...journal.entries.map((entry) => entry.when));
  const total = journal.entries.length;
  const client = connectForMigrations(databaseUrl);
  const applied = async (): Promise<{ count: number; newest: number }> => {
    const [{ present } = { present: false }] = await client<
      { present: boolean }[]
    >`select to_regclass('drizzle.__drizzle_migrations') is not null as present`;
    if (!present) return { count: 0, newest: 0 };
    const [row] = await client<
      { count: string; newest: string | null }[]
    >`select count(*) as count, max(created_at) as newest from drizzle.__drizzle_migrations`;
    return { count: Number(row?.count ?? 0), newest: Number(row?.newest ?? 0) };
  };
  try {
    const before = await applied();
    if (before.newest >= newest) return { applied: 0, total: before.count };
    await client`select pg_advisory_lock(${migrationLock})`;
    // drizzle takes a tenth of a second to load, and is not needed at most starts
    const [{ drizzle }, migrator] = await Promise.all([import('drizzle-orm/postgres-js'), import('drizzle-orm/postgres-js/migrator')]);
    const already = (await applied()).count;
    await migrator.migrate(drizzle(client), { migrationsFolder });
    return { applied: total - already, total };
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await client.end({ timeout: 5 });
  }
}

function refusalOf(error: unknown): OperatorRefusal {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|CONNECT|EAI_)/.test(code ?? '') || /^(28|3D|57)/.test(code ?? '')) {
    return new OperatorRefusal('database_unreachable', message || String(code));
  }
  return new OperatorRefusal('migration_failed', message);
}
