// npm test: builds what the tests run, then every project of jest.config.mjs. Arguments go to jest (npm test -- tests/db).
// The last line is exactly `N passed, N failed`; a suite that could not run counts as one failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './step.mjs';

const results = join(root, 'test-results', 'jest.json');
const wanted = process.argv.slice(2);

async function main() {
  await ensureInstalled();
  // one after the other: two webpack builds at once need more memory than a small machine has
  for (const target of neededBuilds()) await ensureBuilt(target);
  const jestFailed = await runJest();
  const { passed, failed } = sum();
  process.exitCode = failed > 0 || jestFailed ? 1 : 0;
  process.stdout.write(`${passed} passed, ${Math.max(failed, jestFailed ? 1 : 0)} failed\n`);
}

/** Someone who names rooms does not wait for the builds of the others. */
function neededBuilds() {
  const all = ['weapp', 'h5', 'vercel', 'server'];
  const rooms = wanted.filter((word) => word.startsWith('tests/'));
  if (rooms.length === 0 || rooms.length < wanted.length) return all;
  const needs = { 'tests/weapp': ['weapp'], 'tests/browser': ['h5'], 'tests/functions': ['vercel'], 'tests/scripts': ['h5', 'server'] };
  return all.filter((target) =>
    rooms.some((room) => Object.entries(needs).some(([prefix, targets]) => room.startsWith(prefix) && targets.includes(target))),
  );
}

function runJest() {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(results, { force: true });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = ['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${results}`, ...wanted];
  return new Promise((done) => {
    // jest writes its JSON to standard output too when asked for it: what people read goes to standard error
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TZ: process.env.TZ ?? 'UTC', LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.once('close', (code) => done(code !== 0));
  });
}

function sum() {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

main().catch((error) => {
  process.stderr.write(`${error.exitCode ? error.message : error.stack}\n`);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = error.exitCode ?? 1;
});
