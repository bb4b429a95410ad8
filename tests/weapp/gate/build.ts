import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Node, parse } from 'acorn';
import { type AppJson, filesBelow, readAppJson } from '../dist';

/** A weapp build as the checks see it. Nothing here is written back. */
export interface Build {
  root: string;
  app: AppJson;
  files: string[];
  text(file: string): string;
  /** @throws SyntaxError when the file uses syntax later than ES2019 */
  syntax(file: string): Node;
}

export interface Check {
  name: string;
  /** What is wrong with the build, one line each; nothing when all is well. */
  find(build: Build): string[];
  /** Puts the defect into a copy of the build that `find` must then report. A check that cannot fail is a defect itself. */
  spoil(root: string): void;
}

export function openBuild(root: string): Build {
  const texts = new Map<string, string>();
  const trees = new Map<string, Node>();
  const text = (file: string) => {
    const known = texts.get(file) ?? readFileSync(path.join(root, file), 'utf8');
    texts.set(file, known);
    return known;
  };
  return {
    root,
    app: readAppJson(root),
    files: filesBelow(root),
    text,
    syntax(file) {
      const known = trees.get(file) ?? parse(text(file), { ecmaVersion: 2019, sourceType: 'script', allowReturnOutsideFunction: true });
      trees.set(file, known);
      return known;
    },
  };
}

export const scripts = (build: Build) => build.files.filter((file) => file.endsWith('.js'));

/** Every node of a syntax tree, in source order. */
export function* nodesOf(node: Node): Generator<Node & Record<string, unknown>> {
  yield node as Node & Record<string, unknown>;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string') yield* nodesOf(child as Node);
    }
  }
}

type Named = { type: string; name?: string; property?: { name?: string; value?: unknown } };

/** What a call or `new` calls: `f` for f(), `.m` for x.m() and x['m'](). */
export function calleeOf(node: Record<string, unknown>): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = node.callee as Named;
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression') return `.${callee.property?.name ?? String(callee.property?.value)}`;
  // webpack's interop: (0, module.name)(…)
  const last = (callee as { expressions?: Named[] }).expressions?.at(-1);
  return last?.type === 'MemberExpression' ? `.${last.property?.name ?? ''}` : undefined;
}

/** Names of all members that the scripts call, with the first file that does. */
export function calledMembers(build: Build): Map<string, string> {
  const called = new Map<string, string>();
  for (const file of scripts(build)) {
    for (const node of nodesOf(build.syntax(file))) {
      const callee = calleeOf(node);
      if (callee?.startsWith('.') && !called.has(callee.slice(1))) called.set(callee.slice(1), file);
    }
  }
  return called;
}

export function rewriteAppJson(root: string, change: (app: AppJson) => void): void {
  const app = readAppJson(root);
  change(app);
  writeFileSync(path.join(root, 'app.json'), JSON.stringify(app));
}

export function append(root: string, file: string, text: string): void {
  appendFileSync(path.join(root, file), text);
}
