import { openInstallation } from '../db/installation';
import { migrate } from '../db/migrate';
import { say } from './say';

/** MIGRATE_DATABASE_URL goes first: the lock of a migration needs a connection that no pooler shares. */
export async function migrateCommand(): Promise<number> {
  const installation = await openInstallation(say);
  try {
    const { applied, total } = await migrate(process.env.MIGRATE_DATABASE_URL ?? installation.databaseUrl);
    say(`已升级 ${applied} 步，共 ${total} 步 · ${applied} of ${total} migrations applied now`);
    return 0;
  } finally {
    await installation.close();
  }
}
