/** What WeChat's own servers do for a phone: the mini-program never speaks to them itself. */
export interface WechatServers {
  loginCode(openid: string): Promise<string>;
  phoneCode(openid: string): Promise<string>;
  /** The person allowed one message more of each template. */
  granted(openid: string, templateIds: string[]): Promise<void>;
}

/** The local stand-in for WeChat that the API server under test asks too, so that codes and grants are real to it. */
export function standInServers(apiBase: string): WechatServers {
  async function post<T>(name: string, body: unknown): Promise<T> {
    const url = `${apiBase.replace(/\/$/, '')}/stand-in/wechat/__stand-in/${name}`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST ${url} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  return {
    loginCode: async (openid) => (await post<{ code: string }>('login', { openid })).code,
    phoneCode: async (openid) => (await post<{ code: string }>('phone', { openid })).code,
    granted: async (openid, templateIds) => void (await post('grant', { openid, templateIds })),
  };
}
