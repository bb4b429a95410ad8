import { dangerIn } from '../../shared/rules/danger-words';

const kindOf = (text: string) => dangerIn(text)?.kind ?? null;

test.each([
  ['厂门口有人持刀', 'violence'],
  ['有人要杀人', 'violence'],
  ['老板被绑架了', 'violence'],
  ['仓库起火了', 'fire'],
  ['锅炉爆炸', 'fire'],
  ['车间里有人昏迷', 'injury'],
  ['员工说要跳楼', 'injury'],
  ['我要报警', 'threat'],
  ['下班路上被人尾随', 'threat'],
  ['财务刚被骗 20 万', 'threat'],
] as const)('offers 110 for “%s”', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

test('finds a word that is split by spaces and marks, in traditional characters or in full width', () => {
  expect(kindOf('有人 持、刀')).toBe('violence');
  expect(kindOf('有人要殺人')).toBe('violence');
  expect(kindOf('请帮我拨１１０')).toBe('threat');
});

test.each([
  '员工坐火车来办居住证',
  '申请灭火器使用培训',
  '电脑杀毒软件怎么申报',
  '厂区报警器年检',
  '火炬大厦 110 人办证',
  '电话 13811012345',
  '请继续跟踪办理进展',
  '想咨询居住证',
  '',
])('stays quiet for “%s”', (text) => {
  expect(dangerIn(text)).toBeNull();
});

test('still speaks up when a harmless word stands beside a dangerous one', () => {
  expect(kindOf('防火门旁边着火了')).toBe('fire');
  expect(kindOf('火车站有人打架')).toBe('violence');
});

test('names the second number for fire and for injury, and the gravest kind when there are several', () => {
  expect(dangerIn('宿舍冒烟')?.alsoCall).toBe('119');
  expect(dangerIn('有人溺水')?.alsoCall).toBe('120');
  expect(dangerIn('着火了，还有人持刀')).toMatchObject({ kind: 'violence', word: '持刀', alsoCall: '119' });
});
