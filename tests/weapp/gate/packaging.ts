import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type AppJson, packageOf, pagePaths } from '../dist';
import { append, type Build, type Check, rewriteAppJson } from './build';

/** Our own limit for the main package; WeChat's is 2 MB. */
export const mainLimit = 700 * 1024;
/** WeChat's limit for each subpackage, and for all packages together. */
const subpackageLimit = 2 * 1024 * 1024;
const totalLimit = 20 * 1024 * 1024;
/** WeChat's advice: larger pictures and sounds belong on a server. */
const mediaLimit = 200 * 1024;

const kb = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;

/** Bytes of each package, the main one under ''. project.config.json is not uploaded. */
export function packageSizes(build: Build): Map<string, number> {
  const sizes = new Map<string, number>([['', 0]]);
  for (const file of build.files) {
    if (file === 'project.config.json' || file.endsWith('.LICENSE.txt')) continue;
    const owner = packageOf(build.app, file);
    sizes.set(owner, (sizes.get(owner) ?? 0) + statSync(path.join(build.root, file)).size);
  }
  return sizes;
}

const has = (build: Build, file: string) => build.files.includes(file);
const firstPage = (app: AppJson) => app.pages[0] ?? '';

function seedSubpackage(root: string, page: string): void {
  mkdirSync(path.join(root, 'seeded'), { recursive: true });
  for (const [ending, text] of [
    ['js', 'Page({})'],
    ['json', '{}'],
    ['wxml', '<view/>'],
  ]) {
    writeFileSync(path.join(root, `seeded/${page}.${ending}`), text ?? '');
  }
  rewriteAppJson(root, (app) => {
    app.subPackages = [...(app.subPackages ?? []), { root: 'seeded', pages: [page] }];
  });
}

export const packaging: Check[] = [
  {
    name: 'the main package is at most 700 KB',
    find(build) {
      const size = packageSizes(build).get('') ?? 0;
      return size > mainLimit ? [`the main package is ${kb(size)}`] : [];
    },
    spoil: (root) => writeFileSync(path.join(root, 'more.js'), '0;'.repeat(mainLimit / 2)),
  },
  {
    name: 'every subpackage is below 2 MB and all packages together below 20 MB',
    find(build) {
      const sizes = packageSizes(build);
      const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      return [
        ...[...sizes].filter(([name, size]) => name !== '' && size >= subpackageLimit).map(([name, size]) => `${name} is ${kb(size)}`),
        ...(total >= totalLimit ? [`all packages together are ${kb(total)}`] : []),
      ];
    },
    spoil(root) {
      seedSubpackage(root, 'page');
      writeFileSync(path.join(root, 'seeded/more.js'), '0;'.repeat(subpackageLimit / 2));
    },
  },
  {
    name: 'every page of app.json has its js, json and wxml',
    find: (build) =>
      pagePaths(build.app).flatMap((page) =>
        ['js', 'json', 'wxml']
          .map((ending) => `${page}.${ending}`)
          .filter((file) => !has(build, file))
          .map((file) => `${file} is missing`),
      ),
    spoil: (root) => rewriteAppJson(root, (app) => rmSync(path.join(root, `${firstPage(app)}.wxml`))),
  },
  {
    name: 'no page is listed twice',
    find(build) {
      const pages = pagePaths(build.app);
      return pages.filter((page, index) => pages.indexOf(page) !== index).map((page) => `${page} is listed twice`);
    },
    spoil: (root) => rewriteAppJson(root, (app) => void app.pages.push(firstPage(app))),
  },
  {
    name: 'tab pages are in the main package, two to five of them, with icons that exist',
    find(build) {
      const list = build.app.tabBar?.list;
      if (!list) return [];
      const icons = list.flatMap((item) => [item.iconPath, item.selectedIconPath]).filter((icon) => icon !== undefined);
      return [
        ...(list.length < 2 || list.length > 5 ? [`the tab bar has ${list.length} entries`] : []),
        ...list.filter((item) => !build.app.pages.includes(item.pagePath)).map((item) => `${item.pagePath} is not in the main package`),
        ...icons.filter((icon) => !has(build, icon)).map((icon) => `${icon} is missing`),
      ];
    },
    spoil(root) {
      seedSubpackage(root, 'page');
      rewriteAppJson(root, (app) => {
        app.tabBar = { list: [...(app.tabBar?.list ?? [{ pagePath: firstPage(app), text: 'one' }]), { pagePath: 'seeded/page', text: 'two' }] };
      });
    },
  },
  {
    name: 'every component that a page uses exists',
    find: (build) =>
      build.files
        .filter((file) => file.endsWith('.json') && file !== 'app.json')
        .flatMap((file) => {
          const { usingComponents = {} } = JSON.parse(build.text(file)) as { usingComponents?: Record<string, string> };
          return Object.values(usingComponents)
            .map((used) => (used.startsWith('/') ? used.slice(1) : path.posix.join(path.posix.dirname(file), used)))
            .filter((used) => !has(build, `${used}.js`) || !has(build, `${used}.wxml`))
            .map((used) => `${file} uses ${used}, which is not there`);
        }),
    spoil: (root) => rewriteAppJson(root, (app) => writeFileSync(path.join(root, `${firstPage(app)}.json`), '{"usingComponents":{"gone":"./gone"}}')),
  },
  {
    name: 'every file that wxml and wxss import exists',
    find: (build) =>
      build.files
        .filter((file) => /\.wx(ml|ss)$/.test(file))
        .flatMap((file) => {
          const wanted = file.endsWith('.wxml')
            ? build.text(file).matchAll(/<(?:import|include|wxs)\b[^>]*\bsrc="([^"{]+)"/g)
            : build.text(file).matchAll(/@import\s+(?:url\()?["']([^"']+)["']/g);
          return [...wanted]
            .map(([, asked = '']) => (asked.startsWith('/') ? asked.slice(1) : path.posix.join(path.posix.dirname(file), asked)))
            .filter((asked) => !has(build, asked))
            .map((asked) => `${file} imports ${asked}, which is not there`);
        }),
    spoil: (root) => rewriteAppJson(root, (app) => append(root, `${firstPage(app)}.wxml`, '<import src="./gone.wxml"/>')),
  },
  {
    name: 'pictures and sounds in the packages are at most 200 KB, and no source map is shipped',
    find: (build) => [
      ...build.files
        .filter((file) => /\.(png|jpe?g|gif|svg|webp|mp3|wav|m4a)$/.test(file) && statSync(path.join(build.root, file)).size > mediaLimit)
        .map((file) => `${file} is ${kb(statSync(path.join(build.root, file)).size)}`),
      ...build.files.filter((file) => file.endsWith('.map')).map((file) => `${file} is a source map`),
    ],
    spoil: (root) => writeFileSync(path.join(root, 'large.png'), Buffer.alloc(mediaLimit + 1)),
  },
  {
    name: 'code is loaded only for the components on the page',
    find: (build) => (build.app.lazyCodeLoading === 'requiredComponents' ? [] : ['lazyCodeLoading is not "requiredComponents"']),
    spoil: (root) => rewriteAppJson(root, (app) => delete app.lazyCodeLoading),
  },
];
