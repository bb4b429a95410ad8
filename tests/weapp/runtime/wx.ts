import type { AppJson } from '../dist';
import type { PageStack } from './pages';
import type { Person } from './person';
import { WxFailure, type Realm } from './realm';
import { selectorQuery } from './selector-query';
import type { ScreenNode } from './tree';
import type { WechatServers } from './wechat-servers';

/** One call of a wx function, as a test may look at it afterwards. */
export interface WxCall {
  api: string;
  options: Record<string, unknown>;
}

type CallbackApi = (options: Record<string, never>) => unknown;
export type ApiPart = { callback?: Record<string, (options: never) => unknown>; sync?: Record<string, unknown> };

interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (result: unknown) => void;
  complete?: (result: unknown) => void;
}

export interface WxSurroundings {
  app: AppJson;
  realm: Realm;
  stack: PageStack;
  person: Person;
  wechat: WechatServers;
  calls: WxCall[];
  /** True only while a tap is being handled; WeChat opens the subscribe dialog at no other time. */
  tap: { active: boolean };
  gate(name: string): Promise<void>;
  gated(name: string): boolean;
  screen(): ScreenNode;
  report(error: unknown): void;
}

// They change only what WeChat draws or does outside the page; the call is recorded and that is all a test can see.
const outsideThePage =
  'setNavigationBarColor setBackgroundColor setBackgroundTextStyle showNavigationBarLoading hideNavigationBarLoading vibrateShort ' +
  'vibrateLong openLocation makePhoneCall setClipboardData previewImage previewMedia pageScrollTo startPullDownRefresh ' +
  'stopPullDownRefresh showShareMenu hideShareMenu updateShareMenu setKeepScreenOn hideKeyboard hideHomeButton openDocument ' +
  'addPhoneCalendar addPhoneRepeatCalendar addPhoneContact saveImageToPhotosAlbum openCustomerServiceChat loadFontFace ' +
  'enableAlertBeforeUnload disableAlertBeforeUnload setScreenBrightness reportEvent requestSubscribeDeviceMessage checkSession ' +
  'setTabBarStyle setTabBarItem showTabBar hideTabBar';

const onTabPagesOnly = 'setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot';

/** The `wx` object: everything a mini-program may call, in WeChat's forms, with WeChat's refusals. */
export function createWx(around: WxSurroundings, parts: ApiPart[]): Record<string, unknown> {
  const { realm, stack, person, wechat } = around;
  const wx = realm.copy({}) as Record<string, unknown>;

  const own: Record<string, (options: never) => unknown> = {
    navigateTo: (options: { url?: unknown; events?: unknown }) => {
      const page = stack.navigateTo(options.url);
      return { eventChannel: (page.instance.getOpenerEventChannel as () => unknown)() };
    },
    redirectTo: (options: { url?: unknown }) => void stack.redirectTo(options.url),
    reLaunch: (options: { url?: unknown }) => void stack.reLaunch(options.url),
    switchTab: (options: { url?: unknown }) => void stack.switchTab(options.url),
    navigateBack: (options: { delta?: unknown }) => stack.navigateBack(options.delta),
    setNavigationBarTitle: (options: { title?: string }) => {
      stack.top().title = options.title ?? '';
    },
    login: async () => {
      if (!person.canLogin) throw new WxFailure('request:fail -1:fail', { errno: -1 });
      return { code: await wechat.loginCode(person.openid) };
    },
    requestSubscribeMessage,
    scanCode: () => {
      const seen = person.scans.shift();
      if (seen === undefined) throw new WxFailure('cancel');
      return typeof seen === 'string'
        ? { result: seen, scanType: 'QR_CODE', charSet: 'utf-8', rawData: Buffer.from(seen).toString('base64') }
        : { result: '', path: seen.path, scanType: 'WX_CODE', charSet: '', rawData: '' };
    },
    getLocation: () => ({ ...person.location, accuracy: 30, speed: -1, verticalAccuracy: 0, horizontalAccuracy: 30 }),
    getFuzzyLocation: () => person.location,
    chooseLocation: () => {
      if (!person.chosenPlace) throw new WxFailure('cancel');
      return person.chosenPlace;
    },
    chooseMedia: () => {
      if (person.photos.length === 0) throw new WxFailure('cancel');
      return { type: 'image', tempFiles: person.photos.map(({ tempFilePath, size }) => ({ tempFilePath, size, fileType: 'image' })) };
    },
  };

  async function requestSubscribeMessage(options: { tmplIds?: string[] }) {
    const ids = Array.from(options.tmplIds ?? []);
    if (!around.tap.active) throw new WxFailure('can only be invoked by user TAP gesture.', { errCode: 10005 });
    if (ids.length === 0) throw new WxFailure('TmplIds is required', { errCode: 10001 });
    if (ids.length > 3) throw new WxFailure('Templates count out of max bounds', { errCode: 20003 });
    const { subscribes } = person;
    const answers = Object.fromEntries(ids.map((id) => [id, typeof subscribes === 'string' ? subscribes : (subscribes[id] ?? 'reject')]));
    const accepted = ids.filter((id) => answers[id] === 'accept');
    if (accepted.length > 0) await wechat.granted(person.openid, accepted);
    return answers;
  }

  for (const name of outsideThePage.split(' ')) own[name] = () => ({});
  for (const name of onTabPagesOnly.split(' ')) {
    own[name] = () => {
      if (!stack.isTab(stack.top().path)) throw new WxFailure('not TabBar page');
    };
  }

  function callbackApi(name: string, api: CallbackApi) {
    return (options: (Callbacks & Record<string, unknown>) | undefined) => {
      const given = options ?? {};
      around.calls.push({ api: name, options: (JSON.parse(JSON.stringify(given)) ?? {}) as Record<string, unknown> });
      const work = around.gated(name) ? around.gate(name).then(() => api(given as never)) : attempt(() => api(given as never));
      const settled = work.then(
        (result) => ({ ok: true, value: answer(`${name}:ok`, result) }),
        (error: unknown) => ({ ok: false, value: refusal(name, error) }),
      );
      if (given.success || given.fail || given.complete) {
        void settled.then(({ ok, value }) =>
          realm.later(() => {
            (ok ? given.success : given.fail)?.(value);
            given.complete?.(value);
          }),
        );
        return undefined;
      }
      return realm.promise(
        settled.then(({ ok, value }) => {
          if (!ok) throw value;
          return value;
        }),
      );
    };
  }

  async function attempt(work: () => unknown): Promise<unknown> {
    return work();
  }

  function answer(errMsg: string, result: unknown): unknown {
    const { eventChannel, ...plain } = (result ?? {}) as Record<string, unknown>;
    const made = realm.copy({ ...plain, errMsg }) as Record<string, unknown>;
    if (eventChannel) made.eventChannel = eventChannel;
    return made;
  }

  function refusal(name: string, error: unknown): unknown {
    if (error instanceof WxFailure) return realm.copy({ ...error.more, errMsg: `${name}:fail ${error.reason}` });
    around.report(error);
    return realm.copy({ errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` });
  }

  for (const part of [{ callback: own }, ...parts]) {
    for (const [name, api] of Object.entries(part.callback ?? {})) wx[name] = callbackApi(name, api as CallbackApi);
    Object.assign(wx, 'sync' in part ? part.sync : {});
  }
  Object.assign(wx, {
    env: realm.copy({ USER_DATA_PATH: 'http://usr' }),
    nextTick: (work: () => void) => realm.later(work),
    createSelectorQuery: () => selectorQuery(around.screen, realm),
    createIntersectionObserver: () => observer(),
    createInnerAudioContext: () => audio(),
    getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
    getLogManager: () => silentLog(),
    getRealtimeLogManager: () => silentLog(),
    reportPerformance() {},
    base64ToArrayBuffer: (text: string) => realm.bytes(Buffer.from(text, 'base64')),
    arrayBufferToBase64: (buffer: ArrayBuffer) => Buffer.from(new Uint8Array(buffer)).toString('base64'),
    canIUse: (name: string) => name.split('.')[0] !== undefined && Object.hasOwn(wx, name.split('.')[0] ?? ''),
  });
  return wx;
}

const silentLog = () => ({ info() {}, warn() {}, error() {}, log() {}, debug() {}, setFilterMsg() {}, addFilterMsg() {} });

function observer() {
  const self = { relativeTo: () => self, relativeToViewport: () => self, observe() {}, disconnect() {} };
  return self;
}

function audio() {
  return {
    src: '',
    play() {},
    pause() {},
    stop() {},
    destroy() {},
    onEnded() {},
    onError() {},
    onPlay() {},
    onStop() {},
    offEnded() {},
    offError() {},
  };
}
