import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';

/**
 * Why nobody signs in here by himself: the person signed out, left the desk alone so that the roles no longer count, or took the account up on
 * another phone. `what`: the sentence of the service, where there is one.
 */
export type Ended = { by: 'signed_out'; what: null } | { by: 'staff_idle' | 'signed_in_elsewhere'; what: string };

const KEY = 'ended';
const listeners = new Set<() => void>();
let known: Ended | null | undefined;

function readEnded(): Ended | null {
  if (known === undefined) {
    const saved: Ended | '' | undefined = Taro.getStorageSync(KEY);
    known = saved && typeof saved === 'object' ? saved : null;
  }
  return known;
}

/** Kept, also over the end of the app, until somebody signs in again by a tap: this phone does not take the account back by itself. */
export function noteEnded(next: Ended | null): void {
  if (next?.by === readEnded()?.by) return;
  known = next;
  if (next) Taro.setStorageSync(KEY, next);
  else Taro.removeStorageSync(KEY);
  for (const listener of listeners) listener();
}

export function useEnded(): Ended | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readEnded);
}
