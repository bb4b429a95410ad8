import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { connect, type Database } from '../db/client';
import { parseItem, readCatalogue } from '../db/content/catalogue';
import { readCity } from '../db/content/city';
import { ownContent } from '../db/content/read-file';
import { openInstallation } from '../db/installation';
import { itemVersion } from '../db/queries/items';
import { canonical, changedParts, type ItemPart } from '../shared/rules/catalogue-plan';
import { compareInterviews } from '../shared/rules/interview-compare';
import type { ServiceItem } from '../shared/rules/service-item';
import type { Day } from '../shared/rules/shanghai';
import { shanghaiDay } from '../shared/rules/shanghai';
import { diffText, groupLines, situationsLine, wordingLines } from '../shared/text/catalogue-diff';
import { partNames } from '../shared/text/catalogue-load';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { placesOf } from './catalogue-check';
import { contentFolder, wordsOf } from './catalogue-folder';
import { say, sayAside } from './say';

/** Of what changes alike in many ways the commonest are enough to see what an edit did. */
const groupsShown = 12;

/**
 * `onewindow catalogue diff A B`: which situations of which items differ. A and B are item files, folders like `db/content` (or the `catalogue`
 * in one), or `code@version` from the database. Throws ContentError for files that are wrong, OperatorRefusal for what is not there.
 */
export async function diffCatalogues(words: readonly string[]): Promise<number> {
  const { positionals } = wordsOf(words, { options: {}, allowPositionals: true });
  const [before, after, ...rest] = positionals;
  if (before === undefined || after === undefined || rest.length > 0) throw new OperatorRefusal('usage', 'catalogue diff A B');
  const halls = Object.fromEntries(readCity().halls.map(({ id, name }) => [id, name]));
  const today = shanghaiDay(new Date().toISOString());
  const old = await itemsOf(before);
  const fresh = await itemsOf(after);
  say(catalogueDiffLines(old, fresh, today, halls).join('\n'));
  return 0;
}

/** What differs between two lists of items, as lines for the author. Two single items are compared whatever their codes. */
export function catalogueDiffLines(
  before: readonly ServiceItem[],
  after: readonly ServiceItem[],
  today: Day,
  hallNames: Readonly<Record<string, string>>,
): string[] {
  const [one, other] = [before[0], after[0]];
  if (one && other && before.length === 1 && after.length === 1 && one.code !== other.code) return itemLines(one, other, today, hallNames);
  const lines: string[] = [];
  let same = 0;
  for (const item of before) if (!after.some(({ code }) => code === item.code)) lines.push(diffText.itemRemoved(item.name, item.code));
  for (const item of after) {
    const earlier = before.find(({ code }) => code === item.code);
    if (!earlier) lines.push(diffText.itemAdded(item.name, item.code));
    else if (canonical(earlier) === canonical(item)) same += 1;
    else lines.push(...itemLines(earlier, item, today, hallNames));
  }
  if (lines.length === 0) return [diffText.sameCatalogue(same)];
  return same > 0 ? [...lines, diffText.unchangedItems(same)] : lines;
}

/** Parts that the situations and wordings below already tell. */
const toldOtherwise: readonly ItemPart[] = ['materials', 'notes', 'refusals', 'questions', 'durations', 'minutes', 'halls', 'onlyAt'];

function itemLines(before: ServiceItem, after: ServiceItem, today: Day, hallNames: Readonly<Record<string, string>>): string[] {
  const comparison = compareInterviews(before.interview, after.interview, today);
  const wordings = wordingLines(before.interview, after.interview);
  const others = changedParts(before, after).filter((part) => !toldOtherwise.includes(part));
  const { groups } = comparison;
  return [
    diffText.item(after.name, after.code, before.version, after.version),
    situationsLine(comparison),
    ...(groups.length === 0 ? [diffText.noSituation] : []),
    ...groups.slice(0, groupsShown).flatMap((group) => groupLines(group, before.interview, after.interview, hallNames)),
    ...(groups.length > groupsShown ? [diffText.moreGroups(groups.length - groupsShown)] : []),
    ...wordings,
    ...(others.length > 0 ? [diffText.otherParts(others.map((part) => partNames[part]).join('、'))] : []),
  ].map((line, index) => (index === 0 ? line : `  ${line}`));
}

async function itemsOf(where: string): Promise<readonly ServiceItem[]> {
  const stored = /^([a-z][a-z0-9-]*)@(\d+)$/.exec(where);
  if (stored && !existsSync(where)) return [await storedItem(stored[1] ?? '', Number(stored[2]))];
  const path = resolve(where);
  if (!existsSync(path)) throw new OperatorRefusal('usage', diffText.notThere(where));
  if (statSync(path).isDirectory()) {
    const folder = contentFolder(where);
    return readCatalogue(placesOf(folder).halls, folder);
  }
  const text = readFileSync(path, 'utf8');
  // A file in a catalogue takes its shared questions and materials from there, any other from ours.
  const beside = join(dirname(path), '..', '..');
  const root = existsSync(join(beside, 'catalogue', 'materials.json')) ? contentFolder(beside) : ownContent;
  return [parseItem(text, itemFileName(text, where), placesOf(root).halls, root)];
}

/** An old version may lie under another name; the reader wants a file named after the code. */
function itemFileName(text: string, where: string): string {
  const code = /"code"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return code === undefined || basename(where) === `${code}.json` ? where : join(dirname(where), `${code}.json`);
}

async function storedItem(code: string, version: number): Promise<ServiceItem> {
  const installation = await openInstallation(sayAside);
  const database: Database = connect(installation.databaseUrl, { max: 1, name: 'onewindow-diff' });
  try {
    const item = await itemVersion(database, code, version);
    if (!item) throw new OperatorRefusal('usage', diffText.notThere(`${code}@${version}`));
    return item;
  } finally {
    await database.end({ timeout: 5 });
    await installation.close();
  }
}
