import Taro from '@tarojs/taro';
import { agreedToPrivacy } from './privacy';

/** Puts words on the phone's clipboard; WeChat says so itself. False when it is not allowed. */
export async function copyWords(words: string): Promise<boolean> {
  if (!(await agreedToPrivacy())) return false;
  return Taro.setClipboardData({ data: words }).then(
    () => true,
    () => false,
  );
}
