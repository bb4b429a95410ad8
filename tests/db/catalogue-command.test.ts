import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { aChecklist } from '../support/builders';
import { aContentFolder } from '../support/content-folder';
import { freshDatabase, type FreshDatabase } from '../support/database';

const root = join(import.meta.dirname, '../..');
const item = 'catalogue/items/household-book-reissue.json';

let fresh: FreshDatabase;
let folder: ReturnType<typeof aContentFolder>;
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = aContentFolder(['household-book-reissue', 'id-card-lost'], ['dog-registration', 'lost-property']);
});
afterAll(async () => {
  folder.remove();
  await fresh.drop();
});

async function catalogue(...words: string[]): Promise<{ out: string; code: number; complaint: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: fresh.url };
  const child = spawn(process.execPath, ['cli/onewindow.mjs', 'catalogue', ...words], { cwd: root, env });
  const ended = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
  const [out, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, code, complaint };
}

const edit = (change: (content: Record<string, unknown>) => void) => {
  const content = JSON.parse(folder.read(item)) as Record<string, unknown>;
  change(content);
  folder.write(item, JSON.stringify(content, null, 2));
};
const stored = async () => {
  const rows = await fresh.db<{ version: number; summary: string }[]>`
    select version, content->>'summary' as summary from service_item where code = 'household-book-reissue' order by version`;
  return [...rows];
};

test('check says how many files are fine and how many of the 149 proofs are known; a broken file ends it with 30', async () => {
  const fine = await catalogue('check', folder.folder);
  expect(fine.out).toMatch(/事项文件 2 个、办事须知 2 个、问答 0 条，没有问题[\s\S]*已登记 34\/149，还差 115 项/);
  expect(fine.code).toBe(0);
  edit((content) => Object.assign(content, { minutes: 0 }));
  const broken = await catalogue('check', folder.folder);
  edit((content) => Object.assign(content, { minutes: 10 }));
  expect(broken.out).toContain('household-book-reissue.json › minutes：太短或太小。请至少为 1。');
  expect(broken.complaint).toContain('共 1 处问题，在 1 个文件里');
  expect(broken.code).toBe(30);
});

test('a dry run changes nothing, --apply stores and records it, a held version is refused, a new one is stored beside it', async () => {
  const before = await stored();
  edit((content) => Object.assign(content, { summary: '改过的一句话' }));
  const dry = await catalogue('load', '--from', folder.folder);
  expect(dry.out).toMatch(/更正 household-book-reissue（.*）：第 1 版还没有人用，改了.*一句话说明/);
  expect(dry.out).toMatch(/缺文件 id-card-renew[\s\S]*办事须知：删去 6 个[\s\S]*以上只是试算，没有改动/);
  expect(await stored()).toEqual(before);

  const applied = await catalogue('load', '--from', folder.folder, '--by', '信息科李工', '--apply');
  expect(applied.out).toMatch(/已装载，记录编号 \d+/);
  expect((await stored()).map(({ summary }) => summary)).toEqual(['改过的一句话']);

  await aChecklist(fresh.db, { item: 'household-book-reissue', halls: ['humen'] });
  edit((content) => Object.assign(content, { summary: '又改了' }));
  const refused = await catalogue('load', '--from', folder.folder, '--apply');
  expect(refused.out).toContain('第 1 版已有人据此领了清单，一句话说明不能再改。请把 version 改为 2，并在 effectiveFrom 写上新规定开始的日期。');
  expect([refused.code, (await stored()).length]).toEqual([31, 1]);

  edit((content) => Object.assign(content, { version: 2, effectiveFrom: '2099-01-01' }));
  const raised = await catalogue('load', '--from', folder.folder, '--apply', '--json');
  expect(JSON.parse(raised.out)).toMatchObject({
    applied: true,
    steps: expect.arrayContaining([
      expect.objectContaining({ code: 'household-book-reissue', does: 'raise', fromVersion: 1, effectiveFrom: '2099-01-01', parts: ['summary'] }),
    ]),
  });
  expect((await stored()).map(({ version, summary }) => [version, summary])).toEqual([
    [1, '改过的一句话'],
    [2, '又改了'],
  ]);

  const history = await catalogue('history');
  expect(history.out).toMatch(/信息科李工[\s\S]*更正 household-book-reissue/);
  expect(history.out.indexOf('新版 household-book-reissue')).toBeLessThan(history.out.indexOf('信息科李工'));
});

test('promote makes an item file that passes the check, and the notice leads to it', async () => {
  const promoted = await catalogue('promote', 'dog-registration', '--from', folder.folder);
  expect([promoted.out.includes('dog-registration-item.json'), promoted.code]).toEqual([true, 0]);
  expect((await catalogue('check', folder.folder)).out).toContain('事项文件 3 个');
  expect(JSON.parse(folder.read('catalogue/procedures/dog-registration.json'))).toMatchObject({ item: 'dog-registration-item' });
  expect((await catalogue('promote', 'dog-registration', '--from', folder.folder)).code).toBe(2);
});
