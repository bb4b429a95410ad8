import Taro from '@tarojs/taro';

/** What the phone calls itself, in at most 60 characters: HUAWEI Mate 60. */
export function phoneModel(): string {
  try {
    const { brand, model } = Taro.getDeviceInfo();
    return `${brand} ${model}`.trim().slice(0, 60) || 'WeChat';
  } catch {
    return 'WeChat';
  }
}
