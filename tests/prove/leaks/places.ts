import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../../db/client';
import { type Canaries, type Canary, canariesIn } from './canaries';

const inTables: readonly Canary[] = ['an identity number', 'a phone number', 'a token', 'a session key'];
const inLogs: readonly Canary[] = [...inTables, 'a name'];

/** Every row of every table as text: what a dump would hold. Names stand there; what product.md K1 seals must not. */
export async function leaksInTables(db: Database, canaries: Canaries): Promise<string[]> {
  const tables = await db<{ name: string }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
  const found = new Set<string>();
  for (const { name } of tables)
    for await (const rows of db.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`).cursor(2_000))
      for (const canary of canariesIn(rows.map(({ row }) => row).join('\n'), canaries, inTables)) found.add(`${name} holds ${canary}`);
  return [...found];
}

/** The files of the cluster as they lie on the disk, the log of writes among them. */
export async function leaksOnDisk(db: Database, canaries: Canaries): Promise<{ found: string[]; bytes: number; folder: string }> {
  await db`select pg_switch_wal()`;
  await db`checkpoint`;
  const [row] = await db<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  const folder = row?.folder ?? '';
  const found = new Set<string>();
  let bytes = 0;
  for (const file of filesIn(folder)) {
    const content = contentOf(file);
    if (!content) continue;
    bytes += content.length;
    const part = file.slice(folder.length + 1).split('/')[0] ?? '';
    for (const canary of canariesIn(content.toString('latin1'), canaries, inTables)) found.add(`the database’s files (${part}) hold ${canary}`);
  }
  return { found: [...found], bytes, folder };
}

/** The bytes of a file; null when it went away meanwhile, as Postgres' own notes do. */
function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export const leaksInLog = (what: string, text: string, canaries: Canaries): string[] =>
  canariesIn(text, canaries, inLogs).map((canary) => `${what} holds ${canary}`);

/** Both builds, source maps among them: no canary, and none of the secrets of this installation. */
export function leaksInBuilds(
  root: string,
  folders: readonly string[],
  secrets: readonly string[],
  canaries: Canaries,
): { found: string[]; files: number } {
  const found = new Set<string>();
  let files = 0;
  for (const folder of folders.map((name) => join(root, name))) {
    if (!existsSync(folder)) throw new Error(`${folder} is not built`);
    for (const file of filesIn(folder)) {
      const text = readFileSync(file, 'latin1');
      files += 1;
      for (const canary of canariesIn(text, canaries, inLogs)) found.add(`${file.slice(root.length + 1)} holds ${canary}`);
      for (const secret of secrets) if (text.includes(secret)) found.add(`${file.slice(root.length + 1)} holds a secret`);
    }
  }
  return { found: [...found], files };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
