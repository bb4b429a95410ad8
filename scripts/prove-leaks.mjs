import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
for (const target of ['h5', 'weapp', 'vercel', 'server']) await ensureBuilt(target);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tests/prove/leaks/run.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, LOG_LEVEL: 'silent' },
});
process.exit(status ?? 1);
