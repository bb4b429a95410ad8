import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { npm, root, step, tail } from './step.mjs';

const phone = [
  'miniprogram',
  'shared',
  'config',
  'types',
  'babel.config.cjs',
  'babel.config.js',
  'project.config.json',
  'tsconfig.json',
  'package-lock.json',
  'db/content/demo/templates.json',
];
const server = ['functions', 'shared', 'db', 'patches', 'tsconfig.json', 'package-lock.json', 'scripts/bundle.mjs'];

/** What each build reads, what it must leave behind, and what to tell people. */
const builds = {
  h5: { reads: phone, leaves: 'dist/h5/index.html', title: '正在构建网页版（约 30 秒）… · building the pages' },
  weapp: { reads: phone, leaves: 'dist/weapp/app.json', title: '正在构建微信小程序（约 30 秒）… · building the mini-program' },
  server: {
    reads: [...server, 'cli', 'scripts/build-server.mjs', 'scripts/run.ts'],
    leaves: 'dist/server/run.mjs',
    title: '正在打包服务端… · bundling the server',
  },
  vercel: {
    reads: [...server, 'scripts/build-vercel.mjs', 'vercel.json'],
    leaves: '.vercel/output/config.json',
    title: '正在打包云函数… · bundling the functions',
  },
};
/** Settings that the phone's build writes into the code. */
const settings = () =>
  Object.entries(process.env)
    .filter(([name]) => /^(ONEWINDOW_(ENV|API|TEMPLATES)|TARO_APP_)/.test(name))
    .sort()
    .join('\n');

/**
 * Builds unless the last build came from the same sources and settings.
 * @param {keyof typeof builds} target
 */
export async function ensureBuilt(target) {
  const { reads, leaves, title } = builds[target];
  const stamp = join(root, 'dist', '.built', target);
  const wanted = sourcesHash(reads);
  if (existsSync(join(root, leaves)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { command, args } = npm();
  const done = await step(title, command, [...args, 'run', '--silent', `build:${target}`], { env: { NODE_ENV: 'production' } });
  if (!done.ok || !existsSync(join(root, leaves))) {
    process.stderr.write(`${tail(done.output, 40)}\n`);
    if (/ENOSPC|no space left/i.test(done.output)) throw new OperatorRefusal('no_disk_space', root);
    throw new OperatorRefusal('build_failed', `npm run build:${target}`);
  }
  mkdirSync(join(root, 'dist', '.built'), { recursive: true });
  writeFileSync(stamp, wanted);
}

function sourcesHash(paths) {
  const hash = createHash('sha256').update(settings());
  for (const path of paths) for (const file of filesBelow(path)) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureBuilt(process.argv[2]).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode ?? 1;
  });
}
