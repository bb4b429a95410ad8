import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileWxml, type CompiledWxml } from '../compile';
import { readAppJson, readJson, type AppJson } from '../dist';
import { consentApis, declaredApis, privateApis, scopeOf } from './consent';
import { deviceApis } from './device';
import { dialogApis, type Dialogs } from './dialogs';
import { dispatch } from './events';
import { networkApis, type Network } from './network';
import { createPageStack, type PageStack } from './pages';
import type { Device, Person } from './person';
import { createRealm, type Realm } from './realm';
import { storageApis, type PhoneStorage } from './storage';
import { createRenderer, type ScreenNode } from './tree';
import type { WechatServers } from './wechat-servers';
import { createWx, type WxCall } from './wx';

export interface Launch {
  root: string;
  /** Origin that the build names → server that answers for it. */
  servers: Record<string, string>;
  wechat: WechatServers;
  person: Person;
  device: Device;
  storage: PhoneStorage;
  /** Page to open, without leading slash; the first page of app.json when left out. */
  path?: string;
  query?: Record<string, string>;
  /** WeChat's scene number: 1001 from the list, 1011 a scanned code, 1014 a subscribe message. */
  scene?: number;
}

/** A mini-program that is running. */
export interface MiniProgram {
  app: AppJson;
  realm: Realm;
  stack: PageStack;
  network: Network;
  dialogs: Dialogs;
  calls: WxCall[];
  /** Everything the mini-program or WeChat would have written in red into the console. */
  errors: unknown[];
  console: string[];
  /** The object given to App(). */
  getApp(): Record<string, unknown>;
  screen(): ScreenNode;
  /** Sends a WeChat event to the node and, if it bubbles, to what is above it; gives the number of listeners. */
  send(node: ScreenNode, type: string, detail?: unknown): number;
  agreeToPrivacy(): void;
  privacyGate(name: string): Promise<void>;
  emit(name: string, event: unknown): void;
  /** The phone is locked or another app comes to the front; and back again. */
  hide(): void;
  show(): void;
  close(): void;
}

const compiledOnce = new Map<string, CompiledWxml>();

function compiledFor(root: string): CompiledWxml {
  const known = compiledOnce.get(root);
  if (known) return known;
  const compiled = compileWxml(root);
  compiledOnce.set(root, compiled);
  return compiled;
}

/** Starts the mini-program in `root` as WeChat does: app.js, onLaunch, onShow, the first page. */
export function launchMiniProgram({ root, servers, wechat, person, device, storage, path: entry, query = {}, scene = 1001 }: Launch): MiniProgram {
  const app = readAppJson(root);
  const errors: unknown[] = [];
  const lines: string[] = [];
  const calls: WxCall[] = [];
  const tap = { active: false };
  const report = (error: unknown) => void errors.push(error);
  const realm = createRealm(root, app, report);
  const stack = createPageStack(root, app, realm, report);
  const network: Network = { offline: false, loseAnswers: 0, delay: 0, exchanges: [], open: new Set() };
  const {
    request,
    downloadFile,
    uploadFile,
    close: closeNetwork,
  } = networkApis(network, servers, realm, report, (file) => person.photos.find(({ tempFilePath }) => tempFilePath === file)?.bytes);
  const { dialogs, callback: dialogCallbacks } = dialogApis();
  const consent = consentApis(app, person);
  const phone = deviceApis(device, realm, report);
  const usedBy = (owner: string): Record<string, string> =>
    existsSync(path.join(root, `${owner}.json`))
      ? (readJson<{ usingComponents?: Record<string, string> }>(root, `${owner}.json`).usingComponents ?? {})
      : {};
  const renderer = createRenderer(compiledFor(root), usedBy, (file) => stack.component(file), report);
  const screen = () => renderer.render(stack.top().path, stack.top().instance.data);
  const launchOptions = { path: entry ?? app.pages[0] ?? '', query, scene, referrerInfo: {}, apiCategory: 'default' };

  const wx = createWx(
    {
      app,
      realm,
      stack,
      person,
      wechat,
      calls,
      tap,
      gate: consent.gate,
      gated: (name) => privateApis.includes(name) || declaredApis.includes(name) || name in scopeOf,
      screen,
      report,
    },
    [
      storageApis(storage, realm),
      { callback: dialogCallbacks },
      consent,
      phone,
      {
        sync: {
          request,
          downloadFile,
          uploadFile,
          getLaunchOptionsSync: () => realm.copy(launchOptions),
          getEnterOptionsSync: () => realm.copy(launchOptions),
        },
      },
    ],
  );

  const writer =
    (level: string) =>
    (...words: unknown[]) =>
      void lines.push(
        `${level}: ${words.map((word) => (typeof word === 'object' && word !== null && 'stack' in word ? String(word.stack) : String(word))).join(' ')}`,
      );
  const writeError = writer('error');
  realm.define('console', {
    log: writer('log'),
    info: writer('info'),
    debug: writer('debug'),
    warn: writer('warn'),
    // A framework that takes a failed page off the screen says so here and nowhere else.
    error: (...words: unknown[]) => {
      writeError(...words);
      report(words.length === 1 ? words[0] : words.map(String).join(' '));
    },
    group() {},
    groupEnd() {},
    time() {},
    timeEnd() {},
  });
  realm.define('wx', wx);
  let instance: Record<string, unknown> = {};
  realm.define('App', (definition: Record<string, unknown>) => {
    instance = definition;
  });
  realm.define('getApp', () => instance);
  const appHook = (name: string, given: unknown) => {
    const hook = instance[name];
    if (typeof hook !== 'function') return;
    try {
      hook.call(instance, realm.copy(given));
    } catch (error) {
      report(error);
    }
  };

  realm.load('app.js');
  appHook('onLaunch', launchOptions);
  appHook('onShow', launchOptions);
  const search = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
  stack.reLaunch(`/${launchOptions.path}${search ? `?${search}` : ''}`);

  return {
    app,
    realm,
    stack,
    network,
    dialogs,
    calls,
    errors,
    console: lines,
    getApp: () => instance,
    screen,
    send(node, type, detail) {
      tap.active = type === 'tap';
      const called = dispatch(node, type, detail, stack.top(), stack, realm, report);
      setImmediate(() => {
        tap.active = false;
      });
      return called;
    },
    agreeToPrivacy: consent.agree,
    privacyGate: consent.privacyGate,
    emit: phone.emit,
    hide() {
      stack.call(stack.top(), 'onHide');
      appHook('onHide', {});
      phone.emit('AppHide', {});
    },
    show() {
      appHook('onShow', launchOptions);
      phone.emit('AppShow', launchOptions);
      stack.call(stack.top(), 'onShow');
    },
    close() {
      realm.close();
      closeNetwork();
    },
  };
}
