import { join } from 'node:path';
import { connect, scoped } from '../db/client';
import { demoPeople } from '../db/content/demo';
import { loadDemoCity } from '../db/content/load';
import { openInstallation, takeLocalKeys } from '../db/installation';
import { prepareDatabase } from '../db/service-role';
import { OperatorRefusal } from '../shared/text/operator.mjs';

interface RunOptions {
  port: number;
  host: string;
  h5Dir: string;
}

/** Database, migrations, demo city, stand-ins, API and pages in this process; returns when the address is printed, ends by a signal. */
export async function run({ port, host, h5Dir }: RunOptions): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('正在停止…… · stopping');
    setTimeout(() => process.exit(1), 30_000).unref();
    closeAll().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  stopWithNpm(stop);

  // loading the server's code takes as long as starting the database
  const serverCode = import('../functions/server');
  serverCode.catch(() => {});
  try {
    const installation = await openInstallation(say);
    closers.push(installation.close);
    takeLocalKeys(installation);
    // The data folder may not be the one that was asked for.
    process.env.FILE_STORE_FOLDER ||= join(installation.folder, 'files');
    const { databaseUrl } = installation;
    const { applied } = await prepareDatabase(installation);
    if (applied > 0) say(`数据库已升级 ${applied} 步 · ${applied} migrations applied`);
    await load(databaseUrl);
    const { startServer } = await serverCode;
    const server = await startServer({ port, host, databaseUrl, standIns: true, h5Dir }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new OperatorRefusal('port_in_use', String(port)) : error;
    });
    closers.push(server.stop);
    const { loadDemoLife } = await import('../functions/stand-ins/demo-life');
    await openMiniProgram(server.url);
    for (const line of await loadDemoLife(server.room)) process.stderr.write(`${line}\n`);
    welcome(server.url);
  } catch (error) {
    // a start that is being stopped fails in many ways; none of them is news
    if (stopping) return;
    await closeAll();
    throw error;
  }
}

/** The people of the demonstration have just opened the mini-program: WeChat checks words of nobody else (K4), and a person would have to. */
async function openMiniProgram(url: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  for (const { openid } of demoPeople().people)
    await fetch(`${url}/stand-in/wechat/__stand-in/login`, { method: 'POST', headers, body: JSON.stringify({ openid }) });
}

/** `kill` of npm ends the shell between npm and us, and nobody tells us. */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 300).unref();
}

async function load(databaseUrl: string): Promise<void> {
  const database = scoped(connect(databaseUrl, { max: 2, name: 'onewindow-load', statementTimeoutMs: 0 }), 'system');
  try {
    for (const line of await loadDemoCity(database, new Date().toISOString())) process.stderr.write(`${line}\n`);
  } catch (error) {
    throw new OperatorRefusal('content_failed', error instanceof Error ? error.message : String(error));
  } finally {
    await database.end({ timeout: 5 });
  }
}

function welcome(url: string): void {
  say(`\n一窗通已就绪 · OneWindow is ready\n\n  ${url}\n\n登录页可选下列人员 · sign in as one of:`);
  for (const { name, description } of demoPeople().people) say(`  ${name}　${description}`);
  say('\nCtrl-C 停止 · Ctrl-C stops everything\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
