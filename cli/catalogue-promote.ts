import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspectCatalogue } from '../db/content/catalogue';
import { itemSkeleton, linkProcedure } from '../db/content/promote';
import { ownContent, shownFile } from '../db/content/read-file';
import { shanghaiDay } from '../shared/rules/shanghai';
import { catalogueText } from '../shared/text/catalogue-load';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { placesOf } from './catalogue-check';
import { contentFolder, wordsOf } from './catalogue-folder';
import { say } from './say';

/** Makes an item file of a procedure notice, which passes `catalogue check` and waits for its owner, and lets the notice lead to it (B11). */
export async function cataloguePromote(words: readonly string[]): Promise<number> {
  const { values, positionals } = wordsOf(words, { options: { from: { type: 'string' } }, allowPositionals: true });
  const code = positionals[0];
  if (code === undefined) throw new OperatorRefusal('usage', 'catalogue promote <procedure> [--from folder]');
  const root = values.from === undefined ? ownContent : contentFolder(values.from);
  const places = placesOf(root);
  const notice = inspectCatalogue(places, root).procedures.find((one) => one.code === code);
  if (!notice) throw new OperatorRefusal('usage', `catalogue/procedures/${code}.json`);
  const file = new URL(`catalogue/items/${itemCodeOf(code)}.json`, root);
  if (notice.item !== null || existsSync(file)) throw new OperatorRefusal('usage', `${code} → ${notice.item ?? itemCodeOf(code)}`);
  // A station or a town's bureau takes many kinds of matters; most of those without an entry are public order.
  const branch = places.branches.get(notice.unit) ?? 'public_order';
  const skeleton = itemSkeleton(notice, itemCodeOf(code), branch, shanghaiDay(new Date().toISOString()));
  writeFileSync(file, `${JSON.stringify(skeleton, null, 2)}\n`);
  linkProcedure(fileURLToPath(new URL(`catalogue/procedures/${code}.json`, root)), itemCodeOf(code));
  say(catalogueText.promoted(shownFile(root, `catalogue/items/${itemCodeOf(code)}.json`)));
  return 0;
}

/** Notices and items share one list of codes. */
const itemCodeOf = (procedure: string) => `${procedure}-item`;
