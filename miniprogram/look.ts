import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { onSystemDark, systemIsDark } from './wechat/dark';
import { fontScale } from './wechat/font-scale';

type Theme = 'auto' | 'light' | 'dark';
type Look = { elder: boolean; theme: Theme; dark: boolean; scale: number };

const KEY = 'look';
const listeners = new Set<() => void>();
let look: Look | undefined;

function stored(): { elder: boolean; theme: Theme } {
  const saved: unknown = Taro.getStorageSync(KEY);
  const { elder, theme } = (saved && typeof saved === 'object' ? saved : {}) as { elder?: unknown; theme?: unknown };
  return { elder: elder === true, theme: theme === 'dark' || theme === 'light' ? theme : 'auto' };
}

function current(): Look {
  if (!look) {
    const { elder, theme } = stored();
    look = { elder, theme, dark: theme === 'auto' ? systemIsDark() : theme === 'dark', scale: fontScale() };
    onSystemDark((dark) => change({ dark: look?.theme === 'auto' ? dark : look?.theme === 'dark' }));
  }
  return look;
}

function change(part: Partial<Look>) {
  look = { ...current(), ...part };
  for (const listener of listeners) listener();
}

/** Elder mode on or off, kept on the phone. */
export function setElder(elder: boolean): void {
  change({ elder });
  Taro.setStorageSync(KEY, { elder, theme: current().theme });
}

/** Light, dark or as the phone is; kept on the phone. */
export function setTheme(theme: Theme): void {
  change({ theme, dark: theme === 'auto' ? systemIsDark() : theme === 'dark' });
  Taro.setStorageSync(KEY, { elder: current().elder, theme });
}

/** How pages look now: elder mode, dark, and WeChat's font scale. */
export function useLook(): Look {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
