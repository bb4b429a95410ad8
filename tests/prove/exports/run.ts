import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, root } from '../seeded';
import { exportDefects } from './defects';
import { hostileCells } from './hostile';
import { judged } from './judge';
import { Office, officeVersion } from './office';
import { openedXlsx } from './opened';
import { type Exported, exportNames, exportsOf } from './scene';

/**
 * `npm run prove:exports` (issue 7, K4): people type everything that a spreadsheet could take for a formula, a link or a field of its own wherever the
 * product lets them; every export is taken over HTTP (the register: by its command), read as XML and opened in LibreOffice. Nothing in it may be
 * calculated, linked or turned into a number, and every word must come back as it was typed, or with the apostrophe of the register — which is saved as
 * CSV too, and opened again as formulas. Then the same on copies of the source with seeded defects, each of which must be found. Needs LibreOffice
 * (`apt-get install -y --no-install-recommends libreoffice-calc`); `--slice` reads the XML only. Ends with one line of JSON; status 1 when something
 * was found, a defect was missed, or LibreOffice is not there.
 */
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const slice = process.argv.includes('--slice');
const office = slice ? null : officeVersion();
if (!slice && office === null) {
  say('LibreOffice is not installed, without which no export is opened. On Debian or Ubuntu:');
  say('apt-get install -y --no-install-recommends libreoffice-calc');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'onewindow-exports-'));
const given = process.env.TEST_DATABASE_URL;
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = given ?? postgres?.url ?? '';
process.env.FILE_STORE_FOLDER = join(folder, 'files');

const { findings, cells, words } = looked(await exportsOf(root, join(folder, 'real')));
for (const finding of findings) say(`found: ${finding}`);
say(
  `${exportNames.length} exports, ${Object.keys(hostileCells).length} hostile words, ${cells} cells, ${words} words looked for; ${findings.length} findings; ${seconds()} s`,
);

const missed: string[] = [];
const hunted = exportDefects.filter(({ group }) => !slice || group === 1);
for (const group of new Set(hunted.map((defect) => defect.group))) {
  const those = hunted.filter((defect) => defect.group === group);
  const copy = copyWith({ name: those.map(({ name }) => name).join(', '), edits: those.flatMap(({ edits }) => edits) });
  const seen = await exportsOf(copy, join(folder, `group-${group}`)).finally(() => rmSync(copy, { recursive: true, force: true }));
  const { findings: shown } = looked(seen);
  for (const { name, of, shows } of those) {
    const found = shown.find((finding) => finding.startsWith(`${of}: `) && shows.test(finding));
    if (!found) missed.push(name);
    say(found ? `red as it must be: ${name} — ${found.slice(0, 160)}` : `MISSED ${name}: ${shown.join(' | ').slice(0, 600)}`);
  }
}
await postgres?.stop();
rmSync(folder, { recursive: true, force: true });
const result = { office, exports: exportNames.length, hostile: Object.keys(hostileCells).length, cells, words, findings: findings.length };
say(JSON.stringify({ ...result, defects: hunted.length, found: hunted.length - missed.length, missed, seconds: seconds() }));
process.exit(findings.length > 0 || missed.length > 0 ? 1 : 0);

/** What is wrong with exports as XML, and as LibreOffice opens them. */
function looked(exported: Exported): ReturnType<typeof judged> {
  const files = exportNames.map((name) => exported[name].file);
  const asXml = judged(exported, new Map(files.map((file) => [basename(file), openedXlsx(readFileSync(file))])));
  if (slice) return asXml;
  const program = new Office(mkdtempSync(join(folder, 'office-')));
  const asOpened = judged(exported, program.opened(files));
  const [again] = program.opened(program.savedAsCsv([exported.register.file])).values();
  const alive = (again?.cells ?? []).flatMap(({ formula }) =>
    formula === null ? [] : [`register: a live formula after it was saved as CSV: ${formula}`],
  );
  return {
    findings: [
      ...asXml.findings,
      ...asOpened.findings,
      ...alive,
      ...(again ? again.live.map((what) => `register: as CSV ${what}`) : ['register: no CSV']),
    ],
    cells: asXml.cells + asOpened.cells + (again?.cells.length ?? 0),
    words: asXml.words + asOpened.words,
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
