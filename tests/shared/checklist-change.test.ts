import type { Checklist, ChecklistMaterial } from '../../shared/rules/checklist';
import { checklistChange } from '../../shared/rules/checklist-change';
import { changeLines } from '../../shared/text/checklist-change';

const aMaterial = (id: string, more: Partial<ChecklistMaterial> = {}): ChecklistMaterial => ({
  id,
  name: `材料${id}`,
  form: 'original',
  originals: 1,
  copies: 0,
  checkpoints: ['清晰'],
  source: '派出所',
  sample: '',
  sharedData: false,
  because: [],
  ...more,
});

const aList = (more: Partial<Checklist> = {}): Checklist => ({
  item: 'test-item',
  version: 1,
  outcome: 'materials',
  materials: [aMaterial('a'), aMaterial('b')],
  notes: [{ id: 'n', text: '请早到', because: [] }],
  refusals: [],
  fees: [],
  totalFen: 0,
  promisedWorkingDays: 7,
  statutoryWorkingDays: 20,
  minutesAtWindow: 15,
  halls: ['guancheng', 'humen'],
  ...more,
});

const refused = aList({
  outcome: 'refusal',
  materials: [],
  notes: [],
  halls: [],
  promisedWorkingDays: 0,
  statutoryWorkingDays: null,
  minutesAtWindow: 0,
  refusals: [{ id: 'no', text: '户口不在本市', instead: '请到户籍地办理', insteadItem: null, because: [] }],
});

const lines = (before: Checklist, after: Checklist) => {
  const change = checklistChange(before, after);
  return change && changeLines(change, { guancheng: '莞城大厅', humen: '虎门大厅' });
};

test('another version, other reasons, another order and other help change nothing for a person', () => {
  const because = [{ question: 'q', questionText: '?', answer: 'x', answerText: 'x' }];
  const after = aList({
    version: 2,
    materials: [aMaterial('b', { because }), aMaterial('a', { source: '街道办', sample: '一页' })],
    halls: ['humen', 'guancheng'],
  });
  expect(checklistChange(aList(), after)).toBeNull();
});

test('copies of what is filled in on the spot or seen in shared data are nobody’s errand', () => {
  const own = (copies: number) => aList({ materials: [aMaterial('a', { form: 'form', copies }), aMaterial('b', { sharedData: true, copies })] });
  expect(checklistChange(own(0), own(2))).toBeNull();
});

test.each<[string, Partial<Checklist>, string[]]>([
  ['a new paper', { materials: [aMaterial('a'), aMaterial('b'), aMaterial('c', { copies: 2 })] }, ['要带“材料c”：原件 1 份，复印件 2 份。']],
  ['a paper less', { materials: [aMaterial('a')] }, ['不用再带“材料b”。']],
  [
    'a paper asked for otherwise',
    { materials: [aMaterial('a', { name: '证a', copies: 1, checkpoints: ['在有效期内', '清晰'] }), aMaterial('b', { sharedData: true })] },
    [
      '“材料a”改称“证a”。',
      '“证a”由原件 1 份改为原件 1 份，复印件 1 份。',
      '“证a”的要求改为：在有效期内；清晰。',
      '“材料b”由原件 1 份改为数据共享，免提交。',
    ],
  ],
  ['a note said otherwise', { notes: [{ id: 'n', text: '请准时', because: [] }] }, ['提示改为：请准时。']],
  ['another note', { notes: [{ id: 'm', text: '请准时。', because: [] }] }, ['新的提示：请准时。', '这条提示不再适用：请早到。']],
  ['a fee', { totalFen: 1550 }, ['费用由免费改为 15.50 元。']],
  [
    'fewer days',
    { promisedWorkingDays: 0, statutoryWorkingDays: null },
    ['办理时限由 7 个工作日改为当场办结。', '法定时限由 20 个工作日改为另行计算。'],
  ],
  ['more minutes', { minutesAtWindow: 20 }, ['窗口用时由大约 15 分钟改为大约 20 分钟。']],
  ['other halls', { halls: ['guancheng', 'songshanhu'] }, ['1 个大厅也可以办理。', '虎门大厅不再办理。']],
])('%s is told in a sentence', (_, after, sentences) => {
  expect(lines(aList(), aList(after))).toEqual(sentences);
});

test('a list that became a refusal tells the reason and what to do, not every paper that went; and back', () => {
  expect(lines(aList(), refused)).toEqual(['现在不能办理：户口不在本市。请到户籍地办理。']);
  expect(lines(refused, aList({ materials: [aMaterial('a')], notes: [] }))).toEqual(['现在可以办理了。', '要带“材料a”：原件 1 份。']);
});

test('a refusal with another advice is told', () => {
  const [no] = refused.refusals;
  const after = { ...refused, refusals: no ? [{ ...no, instead: '可以网上办' }] : [] };
  expect(lines(refused, after)).toEqual(['不能办理的说明改为：户口不在本市。可以网上办。']);
});
