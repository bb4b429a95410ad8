import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../scripts/bundle.mjs';

const functions = ['api/index', 'api/cron'];
const folderOf = (name: string) => `${process.cwd()}/.vercel/output/functions/${name}.func`;

/**
 * A function may take at most this many times what its libraries alone take: shared/stack-server.md measured 27–40 ms for a bundle
 * of them and wants at most 60 for a function. A ratio within one run, since the same code takes 41 ms on one machine and 95 on another.
 */
const mostOfLibraries = 60 / 40;

/** A bundle of nothing but the libraries every function starts with. */
const libraries = { folder: '', file: '' };
beforeAll(async () => {
  mkdirSync('.cache', { recursive: true });
  libraries.folder = mkdtempSync(join(process.cwd(), '.cache', 'libraries-'));
  await bundle({ libraries: 'tests/vercel/libraries-probe.ts' }, libraries.folder);
  libraries.file = join(libraries.folder, 'libraries.mjs');
});
afterAll(() => rmSync(libraries.folder, { recursive: true, force: true }));

/** The processor time it takes to import files in a Node process that has loaded nothing of them, in milliseconds. */
function coldImport(...files: string[]): number {
  const script = `const began = process.cpuUsage(); for (const file of ${JSON.stringify(files)}) await import(file);
    const used = process.cpuUsage(began); console.log((used.user + used.system) / 1000);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { PATH: process.env.PATH } }));
}

/** The best of several imports each, taken in turn: other work on the machine slows both, and the best of neither. */
function timesTheLibraries(name: string, ...files: string[]): number {
  const runs = Array.from({ length: 15 }, () => ({ ours: coldImport(...files), theirs: coldImport(libraries.file) }));
  const ours = Math.min(...runs.map((run) => run.ours));
  const theirs = Math.min(...runs.map((run) => run.theirs));
  process.stdout.write(
    `cold import of ${name}: ${ours.toFixed(0)} ms, its libraries alone ${theirs.toFixed(0)} ms, ratio ${(ours / theirs).toFixed(2)}\n`,
  );
  return ours / theirs;
}

test.each(functions)('%s is imported cold in at most 1.5 times what its libraries take', (name) => {
  expect(timesTheLibraries(name, join(folderOf(name), 'index.mjs'))).toBeLessThanOrEqual(mostOfLibraries);
});

test('a function that brings its PDF library to every cold start is found', () => {
  const pdf = readdirSync(folderOf('api/index')).find((file) => file.startsWith('make-')) ?? 'make';
  const files = ['index.mjs', pdf].map((file) => join(folderOf('api/index'), file));
  expect(timesTheLibraries('api/index with pdfmake', ...files)).toBeGreaterThan(mostOfLibraries);
});

test.each(functions)('%s carries no stand-in: their control paths are open by design', (name) => {
  const folder = folderOf(name);
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.mjs')))
    expect(readFileSync(`${folder}/${file}`, 'utf8')).not.toContain('/__stand-in/');
  // What a cold start reads; the PDF library is imported when the first notice is asked for.
  const entry = readFileSync(`${folder}/index.mjs`, 'utf8');
  expect(entry.length).toBeLessThan(1_000_000);
  expect(entry).not.toContain('pdfkit');
});
