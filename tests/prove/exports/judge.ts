import type { Opened } from './opened';
import { type Exported, exportNames } from './scene';

/** What is wrong with opened exports, and how many cells were looked at. By file name, as whichever reader opened them. */
export function judged(exported: Exported, opened: ReadonlyMap<string, Opened>): { findings: string[]; cells: number; words: number } {
  const findings: string[] = [];
  let [cells, words] = [0, 0];
  for (const name of exportNames) {
    const found = opened.get(`${name}.xlsx`) ?? { cells: [], live: ['not opened at all'] };
    const complain = (what: string) => findings.push(`${name}: ${what}`);
    found.live.forEach(complain);
    for (const { text, kind, formula } of found.cells) {
      if (formula !== null) complain(`a live formula: ${formula}`);
      else if (kind !== 'string') complain(`a cell of the kind ${kind}: ${text}`);
    }
    const texts = new Set(found.cells.map(({ text }) => text));
    const lost = exported[name].words.filter((word) => !texts.has(word));
    if (lost.length > 0) complain(`${lost.length} words did not come back as they were typed: ${lost.map((word) => JSON.stringify(word)).join(' ')}`);
    cells += found.cells.length;
    words += exported[name].words.length;
  }
  return { findings, cells, words };
}
