import { pinyin } from 'pinyin-pro';
import type { SearchEntry } from '../../shared/rules/search';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import type { ServiceItem } from '../../shared/rules/service-item';
import { searchKey } from '../../shared/rules/text-keys';
import { branchNames, categoryNames } from '../../shared/text/catalogue';

/** The search keys of an item, computed when the catalogue is loaded; shared/rules/search.ts only compares them. */
export function searchEntry(item: ServiceItem): SearchEntry {
  const phrases = [item.name, ...item.synonyms];
  return {
    code: item.code,
    name: searchKey(item.name).replace(/ /g, ''),
    synonyms: item.synonyms.map((synonym) => searchKey(synonym).replace(/ /g, '')),
    lifeEvents: item.lifeEvents.map(searchKey),
    words: [categoryNames[item.category], branchNames[item.branch], item.summary].map((text) => searchKey(text).replace(/ /g, '')),
    pinyin: unique(phrases.map((phrase) => letters(phrase, 'pinyin'))),
    initials: unique(phrases.map((phrase) => letters(phrase, 'first'))),
  };
}

/** The same for a notice of a matter without an entry; who takes it is no word people search by. */
export function procedureEntry(notice: ProcedureNotice): SearchEntry {
  const phrases = [notice.name, ...notice.synonyms];
  const keyOf = (text: string) => searchKey(text).replace(/ /g, '');
  return {
    code: notice.code,
    name: keyOf(notice.name),
    synonyms: notice.synonyms.map(keyOf),
    lifeEvents: [],
    words: [keyOf(notice.summary)],
    pinyin: unique(phrases.map((phrase) => letters(phrase, 'pinyin'))),
    initials: unique(phrases.map((phrase) => letters(phrase, 'first'))),
  };
}

function letters(phrase: string, pattern: 'pinyin' | 'first'): string {
  return searchKey(pinyin(phrase, { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join('')).replace(/ /g, '');
}

function unique(list: string[]): string[] {
  return [...new Set(list)].filter((text) => text !== '');
}

/** The same for an entry of the answer base: its question and the other ways to ask it. */
export function knowledgeKeys(entry: { code: string; question: string; phrasings: readonly string[]; answer: string }): SearchEntry {
  const phrases = [entry.question, ...entry.phrasings];
  const keyOf = (text: string) => searchKey(text).replace(/ /g, '');
  return {
    code: entry.code,
    name: keyOf(entry.question),
    synonyms: entry.phrasings.map(keyOf),
    lifeEvents: [],
    words: [keyOf(entry.answer)],
    pinyin: unique(phrases.map((phrase) => letters(phrase, 'pinyin'))),
    initials: unique(phrases.map((phrase) => letters(phrase, 'first'))),
  };
}
