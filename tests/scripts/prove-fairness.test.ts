import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

test(
  'robots with bought identities have no more of scarce places than their share, and all unfair designs are found',
  async () => {
    // luck weighs more in the small scene: the bound of 95 % is held by npm run prove:fairness
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/prove/fairness/run.ts', '--part', '--keeps', '75'], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(out);
    const { passedOn, sales, findings, designs, found } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
    expect({ passedOn, findings, designs, found }).toEqual({ passedOn: 0, findings: [], designs: 5, found: 5 });
    expect(sales).toBeGreaterThanOrEqual(10);
  },
  20 * 60_000,
);
