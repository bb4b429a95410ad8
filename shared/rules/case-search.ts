/** What somebody looks for in a list of requests: a number, in whole or its beginning, or words that all must occur in what was written. */
export type CaseSearch = { number: string; words: null } | { number: null; words: string[] };

/** D20261122-00001, with or without the letter; the beginning of one has at least year and month. */
const numberForm = /^d?(20\d{4,6}(?:-\d{0,6})?)$/;
/** More words make nothing clearer. */
const mostWords = 6;

/** Numbers of 12345 and whatever else people quote are words too: they are looked up as written. */
export function searchedFor(typed: string): CaseSearch {
  const text = typed.normalize('NFKC').toLowerCase().trim();
  const number = numberForm.exec(text.replace(/\s/g, ''))?.[1];
  if (number) return { number: `D${number}`, words: null };
  // A single sign says nothing that could be found by its neighbours.
  return { number: null, words: [...new Set(text.split(/[\s,，、。;；]+/))].filter((word) => [...word].length >= 2).slice(0, mostWords) };
}

/** The pairs of neighbouring signs in words, as the index over what was written has them (`case_keys`). */
export function pairsOf(words: readonly string[]): string[] {
  const pairs = words.flatMap((word) => {
    const signs = [...word];
    return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
  });
  return [...new Set(pairs)];
}
