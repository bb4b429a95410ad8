import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the build writes into the phone's code, as `process.env.*`.
 * ONEWINDOW_ENV=production refuses an address that WeChat would refuse after release: plain http or this machine.
 * ONEWINDOW_TEMPLATES is a JSON object: kind of notice → id of the subscribe-message template registered with WeChat.
 * @throws Error when the production address is missing, plain http, or local, or the templates are no JSON object of words
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
    ONEWINDOW_TEMPLATES: JSON.stringify(templates(env.ONEWINDOW_TEMPLATES ?? (production ? '{}' : demoTemplates()))),
  };
}

/** A build that is not for release asks for the templates that the stand-in for WeChat knows. */
function demoTemplates(): string {
  return readFileSync(join(__dirname, '..', 'db', 'content', 'demo', 'templates.json'), 'utf8');
}

function templates(text: string): string {
  let known: unknown;
  try {
    known = JSON.parse(text);
  } catch {
    known = null;
  }
  const fine = known && typeof known === 'object' && !Array.isArray(known) && Object.values(known).every((id) => typeof id === 'string');
  if (!fine) throw new Error('ONEWINDOW_TEMPLATES must be a JSON object of template ids by kind of notice.');
  return text;
}
