import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../db/client';
import { loadDemoCity } from '../db/content/load';
import { startEmbedded } from '../db/embedded';
import { migrate } from '../db/migrate';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { demoPersonas } from './personas';

interface RunOptions {
  port: number;
  dataDir: string;
  /** True when DATA_DIR was not set. */
  mayMove: boolean;
  h5Dir: string;
}

/** Database, migrations, demo city, stand-ins, API and pages in this process; returns when the address is printed, ends by a signal. */
export async function run({ port, dataDir, mayMove, h5Dir }: RunOptions): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      say('正在停止…… · stopping');
      setTimeout(() => process.exit(1), 30_000).unref();
      for (const close of closers.reverse()) await close();
      process.exit(0);
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  // loading the server's code takes as long as starting the database
  const serverCode = import('../functions/server');
  let databaseUrl = process.env.DATABASE_URL;
  let folder = dataDir;
  if (!databaseUrl) {
    const embedded = await startEmbedded({ dataDir, mayMove, say });
    closers.push(embedded.stop);
    databaseUrl = embedded.url;
    folder = embedded.folder;
  }
  try {
    readSecrets(folder);
    const { applied } = await migrate(process.env.MIGRATE_DATABASE_URL ?? databaseUrl);
    if (applied > 0) say(`数据库已升级 ${applied} 步 · ${applied} migrations applied`);
    await load(databaseUrl);
    const { startServer } = await serverCode;
    const server = await startServer({ port, databaseUrl, standIns: true, h5Dir }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new OperatorRefusal('port_in_use', String(port)) : error;
    });
    closers.push(server.stop);
    welcome(server.url);
  } catch (error) {
    for (const close of closers.reverse()) await close();
    throw error;
  }
}

/** Instant from which the demo city's opening days are counted: the real one, unless a demonstration wants another day. */
const now = (): string => process.env.ONEWINDOW_NOW ?? new Date().toISOString();

async function load(databaseUrl: string): Promise<void> {
  const database = connect(databaseUrl, { max: 2, name: 'onewindow-load', statementTimeoutMs: 0 });
  try {
    await loadDemoCity(database, now());
  } catch (error) {
    throw new OperatorRefusal('content_failed', error instanceof Error ? error.message : String(error));
  } finally {
    await database.end({ timeout: 5 });
  }
}

/** Keys of this installation, made once and kept beside the data they protect; the environment goes first. */
function readSecrets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const fresh = { ONEWINDOW_SEAL_KEY: randomBytes(32).toString('base64url'), CRON_SECRET: randomBytes(32).toString('base64url') };
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 });
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  for (const [name, value] of Object.entries(kept)) process.env[name] ??= value;
}

function welcome(url: string): void {
  say(`\n一窗通已就绪 · OneWindow is ready\n\n  ${url}\n\n登录页可选下列人员 · sign in as one of:`);
  for (const { name, role } of demoPersonas) say(`  ${name}（${role}）`);
  say('\nCtrl-C 停止 · Ctrl-C stops everything\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
