import { openInstallation } from '../db/installation';
import { prepareDatabase } from '../db/service-role';
import { say } from './say';

/** As MIGRATE_DATABASE_URL, the owner on a connection that no pooler shares; the role of DATABASE_URL gets its rights. */
export async function migrateCommand(): Promise<number> {
  const installation = await openInstallation(say);
  try {
    const { applied, total } = await prepareDatabase(installation);
    say(`已升级 ${applied} 步，共 ${total} 步 · ${applied} of ${total} migrations applied now`);
    return 0;
  } finally {
    await installation.close();
  }
}
