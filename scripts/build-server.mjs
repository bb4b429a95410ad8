// Writes dist/server: the plain Node server, the operator's command and what `npm start` runs, with everything they read. A container needs no
// node_modules beside it, and a bundle starts two seconds sooner than the sources.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, copyCodecs, copyFonts } from './bundle.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './step.mjs';

const outdir = join(root, 'dist', 'server');

await ensureInstalled();
rmSync(outdir, { recursive: true, force: true });
await bundle({ server: 'functions/container.ts', onewindow: 'cli/onewindow.ts', run: 'scripts/run.ts' }, outdir);
copyFonts(outdir);
copyCodecs(outdir);
cpSync(join(root, 'db', 'migrations'), join(outdir, 'migrations'), { recursive: true });
// the data files of the content, where the bundled loader looks for them: beside itself
cpSync(join(root, 'db', 'content'), outdir, { recursive: true, filter: (path) => !path.endsWith('.ts') });
