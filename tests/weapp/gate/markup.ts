import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';
import { compileWxml, compileWxss } from '../compile';
import { readAppJson } from '../dist';
import { append, type Check } from './build';

function problemOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

const firstPage = (root: string) => readAppJson(root).pages[0] ?? '';

export const markup: Check[] = [
  {
    name: "WeChat's own compiler takes all wxml",
    find: (build) => problemOf(() => compileWxml(build.root)),
    spoil: (root) => append(root, `${firstPage(root)}.wxml`, '<view><text></view>'),
  },
  {
    name: "WeChat's own compiler takes all wxss",
    find: (build) => problemOf(() => compileWxss(build.root)),
    spoil: (root) => append(root, 'app.wxss', '.seeded{color:red'),
  },
  {
    name: 'no style selects everything or names a local file',
    find: (build) =>
      build.files
        .filter((file) => file.endsWith('.wxss'))
        .flatMap((file) => {
          const found: string[] = [];
          const sheet = postcss.parse(build.text(file));
          sheet.walkRules((rule) => {
            if (/(^|[\s>+~,(])\*/.test(rule.selector)) found.push(`${file} selects "${rule.selector}"`);
          });
          sheet.walkDecls((declaration) => {
            for (const [, address = ''] of declaration.value.matchAll(/url\(\s*["']?([^"')]+)/g)) {
              if (!/^(data:|https:\/\/)/.test(address)) found.push(`${file} loads ${address.slice(0, 80)}`);
            }
          });
          return found;
        }),
    spoil: (root) => append(root, 'app.wxss', '.seeded{background:url(./seeded.png)}'),
  },
  {
    name: 'the templates carry roles, labels and states for screen readers',
    find(build) {
      const base = build.text('base.wxml');
      return ['aria-role', 'aria-label', 'aria-checked', 'aria-disabled']
        .filter((name) => !base.includes(`${name}=`))
        .map((name) => `base.wxml has no ${name}`);
    },
    spoil(root) {
      const file = path.join(root, 'base.wxml');
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('aria-', 'seeded-'));
    },
  },
];
