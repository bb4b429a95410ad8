import Taro from '@tarojs/taro';
import { uuid } from './uuid';

const KEY = 'device';
let known: string | undefined;

/** A random name this phone gives itself, so that tries for places are counted for it (C4). It says nothing about phone or person. */
export function deviceName(): string {
  if (known === undefined) {
    const saved: string | undefined = Taro.getStorageSync(KEY);
    known = saved || uuid();
    if (!saved) Taro.setStorageSync(KEY, known);
  }
  return known;
}
