import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { packageOf, type AppJson } from '../dist';

/** A refusal in WeChat's own form: what `fail` receives is `{ errMsg: '<api>:fail <reason>', … }`. */
export class WxFailure extends Error {
  constructor(
    readonly reason: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}

/** The JavaScript world of one mini-program: its own globals, modules and timers; nothing of Node or of a browser. */
export interface Realm {
  /** What the realm's own JSON makes of a value: plain objects whose prototypes belong to the mini-program. */
  copy<T>(value: T): T;
  /** Parses JSON into objects of the realm. */
  parse(text: string): unknown;
  error(message: string): Error;
  bytes(buffer: Uint8Array): ArrayBuffer;
  /** Settles in a promise that the mini-program's own `Promise` made. */
  promise<T>(work: Promise<T>): Promise<T>;
  /** Runs `work` in a later turn, as WeChat answers every call. */
  later(work: () => void): void;
  define(name: string, value: unknown): void;
  /** Evaluates a script of the build once, and gives its exports. `file` has no leading slash. */
  load(file: string): unknown;
  /** Timers that fire within 100 ms: the page is not quiet before they have. */
  dueSoon(): number;
  close(): void;
}

// WeChat wraps every file in a function with these parameters and passes nothing for them.
const hidden =
  'window,document,frames,self,location,navigator,localStorage,sessionStorage,history,Caches,screen,alert,confirm,prompt,fetch,' +
  'XMLHttpRequest,WebSocket,webkit,URL,URLSearchParams,DOMParser,AbortController,TextEncoder,process,Buffer,setImmediate,queueMicrotask';

// Newer than the oldest phones of "browserslist" (iOS 12, Chrome 80): calls of these must fail here as they would there.
const tooNew = `
for (const [owner, names] of [
  [Array.prototype, 'at findLast findLastIndex toReversed toSorted toSpliced with'],
  [String.prototype, 'at replaceAll matchAll isWellFormed toWellFormed'],
  [Object, 'hasOwn groupBy'], [Promise, 'allSettled any withResolvers try'], [Map, 'groupBy'],
  [globalThis, 'AggregateError BigInt FinalizationRegistry WeakRef SharedArrayBuffer Atomics WebAssembly Iterator'],
]) for (const name of names.split(' ')) delete owner[name]
for (const typed of [Int8Array, Uint8Array, Int32Array, Float64Array]) delete Object.getPrototypeOf(typed.prototype).at
`;

// Old base libraries answer nothing where \`Function\` is asked to make code; zod's fast path dies of that.
const noCodeFromText = `
{ const real = Function
  globalThis.Function = function Function() {}
  Function.prototype = real.prototype
  globalThis.eval = function () {} }
`;

export function createRealm(root: string, app: AppJson, report: (error: unknown) => void): Realm {
  const context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const inside = <T>(code: string) => vm.runInContext(code, context) as T;
  inside(tooNew + noCodeFromText);
  const parse = inside<(text: string) => unknown>('(text) => JSON.parse(text)');
  const stringify = inside<(value: unknown) => string | undefined>('(value) => JSON.stringify(value)');
  const makeError = inside<(message: string) => Error>('(message) => new Error(message)');
  const makePromise =
    inside<<T>(start: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void) => Promise<T>>('(start) => new Promise(start)');
  const makeBytes = inside<(values: Uint8Array) => ArrayBuffer>('(values) => new Uint8Array(values).buffer');

  const timers = new Map<number, { handle: NodeJS.Timeout; soon: boolean }>();
  let lastTimer = 0;
  let closed = false;

  function start(work: () => void, delay: number, repeat: boolean): number {
    const id = ++lastTimer;
    if (closed) return id;
    const fire = () => {
      if (!repeat) timers.delete(id);
      try {
        work();
      } catch (error) {
        report(error);
      }
    };
    const handle = repeat ? setInterval(fire, delay) : setTimeout(fire, delay);
    timers.set(id, { handle, soon: !repeat && delay <= 100 });
    return id;
  }
  const stop = (id: number) => {
    clearTimeout(timers.get(id)?.handle);
    timers.delete(id);
  };
  type Timed = (work: () => void, delay?: number, ...words: unknown[]) => number;
  const timed =
    (repeat: boolean): Timed =>
    (work, delay = 0, ...words) =>
      start(() => (work as (...given: unknown[]) => void)(...words), Number(delay) || 0, repeat);

  const modules = new Map<string, { exports: unknown }>();

  function load(file: string): unknown {
    const known = modules.get(file);
    if (known) return known.exports;
    const at = path.join(root, file);
    if (!existsSync(at)) throw makeError(`module '${file}' is not defined`);
    const module = { exports: inside<object>('({})') as unknown };
    modules.set(file, module);
    const wrapped = vm.runInContext(`(function (require, module, exports, ${hidden}) {${readFileSync(at, 'utf8')}\n})`, context, {
      filename: at,
    }) as (...given: unknown[]) => void;
    wrapped((asked: string) => load(resolveRequire(file, asked)), module, module.exports);
    return module.exports;
  }

  function resolveRequire(from: string, asked: string): string {
    const joined = asked.startsWith('/') ? asked.slice(1) : path.posix.join(path.posix.dirname(from), asked);
    const file = existsSync(path.join(root, `${joined}.js`)) ? `${joined}.js` : joined;
    const target = packageOf(app, file);
    // A package's code is only there once the package was downloaded; the main package always is.
    if (!existsSync(path.join(root, file)) || (target !== '' && target !== packageOf(app, from))) {
      throw makeError(`module '${joined}.js' is not defined, require args is '${asked}'`);
    }
    return file;
  }

  const define = (name: string, value: unknown) => {
    (context as Record<string, unknown>)[name] = value;
  };
  define('setTimeout', timed(false));
  define('setInterval', timed(true));
  define('clearTimeout', stop);
  define('clearInterval', stop);

  return {
    copy: <T>(value: T) => {
      const text = stringify(value);
      return (text === undefined ? undefined : parse(text)) as T;
    },
    parse,
    error: makeError,
    bytes: makeBytes,
    promise: (work) => makePromise((resolve, reject) => void work.then(resolve, reject)),
    later: (work) => void start(work, 0, false),
    define,
    load,
    dueSoon: () => [...timers.values()].filter((timer) => timer.soon).length,
    close() {
      closed = true;
      for (const id of [...timers.keys()]) stop(id);
    },
  };
}
