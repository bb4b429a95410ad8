import { readdirSync } from 'node:fs';
import * as z from 'zod/mini';
import type { WordGroups } from '../../shared/rules/search';
import type { ServiceItem } from '../../shared/rules/service-item';
import { ContentError, type ContentProblem } from './content-error';
import { itemOf } from './item';
import { fieldsFile, type ItemFile, itemFile, materialsFile, questionsFile } from './item-file';
import { parseContent, readContent } from './read-file';

/** The folder of the content files; messages name files relative to the project. */
const here = new URL('./', import.meta.url);
const shown = (file: string) => `db/content/${file}`;

const wordGroups = z.array(z.array(z.string().check(z.minLength(1))).check(z.minLength(2)));

/** Reads and checks every item of the catalogue. Throws ContentError that lists every problem of every file. */
export function readCatalogue(halls: readonly string[], root: URL = here): ServiceItem[] {
  const problems: ContentProblem[] = [];
  const files: { file: string; content: ItemFile }[] = [];
  const materials = readContent(root, 'catalogue/materials.json', materialsFile);
  const questions = readContent(root, 'catalogue/questions.json', questionsFile);
  const fields = readContent(root, 'catalogue/fields.json', fieldsFile);
  const names = readdirSync(new URL('catalogue/items/', root))
    .filter((name) => name.endsWith('.json'))
    .sort();
  for (const name of names) {
    try {
      files.push({ file: `catalogue/items/${name}`, content: readContent(root, `catalogue/items/${name}`, itemFile) });
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
    }
  }
  const codes = new Set(files.map(({ content }) => content.code));
  const items = files.map(({ file, content }) => itemOf(shown(file), content, { materials, questions, fields, halls, codes }, problems));
  if (problems.length > 0) throw new ContentError(problems);
  return items;
}

/** One item from the text of its file, checked as `readCatalogue` does; for an editor's dry run. Throws ContentError. */
export function parseItem(text: string, file: string, halls: readonly string[], root: URL = here): ServiceItem {
  const content = parseContent(text, file, itemFile);
  const problems: ContentProblem[] = [];
  const materials = readContent(root, 'catalogue/materials.json', materialsFile);
  const questions = readContent(root, 'catalogue/questions.json', questionsFile);
  const fields = readContent(root, 'catalogue/fields.json', fieldsFile);
  const codes = new Set(readdirSync(new URL('catalogue/items/', root)).map((name) => name.replace(/\.json$/, '')));
  const item = itemOf(file, content, { materials, questions, fields, halls, codes }, problems);
  if (problems.length > 0) throw new ContentError(problems);
  return item;
}

/** Words that mean the same to people who search. */
export function readWordGroups(root: URL = here): WordGroups {
  return readContent(root, 'catalogue/word-groups.json', wordGroups);
}
