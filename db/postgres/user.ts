import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { OperatorRefusal } from '../../shared/text/operator.mjs';

export interface RunAs {
  uid: number;
  gid: number;
  name: string;
}

/** Postgres refuses to run as root, so root lends it the account `postgres`, else `nobody`. Undefined when we are an ordinary user. */
export function databaseUser(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = accounts.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new OperatorRefusal('database_binaries', 'running as root, and neither user postgres nor nobody exists');
}

/** Asks the system, as that user, whether the path can be entered or run: permissions of every folder above it count, and only the system knows them all. */
export function canUse(path: string, user: RunAs | undefined): boolean {
  if (!user) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { uid: user.uid, gid: user.gid, cwd: '/', env: {} }).status === 0;
}
