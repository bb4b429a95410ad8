import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Files of Noto Sans Hans (OFL 1.1); the builds put these two beside their bundle (scripts/bundle.mjs names them too). */
const files = { normal: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Medium.otf' } as const;

/** Where the fonts are: beside the bundle, or in the package when the sources run. */
export function fontFiles(): { normal: string; bold: string } {
  const beside = join(import.meta.dirname, 'fonts');
  const folder = existsSync(beside) ? beside : join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  return { normal: join(folder, files.normal), bold: join(folder, files.bold) };
}
