import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { npm, root, step, tail } from './step.mjs';

const stamp = join(root, 'node_modules', '.onewindow-lock');

/**
 * Installs what package-lock.json says when it is not there yet, and patches the driver. Install scripts are switched off (.npmrc), so the
 * patches are applied here, whoever installed. Takes a few milliseconds when nothing is to be done.
 */
export async function ensureInstalled() {
  const wanted = hashOf(['package-lock.json', ...patches()]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!installedAsLocked()) await installPackages();
  let patched = await patchDriver();
  if (!patched.ok) {
    // an older version of the patch is in the way: lay the package anew
    await installPackages();
    patched = await patchDriver();
  }
  if (!patched.ok) {
    process.stderr.write(`${tail(patched.output)}\n`);
    throw new OperatorRefusal('install_failed', 'patch-package');
  }
  writeFileSync(stamp, wanted);
}

const patchDriver = () =>
  step('正在修补数据库驱动… · patching the database driver', process.execPath, [
    join(root, 'node_modules', 'patch-package', 'index.js'),
    '--error-on-fail',
  ]);

async function installPackages() {
  const { command, args } = npm();
  const done = await step('正在安装依赖（第一次约 1–3 分钟）… · installing packages', command, [
    ...args,
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
  ]);
  if (!done.ok) {
    process.stderr.write(`${tail(done.output)}\n`);
    if (/ENOSPC|no space left/i.test(done.output)) throw new OperatorRefusal('no_disk_space', root);
    throw new OperatorRefusal('install_failed', 'npm ci');
  }
}

const patches = () => readdirSync(join(root, 'patches')).map((name) => join('patches', name));

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Somebody may have run `npm ci` by hand: npm's own record says which versions are there. */
function installedAsLocked() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(locked).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '' || present[path]?.version === version) return true;
    return !present[path] && Boolean(optional || devOptional || peer);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureInstalled().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode ?? 1;
  });
}
