import type { Device } from './person';
import type { Realm } from './realm';

type Listener = (event: unknown) => void;

/** What the phone says of itself, and its events. Sizes are in logical pixels. */
export function deviceApis(device: Device, realm: Realm, report: (error: unknown) => void) {
  const listeners = new Map<string, Set<Listener>>();
  const on = (name: string) => (listener: Listener) => void (listeners.get(name) ?? listeners.set(name, new Set()).get(name))?.add(listener);
  const off = (name: string) => (listener?: Listener) => void (listener ? listeners.get(name)?.delete(listener) : listeners.delete(name));

  const statusBarHeight = 47;
  const safeArea = () => ({
    left: 0,
    right: device.width,
    top: statusBarHeight,
    bottom: device.height - 34,
    width: device.width,
    height: device.height - 34 - statusBarHeight,
  });
  const windowInfo = () => ({
    pixelRatio: 3,
    screenWidth: device.width,
    screenHeight: device.height,
    windowWidth: device.width,
    windowHeight: device.height - statusBarHeight - 44,
    statusBarHeight,
    safeArea: safeArea(),
    screenTop: statusBarHeight + 44,
  });
  const appBaseInfo = () => ({
    SDKVersion: device.baseLibrary,
    version: '8.0.50',
    language: 'zh_CN',
    theme: device.theme,
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeSetting: Math.round(16 * device.fontSizeScaleFactor),
    fontSizeScaleFactor: device.fontSizeScaleFactor,
  });
  const deviceInfo = () => ({
    platform: device.platform,
    brand: device.platform === 'ios' ? 'iPhone' : 'HUAWEI',
    model: device.platform === 'ios' ? 'iPhone 14' : 'P40',
    system: device.platform === 'ios' ? 'iOS 12.5' : 'Android 10',
    benchmarkLevel: -1,
    memorySize: 4096,
  });
  const systemInfo = () => ({ ...deviceInfo(), ...appBaseInfo(), ...windowInfo() });
  const given =
    <T>(make: () => T) =>
    () =>
      realm.copy(make());

  const events = [
    'NetworkStatusChange',
    'ThemeChange',
    'AppShow',
    'AppHide',
    'Error',
    'UnhandledRejection',
    'PageNotFound',
    'MemoryWarning',
    'KeyboardHeightChange',
    'WindowResize',
    'UserCaptureScreen',
  ];
  const sync: Record<string, unknown> = {
    getSystemInfoSync: given(systemInfo),
    getWindowInfo: given(windowInfo),
    getAppBaseInfo: given(appBaseInfo),
    getDeviceInfo: given(deviceInfo),
    getSystemSetting: given(() => ({ locationEnabled: true, wifiEnabled: true, bluetoothEnabled: false, deviceOrientation: 'portrait' })),
    getAppAuthorizeSetting: given(() => ({ cameraAuthorized: 'authorized', locationAuthorized: 'authorized', notificationAuthorized: 'authorized' })),
    getMenuButtonBoundingClientRect: given(() => ({ width: 87, height: 32, left: device.width - 97, right: device.width - 10, top: 51, bottom: 83 })),
    getAccountInfoSync: given(() => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } })),
  };
  for (const name of events) {
    sync[`on${name}`] = on(name);
    sync[`off${name}`] = off(name);
  }
  return {
    sync,
    callback: {
      getSystemInfo: systemInfo,
      getSystemInfoAsync: systemInfo,
      getNetworkType: () => ({ networkType: device.networkType, hasSystemProxy: false }),
    },
    /** The phone tells the mini-program that something changed. */
    emit(name: string, event: unknown) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          listener(realm.copy(event));
        } catch (error) {
          report(error);
        }
      }
    },
  };
}
