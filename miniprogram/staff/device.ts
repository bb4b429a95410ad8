import Taro from '@tarojs/taro';

/** The token by which the service tells this phone from a stranger's; it outlives signing out. */
const KEY = 'staff-device';

export function staffDevice(): string | undefined {
  const saved: unknown = Taro.getStorageSync(KEY);
  return typeof saved === 'string' && saved !== '' ? saved : undefined;
}

export function keepStaffDevice(token: string): void {
  Taro.setStorageSync(KEY, token);
}
