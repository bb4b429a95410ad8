import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { pathToFileURL } from 'node:url';
import { ownContent } from '../db/content/read-file';
import { OperatorRefusal } from '../shared/text/operator.mjs';

/** The content folder an editor names: the one that holds `catalogue/`, or `catalogue/` itself. Without a name our own. */
export function contentFolder(named: string | undefined): URL {
  if (named === undefined) return ownContent;
  const folder = resolve(named);
  const root = basename(folder) === 'catalogue' && existsSync(join(folder, 'items')) ? dirname(folder) : folder;
  if (!existsSync(join(root, 'catalogue', 'items'))) throw new OperatorRefusal('catalogue_broken', `${named}: catalogue/items`);
  return pathToFileURL(`${root}/`);
}

/** The words of a command, or the refusal that says how to use it. */
export function wordsOf<Config extends ParseArgsConfig>(words: readonly string[], config: Config) {
  try {
    return parseArgs({ ...config, args: [...words], strict: true });
  } catch (error) {
    throw new OperatorRefusal('usage', (error as Error).message);
  }
}
