import { emptyWords, subjects } from './request-words';
import { essence, type WordGroups } from './search';

/**
 * Finds what many enterprises ask alike (D12): a request becomes weighted words, likeness is the cosine of their vectors with rare words
 * counting more (computed in the database, db/queries/common-problems.ts), and a request joins the group it is like on the average.
 */
export const likeness = {
  /** A request joins a group, and a group another, from this average likeness on (0 to 1). */
  joinsFrom: 0.27,
  /** Likeness of two requests that have but one word in common counts so much less: one word is an accident. */
  oneWordCounts: 0.7,
  /** In a group of four or more, a request is sure to belong when it is like the others at least so much as they are on the average. */
  sureFrom: 0.7,
  /** Pairs that are less alike are not kept. */
  keptFrom: 0.05,
  /** Requests are compared with groups that got one in this many days. */
  windowDays: 180,
} as const;
export type Likeness = { [Name in keyof typeof likeness]: number };

/** A group is shown to the supervisor from so many requests of so many enterprises on. */
export const shownFrom = { requests: 3, enterprises: 2 } as const;

/** What counts how much: a named subject more than a pair of signs, the title more than the body, a pair across two words less. */
const weights = { subject: 1.7, pair: 1, acrossWords: 0.5, title: 1.5, body: 1 } as const;

/** Names of subjects begin with this, so that none is taken for a pair of signs. */
const subjectMark = '#';

const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');
const subjectOf = new Map(subjects.flatMap(([name, ...others]) => [name, ...others].map((word) => [word, name] as const)));
const subjectWords = new RegExp(longestFirst([...subjectOf.keys()]), 'gu');
const empties = new RegExp(longestFirst(emptyWords), 'u');
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a request with their weights. A subject said in any way is one word; what is left counts by pairs of neighbouring signs. */
export function problemWords(title: string, body: string, groups: WordGroups): Map<string, number> {
  const words = new Map<string, number>();
  const add = (word: string, weight: number) => words.set(word, Math.max(words.get(word) ?? 0, weight));
  for (const [text, weight] of [
    [title.toLowerCase(), weights.title],
    [body.toLowerCase(), weights.body],
  ] as const) {
    for (const [word] of text.matchAll(subjectWords)) add(`${subjectMark}${subjectOf.get(word)}`, weight * weights.subject);
    for (const { pair, across } of pairsOf(text, groups)) add(pair, weight * (across ? weights.acrossWords : weights.pair));
  }
  return words;
}

function* pairsOf(text: string, groups: WordGroups): Generator<{ pair: string; across: boolean }> {
  for (const clause of text.replace(subjectWords, ' ').split(/[^\p{Script=Han}a-z0-9]+/u)) {
    for (const piece of essence(clause, groups).split(empties)) {
      const starts = new Set([...segmenter.segment(piece)].map(({ index }) => index));
      for (let at = 0; at < piece.length - 1; at += 1) yield { pair: piece.slice(at, at + 2), across: starts.has(at + 1) };
    }
  }
}

/** What people read of words that requests share: subjects by name, and pairs joined again where they follow each other. */
export function readableWords(words: readonly string[]): string[] {
  const named = words.filter((word) => word.startsWith(subjectMark)).map((word) => word.slice(subjectMark.length));
  const pairs = words.filter((word) => !word.startsWith(subjectMark));
  const joined: string[] = [];
  for (const pair of pairs) {
    const before = joined.findIndex((word) => word.endsWith(pair[0] ?? ''));
    if (before < 0) joined.push(pair);
    else joined[before] += pair.slice(1);
  }
  return [...named, ...joined];
}

export type MarkedText = { text: string; shared: boolean }[];

/** A text cut where it says one of the shared words, in whatever way, so that a page can mark why requests are alike. */
export function markShared(text: string, words: readonly string[]): MarkedText {
  const names = new Set(words.filter((word) => word.startsWith(subjectMark)).map((word) => word.slice(subjectMark.length)));
  const said = [...subjectOf].flatMap(([word, name]) => (names.has(name) ? [word] : []));
  const looked = longestFirst(
    [...said, ...words.filter((word) => !word.startsWith(subjectMark))].map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&')),
  );
  if (looked === '') return [{ text, shared: false }];
  // Neighbouring pairs are one mark.
  const parts: MarkedText = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(new RegExp(`(?:${looked})+`, 'giu'))) {
    if (index > end) parts.push({ text: text.slice(end, index), shared: false });
    parts.push({ text: found, shared: true });
    end = index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), shared: false });
  return parts;
}
