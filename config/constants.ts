/**
 * What the build writes into the phone's code, as `process.env.*`.
 * ONEWINDOW_ENV=production refuses an address that WeChat would refuse after release: plain http or this machine.
 * @throws Error when the production address is missing, plain http, or local
 */
export function buildConstants(env: NodeJS.ProcessEnv): Record<string, string> {
  const production = env.ONEWINDOW_ENV === 'production';
  const weapp = env.TARO_ENV === 'weapp';
  // The browser build speaks to the origin it was loaded from.
  const api = weapp ? (env.TARO_APP_API ?? (production ? '' : 'http://127.0.0.1:8080')) : '';
  if (weapp && production && !/^https:\/\/(?!localhost|127\.|\[|0\.)[^/]+$/.test(api)) {
    throw new Error(`TARO_APP_API must be https://<domain> in a production build; it is "${api}".`);
  }
  return {
    ONEWINDOW_API: JSON.stringify(api),
    ONEWINDOW_ENV: JSON.stringify(production ? 'production' : 'development'),
  };
}
