const CHOOSER = '/stand-in/wechat/choose';
const PLACE = 'onewindow:place';

/**
 * The browser has no wx.login. The stand-in's chooser plays WeChat: it sends the person back with `?code=`, read by returnedCode().
 * The page leaves, so this never resolves; it gives null where there is no stand-in to go to.
 */
export function login(): Promise<string | null> {
  const { location } = window;
  window.sessionStorage.setItem(PLACE, location.hash);
  location.assign(`${CHOOSER}?redirect=${encodeURIComponent(location.origin + location.pathname)}`);
  return new Promise(() => undefined);
}

/** The code the chooser sent back, once: the address is cleaned and the person stands where they left. */
export function returnedCode(): string | null {
  const { location, history, sessionStorage } = window;
  const code = new URLSearchParams(location.search).get('code');
  if (!code) return null;
  const place = sessionStorage.getItem(PLACE) ?? location.hash;
  sessionStorage.removeItem(PLACE);
  history.replaceState(history.state, '', location.pathname + place);
  return code;
}

export const loginLeavesThePage = true;
