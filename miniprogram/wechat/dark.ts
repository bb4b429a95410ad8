import Taro from '@tarojs/taro';

/** Whether the phone is in dark mode. */
export function systemIsDark(): boolean {
  try {
    return Taro.getAppBaseInfo().theme === 'dark';
  } catch {
    return false;
  }
}

/** Calls back whenever the phone changes between light and dark. */
export function onSystemDark(listener: (dark: boolean) => void): void {
  Taro.onThemeChange?.(({ theme }) => listener(theme === 'dark'));
}

/** Colours what WeChat draws itself: the bar on top and the ground behind the page. */
export function paintChrome(dark: boolean): void {
  const ground = dark ? '#12161D' : '#F4F6F9';
  // Refused while a page is opening or closing; the next show paints again.
  const ignore = () => undefined;
  Taro.setNavigationBarColor({ frontColor: dark ? '#ffffff' : '#000000', backgroundColor: ground }).catch(ignore);
  Taro.setBackgroundColor({ backgroundColor: ground, backgroundColorTop: ground, backgroundColorBottom: ground }).catch(ignore);
}
