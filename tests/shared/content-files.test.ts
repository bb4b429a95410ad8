import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseItem, readCatalogue, readWordGroups } from '../../db/content/catalogue';
import { readCalendarFile, readCity } from '../../db/content/city';
import { ContentError } from '../../db/content/content-error';
import { demoPeople } from '../../db/content/demo';
import { checkIdNumber } from '../../shared/rules/id-number';
import { staffRoles } from '../../shared/rules/roles';
import { branches, itemCategories } from '../../shared/rules/service-item';
import { checkUscc } from '../../shared/rules/uscc';

const halls = ['guancheng', 'songshanhu', 'humen'];
const file = 'db/content/catalogue/items/household-book-reissue.json';
const original = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

type Item = Record<string, unknown> & { questions: Record<string, unknown>[]; materials: Record<string, unknown>[] };

function messagesFor(text: string): string {
  try {
    parseItem(text, file, halls);
    return '';
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
}

function changed(change: (item: Item) => void): string {
  const item = JSON.parse(original) as Item;
  change(item);
  return messagesFor(JSON.stringify(item, null, 2));
}

const put = (key: string, value: unknown) => (item: Item) => {
  item[key] = value;
};
const inMaterial = (index: number, change: Record<string, unknown>) => (item: Item) => {
  item.materials[index] = { ...item.materials[index], ...change };
};
const inQuestion = (index: number, change: Record<string, unknown>) => (item: Item) => {
  item.questions[index] = { ...item.questions[index], ...change };
};

describe('a broken item file is refused with file, place, what and how to put it right', () => {
  it('the file as it stands is accepted', () => {
    expect(messagesFor(original)).toBe('');
  });

  it('a comma too many names the line', () => {
    const broken = original.replace('"version": 1,', '"version": 1,,');
    expect(messagesFor(broken)).toBe(
      `${file} › 第 3 行第 16 列：不是完整的 JSON：应为加引号的项目名，这里是“,”。请检查该处附近是否多了或少了逗号、引号、括号。`,
    );
  });

  it.each<[string, (item: Item) => void, string]>([
    ['a missing name', put('name', undefined), '› name：缺少这一项。请补上，内容为文字。'],
    ['a misspelt key', put('synonims', ['x']), '› synonims：没有这个项目名。请检查拼写，或删去这一项。'],
    ['a number in quotes', put('minutes', '10'), '› minutes：应为数字，实为文字。请改为数字。'],
    ['an unknown category', put('category', 'housing'), '› category：“housing”不在可用的值里。请改为其中之一：household、residence_permit'],
    ['a date that does not exist', put('effectiveFrom', '2026-02-30'), '› effectiveFrom：“2026-02-30”的写法不对。请写成 2026-01-31 这样的日期。'],
    ['a code that is not the file name', put('code', 'household-book'), '› code：与文件名不一致。请把文件改名为 household-book.json，或改正编号。'],
    ['no materials', put('materials', []), '› materials：太短或太小。请至少为 1。'],
    ['an unknown hall', put('halls', ['dongcheng']), '› halls：没有名为“dongcheng”的大厅。请改为其中之一：guancheng、songshanhu、humen。'],
    ['a condition on a question that is not there', inMaterial(1, { when: 'why = lost' }), '› materials[1].when：没有编号为“why”的问题。'],
    [
      'a condition on an answer that is not there',
      inMaterial(1, { when: 'reason = gone' }),
      '› materials[1].when：“gone”不是问题“reason”的选项。请改为其中之一：lost、damaged、full。',
    ],
    [
      'a condition that does not parse',
      inMaterial(1, { when: 'reason lost' }),
      '› materials[1].when：条件写法有误：“reason lost”：第 2 个词处应为比较符号',
    ],
    [
      'an age of something that is no date',
      inMaterial(1, { when: 'age(reason) >= 16' }),
      '› materials[1].when：问题“reason”的回答不是日期，不能算年龄。',
    ],
    [
      'a size of something that is no number',
      inMaterial(1, { when: 'reason >= 16' }),
      '› materials[1].when：问题“reason”的回答不是数字，不能比大小。',
    ],
    [
      'a question shown by a later one',
      inQuestion(0, { when: 'who_comes = agent' }),
      '› questions[0].when：问题“who_comes”排在后面。条件只能用到前面的问题，请调整顺序。',
    ],
    ['a shared material that is not there', inMaterial(0, { use: 'passport_card' }), '› materials[0].use：materials.json 里没有“passport_card”。'],
    ['a shared question that is not there', inQuestion(0, { use: 'who' }), '› questions[0].use：questions.json 里没有“who”。'],
    [
      'a question with no help for who does not know',
      inQuestion(0, { help: undefined }),
      '› questions[0].help：缺少这一项。请写明“不清楚”时怎样弄清楚。',
    ],
    ['a question with one answer', inQuestion(0, { options: { lost: '丢失' } }), '› questions[0].options：只有一个选项。'],
    ['two ways to answer one question', inQuestion(0, { date: true }), '› questions[0]：应恰有 options、number、date 之一。'],
    ['an id given twice', inMaterial(1, { id: 'id' }), '› materials[1].id：编号“id”用了两次。'],
    ['a material without key points', inMaterial(2, { checkpoints: [] }), '› materials[2].checkpoints：缺少这一项。请至少写一条收件要点。'],
    ['a material of which nothing is wanted', inMaterial(0, { originals: 0, copies: 0 }), '› materials[0]：原件和复印件都是 0 份。'],
    [
      'a known answer that is no answer',
      inQuestion(0, { known: [{ when: 'age(birthDate) > 60', answer: 'old' }] }),
      '› questions[0].known[0].answer：“old”不是这个问题的回答。',
    ],
    [
      'a known answer from a fact nobody knows',
      inQuestion(0, { known: [{ when: 'wealth > 60', answer: 'lost' }] }),
      '› questions[0].known[0].when：没有编号为“wealth”的问题。',
    ],
    ['no legal limit and no word why', put('statutoryText', undefined), '› statutoryText：没有法定工作日数，也没有说明。'],
    [
      'a refusal to an item that is not there',
      put('refusals', [{ id: 'no', text: '不行', instead: '别处', insteadItem: 'nowhere-else', when: 'reason = lost' }]),
      '› refusals[0].insteadItem：没有编号为“nowhere-else”的事项。',
    ],
  ])('%s', (_, change, sentence) => {
    const messages = changed(change);
    expect(messages).toContain(`${file} ${sentence}`);
  });

  it('a promise longer than the law allows', () => {
    const messages = changed((item) => Object.assign(item, { statutoryWorkingDays: 3, promisedWorkingDays: 5 }));
    expect(messages).toBe(`${file} › promisedWorkingDays：承诺 5 天长于法定 3 天。承诺时限不得长于法定时限，请核对。`);
  });

  it('lists every problem at once, not only the first', () => {
    const messages = changed((item) => {
      inMaterial(0, { when: 'nobody = x' })(item);
      inMaterial(1, { when: 'reason = gone' })(item);
    });
    expect(messages.split('\n')).toHaveLength(2);
  });
});

describe('the content of the product', () => {
  const items = readCatalogue(halls);
  const city = readCity();

  it('covers every category and branch, with words to find each item by', () => {
    expect([...new Set(items.map((item) => item.category))].sort()).toEqual([...itemCategories].sort());
    expect([...new Set(items.map((item) => item.branch))].sort()).toEqual([...branches].sort());
    expect(items.every((item) => item.synonyms.length >= 2 && item.summary.length <= 40)).toBe(true);
  });

  it('promises 7 working days for a residence permit and 8 for household matters that are not instant', () => {
    const promised = Object.fromEntries(items.map((item) => [item.code, item.promisedWorkingDays]));
    expect(promised['residence-permit-apply']).toBe(7);
    for (const item of items) if (item.code.startsWith('household-')) expect([0, 8]).toContain(item.promisedWorkingDays);
  });

  it('says of what is not certain why, and names only laws and rules, no numbers of articles', () => {
    for (const item of items) {
      expect(item.verify.every((entry) => entry.reason.length >= 8)).toBe(true);
      expect(item.basis.every((name) => /^《.+》$/.test(name))).toBe(true);
    }
  });

  it('has 34 channels, each with a clearly fictitious phone and a duty person', () => {
    const channels = city.units.filter((unit) => unit.channel);
    expect(channels).toHaveLength(34);
    expect(new Set(channels.map((unit) => unit.phone)).size).toBe(34);
    expect(channels.every((unit) => /^0769-0000\d{4}$/.test(unit.phone) && unit.duty !== undefined && unit.hours !== '')).toBe(true);
    expect(new Set(channels.map((unit) => unit.town)).size).toBe(34);
  });

  it('has someone of every role to sign in as, with numbers that hold and a region that does not exist', () => {
    const { people, register, towns } = demoPeople();
    expect(new Set(people.map((person) => person.role))).toEqual(new Set(['citizen', 'principal', 'employee', ...staffRoles]));
    expect(new Set(people.map((person) => person.openid)).size).toBe(people.length);
    expect(towns).toHaveLength(33);
    for (const { idNumber } of register) expect(checkIdNumber(idNumber, '2026-11-23')).toMatchObject({ ok: true, region: '990001' });
    expect(people.every((person) => person.description !== '')).toBe(true);
    for (const enterprise of city.enterprises) expect(checkUscc(enterprise.uscc)).toEqual({ ok: true, code: enterprise.uscc });
  });
});

describe('other content files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onewindow-content-'));
    cpSync(join(import.meta.dirname, '../../db/content'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const change = (name: string, from: string | RegExp, to: string) => {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text.search(from)).toBeGreaterThanOrEqual(0);
    writeFileSync(join(folder, name), text.replace(from, to));
    return pathToFileURL(`${folder}/`);
  };

  it('a unit under one that is not there', () => {
    const root = change('units.json', '"parent": "dg"', '"parent": "gd"');
    expect(() => readCity(root)).toThrow(/units\.json › \[1\]\.parent：units\.json 的前面里没有“gd”/);
  });

  it('an officer at a hall that is not there', () => {
    const root = change('demo/people.json', '"hall": "humen"', '"hall": "houjie"');
    expect(() => readCity(root)).toThrow(/people\.json › \[\d+\]\.staff\[0\]\.hall：halls\.json里没有“houjie”/);
  });

  it('an identity number or a credit code with a wrong digit', () => {
    change('demo/enterprises.json', '"uscc": "91', '"uscc": "92');
    const root = change('demo/people.json', '"idNumber": "990001', '"idNumber": "990002');
    expect(() => readCity(root)).toThrow(/people\.json › \[0\]\.idNumber：号码校验不通过[\s\S]*enterprises\.json › \[0\]\.uscc：代码校验不通过/);
  });

  it('opening hours that are no time', () => {
    const root = change('halls.json', '"from": "09:00"', '"from": "9 点"');
    expect(() => readCity(root)).toThrow(/halls\.json › \[0\]\.opening\.weekday\[0\]\.from：“9 点”的写法不对/);
  });

  it('a make-up day in the middle of the week', () => {
    const root = change('calendar/work-calendar.json', '"date": "2026-10-10"', '"date": "2026-10-12"');
    expect(() => readCalendarFile(root)).toThrow(/work-calendar\.json › exceptions：.*2026-10-12.*no weekend day/);
  });

  it('a group of one word', () => {
    const root = change('catalogue/word-groups.json', /"丢失",[^\]]*/, '"丢失"');
    expect(() => readWordGroups(root)).toThrow(/word-groups\.json › \[0\]：太短或太小/);
  });

  it('one broken file among many does not hide the problems of another', () => {
    change('catalogue/items/id-card-lost.json', '"minutes": 12', '"minutes": 0');
    const root = change('catalogue/items/id-card-renew.json', '"minutes": 12', '"minutes": "12"');
    expect(() => readCatalogue(halls, root)).toThrow(/id-card-lost\.json › minutes[\s\S]*id-card-renew\.json › minutes/);
  });
});
