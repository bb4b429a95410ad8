import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from 'tsx/esm/api';

/** Starts one Postgres for the run and fills the database every test file copies. */
export default async function setup() {
  process.env.LOG_LEVEL ??= 'error';
  const unregister = register();
  const { startTestPostgres } = await import('./test-postgres.ts');
  globalThis.__testPostgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
  process.env.TEST_DATABASE_URL = globalThis.__testPostgres.url;
  await unregister();
}
