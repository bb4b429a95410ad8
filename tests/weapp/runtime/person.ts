/** What the person holding the phone does when WeChat, not the page, asks something. Tests set it; the defaults say yes. */
export interface Person {
  openid: string;
  /** Another account's server side: false makes wx.login fail. */
  canLogin: boolean;
  /** WeChat's privacy pop-up, where the mini-program shows none of its own. */
  privacy: 'agree' | 'disagree';
  /** Scopes refused when asked, such as `scope.userLocation`. */
  refusedScopes: Set<string>;
  /** The subscribe-message pop-up, for all templates or one by one. */
  subscribes: SubscribeAnswer | Record<string, SubscribeAnswer>;
  sharesPhone: boolean;
  /** What the camera sees next: a code's text, or a mini-program code's path. Nothing: the person cancels. */
  scans: (string | { path: string })[];
  location: { latitude: number; longitude: number };
  /** The place picked in wx.chooseLocation; nothing: cancelled. */
  chosenPlace: { name: string; address: string; latitude: number; longitude: number } | undefined;
  /** Files picked in wx.chooseMedia, with what is in them where it is sent on; none: cancelled. */
  photos: { tempFilePath: string; size: number; bytes?: Buffer }[];
}

export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter';

export function aPerson(openid: string): Person {
  return {
    openid,
    canLogin: true,
    privacy: 'agree',
    refusedScopes: new Set(),
    subscribes: 'accept',
    sharesPhone: true,
    scans: [],
    location: { latitude: 23.0207, longitude: 113.7518 },
    chosenPlace: undefined,
    photos: [],
  };
}

/** The phone itself. */
export interface Device {
  platform: 'ios' | 'android';
  width: number;
  height: number;
  fontSizeScaleFactor: number;
  theme: 'light' | 'dark';
  networkType: 'wifi' | '4g' | 'none';
  baseLibrary: string;
}

export function aDevice(given: Partial<Device> = {}): Device {
  return {
    platform: 'ios',
    width: 390,
    height: 844,
    fontSizeScaleFactor: 1,
    theme: 'light',
    networkType: 'wifi',
    baseLibrary: '3.5.8',
    ...given,
  };
}
