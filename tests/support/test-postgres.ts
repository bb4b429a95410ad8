import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect, scoped } from '../../db/client';
import { loadDemoCity } from '../../db/content/load';
import { serviceUrlOf, startEmbedded } from '../../db/embedded';
import { prepareDatabase } from '../../db/service-role';
import { templateName, testNow, testSealKey } from './test-city';

/** Postgres in a folder of its own with the migrated, loaded template; durability off, since no test outlives it. */
export async function startTestPostgres(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  process.env.ONEWINDOW_SEAL_KEY = testSealKey;
  await clearAbandoned(dirname(dataDir));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 400 };
  const postgres = await startEmbedded({ dataDir, mayMove: true, settings });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const admin = connect(postgres.url, { max: 1 });
    await admin.unsafe(`create database ${templateName}`);
    await admin.end();
    const template = new URL(postgres.url);
    template.pathname = `/${templateName}`;
    await prepareDatabase({ ownerUrl: template.href, databaseUrl: serviceUrlOf(template.href) });
    const db = scoped(connect(serviceUrlOf(template.href), { max: 2 }), 'system');
    await loadDemoCity(db, testNow);
    await db.end();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: postgres.url, stop };
}

/** A run that was killed leaves its server and its folder behind. */
async function clearAbandoned(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('onewindow-test-'))) {
    const dataDir = join(folder, name);
    const owner = join(dataDir, 'postgres.owner');
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, 'utf8')))) continue;
    await startEmbedded({ dataDir })
      .then((abandoned) => abandoned.stop())
      .catch(() => {});
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
