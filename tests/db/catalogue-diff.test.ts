import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { aContentFolder } from '../support/content-folder';
import { freshDatabase, type FreshDatabase } from '../support/database';

const root = join(import.meta.dirname, '../..');
const item = 'catalogue/items/household-book-reissue.json';

let fresh: FreshDatabase;
let folder: ReturnType<typeof aContentFolder>;
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = aContentFolder(['household-book-reissue', 'id-card-lost'], []);
});
afterAll(async () => {
  folder.remove();
  await fresh.drop();
});

async function diff(...words: string[]): Promise<{ lines: string[]; code: number; complaint: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: fresh.url };
  const child = spawn(process.execPath, ['cli/onewindow.mjs', 'catalogue', 'diff', ...words], { cwd: root, env });
  const ended = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
  const [out, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { lines: out.trimEnd().split('\n'), code, complaint };
}

type Item = { version: number; materials: { id: string; name?: string; when?: string }[]; [part: string]: unknown };

test('a version of the database, a file and a folder are compared: situations with an example in words, wordings, other parts', async () => {
  const file = join(folder.folder, item);
  expect((await diff('household-book-reissue@1', file)).lines).toEqual(['1 个事项，没有不同。']);

  const content = JSON.parse(folder.read(item)) as Item;
  const [first] = content.materials;
  content.version = 2;
  content.summary = '改过的一句话';
  content.materials.push({
    id: 'photo',
    name: '户口簿照片',
    originals: 1,
    checkpoints: ['看得清'],
    source: '自己拍',
    sample: '一张',
    when: 'reason = lost',
  } as Item['materials'][number]);
  if (first) first.name = '改过的名称';
  folder.write(item, JSON.stringify(content));

  const { lines, code } = await diff('household-book-reissue@1', file);
  expect(lines[0]).toMatch(/^● .*（household-book-reissue）第 1 版 → 第 2 版$/);
  expect(lines[1]).toMatch(/^ {2}情形 (\d+) → \1 种。结果变了的 \d+ 种。$/);
  expect(lines.filter((line) => line.includes('→ 要带“户口簿照片”：原件 1 份。'))).toHaveLength(1);
  expect(lines.join('\n')).toMatch(/例如：\n.*丢/);
  expect(lines.at(-2)).toMatch(/改称“改过的名称”。$/);
  expect(lines.at(-1)).toBe('  还改了：一句话说明。');
  expect(code).toBe(0);

  const folders = await diff('db/content', folder.folder);
  expect(folders.lines).toContain('其余 1 个事项没有不同。');
  expect(folders.lines.filter((line) => line.startsWith('－ 去掉事项：')).length).toBeGreaterThan(100);
});

test('what is not there, a wrong command and a broken file are refused', async () => {
  expect(await diff('household-book-reissue@9', 'db/content')).toMatchObject({
    code: 2,
    complaint: expect.stringContaining('household-book-reissue@9'),
  });
  expect(await diff('db/content')).toMatchObject({ code: 2, complaint: expect.stringContaining('catalogue diff A B') });
  folder.write(item, '{');
  expect(await diff('db/content', folder.folder)).toMatchObject({ code: 1, complaint: expect.stringContaining('household-book-reissue.json') });
});
