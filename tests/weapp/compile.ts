import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { filesBelow, readJson } from './dist';

/** A node as WeChat's compiler yields it: `wx-page`, `wx-view`, …, or `virtual` for a block. Attribute names are camel case. */
export interface WxNode {
  tag: string;
  attr?: Record<string, unknown>;
  children: (WxNode | string)[];
}

export interface CompiledWxml {
  /** Renders one wxml file (path with ending, relative to the root) from page data. */
  render(file: string, data: unknown): WxNode;
  /** What the compiled code complained of since the last look, such as templates that do not exist. */
  takeWarnings(): string[];
}

const binaries = { linux: 'linux', darwin: 'mac', win32: 'windows' } as const;

/** WeChat's own compiler from npm. Its files come without the x bit when install scripts are off. */
function binary(name: 'wcc' | 'wcsc'): string {
  const folder = binaries[process.platform as keyof typeof binaries];
  if (!folder) throw new Error(`WeChat's compilers exist for Linux, macOS and Windows, not for ${process.platform}.`);
  const home = path.dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json'));
  const file = path.join(home, 'bin', folder, folder === 'windows' ? `${name}.exe` : name);
  if (isExecutable(file)) return file;
  try {
    chmodSync(file, 0o755);
    return file;
  } catch {
    const copy = path.join(mkdtempSync(path.join(tmpdir(), 'weapp-compiler-')), name);
    copyFileSync(file, copy);
    chmodSync(copy, 0o755);
    process.once('exit', () => rmSync(path.dirname(copy), { recursive: true, force: true }));
    return copy;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(name: 'wcc' | 'wcsc', root: string, args: string[]): string {
  const done = spawnSync(binary(name), args, { cwd: root, maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' });
  if (done.error) throw new Error(`${name} could not be run (${process.platform} ${process.arch}): ${done.error.message}`);
  if (done.status !== 0) throw new Error(`${name}: ${done.stderr.trim() || `exit code ${done.status}`}`);
  return done.stdout;
}

/** `-cc` wants, in one argument: how many files use components, then for each its path, how many, and their names. */
function componentList(root: string, wxml: string[]): string {
  const using = wxml.flatMap((file) => {
    const json = `${file.slice(0, -'.wxml'.length)}.json`;
    if (!existsSync(path.join(root, json))) return [];
    const { usingComponents } = readJson<{ usingComponents?: Record<string, string> }>(root, json);
    const names = Object.keys(usingComponents ?? {});
    return names.length > 0 ? [[file, String(names.length), ...names]] : [];
  });
  return [String(using.length), ...using.flat()].join(' ');
}

/**
 * Compiles every wxml and wxs file below root with WeChat's wcc (2020).
 * @throws Error with file, line and column when the wxml is broken
 */
export function compileWxml(root: string): CompiledWxml {
  const wxml = filesBelow(root, '.wxml');
  const code = run('wcc', root, ['-d', '-cc', componentList(root, wxml), ...wxml, ...filesBelow(root, '.wxs'), '-gn', '$gwx']);
  const warnings: string[] = [];
  const note = (...words: unknown[]) => void warnings.push(words.map(String).join(' '));
  const context = vm.createContext({ window: {}, console: { log: note, warn: note, error: note, info: note } });
  vm.runInContext(code, context, { filename: 'wxml' });
  // The compiled code asks `value.constructor === Object`: data of another context would be dropped in silence.
  const parse = vm.runInContext('(text) => JSON.parse(text)', context) as (text: string) => unknown;
  const $gwx = vm.runInContext('$gwx', context) as (file: string) => ((data: unknown) => WxNode) | undefined;
  return {
    render(file, data) {
      const generate = $gwx(file);
      if (!generate) throw new Error(`${file} was not compiled: there is no such wxml below ${root}.`);
      return generate(parse(JSON.stringify(data)));
    },
    takeWarnings: () => warnings.splice(0),
  };
}

/**
 * Compiles every wxss file below root with WeChat's wcsc (2019), with its lint on.
 * @throws Error with file, line and column for broken or forbidden style (`*`, missing imports)
 */
export function compileWxss(root: string): string {
  const wxss = filesBelow(root, '.wxss');
  return wxss.length === 0 ? '' : run('wcsc', root, ['-lc', '-db', '-pc', String(wxss.length), ...wxss]);
}
