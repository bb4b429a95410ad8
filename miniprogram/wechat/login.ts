import Taro from '@tarojs/taro';

/** Asks WeChat who this is. WeChat shows nothing to the person. Resolves with the code for session.signIn, or null when WeChat refuses. */
export async function login(): Promise<string | null> {
  try {
    const { code } = await Taro.login();
    return code || null;
  } catch {
    return null;
  }
}

/** A code that came back with the address; only the browser has one. */
export const returnedCode = (): string | null => null;

/** Signing in needs no page of its own here. */
export const loginLeavesThePage = false;
