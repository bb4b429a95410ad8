import Taro from '@tarojs/taro';
import { paths } from './paths';

/** Opens a page on top of this one. WeChat keeps ten; past that the page replaces this one. */
export function go(url: string): void {
  if (Taro.getCurrentPages().length >= 9) void Taro.redirectTo({ url });
  else void Taro.navigateTo({ url });
}

/** Opens a page in place of this one: the way back does not lead here. */
export function replace(url: string): void {
  void Taro.redirectTo({ url });
}

/** Opens a page as the only one: what led here is done. */
export function startAt(url: string): void {
  void Taro.reLaunch({ url });
}

/** One page back; to `instead` when this page was opened by itself, as after signing in in the browser. */
export function stepBack(instead: string = paths.home): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else if (instead === paths.home) startAt(instead);
  else replace(instead);
}
