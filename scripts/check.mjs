// npm run check: types, style, dead code, unit tests; two at a time, since that is how many cores a small machine has. In CI `npm test` comes next
// and runs the unit tests with all others.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root, step, tail } from './step.mjs';

const bin = (path) => join(root, 'node_modules', ...path.split('/'));
const checks = [
  ['types · tsc', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['style · biome', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--max-diagnostics=60']],
  ['dead code · knip', [bin('knip/bin/knip.js'), '--no-progress']],
];
if (!process.env.CI)
  checks.push([
    'unit tests · jest',
    ['--experimental-vm-modules', '--no-warnings', bin('jest/bin/jest.js'), '--selectProjects', 'unit', '--maxWorkers=2'],
  ]);

async function main() {
  await ensureInstalled();
  const began = Date.now();
  const queue = [...checks];
  let failed = 0;
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [title, args] = next;
      const { ok, output } = await step(title, process.execPath, args);
      if (ok) continue;
      failed += 1;
      process.stdout.write(`✗ ${title}\n${tail(output, 120)}\n`);
    }
  };
  await Promise.all([work(), work()]);
  process.stdout.write(
    `${failed === 0 ? '✓ check passed' : `✗ ${failed} of ${checks.length} checks failed`} (${Math.round((Date.now() - began) / 1000)} s)\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error) => {
  process.stderr.write(`${error.exitCode ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
});
