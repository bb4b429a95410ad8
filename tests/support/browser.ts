import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'onewindow');
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** A real browser with Chinese glyphs: CHROMIUM_PATH, an installed one, or the one inside an npm package (Linux x64). Close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path));
  const packaged = found ? undefined : await unpackChromium();
  return chromium.launch({
    executablePath: found ?? packaged?.executable ?? '',
    args: flags,
    env: { ...stringsOnly(process.env), ...chineseFonts(), ...packaged?.env },
  });
}

/** Unpacks once, and into place by a rename: test files start browsers side by side. */
async function unpackChromium(): Promise<{ executable: string; env: Record<string, string> }> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const home = join(cache, 'chromium');
  const executable = join(home, 'chromium');
  if (!existsSync(executable)) {
    mkdirSync(cache, { recursive: true });
    const fresh = mkdtempSync(join(cache, 'unpack-'));
    // the package unpacks into the system's temporary folder, and its libraries only where it believes to be on Lambda: another process is told so
    const script = `const { default: c } = await import(${JSON.stringify(entry)}); await c.executablePath();`;
    const env = { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', NODE_OPTIONS: '' };
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, stdio: 'inherit' });
    try {
      renameSync(fresh, home);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(executable)) throw error;
    }
  }
  const missing = execFileSync('/bin/sh', ['-c', `ldd "${executable}" | grep "not found" || true`], { encoding: 'utf8' }).trim();
  const libraries = join(home, 'al2023', 'lib');
  return { executable, env: missing && existsSync(libraries) ? { LD_LIBRARY_PATH: libraries } : {} };
}

/** A font of an npm package beside the system's own, which on a bare machine have no Chinese. */
function chineseFonts(): Record<string, string> {
  if (process.platform !== 'linux') return {};
  const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  const file = join(cache, 'fonts.conf');
  mkdirSync(cache, { recursive: true });
  const folders = [fonts, '/usr/share/fonts', '/usr/local/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('');
  // For digits and letters too, as on a phone: else they come from whatever this machine has, of another width.
  const first = '<alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>';
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}${first}<cachedir>${join(tmpdir(), 'onewindow-fontconfig')}</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}

function stringsOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
