import { readFileSync } from 'node:fs';
import { abolishedFile, reportAbolished } from '../../db/content/abolished-proofs';
import type { ContentProblem } from '../../db/content/content-error';

const abolished = abolishedFile.parse(JSON.parse(readFileSync('db/content/catalogue/abolished-proofs.json', 'utf8')));

function isRefused(name: string): boolean {
  const problems: ContentProblem[] = [];
  reportAbolished('item.json', [['materials[0]', { name }]], abolished, problems);
  return problems.length > 0;
}

it('refuses every proof under its own name', () => {
  expect(abolished.proofs.filter(({ name }) => !isRefused(name.replace(/（含.*$/, '')))).toEqual([]);
});

it.each([
  '派出所出具的姓名证明',
  '同户人员与户主之间的关系证明',
  '村委会出具的亲属关系证明',
  '社区开具的婚姻状况证明',
  '居委会开的无犯罪记录证明',
  '公民民族成份证明',
])('refuses %s', (name) => expect(isRefused(name)).toBe(true));

it.each([
  '出生医学证明',
  '死亡医学证明',
  '无犯罪记录证明',
  '监护关系证明（同一户口簿、出生医学证明等任一项）',
  '姓名变更的记录',
  '居民户口簿',
])('leaves %s, which is not one of them', (name) => expect(isRefused(name)).toBe(false));
