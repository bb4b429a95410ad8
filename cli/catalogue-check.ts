import { existsSync } from 'node:fs';
import { type Catalogue, inspectCatalogue, type Known } from '../db/content/catalogue';
import { readPlaces } from '../db/content/city';
import { ContentError, problemLine } from '../db/content/content-error';
import { defectProblems } from '../db/content/item-defects';
import { ownContent } from '../db/content/read-file';
import { shanghaiDay } from '../shared/rules/shanghai';
import { catalogueText } from '../shared/text/catalogue-load';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { contentFolder, wordsOf } from './catalogue-folder';
import { say } from './say';

/** Checks every file of the catalogue without a database, says every problem of every file, and ends with an error when there is one. */
export async function catalogueCheck(words: readonly string[]): Promise<number> {
  const { positionals } = wordsOf(words, { options: {}, allowPositionals: true });
  const root = contentFolder(positionals[0]);
  checkedCatalogue(root, placesOf(root));
  return 0;
}

/** The halls and units beside the catalogue, or ours where the folder has none. */
export function placesOf(root: URL): ReturnType<typeof readPlaces> {
  try {
    return readPlaces(existsSync(new URL('halls.json', root)) && existsSync(new URL('units.json', root)) ? root : ownContent);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return refuse(error.problems);
  }
}

/** The catalogue of a folder, proved: besides the files also what only walking the interviews shows. Refuses a broken one after naming all of it. */
export function checkedCatalogue(root: URL, known: Known, tell = say): Catalogue {
  const started = performance.now();
  const { problems, ...catalogue } = inspectCatalogue(known, root);
  // What is wrong with the conditions of a file shows as a dead question too; first things first.
  const broken = new Set(problems.map(({ file }) => file));
  const found = [...problems, ...defectProblems(catalogue.items, root, shanghaiDay(new Date().toISOString()), broken)];
  if (found.length > 0) refuse(found, tell);
  tell(
    catalogueText.checked(catalogue.items.length, catalogue.procedures.length, catalogue.knowledge.length, Math.round(performance.now() - started)),
  );
  tell(catalogueText.abolished(catalogue.abolished.proofs.length, catalogue.abolished.expected));
  return catalogue;
}

function refuse(problems: ContentError['problems'], tell = say): never {
  for (const problem of problems) tell(problemLine(problem));
  throw new OperatorRefusal('catalogue_broken', catalogueText.problems(problems.length, new Set(problems.map(({ file }) => file)).size));
}
