import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What WeChat reads of app.json, as far as the checks and the runtime need it. */
export interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[]; independent?: boolean }[];
  tabBar?: { list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]; custom?: boolean };
  window?: { navigationBarTitleText?: string };
  permission?: Record<string, { desc?: string }>;
  requiredPrivateInfos?: string[];
  lazyCodeLoading?: string;
  __usePrivacyCheck__?: boolean;
}

/**
 * The folder of the weapp build under test: ONEWINDOW_WEAPP_DIST or dist/weapp.
 * @throws Error when it has not been built
 */
export function builtWeapp(): string {
  const root = path.resolve(process.env.ONEWINDOW_WEAPP_DIST ?? 'dist/weapp');
  if (!existsSync(path.join(root, 'app.json'))) {
    throw new Error(`There is no weapp build in ${root}; run "npm run build:weapp" first.`);
  }
  return root;
}

/** Paths of all files below root, with forward slashes, relative to it, sorted. */
export function filesBelow(root: string, ending = ''): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

export function readJson<T>(root: string, file: string): T {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
}

export function readAppJson(root: string): AppJson {
  return readJson<AppJson>(root, 'app.json');
}

/** Every page's path without ending, subpackages included, in the order of app.json. */
export function pagePaths(app: AppJson): string[] {
  return [...app.pages, ...(app.subPackages ?? []).flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`))];
}

/** The root of the subpackage that holds the file, or '' for the main package. */
export function packageOf(app: AppJson, file: string): string {
  return app.subPackages?.find((sub) => file.startsWith(`${sub.root}/`))?.root ?? '';
}
