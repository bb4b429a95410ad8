import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const own = join(import.meta.dirname, '../../db/content');
const shared = ['materials.json', 'questions.json', 'fields.json', 'word-groups.json', 'abolished-proofs.json'];

/** A content folder of its own with a few items and one procedure of the product, to be broken at will. */
export function aContentFolder(items: readonly string[], procedures: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-catalogue-'));
  for (const name of ['items', 'procedures']) mkdirSync(join(folder, 'catalogue', name), { recursive: true });
  const copy = (file: string) => cpSync(join(own, file), join(folder, file));
  for (const file of ['halls.json', 'units.json', ...shared.map((name) => `catalogue/${name}`)]) copy(file);
  for (const code of items) copy(`catalogue/items/${code}.json`);
  for (const code of procedures) copy(`catalogue/procedures/${code}.json`);
  return {
    folder,
    root: pathToFileURL(`${folder}/`),
    read: (file: string) => readFileSync(join(folder, file), 'utf8'),
    write: (file: string, content: string | Uint8Array) => writeFileSync(join(folder, file), content),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
