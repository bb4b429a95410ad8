import { byLetters, essence, type SearchEntry, type SearchHit, type WordGroups } from './search';

/**
 * Finds entries of the answer base for a question in a person's own words (F1). Where the search of items (search.ts) looks for the sure hit and
 * cuts the rest, a question shares few words with the entry that answers it: here single characters count too, and how near the nearest way of
 * asking is (ADR 0031). Empty words, groups of equal words and letters are those of search.ts.
 */

/** A character counts half as much as a pair, a word of the answer less than one of its questions. */
const characterWeight = 0.5;
const answerWeight = 0.4;
/** Below it an entry shares too little with the question to be shown. */
const nearEnough = 0.25;

type Grams = Map<string, number>;
type Indexed = { code: string; asked: { grams: Grams; weight: number }[]; own: Set<string>; answer: Set<string> };
type Index = { entries: Indexed[]; rarity: (gram: string) => number };

/** The nearest entries, best first. `query` must be a search key (shared/rules/text-keys.ts). */
export function nearestAnswers(entries: readonly SearchEntry[], query: string, groups: WordGroups, limit: number): SearchHit[] {
  const phrase = query.replace(/ /g, '');
  if (phrase === '') return [];
  const hits = /^[a-z0-9]+$/.test(phrase)
    ? entries.map((entry) => ({ code: entry.code, score: Math.max(byLetters(entry, phrase), named(entry, phrase)) })).filter((hit) => hit.score > 0)
    : byWords(indexOf(entries, groups), gramsOf(essence(phrase, groups)));
  return hits.sort((a, b) => b.score - a.score).slice(0, limit);
}

/** Letters that stand as such in a question: APP, K1. */
const named = (entry: SearchEntry, phrase: string): number => ([entry.name, ...entry.synonyms].some((text) => text.includes(phrase)) ? 60 : 0);

function byWords({ entries, rarity }: Index, asked: Grams): SearchHit[] {
  const whole = weightOf(asked, rarity);
  if (whole === 0) return [];
  return entries
    .map((one) => {
      let shared = 0;
      for (const [gram, weight] of asked) {
        if (one.own.has(gram)) shared += weight * rarity(gram);
        else if (one.answer.has(gram)) shared += answerWeight * weight * rarity(gram);
      }
      return { code: one.code, score: shared / whole + Math.max(...one.asked.map((way) => likeness(way, asked, whole, rarity))) };
    })
    .filter((hit) => hit.score >= nearEnough);
}

/** How like a way of asking is to what was asked, between 0 and 1. */
function likeness(way: Indexed['asked'][number], asked: Grams, whole: number, rarity: (gram: string) => number): number {
  if (way.weight === 0) return 0;
  let shared = 0;
  for (const [gram, weight] of way.grams) if (asked.has(gram)) shared += weight * rarity(gram);
  return shared / Math.sqrt(way.weight * whole);
}

const indexes = new WeakMap<readonly SearchEntry[], Map<WordGroups, Index>>();

/** Made once for the entries as they were loaded. */
function indexOf(entries: readonly SearchEntry[], groups: WordGroups): Index {
  const known = indexes.get(entries) ?? new Map<WordGroups, Index>();
  indexes.set(entries, known);
  const found = known.get(groups);
  if (found) return found;
  const parts = entries.map((entry) => ({
    entry,
    ways: [entry.name, ...entry.synonyms].map((text) => gramsOf(essence(text, groups))),
    answer: new Set(entry.words.flatMap((text) => [...gramsOf(essence(text, groups)).keys()])),
  }));
  const counts = new Map<string, number>();
  for (const { ways, answer } of parts)
    for (const gram of new Set([...ways.flatMap((way) => [...way.keys()]), ...answer])) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const rarity = (gram: string) => Math.log(1 + entries.length / (1 + (counts.get(gram) ?? 0)));
  const index = {
    entries: parts.map(({ entry, ways, answer }) => ({
      code: entry.code,
      asked: ways.map((grams) => ({ grams, weight: weightOf(grams, rarity) })),
      own: new Set(ways.flatMap((way) => [...way.keys()])),
      answer,
    })),
    rarity,
  };
  known.set(groups, index);
  return index;
}

function weightOf(grams: Grams, rarity: (gram: string) => number): number {
  let sum = 0;
  for (const [gram, weight] of grams) sum += weight * rarity(gram);
  return sum;
}

/** The characters of a text and its pairs of characters. */
function gramsOf(text: string): Grams {
  const grams: Grams = new Map();
  for (let at = 0; at < text.length; at += 1) {
    grams.set(text.slice(at, at + 1), characterWeight);
    if (at + 1 < text.length) grams.set(text.slice(at, at + 2), 1);
  }
  return grams;
}
