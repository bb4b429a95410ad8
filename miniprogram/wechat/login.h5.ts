const CHOOSER = '/stand-in/wechat/choose';

/**
 * The browser has no wx.login. The stand-in's chooser plays WeChat: it sends the person back with `?code=`, read by returnedCode().
 * The page leaves, so this never resolves.
 */
export function login(): Promise<string | null> {
  const { location } = window;
  location.assign(`${CHOOSER}?redirect=${encodeURIComponent(location.pathname + location.hash)}`);
  return new Promise(() => undefined);
}

/** The code the chooser sent back, once: the address is cleaned and the person stands where they left. */
export function returnedCode(): string | null {
  const { location, history } = window;
  const code = new URLSearchParams(location.search).get('code');
  if (code) history.replaceState(history.state, '', location.pathname + location.hash);
  return code;
}

export const loginLeavesThePage = true;
