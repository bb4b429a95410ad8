import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationsKnown } from '../../db/migrate';
import { emptyDatabase, type FreshDatabase } from '../support/database';

let empty: FreshDatabase;
beforeEach(async () => {
  empty = await emptyDatabase();
});
afterEach(() => empty.drop());

test('three processes that migrate an empty database at once all succeed, and one of them does the work', async () => {
  const results = await Promise.all([migrate(empty.ownerUrl), migrate(empty.ownerUrl), migrate(empty.ownerUrl)]);
  expect(results.map(({ applied }) => applied).sort()).toEqual([0, 0, migrationsKnown()]);
  expect(results.every(({ total }) => total === migrationsKnown())).toBe(true);
});

test('a migration that fails changes nothing, and says why in one sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-migrations-'));
  try {
    cpSync(join(import.meta.dirname, '../../db/migrations'), folder, { recursive: true });
    const journalFile = join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(journalFile, 'utf8'));
    const when = journal.entries.at(-1).when + 1;
    journal.entries.push({ ...journal.entries.at(-1), idx: journal.entries.length, when, tag: '9999_broken' });
    writeFileSync(journalFile, JSON.stringify(journal));
    writeFileSync(join(folder, '9999_broken.sql'), 'create table half_done (id int);--> statement-breakpoint\nselect no_such_column from half_done;');
    await expect(migrate(empty.ownerUrl, folder)).rejects.toMatchObject({
      code: 'migration_failed',
      exitCode: 28,
      message: expect.stringContaining('no_such_column'),
    });
    const [{ left } = { left: -1 }] = await empty.db<{ left: number }[]>`select count(*) as left from pg_tables where schemaname = 'public'`;
    expect(left).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an address where nobody listens is named as such', async () => {
  await expect(migrate('postgres://nobody:x@127.0.0.1:1/none')).rejects.toMatchObject({ code: 'database_unreachable', exitCode: 27 });
});
