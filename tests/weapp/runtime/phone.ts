import { setTimeout as sleep } from 'node:timers/promises';
import { builtWeapp } from '../dist';
import { aim, aimField, aimPicker, aimTap, describeNode, type Seen } from './aim';
import { createNativeValues, nativeTap, turnPicker, typeInto, type NativeValues } from './controls';
import { launchMiniProgram, type MiniProgram } from './miniprogram';
import { aDevice, aPerson, type Device, type Person } from './person';
import { drawingOf, findAll, isDisabled, linesOf, type Search } from './screen';
import type { PhoneStorage } from './storage';
import { standInServers, type WechatServers } from './wechat-servers';

export interface PhoneOptions {
  /** Folder of the build; dist/weapp when left out. */
  root?: string;
  /** The API server, which also carries the WeChat stand-in. */
  apiBase: string;
  /** The address the build was made for; requests to it go to apiBase. */
  builtFor?: string;
  openid: string;
  wechat?: WechatServers;
  device?: Partial<Device>;
  /** Kept from an earlier run: the same phone opens the mini-program again. */
  storage?: PhoneStorage;
  path?: string;
  query?: Record<string, string>;
  scene?: number;
}

/** How long a page may take to come to rest, in milliseconds. */
const patience = 10_000;

/** A person's phone with the mini-program open; every deed waits until the page is at rest, and fails with the screen in words. */
export class Phone {
  readonly person: Person;
  readonly device: Device;
  readonly storage: PhoneStorage;
  readonly #options: PhoneOptions;
  readonly #wechat: WechatServers;
  #values: NativeValues;
  #mini: MiniProgram;

  constructor(options: PhoneOptions) {
    this.#options = options;
    this.person = aPerson(options.openid);
    this.device = aDevice(options.device);
    this.storage = options.storage ?? new Map<string, string>();
    this.#wechat = options.wechat ?? standInServers(options.apiBase);
    this.#mini = this.#launch(options);
    this.#values = createNativeValues(() => this.#mini.stack.top());
  }

  #launch(entry: Pick<PhoneOptions, 'path' | 'query' | 'scene'>): MiniProgram {
    const { builtFor = 'http://127.0.0.1:8080', apiBase, root = builtWeapp() } = this.#options;
    return launchMiniProgram({
      root,
      servers: { [builtFor]: apiBase, [apiBase]: apiBase },
      wechat: this.#wechat,
      person: this.person,
      device: this.device,
      storage: this.storage,
      ...(entry.path === undefined ? {} : { path: entry.path }),
      ...(entry.query === undefined ? {} : { query: entry.query }),
      ...(entry.scene === undefined ? {} : { scene: entry.scene }),
    });
  }

  /** The running mini-program, for what has no word here. */
  get mini(): MiniProgram {
    return this.#mini;
  }

  /** Path of the page shown, without leading slash. */
  get path(): string {
    return this.#mini.stack.top().path;
  }

  get query(): Record<string, string> {
    return this.#mini.stack.top().query;
  }

  get title(): string {
    return this.#mini.stack.top().title;
  }

  /** The last toast, if there was one. */
  get toast(): string | undefined {
    return this.#mini.dialogs.toasts.at(-1);
  }

  /** The modal or action sheet that waits for an answer. */
  get dialog() {
    return this.#mini.dialogs.open();
  }

  /** Every wx call of that name so far, with its options. */
  calls(api: string): Record<string, unknown>[] {
    return this.#mini.calls.filter((call) => call.api === api).map((call) => call.options);
  }

  /** The visible lines, a dialog's words after the page's. */
  lines(): string[] {
    const { dialog } = this;
    const over = dialog ? [dialog.title, dialog.content, ...dialog.choices].filter((line) => line !== '') : [];
    return [...linesOf(this.#mini.screen(), this.#values), ...over];
  }

  text(): string {
    return this.lines().join('\n');
  }

  shows(words: string): boolean {
    return this.text().includes(words);
  }

  /** The screen in words, with marks for what can be tapped and typed in. */
  drawing(): string {
    const { dialog } = this;
    const over = dialog ? `\n┌ ${dialog.kind}: ${dialog.title} ${dialog.content} [${dialog.choices.join('] [')}]` : '';
    const loading = this.#mini.dialogs.loading === undefined ? '' : `\n┌ loading: ${this.#mini.dialogs.loading}`;
    return `── ${this.path} 「${this.title}」\n${drawingOf(this.#mini.screen(), this.#values)}${over}${loading}\n──`;
  }

  /** The one thing with this text, label, placeholder, `.class` or `#id`; undefined when it is not there. */
  find(wanted: string, search: Search = {}): Seen | undefined {
    const node = findAll(this.#mini.screen(), wanted, search.within)[search.nth ?? 0];
    return node && describeNode(node);
  }

  findAll(wanted: string, search: Pick<Search, 'within'> = {}): Seen[] {
    return findAll(this.#mini.screen(), wanted, search.within).map(describeNode);
  }

  /** Taps what shows these words (or has this class, id or label); a dialog's choice if a dialog is open. */
  async tap(wanted: string, search: Search = {}): Promise<void> {
    await this.settle();
    const { dialog } = this;
    if (dialog) {
      if (!dialog.choices.includes(wanted)) throw this.#problem(`A ${dialog.kind} covers the page and does not offer "${wanted}"`);
      dialog.answer(wanted);
      return this.settle();
    }
    await this.#attempt(async () => {
      const node = aimTap(this.#mini.screen(), wanted, search);
      for (const type of ['touchstart', 'touchend', 'tap']) this.#mini.send(node, type);
      await nativeTap(this.#mini, this.#values, node, async () => (this.person.sharesPhone ? this.#wechat.phoneCode(this.person.openid) : undefined));
    });
    await this.settle();
  }

  async longPress(wanted: string, search: Search = {}): Promise<void> {
    await this.settle();
    await this.#attempt(() => this.#mini.send(aim(this.#mini.screen(), wanted, search), 'longpress'));
    await this.settle();
  }

  /** Types into the field with this placeholder or label, or the one that stands next to these words. */
  async type(field: string, words: string, { enter = false, ...search }: Search & { enter?: boolean } = {}): Promise<void> {
    await this.settle();
    const { dialog } = this;
    if (dialog?.typed !== undefined) {
      dialog.typed = words;
      return;
    }
    await this.#attempt(() => {
      const node = aimField(this.#mini.screen(), field, search);
      if (isDisabled(node)) throw new Error(`The field "${field}" is disabled`);
      typeInto(this.#mini, this.#values, node, words, enter);
    });
    await this.settle();
  }

  /** What stands in the field now. */
  typed(field: string, search: Search = {}): string {
    return this.#values.text(aimField(this.#mini.screen(), field, search));
  }

  /** Turns the picker around or next to these words to a value it offers. */
  async pick(wanted: string, value: string | string[], search: Search = {}): Promise<void> {
    await this.settle();
    await this.#attempt(() => turnPicker(this.#mini, aimPicker(this.#mini.screen(), wanted, search), value));
    await this.settle();
  }

  /** WeChat's own back arrow or gesture. */
  async back(): Promise<void> {
    await this.settle();
    await this.#attempt(() => this.#mini.stack.navigateBack(1));
    await this.settle();
  }

  /** A tap on the tab bar. */
  async tab(words: string): Promise<void> {
    await this.settle();
    const index = this.#mini.app.tabBar?.list.findIndex((item) => item.text === words) ?? -1;
    const item = this.#mini.app.tabBar?.list[index];
    if (!item) throw this.#problem(`The tab bar has no "${words}"`);
    const page = this.#mini.stack.switchTab(`/${item.pagePath}`);
    this.#mini.stack.call(page, 'onTabItemTap', this.#mini.realm.copy({ index, pagePath: item.pagePath, text: item.text }));
    await this.settle();
  }

  async pullDown(): Promise<void> {
    this.#mini.stack.call(this.#mini.stack.top(), 'onPullDownRefresh');
    await this.settle();
  }

  async reachBottom(): Promise<void> {
    this.#mini.stack.call(this.#mini.stack.top(), 'onReachBottom');
    await this.settle();
  }

  /** Loses or regains the network; the mini-program is told. */
  async goOffline(offline = true): Promise<void> {
    this.#mini.network.offline = offline;
    this.device.networkType = offline ? 'none' : 'wifi';
    this.#mini.emit('NetworkStatusChange', { isConnected: !offline, networkType: this.device.networkType });
    await this.settle();
  }

  /** Ends the mini-program and opens it again on the same phone, here or on another page. */
  async relaunch(entry: Pick<PhoneOptions, 'path' | 'query' | 'scene'> = {}): Promise<void> {
    this.#mini.close();
    this.#mini = this.#launch(entry);
    await this.settle();
  }

  /** Waits until the condition holds; fails with the screen when it does not within `ms`. */
  async until(condition: () => boolean, what = String(condition), ms = patience): Promise<void> {
    const end = performance.now() + ms;
    while (!condition()) {
      this.#complain();
      if (performance.now() > end) throw this.#problem(`Waited ${ms} ms in vain for ${what}`);
      await sleep(10);
    }
    await this.settle();
  }

  /** Waits until no request is open, no short timer runs and nothing is drawn any more. */
  async settle(): Promise<void> {
    const end = performance.now() + patience;
    let quiet = 0;
    let updates = this.#mini.stack.updates();
    while (quiet < 3) {
      await sleep(quiet === 0 ? 1 : 0);
      const busy = this.#mini.network.open.size > 0 || this.#mini.realm.dueSoon() > 0 || this.#mini.stack.updates() !== updates;
      updates = this.#mini.stack.updates();
      quiet = busy ? 0 : quiet + 1;
      if (performance.now() > end) {
        const open = [...this.#mini.network.open].map((each) => `${each.method} ${each.url}`);
        throw this.#problem(`The page does not come to rest${open.length ? `; open: ${open.join(', ')}` : ''}`);
      }
    }
    this.#complain();
  }

  /** Takes the errors the mini-program has met, so that they do not fail the next deed. */
  takeErrors(): string[] {
    return this.#mini.errors
      .splice(0)
      .map((error) => (error instanceof Error || hasStack(error) ? `${error.stack ?? error.message}` : String(error)));
  }

  close(): void {
    this.#mini.close();
  }

  #complain(): void {
    const errors = this.takeErrors();
    if (errors.length > 0) throw this.#problem(`The mini-program failed:\n${errors.join('\n')}`);
  }

  #problem(what: string): Error {
    return new Error(`${what}\n${this.drawing()}`);
  }

  /** Does what may be impossible on this screen; says so with the screen. */
  async #attempt<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#problem(error instanceof Error ? error.message : String(error));
    }
  }
}

function hasStack(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error;
}

/** Opens the mini-program on a new phone (or on one whose storage is given) and waits for the first page to rest. */
export async function openPhone(options: PhoneOptions): Promise<Phone> {
  const phone = new Phone(options);
  await phone.settle();
  return phone;
}
