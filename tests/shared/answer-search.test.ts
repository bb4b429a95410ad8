import { readFileSync } from 'node:fs';
import { readWholeCatalogue } from '../../db/content/catalogue';
import type { ContentProblem } from '../../db/content/content-error';
import { knowledgeOf } from '../../db/content/knowledge-file';
import { knowledgeKeys } from '../../db/content/search-entry';
import { nearestAnswers } from '../../shared/rules/answer-search';
import { answersShown } from '../../shared/rules/knowledge';
import type { SearchEntry, WordGroups } from '../../shared/rules/search';
import { searchKey } from '../../shared/rules/text-keys';

/**
 * 200 everyday phrasings, written apart from the entries: half of them before there were any, half after, none changed once they were measured.
 * The weights of the search were chosen on the first half.
 */
type Phrasing = { words: string; entry: string };
const phrasings: Record<'beforeTheEntries' | 'afterTheEntries', Phrasing[]> = JSON.parse(
  readFileSync(new URL('./phrasings.json', import.meta.url), 'utf8'),
);
const all = [...phrasings.beforeTheEntries, ...phrasings.afterTheEntries];
const bound = 0.95;

const { knowledge, groups } = readWholeCatalogue({ halls: ['guancheng', 'songshanhu', 'humen'] });
const entries = knowledge.map(knowledgeKeys);

function shareFound(known: readonly SearchEntry[], equal: WordGroups, asked: readonly Phrasing[] = all): number {
  const found = asked.filter(({ words, entry }) => nearestAnswers(known, searchKey(words), equal, answersShown).some(({ code }) => code === entry));
  return found.length / asked.length;
}

test('has 200 phrasings, each once and for an entry that there is', () => {
  const codes = new Set(knowledge.map(({ code }) => code));
  expect(new Set(all.map(({ words }) => words)).size).toBe(200);
  expect(all.filter(({ entry }) => !codes.has(entry))).toEqual([]);
});

test('no phrasing stands in an entry as it is', () => {
  const written = new Set(knowledge.flatMap(({ question, phrasings: ways }) => [question, ...ways]));
  expect(all.filter(({ words }) => written.has(words)).length).toBeLessThanOrEqual(4);
});

test('finds the right entry in the first three for at least 95 % of them, also among those written after the entries', () => {
  const share = shareFound(entries, groups);
  console.log(`answers: ${(100 * share).toFixed(1)} % of 200 phrasings in the first three`);
  expect(share).toBeGreaterThanOrEqual(bound);
  expect(shareFound(entries, groups, phrasings.afterTheEntries)).toBeGreaterThanOrEqual(bound);
});

describe('seeded defects', () => {
  it('without other ways of asking and equal words stays below the bound', () => {
    const bare = entries.map((entry) => ({ ...entry, synonyms: [] }));
    expect(shareFound(bare, [])).toBeLessThan(bound);
  });
  it('without pinyin stays below the bound', () => {
    const silent = entries.map((entry) => ({ ...entry, pinyin: [], initials: [] }));
    expect(shareFound(silent, groups)).toBeLessThan(bound);
  });
});

test.each(['', '   ', '？！', '量子计算机怎么造', '今天股票涨了没', 'qqqq', '的了吗'])('finds nothing for “%s”', (words) => {
  expect(nearestAnswers(entries, searchKey(words), groups, answersShown)).toEqual([]);
});

test('answers a long question of 200 characters within a few milliseconds', () => {
  const long = searchKey('我身份证在火车上丢了户口本也找不到孩子又要上学请问先办哪一个要带什么材料'.repeat(6).slice(0, 200));
  nearestAnswers(entries, long, groups, answersShown);
  const times = Array.from({ length: 40 }, () => {
    const began = performance.now();
    nearestAnswers(entries, long, groups, answersShown);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  expect(times[20]).toBeLessThan(50);
});

describe('the files of the answer base', () => {
  it('hold at least 60 entries, each answered for by a unit until a day', () => {
    expect(knowledge.length).toBeGreaterThanOrEqual(60);
    expect(knowledge.filter(({ unit, reviewOn }) => unit === '' || reviewOn < '2026-11-01')).toEqual([]);
  });
  it('are refused with file, place and fix where an item or a unit is not there or a code stands twice', () => {
    const problems: ContentProblem[] = [];
    const [entry] = knowledge;
    if (!entry) throw new Error('no entry');
    const wrong = { ...entry, unit: 'nowhere', items: ['no-such-item'] };
    knowledgeOf('knowledge/x.json', [wrong, wrong], { units: ['dg'], codes: new Set(), seen: new Set() }, problems);
    expect(problems.map(({ path }) => path)).toEqual(['[0].unit', '[0].items[0]', '[1].code', '[1].unit', '[1].items[0]']);
  });
});
