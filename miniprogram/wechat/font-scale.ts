import Taro from '@tarojs/taro';

/** The letter size the person chose in WeChat, as a factor of the usual one, 0.8 to 2. Old clients do not say: 1. */
export function fontScale(): number {
  try {
    const info = Taro.getAppBaseInfo() as Partial<Taro.getAppBaseInfo.Result> & {
      fontSizeSetting?: number;
      fontSizeScaleFactor?: number;
    };
    const factor = info.fontSizeScaleFactor ?? (info.fontSizeSetting ?? 16) / 16;
    return Math.min(2, Math.max(0.8, factor || 1));
  } catch {
    return 1;
  }
}
