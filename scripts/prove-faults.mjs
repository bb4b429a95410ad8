import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tests/prove/faults/run.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
