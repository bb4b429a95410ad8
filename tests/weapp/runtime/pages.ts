import { existsSync } from 'node:fs';
import path from 'node:path';
import { pagePaths, readJson, type AppJson } from '../dist';
import { applyData, setDataLimit } from './data';
import { WxFailure, type Realm } from './realm';

type Definition = Record<string, unknown>;
type Query = Record<string, string>;

/** A page on the stack: what the mini-program sees as `this`, and what the runtime knows of it. */
export interface OpenPage {
  path: string;
  query: Query;
  title: string;
  instance: Definition & { data: Record<string, unknown> };
  /** Largest setData so far and how many there were, in bytes of JSON. */
  setData: { calls: number; largest: number; bytes: number };
  closed: boolean;
}

export interface ComponentDefinition {
  properties?: Record<string, { value?: unknown } | unknown>;
  methods?: Record<string, (event: unknown) => unknown>;
}

export interface PageStack {
  pages(): OpenPage[];
  top(): OpenPage;
  component(file: string): ComponentDefinition | undefined;
  navigateTo(url: unknown): OpenPage;
  redirectTo(url: unknown): OpenPage;
  reLaunch(url: unknown): OpenPage;
  switchTab(url: unknown): OpenPage;
  navigateBack(delta: unknown): void;
  isTab(path: string): boolean;
  /** Calls a lifecycle of a page if it has it; errors go to the report. */
  call(page: OpenPage, hook: string, ...given: unknown[]): unknown;
  /** setData calls so far over all pages. */
  updates(): number;
}

const deepest = 10;

export function createPageStack(root: string, app: AppJson, realm: Realm, report: (error: unknown) => void): PageStack {
  const known = new Set(pagePaths(app));
  const tabs = new Set((app.tabBar?.list ?? []).map((item) => item.pagePath));
  const definitions = new Map<string, Definition>();
  const components = new Map<string, ComponentDefinition>();
  const tabPages = new Map<string, OpenPage>();
  let stack: OpenPage[] = [];
  let loading = '';
  let updates = 0;

  realm.define('Page', (definition: Definition) => void definitions.set(loading, definition));
  realm.define('Component', (definition: ComponentDefinition) => void components.set(loading, definition));
  realm.define('Behavior', (definition: unknown) => definition);
  realm.define('getCurrentPages', () => stack.map((page) => page.instance));

  function run(file: string) {
    loading = file;
    realm.load(`${file}.js`);
  }

  function register(file: string, seen = new Set<string>()) {
    if (seen.has(file)) return;
    seen.add(file);
    if (existsSync(path.join(root, `${file}.json`))) {
      const { usingComponents } = readJson<{ usingComponents?: Record<string, string> }>(root, `${file}.json`);
      for (const used of Object.values(usingComponents ?? {})) {
        register(used.startsWith('/') ? used.slice(1) : path.posix.join(path.posix.dirname(file), used), seen);
      }
    }
    run(file);
  }

  // Without lazyCodeLoading WeChat runs every page's script of the main package at launch.
  let eager = app.lazyCodeLoading !== 'requiredComponents';

  function prepare(file: string): Definition {
    if (eager) {
      eager = false;
      for (const page of app.pages) register(page);
    }
    if (!definitions.has(file)) register(file);
    const definition = definitions.get(file);
    if (!definition) throw realm.error(`Page "${file}" has not been registered yet.`);
    return definition;
  }

  function guarded(work: () => unknown): unknown {
    try {
      return work();
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  function call(page: OpenPage, hook: string, ...given: unknown[]): unknown {
    const method = page.instance[hook];
    return typeof method === 'function' ? guarded(() => (method as (...g: unknown[]) => unknown).apply(page.instance, given)) : undefined;
  }

  function create(file: string, query: Query): OpenPage {
    const definition = prepare(file);
    const instance = realm.copy({}) as OpenPage['instance'];
    for (const key of Object.keys(definition)) instance[key] = definition[key];
    instance.data = (realm.copy(definition.data) ?? realm.copy({})) as Record<string, unknown>;
    const json = readJson<{ navigationBarTitleText?: string }>(root, `${file}.json`);
    const page: OpenPage = {
      path: file,
      query,
      title: json.navigationBarTitleText ?? app.window?.navigationBarTitleText ?? '',
      instance,
      setData: { calls: 0, largest: 0, bytes: 0 },
      closed: false,
    };
    Object.assign(instance, {
      route: file,
      is: file,
      options: realm.copy(query),
      setData: (changes: Record<string, unknown>, done?: () => void) => setData(page, changes, done),
      getOpenerEventChannel: () => eventChannel(),
      getTabBar: () => null,
    });
    return page;
  }

  function setData(page: OpenPage, changes: Record<string, unknown>, done?: () => void) {
    updates += 1;
    if (page.closed) return;
    const text = JSON.stringify(changes);
    const bytes = Buffer.byteLength(text);
    page.setData = { calls: page.setData.calls + 1, largest: Math.max(page.setData.largest, bytes), bytes: page.setData.bytes + bytes };
    if (bytes > setDataLimit) {
      report(new Error(`setData of ${page.path}: ${Math.ceil(bytes / 1024)} KB in one call, the limit is ${setDataLimit / 1024} KB`));
      return;
    }
    applyData(page.instance.data, realm.parse(text) as Record<string, unknown>);
    if (done) realm.later(() => done.call(page.instance));
  }

  const eventChannel = () => ({ emit() {}, on() {}, once() {}, off() {} });

  function start(page: OpenPage) {
    call(page, 'onLoad', realm.copy(page.query));
    call(page, 'onShow');
    realm.later(() => void (page.closed || call(page, 'onReady')));
  }

  function close(page: OpenPage) {
    call(page, 'onUnload');
    page.closed = true;
    tabPages.delete(page.path);
  }

  /** `/a/b?x=1` → its page and query. Without a leading slash the address is relative to the page that asks. */
  function parse(url: unknown): { file: string; query: Query; hasQuery: boolean } {
    if (typeof url !== 'string') throw new WxFailure(`parameter error: parameter.url should be String instead of ${typeof url}`);
    const [address = '', search = ''] = url.split('?', 2);
    const from = stack.at(-1)?.path ?? '';
    const file = address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(from), address);
    if (!known.has(file)) throw new WxFailure(`page "${file}" is not found`);
    // WeChat hands the query over as it stands in the address: it does not decode it.
    const query = Object.fromEntries(
      search
        .split('&')
        .filter((pair) => pair !== '')
        .map((pair): [string, string] => {
          const at = pair.indexOf('=');
          return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
        }),
    );
    return { file, query, hasQuery: search !== '' };
  }

  function open(file: string, query: Query): OpenPage {
    const page = create(file, query);
    if (tabs.has(file)) tabPages.set(file, page);
    stack = [...stack, page];
    start(page);
    return page;
  }

  function top(): OpenPage {
    const page = stack.at(-1);
    if (!page) throw new Error('The mini-program shows no page.');
    return page;
  }

  return {
    pages: () => stack,
    top,
    component: (file) => components.get(file),
    isTab: (file) => tabs.has(file),
    updates: () => updates,
    call,
    navigateTo(url) {
      const { file, query } = parse(url);
      if (tabs.has(file)) throw new WxFailure('can not navigateTo a tabbar page');
      if (stack.length >= deepest) throw new WxFailure('webview count limit exceed');
      prepare(file);
      call(top(), 'onHide');
      return open(file, query);
    },
    redirectTo(url) {
      const { file, query } = parse(url);
      if (tabs.has(file)) throw new WxFailure('can not redirectTo a tabbar page');
      prepare(file);
      const old = top();
      stack = stack.slice(0, -1);
      close(old);
      return open(file, query);
    },
    reLaunch(url) {
      const { file, query } = parse(url);
      prepare(file);
      const old = new Set([...stack, ...tabPages.values()]);
      stack = [];
      for (const page of [...old].reverse()) close(page);
      return open(file, query);
    },
    switchTab(url) {
      const { file, hasQuery } = parse(url);
      if (!tabs.has(file)) throw new WxFailure('can not switch to no-tabBar page');
      // WeChat drops the query in silence; a page that counts on it is wrong, so it is refused here.
      if (hasQuery) throw new WxFailure('url should not contain a query');
      const from = top();
      if (from.path === file) return from;
      prepare(file);
      for (const page of stack.filter((each) => !tabs.has(each.path)).reverse()) close(page);
      if (tabs.has(from.path)) call(from, 'onHide');
      const kept = tabPages.get(file);
      stack = [];
      if (!kept) return open(file, {});
      stack = [kept];
      call(kept, 'onShow');
      return kept;
    },
    navigateBack(delta) {
      if (stack.length <= 1) throw new WxFailure('cannot navigate back at first page.');
      const steps = Math.min(Math.max(1, Number(delta ?? 1) || 1), stack.length - 1);
      const gone = stack.slice(stack.length - steps);
      stack = stack.slice(0, stack.length - steps);
      for (const page of gone.reverse()) close(page);
      call(top(), 'onShow');
    },
  };
}
