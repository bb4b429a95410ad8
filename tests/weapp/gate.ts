import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Build, type Check, openBuild } from './gate/build';
import { codeChecks } from './gate/code';
import { markup } from './gate/markup';
import { packageSizes, packaging } from './gate/packaging';
import { privacy } from './gate/privacy';

/** The server a build for this machine speaks to (config/constants.ts). */
const developmentServer = 'http://127.0.0.1:8080';

/**
 * Everything that can be known of a build without running it. `production` is the build for release, which may name no
 * plain http and no local address.
 */
export function gateChecks(production: boolean): Check[] {
  return [...packaging, ...privacy, ...codeChecks(production ? [] : [process.env.TARO_APP_API ?? developmentServer]), ...markup];
}

/** Whether the build was made with ONEWINDOW_ENV=production: config/constants.ts writes that word into the code. */
export function isProduction(): boolean {
  return process.env.ONEWINDOW_ENV === 'production';
}

/** Runs a check on a copy of the build that was given the check's own defect. */
export function findSeededDefect(check: Check, root: string): string[] {
  const copy = mkdtempSync(path.join(tmpdir(), 'weapp-seeded-'));
  try {
    cpSync(root, copy, { recursive: true });
    check.spoil(copy);
    return check.find(openBuild(copy));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** `main 359 KB, staff 42 KB, total 401 KB` */
export function sizeLine(build: Build): string {
  const sizes = [...packageSizes(build)].map(([name, size]): [string, number] => [name || 'main', size]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  return [...sizes, ['total', total] as const].map(([name, size]) => `${name} ${Math.ceil(size / 1024)} KB`).join(', ');
}
