import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Edit = { file: string; find: string; put: string };

/** A seeded defect: places in the source, each standing once in its file, and what stands there instead. The prover must go red on it. */
export type Seeded = { name: string; edits: Edit[] };

export const root = join(import.meta.dirname, '../..');
const rooms = ['shared', 'db', 'functions', 'cli', 'tests/support', 'tests/shared', 'tests/prove', 'package.json', 'tsconfig.json'];

/** A copy of the source with the defect in it, below `.cache`; the packages are the same. The caller removes it. */
export function copyWith({ name, edits }: Seeded): string {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(join(cache, 'defect-'));
  for (const room of rooms) cpSync(join(root, room), join(copy, room), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, find, put } of edits) {
    const source = readFileSync(join(copy, file), 'utf8');
    if (source.split(find).length !== 2) throw new Error(`seeded defect “${name}”: its place must stand once in ${file}: ${find}`);
    writeFileSync(
      join(copy, file),
      source.replace(find, () => put),
    );
  }
  return copy;
}

/** Runs a TypeScript program of the provers in a folder, as a process of its own, and yields the JSON of its last line. */
export function resultOf<Result>(program: string[], { cwd, env = {} }: { cwd: string; env?: Record<string, string> }): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...program], {
      cwd,
      env: { ...process.env, LOG_LEVEL: 'silent', NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    child.once('exit', (code) => {
      const last = out.trim().split('\n').at(-1) ?? '';
      if (last.startsWith('{')) resolve(JSON.parse(last) as Result);
      else reject(new Error(`${program[0]} ended with ${code} and no result`));
    });
  });
}

/** A number given as `--name N` on the command line. */
export function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]) || otherwise;
}
