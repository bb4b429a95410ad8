import Taro from '@tarojs/taro';

/**
 * Asks for consent to WeChat's privacy guide before the first collection; WeChat draws the question itself.
 * False when the person says no: the page then offers the way without (typing, the window).
 */
export async function agreedToPrivacy(): Promise<boolean> {
  // Clients before base library 2.32.3 ask nothing.
  if (!Taro.canIUse('requirePrivacyAuthorize')) return true;
  try {
    await new Promise<void>((resolve, reject) => {
      Taro.requirePrivacyAuthorize({ success: () => resolve(), fail: reject });
    });
    return true;
  } catch {
    return false;
  }
}
