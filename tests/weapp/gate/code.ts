import path from 'node:path';
import { packageOf } from '../dist';
import { append, type Build, calleeOf, type Check, nodesOf, scripts } from './build';

/** webpack's way to the global object where there is no globalThis; it sits in a try and is not reached on a phone. */
const webpackGlobal = 'new Function("return this")';

/** Methods later than iOS 12 and Chrome 80, which a transpiler leaves as they are: on an old phone the page stays blank. */
const tooNew = ['.at', '.replaceAll', '.matchAll', '.findLast', '.findLastIndex', '.toSorted', '.toReversed', '.toSpliced', '.hasOwn', '.allSettled'];

/** Plain http and addresses of one's own machine, which a released mini-program cannot reach. Names of XML dialects are not addresses. */
export function unreachableAddresses(text: string): string[] {
  const plain = text.match(/\b(?:http|ws):\/\/(?!www\.w3\.org\/)[^\s"'`\\<>)]+/g) ?? [];
  const local = text.match(/\b(?:https|wss):\/\/(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[)[^\s"'`\\<>)]*/g) ?? [];
  return [...new Set([...plain, ...local])];
}

function addressProblems(build: Build, allowed: string[]): string[] {
  return build.files
    .filter((file) => /\.(js|json|wxml|wxss|wxs)$/.test(file) && file !== 'project.config.json')
    .flatMap((file) =>
      unreachableAddresses(build.text(file))
        .filter((address) => !allowed.includes(address))
        .map((address) => `${file} names ${address}`),
    );
}

/**
 * Checks of the scripts. A development build may name the local server it was made for; a production build names no
 * plain or local address at all.
 */
export function codeChecks(allowedAddresses: string[]): Check[] {
  return [
    {
      name: 'every script is ES2019 or older',
      find: (build) =>
        scripts(build).flatMap((file) => {
          try {
            build.syntax(file);
            return [];
          } catch (error) {
            return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
          }
        }),
      spoil: (root) => append(root, 'app.js', ';class Seeded{#hidden=1;read(){return this?.#hidden}}'),
    },
    {
      name: 'no script calls a method that the oldest phones lack',
      find: (build) =>
        scripts(build).flatMap((file) =>
          [...nodesOf(build.syntax(file))]
            .filter((node) => (node.callee as { type?: string } | undefined)?.type === 'MemberExpression' && tooNew.includes(calleeOf(node) ?? ''))
            .map((node) => `${file}: ${build.text(file).slice(node.start, node.end).slice(-80)}`),
        ),
      spoil: (root) => append(root, 'app.js', ';function seeded(list){return list.at(-1)}'),
    },
    {
      name: 'every relative require finds its file, and none reaches into another subpackage',
      find: (build) =>
        scripts(build).flatMap((file) =>
          [...nodesOf(build.syntax(file))].flatMap((node) => {
            const asked = calleeOf(node) === 'require' ? (node.arguments as { value?: unknown }[])[0]?.value : undefined;
            if (typeof asked !== 'string') return [];
            const joined = asked.startsWith('/') ? asked.slice(1) : path.posix.join(path.posix.dirname(file), asked);
            const found = [joined, `${joined}.js`].find((each) => build.files.includes(each));
            if (found === undefined) return [`${file} requires ${asked}, which is not there`];
            const owner = packageOf(build.app, found);
            return owner !== '' && owner !== packageOf(build.app, file) ? [`${file} requires ${asked} of the subpackage ${owner}`] : [];
          }),
        ),
      spoil: (root) => append(root, 'app.js', ';function seeded(){return require("./gone")}'),
    },
    {
      name: 'no script makes code out of text',
      find: (build) =>
        scripts(build).flatMap((file) =>
          [...nodesOf(build.syntax(file))]
            .filter((node) => ['eval', 'Function'].includes(calleeOf(node) ?? ''))
            .map((node) => build.text(file).slice(node.start, node.end))
            .filter((code) => code !== webpackGlobal)
            .map((code) => `${file}: ${code.slice(0, 80)}`),
        ),
      spoil: (root) => append(root, 'app.js', ';function seeded(words){return new Function("a",words)}'),
    },
    {
      name: 'no address that a released mini-program cannot reach',
      find: (build) => addressProblems(build, allowedAddresses),
      spoil: (root) => append(root, 'app.js', ';var seeded="http://10.0.0.7:3000/api"'),
    },
    {
      name: 'zod is not in the main package, so the first screen runs without it',
      find: (build) =>
        scripts(build)
          .filter((file) => packageOf(build.app, file) === '' && /\b_zod\b|\bZodError\b|\$ZodType\b/.test(build.text(file)))
          .map((file) => `${file} contains zod`),
      spoil: (root) => append(root, 'app.js', ';var seeded={_zod:{def:{}}}'),
    },
  ];
}
