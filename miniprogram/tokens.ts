import Taro from '@tarojs/taro';
import type { Output } from '../shared/contract';

/** What the phone keeps of a session. `refreshKey` is the idempotency key of the next refresh: a lost answer can be asked for again. */
export type Tokens = Output<'session.refresh'> & { refreshKey: string };

const KEY = 'session';
const listeners = new Set<() => void>();
let known: Tokens | null | undefined;

/** The kept tokens, or null when nobody is signed in. */
export function readTokens(): Tokens | null {
  if (known === undefined) {
    const saved: Tokens | '' | undefined = Taro.getStorageSync(KEY);
    known = saved && typeof saved === 'object' && saved.refreshToken ? saved : null;
  }
  return known;
}

/** Keeps new tokens, or forgets the session with null. */
export function writeTokens(tokens: Tokens | null): void {
  known = tokens;
  if (tokens) Taro.setStorageSync(KEY, tokens);
  else Taro.removeStorageSync(KEY);
  for (const listener of listeners) listener();
}

/** Calls back at each sign-in, refresh and sign-out. */
export function onTokens(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
