import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { connect } from './client';
import { type Binaries, executable, findBinaries } from './postgres/binaries';
import { type DataFolder, meansNoSpace, prepareDataFolder } from './postgres/folder';
import { databaseUser, type RunAs } from './postgres/user';

export interface EmbeddedPostgres {
  /** Of the database `onewindow`, as its owner, with the cluster's own random password. */
  url: string;
  /** The same database for the functions: a role that owns nothing. */
  serviceUrl: string;
  port: number;
  pid: number;
  /** The folder in use: dataDir, or the one in its place. */
  folder: string;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. Does nothing when another live process started it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made when absent; Postgres lives in `<dataDir>/postgres`. */
  dataDir: string;
  /** True when nobody chose this folder: then data may go to /var/tmp if the database's account cannot enter it. */
  mayMove?: boolean;
  /** A free one from 15432 up when absent (below the range the system hands out, where a probe can meet a stranger). */
  port?: number;
  /** postgresql.conf settings for this run. */
  settings?: Record<string, string | number>;
  say?: (line: string) => void;
}

const databaseName = 'onewindow';
const serviceRole = 'onewindow_service';
const patienceMs = 60_000;
const fixedSettings: Record<string, string | number> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  timezone: 'UTC',
  // statements and the values in error details may hold personal data: neither goes to the log
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  logging_collector: 'off',
};

/**
 * Starts real Postgres from the npm package, or takes over the one that still runs on this folder after its starter was killed.
 * @throws OperatorRefusal no_disk_space, data_folder_*, database_*, port_in_use
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => {});
  const user = databaseUser();
  const binaries = findBinaries(user);
  const folder = prepareDataFolder(resolve(options.dataDir), options.mayMove ?? false, binaries, user, say);
  const running = await findRunning(folder);
  if (running) return running;
  for (let port = options.port ?? 15432; ; port += 1) {
    if (!(await isFree(port))) {
      if (options.port || port > 16431) throw new OperatorRefusal('port_in_use', String(port));
      continue;
    }
    const started = await launch(folder, port, binaries, user, options.settings ?? {}, say);
    if (started) return started;
    if (options.port) throw new OperatorRefusal('port_in_use', String(port));
  }
}

/** Undefined when somebody took the port between the look and the start. */
async function launch(
  folder: DataFolder,
  port: number,
  { root }: Binaries,
  user: RunAs | undefined,
  settings: Record<string, string | number>,
  say: (line: string) => void,
): Promise<EmbeddedPostgres | undefined> {
  const logFile = join(folder.base, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) truncateSync(logFile);
  const arguments_ = Object.entries({ ...fixedSettings, ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const began = Date.now();
  for (;;) {
    const log = openSync(logFile, 'a', 0o600);
    const from = statSync(logFile).size;
    const child = spawn(join(root, 'bin', executable('postgres')), ['-D', folder.cluster, ...arguments_], {
      cwd: user ? '/' : folder.cluster,
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' },
      ...(user && { uid: user.uid, gid: user.gid }),
      // its own session: Ctrl-C reaches only us, and the database stops after the last request
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const failure = await untilReady(child, folder, port, say);
    if (failure === undefined) {
      writeFileSync(ownerFile(folder), String(process.pid));
      return handle(folder, port, child.pid ?? 0, child);
    }
    const output = `${failure}\n${readFileSync(logFile, 'utf8').slice(from)}`;
    if (/could not bind|could not create any TCP\/IP sockets|Address already in use/.test(output)) return undefined;
    // the workers of a killed postmaster need a moment to notice
    if (/pre-existing shared memory block/.test(output) && Date.now() - began < 10_000) {
      await pause(200);
      continue;
    }
    throw refusalFrom(output, folder);
  }
}

function refusalFrom(output: string, folder: DataFolder): OperatorRefusal {
  const reason = output.split('\n').findLast((line) => /FATAL|PANIC|could not|error/i.test(line)) ?? output.trim().slice(-200);
  if (meansNoSpace(output)) return new OperatorRefusal('no_disk_space', folder.base);
  if (/was initialized by PostgreSQL version/.test(output)) return new OperatorRefusal('data_folder_version', reason);
  if (/[Pp]ermission denied/.test(output)) return new OperatorRefusal('data_folder_access', reason);
  if (/FATAL|PANIC/.test(output)) return new OperatorRefusal('data_folder_broken', `${folder.cluster}: ${reason.replace(/^.*(FATAL|PANIC): +/, '')}`);
  return new OperatorRefusal('database_not_started', reason);
}

/** Undefined when a real query was answered, else why not. */
async function untilReady(child: ChildProcess, folder: DataFolder, port: number, say: (line: string) => void): Promise<string | undefined> {
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended ??= `postgres ended (${signal ?? code})`;
  });
  const began = Date.now();
  let told = false;
  while (ended === undefined) {
    const pid = readPidFile(folder.cluster);
    if (pid?.pid === child.pid && pid?.ready && (await answers(folder, port))) return undefined;
    if (!told && Date.now() - began > 3_000) {
      say('数据库正在恢复上次未写完的数据…… · the database is recovering');
      told = true;
    }
    if (Date.now() - began > patienceMs) {
      child.kill('SIGQUIT');
      return 'FATAL: no answer within a minute';
    }
    await pause(15);
  }
  return ended;
}

/** True when the server at this port answers a query and its folder is ours; makes our database and the role of the functions on the first start. */
async function answers(folder: DataFolder, port: number): Promise<boolean> {
  const admin = connect(urlOf(folder, port, 'postgres'), { max: 1, name: 'onewindow-start' });
  try {
    const [found] = await admin<{ folder: string; present: boolean; role: boolean }[]>`
      select current_setting('data_directory') as folder, exists(select from pg_database where datname = ${databaseName}) as present,
        exists(select from pg_roles where rolname = ${serviceRole}) as role`;
    if (!found || realpathSync(found.folder) !== realpathSync(folder.cluster)) return false;
    if (!found.present) await admin.unsafe(`create database ${databaseName}`);
    if (!found.role) await admin.unsafe(`create role ${serviceRole} login password '${servicePassword(folder.password)}'`);
    return true;
  } catch (error) {
    if (meansNoSpace((error as Error).message)) throw new OperatorRefusal('no_disk_space', folder.base);
    return false;
  } finally {
    await admin.end({ timeout: 1 });
  }
}

/** The server that already runs on this folder; a stale lock file (a machine that lost power) is removed. */
async function findRunning(folder: DataFolder): Promise<EmbeddedPostgres | undefined> {
  const began = Date.now();
  for (;;) {
    const found = readPidFile(folder.cluster);
    if (!found) return undefined;
    if (!isPostgres(found.pid)) {
      rmSync(join(folder.cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (found.ready && (await answers(folder, found.port))) {
      const owner = Number(existsSync(ownerFile(folder)) ? readFileSync(ownerFile(folder), 'utf8') : 0);
      const shared = owner > 0 && owner !== process.pid && isAlive(owner);
      if (!shared) writeFileSync(ownerFile(folder), String(process.pid));
      const url = urlOf(folder, found.port, databaseName);
      const running = { url, serviceUrl: serviceUrlOf(url), port: found.port, pid: found.pid, folder: folder.base };
      return shared ? { ...running, stop: async () => {} } : handle(folder, found.port, found.pid);
    }
    if (Date.now() - began > patienceMs)
      throw new OperatorRefusal('database_not_started', `process ${found.pid} holds ${folder.cluster} and does not answer`);
    await pause(100);
  }
}

function handle(folder: DataFolder, port: number, pid: number, child?: ChildProcess): EmbeddedPostgres {
  // a node that ends without stop() must not leave the server behind
  const onExit = () => signal(folder, pid, 'SIGINT');
  process.once('exit', onExit);
  child?.unref();
  const url = urlOf(folder, port, databaseName);
  return {
    url,
    serviceUrl: serviceUrlOf(url),
    port,
    pid,
    folder: folder.base,
    stop: async () => {
      process.off('exit', onExit);
      signal(folder, pid, 'SIGINT');
      const began = Date.now();
      // a zombie that nobody reaps still answers to its number, but its lock file is gone
      while (child ? child.exitCode === null && child.signalCode === null : isAlive(pid) && readPidFile(folder.cluster)?.pid === pid) {
        if (Date.now() - began > 20_000) signal(folder, pid, 'SIGQUIT');
        await pause(10);
      }
      rmSync(ownerFile(folder), { force: true });
    },
  };
}

function signal({ cluster }: DataFolder, pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  if (process.platform === 'win32') {
    const { root } = findBinaries(undefined);
    const how = name === 'SIGINT' ? 'fast' : 'immediate';
    spawnSync(join(root, 'bin', executable('pg_ctl')), ['stop', '-W', '-m', how, '-D', cluster], { windowsHide: true });
    return;
  }
  try {
    process.kill(pid, name);
  } catch {
    // already gone
  }
}

const ownerFile = (folder: DataFolder): string => join(folder.base, 'postgres.owner');
/** Of the cluster's own password, so that one file is all there is to keep. */
const servicePassword = (password: string): string => createHmac('sha256', password).update(serviceRole).digest('base64url');

/** The address of the functions' role for a database of a built-in Postgres, from that of its owner. */
export function serviceUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = servicePassword(decodeURIComponent(url.password));
  url.username = serviceRole;
  return url.href;
}

const urlOf = (folder: DataFolder, port: number, database: string): string => `postgres://onewindow:${folder.password}@127.0.0.1:${port}/${database}`;

/** Lines of postmaster.pid: process, folder, start time, port, socket folder, address, shared memory, state. */
function readPidFile(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a restart of the machine the number in the lock file may belong to any program. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
