/** Finds service items by everyday words (B12). Pure: the keys of each entry are computed once, when the catalogue is loaded. */

/** What is searched of one item. Words are search keys (shared/rules/text-keys.ts); pinyin is without tones and spaces. */
export type SearchEntry = {
  code: string;
  /** The item's name. */
  name: string;
  /** Other ways to say it, whole phrases. */
  synonyms: string[];
  lifeEvents: string[];
  /** Other words of the item: category, branch, summary. */
  words: string[];
  /** Of the name and of each synonym: `hukoubu`, and initials `hkb`. */
  pinyin: string[];
  initials: string[];
};

/** Groups of words that mean the same to people: the first is the one the entries use. */
export type WordGroups = readonly (readonly string[])[];

export type SearchHit = { code: string; score: number };

// Words that say that someone wants something, not what.
const empty = [
  '我想要',
  '我想',
  '我要',
  '怎么办理',
  '怎么办',
  '怎么',
  '如何',
  '需要什么材料',
  '需要什么',
  '什么',
  '哪里',
  '在哪',
  '办理',
  '请问',
  '一下',
  '了',
  '的',
  '吗',
  '呢',
  '我',
  '要',
  '想',
  '去',
  '给',
];

/**
 * Entries that answer a query, best first; equal scores keep the order of the entries. A query of nothing but empty words finds nothing.
 * `query` must be a search key (shared/rules/text-keys.ts); `groups` as stored with the catalogue.
 */
export function search(entries: readonly SearchEntry[], query: string, groups: WordGroups, limit = 40): SearchHit[] {
  const phrase = query.replace(/ /g, '');
  if (phrase === '') return [];
  const latin = /^[a-z0-9]+$/.test(phrase);
  const rarity = latin ? null : rarityOf(entries, groups);
  const asked = rarity ? pairs(essence(phrase, groups)) : [];
  const wholeWeight = rarity ? asked.reduce((sum, pair) => sum + rarity(pair), 0) : 0;
  const hits = entries
    .map((entry) => ({
      code: entry.code,
      score: Math.max(direct(entry, phrase), latin ? byLetters(entry, phrase) : 0, rarity ? byPairs(entry, asked, wholeWeight, rarity, groups) : 0),
    }))
    .filter((hit) => hit.score >= 12)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
  // Beside a sure answer, what shares no more than a word with the query is noise.
  const best = hits[0]?.score ?? 0;
  return hits.filter((hit) => hit.score >= 0.3 * best);
}

/** Without empty words, and each word of a group as its first. */
export function essence(phrase: string, groups: WordGroups): string {
  let rest = phrase;
  for (const { word, first } of replacementsOf(groups)) if (rest.includes(word)) rest = rest.split(word).join(first);
  for (const word of empty) if (rest.includes(word)) rest = rest.split(word).join('');
  return rest;
}

const replacementCache = new WeakMap<WordGroups, { word: string; first: string }[]>();

/** What `essence` puts in place of what, in this order: group by group, the longer word first. */
function replacementsOf(groups: WordGroups): { word: string; first: string }[] {
  let known = replacementCache.get(groups);
  if (!known) {
    known = groups.flatMap(([first = '', ...others]) => others.sort((a, b) => b.length - a.length).map((word) => ({ word, first })));
    replacementCache.set(groups, known);
  }
  return known;
}

function direct(entry: SearchEntry, phrase: string): number {
  if (entry.name === phrase) return 100;
  if (entry.synonyms.includes(phrase)) return 95;
  if (entry.lifeEvents.includes(phrase)) return 80;
  if (entry.code === phrase) return 100;
  if (entry.name.startsWith(phrase)) return 85;
  if (entry.name.includes(phrase)) return 78;
  if (entry.synonyms.some((synonym) => synonym.includes(phrase))) return 66;
  // A whole synonym inside a longer sentence: the longer, the surer.
  const inside = entry.synonyms.filter((synonym) => synonym.length >= 2 && phrase.includes(synonym));
  if (inside.length > 0) return 55 + Math.min(20, 3 * Math.max(...inside.map((synonym) => synonym.length)));
  if (entry.words.some((word) => word.includes(phrase))) return 30;
  return 0;
}

/** How well letters typed alone (pinyin or initials) fit an entry. */
export function byLetters(entry: SearchEntry, phrase: string): number {
  if (phrase.length < 2) return 0;
  if (entry.pinyin.includes(phrase)) return 90;
  if (entry.initials.includes(phrase)) return 88;
  const [byPinyin, byInitials] = [shareOf(phrase, entry.pinyin), shareOf(phrase, entry.initials)];
  if (byPinyin > 0) return 69 + byPinyin;
  if (byInitials > 0) return 67 + byInitials;
  if (entry.initials.some((letters) => letters.includes(phrase))) return 50;
  return phrase.length >= 4 && entry.pinyin.some((letters) => letters.includes(phrase)) ? 48 : 0;
}

/** How much of the shortest of these that begins so was typed; 0 when none does. */
function shareOf(phrase: string, words: string[]): number {
  return Math.max(0, ...words.map((letters) => (letters.startsWith(phrase) ? phrase.length / letters.length : 0)));
}

/** The share of the query's pairs of characters that the entry has, rare pairs counting more. */
function byPairs(entry: SearchEntry, asked: string[], whole: number, rarity: (pair: string) => number, groups: WordGroups): number {
  if (whole === 0) return 0;
  const own = pairsOf(entry, groups);
  const found = asked.reduce((sum, pair) => sum + (own.has(pair) ? rarity(pair) : 0), 0);
  const inName = asked.filter((pair) => entry.name.includes(pair)).length;
  return found === 0 ? 0 : (60 * found) / whole + inName;
}

const pairCache = new WeakMap<SearchEntry, Set<string>>();

function pairsOf(entry: SearchEntry, groups: WordGroups): Set<string> {
  let own = pairCache.get(entry);
  if (!own) {
    own = new Set([entry.name, ...entry.synonyms, ...entry.lifeEvents, ...entry.words].flatMap((text) => pairs(essence(text, groups))));
    pairCache.set(entry, own);
  }
  return own;
}

function rarityOf(entries: readonly SearchEntry[], groups: WordGroups): (pair: string) => number {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const pair of pairsOf(entry, groups)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return (pair) => Math.log(1 + entries.length / (1 + (counts.get(pair) ?? 0)));
}

function pairs(text: string): string[] {
  if (text.length < 2) return text === '' ? [] : [text];
  return Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2));
}
