import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from './embedded';
import type { Addresses } from './service-role';
import { checkoutFolder } from './postgres/checkout';

export interface Installation extends Addresses {
  /** Folder with this installation's keys (and the database, when it is the built-in one). */
  folder: string;
  close(): Promise<void>;
}

/**
 * The database of this machine: DATABASE_URL (MIGRATE_DATABASE_URL for its owner), or the built-in Postgres in DATA_DIR (`.data` when unset), which a server that is already
 * running shares.
 * @throws OperatorRefusal as `startEmbedded` does
 */
export async function openInstallation(say: (line: string) => void): Promise<Installation> {
  const chosen = process.env.DATA_DIR;
  const dataDir = chosen || join(checkoutFolder(), '.data');
  const address = process.env.DATABASE_URL;
  if (address) return { databaseUrl: address, ownerUrl: process.env.MIGRATE_DATABASE_URL || address, folder: dataDir, close: async () => {} };
  const embedded = await startEmbedded({ dataDir, mayMove: !chosen, say });
  return { databaseUrl: embedded.serviceUrl, ownerUrl: embedded.url, folder: embedded.folder, close: embedded.stop };
}

const keyNames = ['ONEWINDOW_SEAL_KEY'] as const;

/** Keys that the environment does not give, from `secrets.json` beside the data, made at the first start. A given seal key means a run installation. */
export function takeLocalKeys({ folder }: Installation): void {
  if (process.env.ONEWINDOW_SEAL_KEY) return;
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const fresh = Object.fromEntries(keyNames.map((name) => [name, process.env[name] || randomBytes(32).toString('base64url')]));
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 });
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  for (const name of keyNames) process.env[name] ||= kept[name];
}
