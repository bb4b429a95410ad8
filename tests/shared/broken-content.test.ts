import { inspectCatalogue } from '../../db/content/catalogue';
import { readPlaces } from '../../db/content/city';
import { defectProblems } from '../../db/content/item-defects';
import { aContentFolder } from '../support/content-folder';

const item = 'household-book-reissue';
const itemFile = `catalogue/items/${item}.json`;
const procedureFile = 'catalogue/procedures/dog-registration.json';
const places = readPlaces();

type Json = Record<string, unknown> & { questions: Record<string, unknown>[]; materials: Record<string, unknown>[] };
type Folder = ReturnType<typeof aContentFolder>;

/** A sort of broken file: how it is broken, the file that is named, the place in it, what is wrong, and how to put it right. */
type Sort = [name: string, spoil: (folder: Folder) => void, file: string, path: string | RegExp, problem: string | RegExp, fix: string | RegExp];

const text =
  (change: (text: string) => string, file = itemFile) =>
  (folder: Folder) =>
    folder.write(file, change(folder.read(file)));
const json = (change: (content: Json) => void, file = itemFile) =>
  text((before) => {
    const content = JSON.parse(before) as Json;
    change(content);
    return JSON.stringify(content, null, 2);
  }, file);
const put = (key: string, value: unknown) => json((content) => Object.assign(content, { [key]: value }));
const material = (index: number, change: object) => json(({ materials }) => Object.assign(materials[index] ?? {}, change));
const question = (index: number, change: object) => json(({ questions }) => Object.assign(questions[index] ?? {}, change));
const bytes = (change: (content: Buffer) => Uint8Array) => (folder: Folder) => folder.write(itemFile, change(Buffer.from(folder.read(itemFile))));

const sorts: Sort[] = [
  ['an empty file', text(() => ''), itemFile, '第 1 行第 1 列', '不是完整的 JSON：应为内容，文件到这里就结束了', /逗号、引号、括号/],
  ['a file cut off', text(() => '{\n  "code": "x"'), itemFile, '第 2 行第 14 列', /应为逗号或“}”，文件到这里就结束了/, /括号/],
  ['a comma after the last entry', text((t) => t.replace(/\n}\s*$/, ',\n}')), itemFile, /^第 \d+ 行第 \d+ 列$/, /最后一项后面多了一个逗号/, /逗号/],
  ['Chinese quotes', text((t) => t.replace('"version"', '“version”')), itemFile, '第 3 行第 3 列', /应为加引号的项目名，这里是““”/, /引号/],
  ['a line broken inside words', text((t) => t.replace('居民户口簿', '居民\n户口簿')), itemFile, /^第 \d+ 行第 \d+ 列$/, /不能直接写的字符/, /引号/],
  ['something behind the end', text((t) => `${t}{}`), itemFile, /^第 \d+ 行第 1 列$/, /后面多了内容/, /括号/],
  ['a byte-order mark', bytes((b) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), b])), itemFile, '第 1 行第 1 列', /BOM/, /UTF-8（无 BOM）/],
  ['a file in GBK', bytes(() => Buffer.from('7b0a226e616d65223a22bba7bfda227d', 'hex')), itemFile, '第 2 行第 9 列', '文件不是 UTF-8 编码', /另存为/],
  [
    'a file in UTF-16',
    bytes((b) => Buffer.from(`\ufeff${b.toString('utf8')}`, 'utf16le')),
    itemFile,
    '第 1 行第 1 列',
    '文件不是 UTF-8 编码',
    /另存为/,
  ],
  [
    'a key written twice',
    text((t) => t.replace('"version":', '"name": "另一个",\n  "version":')),
    itemFile,
    'name',
    '同一个项目名写了两次',
    /只留一个/,
  ],
  ['an unknown field', put('feetext', '免费'), itemFile, 'feetext', '没有这个项目名', /检查拼写/],
  ['a missing field', put('summary', undefined), itemFile, 'summary', '缺少这一项', '请补上，内容为文字'],
  ['a number as words', put('minutes', '10'), itemFile, 'minutes', '应为数字，实为文字', '请改为数字'],
  ['a list where words belong', put('name', ['户口簿']), itemFile, 'name', /应为文字，实为列表/, '请改为文字'],
  ['half a minute', put('minutes', 10.5), itemFile, 'minutes', /整数/, /整数/],
  ['a number out of range', put('minutes', 500), itemFile, 'minutes', '太长或太大', '请至多为 240'],
  ['a date that does not exist', put('effectiveFrom', '2026-02-30'), itemFile, 'effectiveFrom', /“2026-02-30”的写法不对/, /2026-01-31/],
  ['a last day before the first', put('effectiveUntil', '2020-01-01'), itemFile, 'effectiveUntil', /早于 effectiveFrom/, /当天或之后/],
  ['an unknown mode', put('modes', ['fax']), itemFile, 'modes[0]', '“fax”不在可用的值里', /online、window、door/],
  ['an unknown hall', put('halls', ['dongcheng']), itemFile, 'halls', '没有名为“dongcheng”的大厅', /guancheng/],
  ['a code that is not the file name', put('code', 'household-booklet'), itemFile, 'code', '与文件名不一致', /household-booklet\.json/],
  [
    'a code of another file',
    put('code', 'id-card-lost'),
    'catalogue/items/id-card-lost.json',
    'code',
    /已由 household-book-reissue\.json 使用/,
    /不同的编号/,
  ],
  ['an id given twice', material(1, { id: 'id' }), itemFile, 'materials[1].id', '编号“id”用了两次', /不同的编号/],
  ['a condition that cannot be read', material(1, { when: 'reason lost' }), itemFile, 'materials[1].when', /条件写法有误/, /who = agent/],
  ['a condition on an unknown question', material(1, { when: 'cause = lost' }), itemFile, 'materials[1].when', '没有编号为“cause”的问题', /检查拼写/],
  ['a condition on a later question', question(0, { when: 'who_comes = agent' }), itemFile, 'questions[0].when', /排在后面/, /调整顺序/],
  ['a condition on an unknown answer', material(1, { when: 'reason = gone' }), itemFile, 'materials[1].when', /“gone”不是问题“reason”的选项/, /lost/],
  ['a shared material that is not there', material(0, { use: 'passport_card' }), itemFile, 'materials[0].use', /materials\.json 里没有/, /检查拼写/],
  ['a shared question that is not there', question(0, { use: 'nobody' }), itemFile, 'questions[0].use', /questions\.json 里没有/, /检查拼写/],
  ['zero copies', material(0, { originals: 0, copies: 0 }), itemFile, 'materials[0]', /都是 0 份/, /originals 或 copies/],
  [
    'an abolished proof as a material',
    material(1, { name: '居委会出具的婚姻状况证明' }),
    itemFile,
    'materials[1].name',
    /属于已取消的证明.*民发〔2020〕20号/,
    /结婚证/,
  ],
  [
    'an abolished proof of the police',
    material(1, { name: '派出所出具的曾用名证明' }),
    itemFile,
    'materials[1].name',
    /公通字〔2016〕21号/,
    /居民户口簿/,
  ],
  [
    'a promise longer than the law',
    json((content) => Object.assign(content, { statutoryWorkingDays: 3, promisedWorkingDays: 5 })),
    itemFile,
    'promisedWorkingDays',
    '承诺 5 天长于法定 3 天',
    /不得长于法定/,
  ],
  [
    'a refusal to an unknown item',
    put('refusals', [{ id: 'no', text: '不行', instead: '别处', insteadItem: 'nowhere-else', when: 'reason = lost' }]),
    itemFile,
    'refusals[0].insteadItem',
    '没有编号为“nowhere-else”的事项',
    /已有事项的编号/,
  ],
  [
    'a question nobody is asked',
    json(({ questions }) => questions.push({ id: 'spare', text: '还有吗？', why: '看看', help: '问窗口', options: { yes: '有', no: '没有' } })),
    itemFile,
    /^questions\[\d+\]$/,
    /“spare”在哪条路上都不会问到/,
    /删去/,
  ],
  [
    'a material nobody brings',
    json(({ materials }) =>
      materials.push({ id: 'never', name: '从来不用的', checkpoints: ['清楚'], source: '自备', when: 'reason = lost and reason = damaged' }),
    ),
    itemFile,
    /^materials\[\d+\]\.when$/,
    /“never”在哪条路上都不会出现/,
    /改正条件/,
  ],
  [
    'a broken shared file',
    text((t) => t.replace('{', '['), 'catalogue/materials.json'),
    'catalogue/materials.json',
    /^第 \d+ 行/,
    /不是完整的 JSON/,
    /括号/,
  ],
  [
    'a procedure of an unknown unit',
    json((c) => Object.assign(c, { unit: 'dg-mars' }), procedureFile),
    procedureFile,
    'unit',
    /没有编号为“dg-mars”的单位/,
    /units\.json/,
  ],
  [
    'a procedure that became an unknown item',
    json((c) => Object.assign(c, { item: 'dog-item' }), procedureFile),
    procedureFile,
    'item',
    /没有编号为“dog-item”的事项/,
    /删去/,
  ],
];

let folder: Folder;
beforeEach(() => {
  folder = aContentFolder([item, 'id-card-lost'], ['dog-registration']);
});
afterEach(() => folder.remove());

function problemsOf(root: URL) {
  const { items, problems } = inspectCatalogue(places, root);
  return [...problems, ...defectProblems(items, root, '2026-11-23', new Set(problems.map(({ file }) => file)))];
}

test('the folder as it stands has no problem', () => {
  expect(problemsOf(folder.root)).toEqual([]);
});

test('there are more than 20 distinct sorts', () => {
  expect(new Set(sorts.map(([name]) => name)).size).toBeGreaterThan(20);
});

describe('refused with the file, the place in it, what is wrong and how to put it right', () => {
  it.each(sorts)('%s', (_, spoil, file, path, problem, fix) => {
    spoil(folder);
    const matching = (expected: string | RegExp) => (typeof expected === 'string' ? expected : expect.stringMatching(expected));
    expect(problemsOf(folder.root)).toContainEqual({
      file: expect.stringMatching(new RegExp(`${file.replaceAll('.', '\\.')}$`)),
      path: matching(path),
      problem: matching(problem),
      fix: matching(fix),
    });
  });
});

test('files broken in different ways are all reported in one go', () => {
  material(0, { use: 'nobody' })(folder);
  folder.write('catalogue/items/id-card-lost.json', '{');
  json((content) => Object.assign(content, { unit: 'dg-mars' }), procedureFile)(folder);
  folder.write('catalogue/word-groups.json', '[["丢"]]');
  const files = new Set(problemsOf(folder.root).map(({ file }) => file.split('/').at(-1)));
  expect([...files].sort()).toEqual(['dog-registration.json', 'household-book-reissue.json', 'id-card-lost.json', 'word-groups.json']);
});
