import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuseMightyRole } from '../db/service-role';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { log } from './log';
import { startServer } from './server';

/** What a container runs: listens on HOST:PORT (0.0.0.0:8080), ends by SIGTERM after the last request. Migrations are run before it by `onewindow migrate`. */
async function main(): Promise<void> {
  const { DATABASE_URL: databaseUrl, PORT, HOST, ONEWINDOW_STAND_INS, ONEWINDOW_JOBS, ONEWINDOW_PROXIES } = process.env;
  if (!databaseUrl) throw new OperatorRefusal('database_unreachable', 'DATABASE_URL is not set');
  if (ONEWINDOW_STAND_INS !== '1') await refuseMightyRole(databaseUrl);
  const pages = join(import.meta.dirname, '..', 'h5');
  const port = Number(PORT || 8080);
  const server = await startServer({
    port,
    host: HOST || '0.0.0.0',
    databaseUrl,
    standIns: ONEWINDOW_STAND_INS === '1',
    jobs: ONEWINDOW_JOBS !== '0',
    proxies: Number(ONEWINDOW_PROXIES) || 0,
    ...(existsSync(pages) && { h5Dir: pages }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new OperatorRefusal('port_in_use', String(port)) : error;
  });
  log.info({ url: server.url }, 'listening');
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 25_000).unref();
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof OperatorRefusal ? error.message : (error as Error).stack}\n`);
  process.exit(error instanceof OperatorRefusal ? error.exitCode : 1);
});
