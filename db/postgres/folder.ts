import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorRefusal } from '../../shared/text/operator.mjs';
import { type Binaries, executable, makeOwnFolder, ownFolder } from './binaries';
import { canUse, type RunAs } from './user';

const leastFreeBytes = 150 * 1024 * 1024;
const passwordFile = 'onewindow.password';
const noSpace = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;

/** True for the words of Postgres and the codes of Node that mean a full disk. */
export const meansNoSpace = (text: string): boolean => noSpace.test(text);

export interface DataFolder {
  /** Folder given as DATA_DIR, or the one used in its place. */
  base: string;
  /** Postgres' own folder inside it. */
  cluster: string;
  password: string;
}

/**
 * Makes the data folder usable by `user` and holding a cluster of this major version.
 * @throws OperatorRefusal no_disk_space, data_folder_broken, data_folder_version, data_folder_access
 */
export function prepareDataFolder(
  wanted: string,
  mayMove: boolean,
  binaries: Binaries,
  user: RunAs | undefined,
  say: (line: string) => void,
): DataFolder {
  try {
    const base = reachableBase(wanted, mayMove, user, say);
    const cluster = join(base, 'postgres');
    if (existsSync(cluster) && readdirSync(cluster).length > 0) checkCluster(cluster, binaries);
    else createCluster(base, cluster, binaries, user);
    const { bavail, bsize } = statfsSync(base);
    if (bavail * bsize < leastFreeBytes / 3) throw new OperatorRefusal('no_disk_space', base);
    return { base, cluster, password: readFileSync(join(cluster, passwordFile), 'utf8').trim() };
  } catch (error) {
    if (error instanceof OperatorRefusal) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (meansNoSpace(message)) throw new OperatorRefusal('no_disk_space', wanted);
    if (code === 'ENOTDIR' || code === 'EISDIR') throw new OperatorRefusal('data_folder_broken', message);
    throw new OperatorRefusal('data_folder_access', message);
  }
}

function reachableBase(wanted: string, mayMove: boolean, user: RunAs | undefined, say: (line: string) => void): string {
  // once moved, always there: the checkout may become reachable later, and the data must not seem lost
  const moved = join(ownFolder(), 'data');
  if (mayMove && !existsSync(join(wanted, 'postgres')) && existsSync(join(moved, 'postgres'))) return moved;
  makeFolder(wanted);
  if (!user || canUse(wanted, user)) return wanted;
  if (openWay(wanted, user)) return wanted;
  if (!mayMove) throw new OperatorRefusal('data_folder_access', `${wanted}: user ${user.name} cannot enter it, because a folder above it is private`);
  makeOwnFolder();
  mkdirSync(moved, { recursive: true });
  say(`数据放在 ${moved}（数据库账号 ${user.name} 进不了 ${wanted}）· data is kept in ${moved}, as user ${user.name} cannot enter ${wanted}`);
  return moved;
}

/** Lets the database's group, and nobody else, pass through the folder and through those above it that hold nothing else; true when that suffices. */
function openWay(folder: string, user: RunAs): boolean {
  const above = dirname(folder);
  const reachable = canUse(above, user) || (readdirSync(above).length === 1 && openWay(above, user));
  if (!reachable) return false;
  chownSync(folder, -1, user.gid);
  chmodSync(folder, statSync(folder).mode | 0o010);
  return canUse(folder, user);
}

/** Node's own recursive mkdir never returns below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new OperatorRefusal('data_folder_access', `${path} is a file`);
    return;
  }
  makeFolder(dirname(path));
  mkdirSync(path);
}

function checkCluster(cluster: string, { major }: Binaries): void {
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) throw new OperatorRefusal('data_folder_broken', `${cluster} has no PG_VERSION`);
  const version = readFileSync(versionFile, 'utf8').trim();
  if (!/^\d+(\.\d+)?$/.test(version)) throw new OperatorRefusal('data_folder_broken', `${versionFile} is not a version`);
  if (version !== major) throw new OperatorRefusal('data_folder_version', `${cluster} is ${version}, this is ${major}`);
  for (const needed of ['global/pg_control', 'pg_wal', 'base', passwordFile]) {
    if (!existsSync(join(cluster, needed))) throw new OperatorRefusal('data_folder_broken', `${cluster} has no ${needed}`);
  }
}

/** Builds the cluster beside its place and renames it, so that a start killed half-way leaves nothing that looks like a database. */
function createCluster(base: string, cluster: string, binaries: Binaries, user: RunAs | undefined): void {
  const { bavail, bsize } = statfsSync(base);
  if (bavail * bsize < leastFreeBytes) throw new OperatorRefusal('no_disk_space', base);
  for (const left of readdirSync(base)) if (left.startsWith('postgres.new-')) rmSync(join(base, left), { recursive: true, force: true });
  const fresh = join(base, `postgres.new-${process.pid}`);
  mkdirSync(fresh, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const secret = join(base, `postgres.new-${process.pid}.password`);
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [fresh, secret]) chownSync(path, user.uid, user.gid);
  try {
    runInitdb(fresh, secret, binaries, user);
    renameSync(secret, join(fresh, passwordFile));
    renameSync(fresh, cluster);
  } finally {
    rmSync(secret, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function runInitdb(folder: string, secret: string, { root }: Binaries, user: RunAs | undefined): void {
  let output = '';
  // with LC_CTYPE=C pg_trgm finds no trigrams in Chinese; macOS and Windows lack C.UTF-8 in places
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const locale = ['--locale=C', `--lc-ctype=${ctype}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['-U', 'onewindow', '-A', 'scram-sha-256', `--pwfile=${secret}`];
    const made = spawnSync(join(root, 'bin', executable('initdb')), ['-D', folder, '-E', 'UTF8', ...locale, ...access], {
      cwd: user ? '/' : folder,
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' },
      ...(user && { uid: user.uid, gid: user.gid }),
      encoding: 'utf8',
    });
    if (made.status === 0) return;
    output = `${made.error?.message ?? ''}${made.stdout ?? ''}${made.stderr ?? ''}`;
    if (!output.includes('invalid locale')) break;
  }
  if (meansNoSpace(output)) throw new OperatorRefusal('no_disk_space', dirname(folder));
  const reason = output.split('\n').findLast((line) => /error|FATAL|cannot|could not/i.test(line)) ?? output.trim().slice(-200);
  if (/[Pp]ermission denied/.test(output)) throw new OperatorRefusal('data_folder_access', reason);
  throw new OperatorRefusal('database_not_started', reason);
}
