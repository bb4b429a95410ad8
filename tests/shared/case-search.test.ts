import { expect, test } from '@jest/globals';
import { searchedFor } from '../../shared/rules/case-search';

test.each([
  ['D20261122-00001', 'D20261122-00001'],
  [' d20261122-00001 ', 'D20261122-00001'],
  ['20261122', 'D20261122'],
  ['202611', 'D202611'],
  ['Ｄ２０２６１１２２－０００', 'D20261122-000'],
])('%s is a number or its beginning', (typed, number) => expect(searchedFor(typed)).toEqual({ number, words: null }));

test.each([
  ['货车 限行', ['货车', '限行']],
  ['货车，货车、限行', ['货车', '限行']],
  ['2026', ['2026']],
  ['A座 6', ['a座']],
  ['路', []],
])('%s is looked up as words', (typed, words) => expect(searchedFor(typed)).toEqual({ number: null, words }));
