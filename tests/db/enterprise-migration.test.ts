import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../db/migrate';
import { emptyDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
let folder: string;
beforeAll(async () => {
  fresh = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'onewindow-migrations-'));
});
afterAll(async () => {
  await fresh?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The migrations as they were before the register. */
function earlier(): string {
  cpSync(join(import.meta.dirname, '../../db/migrations'), folder, { recursive: true });
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const until = journal.entries.findIndex(({ tag }) => tag === '0004_enterprise_register');
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, until) }));
  return folder;
}

test('enterprises that counted as key before the register are registered on it, with an entry in their history; the others are not', async () => {
  await migrate(fresh.ownerUrl, earlier());
  await fresh.db`insert into unit (id, path, kind, name, phone, hours) values ('b', 'b/', 'bureau', '市局', '110', '全天')`;
  await fresh.db`
    insert into enterprise (id, uscc, name, town, unit_id, is_key)
    values ('ent-key', '91441900MA0DEM001M', '甲', '莞城', 'b', true), ('ent-other', '91441900MA0DEM003U', '乙', '莞城', 'b', false)`;
  await migrate(fresh.ownerUrl);
  const rows = await fresh.db`
    select e.id, e.status, e.tier, e.status_since is not null as dated, v.seq, v.action, v.status as told
    from enterprise e left join enterprise_event v on v.enterprise_id = e.id order by e.id`;
  expect([...rows]).toEqual([
    { id: 'ent-key', status: 'registered', tier: 'town', dated: true, seq: 1, action: 'import', told: 'registered' },
    { id: 'ent-other', status: 'unlisted', tier: null, dated: false, seq: null, action: null, told: null },
  ]);
});
