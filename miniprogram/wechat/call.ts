import Taro from '@tarojs/taro';

/** Opens the phone's dialler with a number; the person presses the green button. */
export function dial(number: string): void {
  // Refused means: the person went back.
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined);
}
