import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './install.mjs';

// With --json nothing but the answer may stand on standard output.
if (process.argv.includes('--json')) process.stdout.write = process.stderr.write.bind(process.stderr);
await ensureInstalled();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tests/prove/paths.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
