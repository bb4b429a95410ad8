import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { exportList } from '../../cli/enterprises/export';
import { importList } from '../../cli/enterprises/import';
import { readWorkbook } from '../../functions/workbook';
import { listColumns, listProblems, type ListColumn, type ListProblemCode } from '../../shared/rules/enterprise-list';
import { usccCheckCharacter } from '../../shared/rules/uscc';
import { listHeaders, listProblemText, listSheetName, planLines } from '../../shared/text/enterprise-list';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { testNow } from '../support/test-city';

let fresh: FreshDatabase;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onewindow-list-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Value = string | number | boolean | Date | null | { formula: string };
type Row = Partial<Record<ListColumn, Value>>;

/** A code that holds, different for each number. */
function uscc(number: number): string {
  const first17 = `91441900MA1${String(number).padStart(6, '0')}`;
  return `${first17}${usccCheckCharacter(first17)}`;
}

const good = (number: number, more: Row = {}): Row => ({
  uscc: uscc(number),
  name: `莞城第${number}测试制造有限公司`,
  town: '莞城',
  unit: '东莞市公安局莞城分局',
  tier: '镇街重点',
  liaison: '欧阳柏',
  status: '已登记',
  day: '2026-11-02',
  reason: '市局批复',
  ...more,
});

const cell = (value: Value) =>
  value === null
    ? null
    : typeof value === 'object' && 'formula' in value
      ? { value: value.formula, type: 'Formula' as const }
      : value instanceof Date
        ? { value, type: Date, format: 'yyyy-mm-dd' }
        : { value };

async function workbook(
  rows: Row[],
  { headers = listColumns.map((column) => listHeaders[column]) as (string | null)[], sheet = listSheetName, extra = [] as Value[] } = {},
) {
  const body = rows.map((row) => [...listColumns.map((column) => cell(row[column] ?? null)), ...extra.map(cell)]);
  return writeXlsxFile([headers.map((value) => (value === null ? null : { value })), ...body], { sheet }).toBuffer();
}

const run = (bytes: Buffer, apply = false) => importList(fresh.db, bytes, { apply, now: testNow });

/** What was found wrong, as `code row column`. */
async function problemsOf(bytes: Buffer): Promise<string[]> {
  const { problems } = await run(bytes, true);
  for (const problem of problems) expect(listProblemText(problem)).toMatch(/^(“重点企业”第 \d+ 行( [A-Z]+ 列)?：)?[^：].+。[^。]+。$/);
  return problems.map(({ code, row, column }) => [code, row, column].filter((part) => part !== undefined).join(' '));
}

const headers = listColumns.map((column) => listHeaders[column]);
const wrongDigit = `${uscc(1).slice(0, 17)}${uscc(1).endsWith('A') ? 'B' : 'A'}`;

describe('a list with a mistake is refused with its row and column', () => {
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh?.drop());

  const cases: [ListProblemCode, string, Row[]][] = [
    ['uscc_check_digit', 'uscc_check_digit 2 A', [good(1, { uscc: wrongDigit })]],
    ['uscc_characters', 'uscc_characters 2 A', [good(1, { uscc: '91441900MAI000001X' })]],
    ['uscc_length', 'uscc_length 2 A', [good(1, { uscc: '91441900MA100000' })]],
    ['uscc_twice', 'uscc_twice 3 A', [good(1), good(1, { name: '另一家' })]],
    ['number', 'number 2 A', [good(1, { uscc: Number('91441900123456789') })]],
    ['number', 'number 2 B', [good(1, { name: 12 })]],
    ['formula', 'formula 2 B', [good(1, { name: { formula: 'A2' } })]],
    ['formula', 'formula 3 H', [good(1), good(2, { day: { formula: 'TODAY()' } })]],
    ['not_text', 'not_text 2 C', [good(1, { town: true })]],
    ['not_text', 'not_text 2 B', [good(1, { name: new Date('2026-11-01T00:00:00Z') })]],
    ['required', 'required 2 B', [good(1, { name: null })]],
    ['required', 'required 2 A', [good(1, { uscc: '   ' })]],
    ['required', 'required 2 H', [good(1, { day: null })]],
    ['required', 'required 2 I', [good(1, { reason: null })]],
    ['too_long', 'too_long 2 B', [good(1, { name: '长'.repeat(101) })]],
    ['too_long', 'too_long 2 I', [good(1, { reason: '长'.repeat(201) })]],
    ['control_characters', 'control_characters 2 B', [good(1, { name: '莞城\n公司' })]],
    ['control_characters', 'control_characters 2 I', [good(1, { reason: '同意\u200b登记' })]],
    ...(['=', '+', '-', '@'] as const).map((sign): [ListProblemCode, string, Row[]] => [
      'formula_sign',
      'formula_sign 2 B',
      [good(1, { name: `${sign}1+1` })],
    ]),
    ['town_unknown', 'town_unknown 2 C', [good(1, { town: '莞城街道' })]],
    ['unit_unknown', 'unit_unknown 2 D', [good(1, { unit: '莞城分局' })]],
    ['tier_unknown', 'tier_unknown 2 E', [good(1, { tier: '省级' })]],
    ['liaison_unknown', 'liaison_unknown 2 F', [good(1, { liaison: '无此人' })]],
    ['liaison_unknown', 'liaison_unknown 2 F', [good(1, { liaison: '曾雨' })]],
    ['status_unknown', 'status_unknown 2 G', [good(1, { status: '登记' })]],
    ['status_new', 'status_new 2 G', [good(1, { status: '已移出' })]],
    ['status_unreachable', 'status_unreachable 2 G', [good(1, { uscc: '91441900MA0DEM001M', status: '审核中', day: '2026-11-23' })]],
    ['status_same', 'status_same 2 H', [good(1, { uscc: '91441900MA0DEM001M', day: '2026-11-22', reason: null })]],
    ['day_before', 'day_before 2 H', [good(1, { uscc: '91441900MA0DEM001M', status: '已暂停', day: '2026-11-22' })]],
    ['day_wrong', 'day_wrong 2 H', [good(1, { day: '2026-02-30' })]],
    ['day_wrong', 'day_wrong 2 H', [good(1, { day: '2026年11月2日' })]],
    ['day_wrong', 'day_wrong 2 H', [good(1, { day: new Date('2026-11-02T09:30:00Z') })]],
    ['day_ahead', 'day_ahead 2 H', [good(1, { day: '2026-11-24' })]],
    ['train_unknown', 'train_unknown 2 J', [good(1, { train: '有' })]],
    ['train_not_registered', 'train_not_registered 2 J', [good(1, { status: '审核中', train: '是' })]],
    ['empty', 'empty', []],
  ];
  const seen = new Set<ListProblemCode>(cases.map(([code]) => code));

  test.each(cases)('%s (%s)', async (_, found, rows) => {
    expect(await problemsOf(await workbook(rows))).toEqual([found]);
    expect(await fresh.db`select from enterprise`).toHaveLength(3);
  });

  const files: [ListProblemCode, string, () => Promise<Buffer>][] = [
    ['header_missing', 'header_missing 1', () => workbook([good(1)], { headers: headers.map((word) => (word === '联络员' ? null : word)) })],
    ['header_unknown', 'header_unknown 1 K', () => workbook([good(1)], { headers: [...headers, '备注'] })],
    ['header_twice', 'header_twice 1 K', () => workbook([good(1)], { headers: [...headers, '镇街'] })],
    ['no_header', 'no_header 1 K', () => workbook([good(1)], { extra: ['多出来的'] })],
    ['no_sheet', 'no_sheet', () => workbook([good(1)], { sheet: 'Sheet1' })],
    ['not_xlsx', 'not_xlsx', async () => Buffer.from('统一社会信用代码,企业名称\n')],
    ['not_xlsx', 'not_xlsx', async () => (await workbook([good(1)])).subarray(0, 900)],
    ['empty', 'empty', async () => Buffer.alloc(0)],
    ['too_big', 'too_big', async () => Buffer.alloc(20 * 1024 * 1024 + 1, 1)],
    ['too_big', 'too_big', async () => Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(101 * 1024 * 1024) }, { level: 1 }))],
  ];
  for (const [code] of files) seen.add(code);
  test.each(files)('%s (%s)', async (code, found, made) => {
    const problems = await problemsOf(await made());
    expect(code === 'header_missing' ? problems.filter((one) => one.startsWith(code)) : problems).toEqual([found]);
  });

  test('two liaison officers of one name are told apart by their ids', async () => {
    const id = 'per_00000000000000000000000009';
    await fresh.db`insert into person (id, name, created_at) values (${id}, '欧阳柏', ${testNow})`;
    await fresh.db`insert into staff_role (person_id, unit_id, role) values (${id}, 'dg-guancheng', 'liaison')`;
    expect(await problemsOf(await workbook([good(1)]))).toEqual(['liaison_ambiguous 2 F']);
    seen.add('liaison_ambiguous');
    expect((await run(await workbook([good(1, { liaison: id })]), true)).problems).toEqual([]);
    const [row] = await fresh.db`select liaison_id from enterprise where uscc = ${uscc(1)}`;
    expect(row?.liaison_id).toBe(id);
  });

  test('every sort of mistake has been tried', () => {
    expect(listProblems.filter((code) => !seen.has(code))).toEqual([]);
    expect(seen.size).toBeGreaterThanOrEqual(20);
  });
});

describe('a list', () => {
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh?.drop());

  test('every mistake of a list is told at once, and nothing of it is written', async () => {
    const rows = [
      good(1),
      good(2, { town: '月球', tier: '省级', uscc: wrongDigit }),
      good(3, { liaison: '无此人' }),
      good(4, { day: '昨天', name: null }),
    ];
    expect(await problemsOf(await workbook(rows))).toEqual([
      'uscc_check_digit 3 A',
      'town_unknown 3 C',
      'tier_unknown 3 E',
      'liaison_unknown 4 F',
      'required 5 B',
      'day_wrong 5 H',
    ]);
    expect(await fresh.db`select from enterprise`).toHaveLength(3);
  });

  test('614 enterprises are imported in 5 seconds', async () => {
    const bytes = await workbook(Array.from({ length: 614 }, (_, index) => good(index + 1)));
    const began = performance.now();
    const { plan } = await run(bytes, true);
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(`import of 614 enterprises: ${seconds.toFixed(2)} s\n`);
    expect(plan).toMatchObject({ added: { length: 614 }, changed: [], unchanged: [] });
    expect(seconds).toBeLessThanOrEqual(5);
    const [row] = await fresh.db`
    select count(*)::int as count, count(*) filter (where v.action = 'import' and v.seq = 1 and v.day = '2026-11-02')::int as told
    from enterprise e join enterprise_event v on v.enterprise_id = e.id where e.status = 'registered' and e.uscc like '91441900MA1%'`;
    expect(row).toEqual({ count: 614, told: 614 });
  });

  test('a dry run writes nothing; applied, new, changed, unchanged and missing are as it said, with a history of each', async () => {
    await run(await workbook([good(1), good(2), good(3), good(4, { day: new Date('2026-11-02T00:00:00Z') })]), true);
    const next = await workbook([
      good(1),
      good(2, { name: '改了名的公司', tier: '市级重点', liaison: null, day: null, reason: null }),
      good(3, { status: '已暂停', day: '2026-11-20', reason: '停产检修' }),
      good(5),
    ]);
    const dry = await run(next);
    expect(await fresh.db`select from enterprise where uscc = ${uscc(5)}`).toHaveLength(0);
    const applied = await run(next, true);
    expect(applied.plan && planLines(applied.plan)).toEqual(dry.plan && planLines(dry.plan));
    expect(dry.plan && planLines(dry.plan)).toEqual([
      '新增 1 家',
      `  第 5 行 ${uscc(5)} 莞城第5测试制造有限公司：已登记`,
      '变更 2 家',
      `  第 3 行 ${uscc(2)} 改了名的公司：企业名称 莞城第2测试制造有限公司 → 改了名的公司；服务层级 镇街重点 → 市级重点；联络员 欧阳柏 → 空`,
      `  第 4 行 ${uscc(3)} 莞城第3测试制造有限公司：已登记 → 已暂停（暂停服务）`,
      '未变 1 家',
      '名录中有、表中没有 3 家（不改动）',
      '  91441900MA0DEM002Q 松山湖示例软件有限公司：已登记',
      '  91441900MA0DEM001M 莞城示例精密制造有限公司：已登记',
      `  ${uscc(4)} 莞城第4测试制造有限公司：已登记`,
    ]);
    const history = await fresh.db<{ uscc: string; seq: number; action: string; status: string; day: string; reason: string }[]>`
    select e.uscc, v.seq, v.action, v.status, v.day, v.reason from enterprise_event v join enterprise e on e.id = v.enterprise_id
    where e.uscc in (${uscc(2)}, ${uscc(3)}) order by e.uscc, v.seq`;
    expect([...history]).toEqual([
      { uscc: uscc(2), seq: 1, action: 'import', status: 'registered', day: '2026-11-02', reason: '市局批复' },
      {
        uscc: uscc(2),
        seq: 2,
        action: 'amend',
        status: 'registered',
        day: '2026-11-23',
        reason: '企业名称 莞城第2测试制造有限公司 → 改了名的公司；服务层级 镇街重点 → 市级重点；联络员 欧阳柏 → 空',
      },
      { uscc: uscc(3), seq: 1, action: 'import', status: 'registered', day: '2026-11-02', reason: '市局批复' },
      { uscc: uscc(3), seq: 2, action: 'suspend', status: 'suspended', day: '2026-11-20', reason: '停产检修' },
    ]);
    const again = await run(next, true);
    expect(again.plan).toMatchObject({ added: [], changed: [], unchanged: { length: 4 } });
  });

  test('gives the through train to registered enterprises and takes it back, each with its entry, and leaves it where the cell is blank', async () => {
    const train = async (...rows: Row[]) => run(await workbook(rows), true);
    await train(good(1, { train: '是' }), good(2), good(3, { status: '备案中', train: '否' }));
    const held = async () =>
      (await fresh.db<{ held: boolean }[]>`select through_train as held from enterprise where uscc like '91441900MA1%' order by uscc`).map(
        ({ held: one }) => one,
      );
    expect(await held()).toEqual([true, false, false]);
    const blank = await train(good(1), good(2), good(3, { status: '备案中' }));
    expect(blank.plan).toMatchObject({ changed: [], unchanged: { length: 3 } });
    const turned = await train(good(1, { train: '否' }), good(2, { train: '是' }));
    expect(turned.plan && planLines(turned.plan)).toEqual(
      expect.arrayContaining([
        `  第 2 行 ${uscc(1)} 莞城第1测试制造有限公司：市长直通车 是 → 否`,
        `  第 3 行 ${uscc(2)} 莞城第2测试制造有限公司：市长直通车 否 → 是`,
      ]),
    );
    expect(await held()).toEqual([false, true, false]);
    const history = await fresh.db`
      select v.action from enterprise_event v join enterprise e on e.id = v.enterprise_id where e.uscc = ${uscc(1)} order by v.seq`;
    expect(history.map(({ action }) => action as string)).toEqual(['import', 'entitle', 'disentitle']);
    const file = join(folder, 'train.xlsx');
    await exportList(fresh.db, file);
    expect((await run(await readFile(file))).plan).toMatchObject({ added: [], changed: [], unchanged: { length: 5 } });
  });

  test('a list from before the through train had a column is read as if that were blank, and no other column may be absent', async () => {
    const absent = (column: ListColumn) => headers.map((word) => (word === listHeaders[column] ? null : word));
    await run(await workbook([good(1, { train: '是' }), good(2)]), true);
    const older = await workbook([good(1, { name: '改了名的公司' }), good(2), good(3)], { headers: absent('train') });
    const { problems, plan } = await run(older, true);
    expect(problems).toEqual([]);
    expect(plan).toMatchObject({ added: { length: 1 }, changed: { length: 1 }, unchanged: { length: 1 } });
    const held = await fresh.db`select uscc, through_train as held from enterprise where uscc like '91441900MA1%' order by uscc`;
    expect(held.map(({ held: one }) => one as boolean)).toEqual([true, false, false]);
    for (const column of listColumns.filter((one) => one !== 'train'))
      expect(await problemsOf(await workbook([], { headers: absent(column) }))).toEqual(['header_missing 1']);
  });

  test('what is exported comes back unchanged, also words that a spreadsheet would take for a formula', async () => {
    await run(
      await workbook([good(1, { status: '已暂停', reason: '\'=HYPERLINK("http://x")' }), good(2, { liaison: null, status: '备案中' })]),
      true,
    );
    const [stored] = await fresh.db`select reason from enterprise_event v join enterprise e on e.id = v.enterprise_id where e.uscc = ${uscc(1)}`;
    expect(stored?.reason).toBe('=HYPERLINK("http://x")');
    const file = join(folder, `${randomBytes(4).toString('hex')}.xlsx`);
    expect(await exportList(fresh.db, file)).toBe(4);
    const bytes = await readFile(file);
    const read = await readWorkbook(bytes, listSheetName);
    const cells = 'sheet' in read ? read.sheet.rows.flat() : [];
    expect(cells).toContain('\'=HYPERLINK("http://x")');
    expect(cells.filter((value) => typeof value === 'string' && /^[=+\-@\t\r]/.test(value))).toEqual([]);
    const { plan, problems } = await run(bytes, true);
    expect(problems).toEqual([]);
    expect(plan).toMatchObject({ added: [], changed: [], missing: [], unchanged: { length: 4 } });
  });

  test('of two lists applied at once one waits for the other', async () => {
    const bytes = await workbook([good(1)]);
    const both = await Promise.all([run(bytes, true), run(bytes, true)]);
    expect(both.map(({ plan }) => plan?.added.length).sort()).toEqual([0, 1]);
    expect(await fresh.db`select from enterprise where uscc = ${uscc(1)}`).toHaveLength(1);
  });

  test('the command shows a list, applies it, exports it, and names every mistake', async () => {
    const file = join(folder, 'command.xlsx');
    const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: fresh.url };
    const onewindow = async (...words: string[]) => {
      const child = spawn(process.execPath, ['cli/onewindow.mjs', 'enterprises', ...words], { cwd: join(import.meta.dirname, '../..'), env });
      const ended = new Promise<number>((done) => child.once('close', (code) => done(code ?? -1)));
      const [out, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      return { out, complaint, code };
    };
    await writeFile(file, await workbook([good(1, { day: '2020-01-02' })]));
    expect(await onewindow('import', file)).toMatchObject({ code: 0, out: expect.stringContaining('以上是试算') });
    expect(await fresh.db`select from enterprise`).toHaveLength(3);
    expect(await onewindow('import', file, '--apply')).toMatchObject({ code: 0, out: expect.stringContaining('已写入 1 家') });
    expect(await fresh.db`select from enterprise`).toHaveLength(4);
    const exported = join(folder, 'exported.xlsx');
    expect(await onewindow('export', exported)).toMatchObject({ code: 0, out: `已导出 3 家到 ${exported}。\n` });
    await writeFile(file, await workbook([good(2, { day: '2020-01-02', town: '月球' })]));
    expect(await onewindow('import', file, '--apply')).toEqual({
      code: 1,
      out: '',
      complaint: '表格有 1 处要改，没有写入：\n“重点企业”第 2 行 C 列：没有镇街“月球”。请用系统里的镇街名，如“莞城”，不加“街道”“镇”。\n',
    });
    for (const words of [[], ['import'], ['export', 'a.xlsx', '--apply'], ['import', join(folder, 'not-there.xlsx')]])
      expect((await onewindow(...words)).code).toBe(2);
  });
});
