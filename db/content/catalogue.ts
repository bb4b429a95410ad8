import { existsSync, readdirSync } from 'node:fs';
import * as z from 'zod/mini';
import type { KnowledgeEntry } from '../../shared/rules/knowledge';
import type { ProcedureNotice } from '../../shared/rules/procedure';
import type { WordGroups } from '../../shared/rules/search';
import type { ServiceItem } from '../../shared/rules/service-item';
import { type AbolishedProofs, abolishedFile, reportAbolished } from './abolished-proofs';
import { ContentError, type ContentProblem } from './content-error';
import { itemOf, type Surroundings } from './item';
import { fieldsFile, type ItemFile, itemFile, materialsFile, questionsFile } from './item-file';
import { knowledgeFile, knowledgeOf } from './knowledge-file';
import { procedureFile, procedureOf } from './procedure-file';
import { ownContent, parseContent, readContent, shownFile } from './read-file';

const wordGroups = z.array(z.array(z.string().check(z.minLength(1))).check(z.minLength(2)));

/** What the files name that is not in the folder: ids of halls and of units. Without `units` the owner of a procedure is not looked up. */
export type Known = { halls: readonly string[]; units?: readonly string[] };

export type Catalogue = {
  items: ServiceItem[];
  procedures: ProcedureNotice[];
  /** F1: the answer base, in the order of its files. */
  knowledge: KnowledgeEntry[];
  abolished: AbolishedProofs;
  groups: WordGroups;
};

/** Reads and checks every file of the catalogue folder under `root`; `problems` lists everything wrong with any of them. */
export function inspectCatalogue(known: Known, root: URL = ownContent): Catalogue & { problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const attempt = <Content>(read: () => Content): Content | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const materials = attempt(() => readContent(root, 'catalogue/materials.json', materialsFile));
  const questions = attempt(() => readContent(root, 'catalogue/questions.json', questionsFile));
  const fields = attempt(() => readContent(root, 'catalogue/fields.json', fieldsFile));
  const groups = attempt(() => readWordGroups(root)) ?? [];
  const abolished = attempt(() => readContent(root, 'catalogue/abolished-proofs.json', abolishedFile)) ?? { expected: 0, verify: [], proofs: [] };
  const folder = <Schema extends z.ZodMiniType>(name: string, schema: Schema) =>
    jsonFiles(root, name).flatMap((file) => {
      const content = attempt(() => readContent(root, file, schema));
      return content === null ? [] : [{ file, content }];
    });
  const files = folder('catalogue/items/', itemFile);
  const notices = folder('catalogue/procedures/', procedureFile);

  const codes = new Set(jsonFiles(root, 'catalogue/items/').map(codeOfFile));
  reportTwins(root, [...files, ...notices], problems);
  const procedures = notices.map(({ file, content }) => procedureOf(shownFile(root, file), content, { units: known.units, codes }, problems));
  const seen = new Set<string>();
  const knowledge = folder('knowledge/', knowledgeFile).flatMap(({ file, content }) =>
    knowledgeOf(shownFile(root, file), content, { units: known.units, codes, seen }, problems),
  );
  // Where a shared file is broken, all that is taken from it would be reported as missing.
  if (!materials || !questions || !fields) return { items: [], procedures, knowledge, abolished, groups, problems };
  const around: Surroundings = { materials, questions, fields, halls: known.halls, codes };
  reportAbolished(shownFile(root, 'catalogue/materials.json'), Object.entries(materials), abolished, problems);
  const items = files.map(({ file, content }) => {
    const own = content.materials.map((material, index): [string, { name?: string | undefined }] => [`materials[${index}]`, material]);
    reportAbolished(shownFile(root, file), own, abolished, problems);
    return itemOf(shownFile(root, file), content, around, problems);
  });
  return { items, procedures, knowledge, abolished, groups, problems };
}

/** Everything of the catalogue. Throws ContentError that lists every problem of every file. */
export function readWholeCatalogue(known: Known, root: URL = ownContent): Catalogue {
  const { problems, ...catalogue } = inspectCatalogue(known, root);
  if (problems.length > 0) throw new ContentError(problems);
  return catalogue;
}

/** Reads and checks every item of the catalogue. Throws ContentError that lists every problem of every file. */
export function readCatalogue(halls: readonly string[], root: URL = ownContent): ServiceItem[] {
  return readWholeCatalogue({ halls }, root).items;
}

/** One item from the text of its file, checked as `readCatalogue` does; for an editor's dry run. Throws ContentError. */
export function parseItem(text: string, file: string, halls: readonly string[], root: URL = ownContent): ServiceItem {
  const content: ItemFile = parseContent(text, file, itemFile);
  const problems: ContentProblem[] = [];
  const materials = readContent(root, 'catalogue/materials.json', materialsFile);
  const questions = readContent(root, 'catalogue/questions.json', questionsFile);
  const fields = readContent(root, 'catalogue/fields.json', fieldsFile);
  const codes = new Set(jsonFiles(root, 'catalogue/items/').map(codeOfFile));
  const own = content.materials.map((material, index): [string, { name?: string | undefined }] => [`materials[${index}]`, material]);
  reportAbolished(file, own, readContent(root, 'catalogue/abolished-proofs.json', abolishedFile), problems);
  const item = itemOf(file, content, { materials, questions, fields, halls, codes }, problems);
  if (problems.length > 0) throw new ContentError(problems);
  return item;
}

/** Words that mean the same to people who search. */
export function readWordGroups(root: URL = ownContent): WordGroups {
  return readContent(root, 'catalogue/word-groups.json', wordGroups);
}

function jsonFiles(root: URL, folder: string): string[] {
  const url = new URL(folder, root);
  if (!existsSync(url)) return [];
  return readdirSync(url)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${folder}${name}`);
}

const codeOfFile = (file: string) => (file.split('/').at(-1) ?? '').replace(/\.json$/, '');

/** Two files must not speak for the same code; procedures and items share one list on the phone. */
function reportTwins(root: URL, files: readonly { file: string; content: { code: string } }[], problems: ContentProblem[]): void {
  const first = new Map<string, string>();
  for (const { file, content } of files) {
    const other = first.get(content.code);
    if (other === undefined) first.set(content.code, file);
    else
      problems.push({
        file: shownFile(root, file),
        path: 'code',
        problem: `编号“${content.code}”已由 ${other.split('/').at(-1)} 使用`,
        fix: '请改为不同的编号，或删去多余的文件',
      });
  }
}
