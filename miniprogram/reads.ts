import Taro from '@tarojs/taro';

/** The last good answer of a read, kept on the phone for weak networks. `at` is milliseconds since 1970. */
type Kept = { at: number; data: unknown };

const INDEX = 'reads';
const most = 40;
const oldest = 7 * 86_400_000;

const keyOf = (name: string, input: unknown) => `read:${name}:${JSON.stringify(input)}`;

const index = (): string[] => {
  const saved: unknown = Taro.getStorageSync(INDEX);
  return Array.isArray(saved) ? (saved as string[]) : [];
};

/** The kept answer, when there is one not older than a week. */
export function keptRead<Data>(name: string, input: unknown): { at: number; data: Data } | undefined {
  const saved: Kept | '' | undefined = Taro.getStorageSync(keyOf(name, input));
  if (!saved || Date.now() - saved.at > oldest) return undefined;
  return saved as { at: number; data: Data };
}

/** Keeps an answer; the oldest of more than forty go. A full phone loses only this convenience. */
export function keepRead(name: string, input: unknown, data: unknown): void {
  const key = keyOf(name, input);
  try {
    Taro.setStorageSync(key, { at: Date.now(), data } satisfies Kept);
    const keys = [...index().filter((known) => known !== key), key];
    for (const gone of keys.splice(0, Math.max(0, keys.length - most))) Taro.removeStorageSync(gone);
    Taro.setStorageSync(INDEX, keys);
  } catch {
    forgetReads();
  }
}

/** Forgets every kept answer: another person signs in, or nobody does. */
export function forgetReads(): void {
  for (const key of index()) Taro.removeStorageSync(key);
  Taro.removeStorageSync(INDEX);
}
