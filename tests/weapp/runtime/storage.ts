import { WxFailure, type Realm } from './realm';

const keyLimit = 1024 * 1024;
const totalLimit = 10 * 1024 * 1024;

/** What one person's phone keeps for the mini-program: JSON texts by key. Give the same map to two runs to model a restart. */
export type PhoneStorage = Map<string, string>;

type Options = { key?: unknown; data?: unknown };

/** wx's storage: JSON copies, 1 MB a key, 10 MB in all. */
export function storageApis(storage: PhoneStorage, realm: Realm) {
  const checkedKey = (options: Options): string => {
    if (typeof options.key !== 'string' || options.key === '') {
      throw new WxFailure('parameter error: parameter.key should be a non-empty String');
    }
    return options.key;
  };
  const size = () => [...storage].reduce((sum, [key, text]) => sum + key.length + Buffer.byteLength(text), 0);

  function set(options: Options) {
    const key = checkedKey(options);
    const text = JSON.stringify(options.data ?? '') ?? '""';
    if (Buffer.byteLength(text) > keyLimit) throw new WxFailure('entry size limit reached');
    if (size() - Buffer.byteLength(storage.get(key) ?? '') + Buffer.byteLength(text) > totalLimit) {
      throw new WxFailure('exceed storage max size 10Mb');
    }
    storage.set(key, text);
    return {};
  }
  function get(options: Options) {
    const text = storage.get(checkedKey(options));
    if (text === undefined) throw new WxFailure('data not found');
    return { data: realm.parse(text) };
  }
  function remove(options: Options) {
    storage.delete(checkedKey(options));
    return {};
  }
  const info = () => ({ keys: [...storage.keys()], currentSize: Math.ceil(size() / 1024), limitSize: totalLimit / 1024 });
  const sync = <T>(name: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw realm.error(`${name}:fail ${error instanceof WxFailure ? error.reason : String(error)}`);
    }
  };
  return {
    callback: { setStorage: set, getStorage: get, removeStorage: remove, clearStorage: () => void storage.clear(), getStorageInfo: info },
    sync: {
      setStorageSync: (key: unknown, data: unknown) => void sync('setStorageSync', () => set({ key, data })),
      getStorageSync: (key: unknown) =>
        sync('getStorageSync', () => {
          const text = storage.get(checkedKey({ key }));
          return text === undefined ? '' : realm.parse(text);
        }),
      removeStorageSync: (key: unknown) => void sync('removeStorageSync', () => remove({ key })),
      clearStorageSync: () => storage.clear(),
      getStorageInfoSync: () => realm.copy(info()),
    },
  };
}
