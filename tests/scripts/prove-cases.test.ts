import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

test(
  'twenty thousand commands of every role find no illegal state, no wrong clock and no request without an owner, and all ten seeded defects',
  async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/prove/cases/run.ts'], { env: { ...process.env, NODE_OPTIONS: '' } });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(out);
    const { steps, failures, defects, found } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
    expect({ failures, defects, found }).toEqual({ failures: 0, defects: 10, found: 10 });
    expect(steps).toBeGreaterThanOrEqual(20_000);
  },
  15 * 60_000,
);
