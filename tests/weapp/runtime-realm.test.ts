import { aMiniProgram, openFixture, putAway } from './fixture';

afterEach(putAway);

/** Evaluates an expression in a page's script and gives it as JSON. */
async function inside(expression: string, files: Record<string, string> = {}): Promise<unknown> {
  const root = aMiniProgram({ 'pages/home': { js: `{ look() { return JSON.stringify(${expression}) } }` } }, {}, files);
  const phone = await openFixture(root);
  const text = (phone.mini.stack.top().instance.look as () => string | undefined)();
  return text === undefined ? undefined : JSON.parse(text);
}

describe('the world of a mini-program', () => {
  test.each([
    'window',
    'document',
    'navigator',
    'location',
    'localStorage',
    'process',
    'Buffer',
    'fetch',
    'XMLHttpRequest',
    'AbortController',
    'URL',
    'URLSearchParams',
    'TextEncoder',
    'structuredClone',
    'queueMicrotask',
    'setImmediate',
    'MessageChannel',
    'crypto',
    'atob',
    'BigInt',
    'WebAssembly',
  ])('has no %s', async (name) => {
    expect(await inside(`typeof ${name}`)).toBe('undefined');
  });

  test.each([
    'wx',
    'App',
    'Page',
    'Component',
    'Behavior',
    'getApp',
    'getCurrentPages',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'console',
  ])('has %s', async (name) => {
    expect(await inside(`typeof ${name} !== 'undefined'`)).toBe(true);
  });

  test('Function and eval give nothing', async () => {
    expect(await inside(`[typeof Function('return 1'), typeof (0, eval)('1'), (() => 1) instanceof Function]`)).toEqual([
      'undefined',
      'undefined',
      true,
    ]);
  });

  test('even a function that is reached by its prototype makes no code', async () => {
    expect(await inside(`(() => { try { return (() => 1).constructor('return 1') ?? 'nothing' } catch (error) { return error.name } })()`)).toBe(
      'EvalError',
    );
  });

  test.each([
    "''.replaceAll",
    '[].at',
    'Object.hasOwn',
    'Promise.allSettled',
    '[].findLast',
    '[].toSorted',
  ])('%s is too new for the oldest phones', async (name) => {
    expect(await inside(`typeof ${name}`)).toBe('undefined');
  });

  test('what wx hands over is made of the mini-program’s own objects', async () => {
    expect(await inside('[wx.getWindowInfo().constructor === Object, wx.login() instanceof Promise]')).toEqual([true, true]);
  });
});

describe('require', () => {
  const files = {
    'shared/words.js': "exports.count = (exports.count || 0) + 1; exports.home = require('../words')",
    'words.js': "module.exports = '一窗通'",
    'staff/secret.js': '',
  };

  test('runs each file once and knows the way from the file that asks', async () => {
    expect(await inside("[require('../shared/words'), require('../shared/words.js').count]", files)).toEqual([{ count: 1, home: '一窗通' }, 1]);
  });

  test('refuses a file that is not in the build', async () => {
    expect(await inside("(() => { try { require('./gone') } catch (error) { return error.message } })()")).toBe(
      "module 'pages/gone.js' is not defined, require args is './gone'",
    );
  });

  test('refuses the main package a file of a subpackage', async () => {
    const root = aMiniProgram(
      { 'pages/home': { js: "{ look() { return require('../staff/secret') } }" }, 'staff/list': {} },
      { subPackages: [{ root: 'staff', pages: ['list'] }] },
      files,
    );
    const phone = await openFixture(root);
    expect(phone.mini.stack.top().instance.look).toThrow("module 'staff/secret.js' is not defined");
  });
});
