import { rmSync } from 'node:fs';
import { connect } from '../../db/client';
import { loadDemoCity } from '../../db/content/load';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { templateName, testNow, testSealKey } from './test-city';

/** Postgres in a folder of its own with the migrated, loaded template; durability off, since no test outlives it. */
export async function startTestPostgres(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  process.env.ONEWINDOW_SEAL_KEY = testSealKey;
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
    await migrate(template.href);
    const db = connect(template.href, { max: 2 });
    await loadDemoCity(db, testNow);
    await db.end();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: postgres.url, stop };
}
