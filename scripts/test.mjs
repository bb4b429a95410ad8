// npm test: builds what the tests run, then the projects of jest.config.mjs in three runs. Arguments go to jest (npm test -- tests/db).
// The last line is exactly `N passed, N failed`; a suite that could not run counts as one failed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './step.mjs';

const results = join(root, 'test-results');
/** Two test files at a time, since that is how many cores a small machine has; what measures or clicks in a browser runs alone. */
const runs = [
  { name: 'beside', projects: ['unit', 'server', 'vercel', 'weapp'], workers: 2 },
  { name: 'provers', projects: ['provers'], workers: 2 },
  { name: 'alone', projects: ['alone', 'browser'], workers: 1 },
];
const wanted = process.argv.slice(2);

async function main() {
  await ensureInstalled();
  // one after the other: two webpack builds at once need more memory than a small machine has
  for (const target of neededBuilds()) await ensureBuilt(target);
  let passed = 0;
  let failed = 0;
  for (const run of runs) {
    const counted = await runJest(run);
    passed += counted.passed;
    failed += counted.failed;
  }
  if (passed + failed === 0) failed = 1;
  process.exitCode = failed > 0 ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}

/** Someone who names rooms does not wait for the builds of the others. */
function neededBuilds() {
  const all = ['weapp', 'h5', 'vercel', 'server'];
  const rooms = wanted.filter((word) => word.startsWith('tests/'));
  if (rooms.length === 0 || rooms.length < wanted.length) return all;
  const needs = {
    'tests/weapp': ['weapp'],
    'tests/browser': ['h5'],
    'tests/functions': ['vercel'],
    'tests/vercel': ['vercel'],
    'tests/scripts': all,
    'tests/provers': all,
  };
  return all.filter((target) =>
    rooms.some((room) => Object.entries(needs).some(([prefix, targets]) => room.startsWith(prefix) && targets.includes(target))),
  );
}

/** Runs the tests of some projects: how many passed and failed; a run that ended badly has at least one failure. */
async function runJest({ name, projects, workers }) {
  const written = join(results, `jest-${name}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(written, { force: true });
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--selectProjects', ...projects, `--maxWorkers=${workers}`, '--passWithNoTests', '--json', `--outputFile=${written}`];
  const code = await new Promise((done) => {
    // jest writes its JSON to standard output too when asked for it: what people read goes to standard error
    const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...options, ...wanted], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TZ: process.env.TZ ?? 'UTC', LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.once('close', done);
  });
  const { passed, failed } = sum(written);
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

function sum(written) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(written, 'utf8'));
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
