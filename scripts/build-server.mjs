// Writes dist/server: the plain Node server and the operator's command, with everything they read, for a container without node_modules.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './step.mjs';

const outdir = join(root, 'dist', 'server');

await ensureInstalled();
rmSync(outdir, { recursive: true, force: true });
await bundle({ server: 'functions/container.ts', onewindow: 'cli/onewindow.ts' }, outdir);
cpSync(join(root, 'db', 'migrations'), join(outdir, 'migrations'), { recursive: true });
// the data files of the content, where the bundled loader looks for them: beside itself
cpSync(join(root, 'db', 'content'), outdir, { recursive: true, filter: (path) => !path.endsWith('.ts') });
