import { writeFileSync } from 'node:fs';
import { mapDocument } from '../db/data-map/document';
import { dataMap } from '../db/data-map/index';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { say } from './say';

/** K5: which column holds which personal data, what for, how kept and how long. `--write` puts it into docs/data-map.md. */
export async function showDataMap(words: readonly string[]): Promise<number> {
  if (words.some((word) => word !== '--write')) throw new OperatorRefusal('usage', 'data-map [--write]');
  const text = mapDocument(dataMap);
  if (words.length > 0) writeFileSync('docs/data-map.md', text);
  else say(text);
  return 0;
}
