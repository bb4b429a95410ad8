import Taro from '@tarojs/taro';

/** A tap that has had no answer yet: what was sent, and its Idempotency-Key. */
export type OpenTap = { body: string; key: string };

const nameOf = (name: string) => `tap:${name}`;

/** The tap that the phone keeps under this name. */
export function keptTap(name: string): OpenTap | null {
  const kept: unknown = Taro.getStorageSync(nameOf(name));
  return kept && typeof kept === 'object' && 'body' in kept && 'key' in kept ? { body: String(kept.body), key: String(kept.key) } : null;
}

export function keepTap(name: string, tap: OpenTap | null): void {
  if (tap) Taro.setStorageSync(nameOf(name), tap);
  else Taro.removeStorageSync(nameOf(name));
}

/** Forgets what was sent and not answered: it does not outlive the session on this phone. */
export function forgetTaps(): void {
  for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(nameOf(''))) Taro.removeStorageSync(key);
}
