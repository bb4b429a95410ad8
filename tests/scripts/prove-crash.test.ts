import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

test(
  'killed again and again under load, the service loses and doubles nothing that it has acknowledged, and both defects are found',
  async () => {
    // how soon it answers again is measured by npm run prove:crash, on a machine that does nothing else
    const short = ['--kills', '6', '--kills-a-defect', '6', '--within', '60000'];
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/prove/crash/run.ts', ...short], { env: { ...process.env, NODE_OPTIONS: '' } });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(out);
    const { kills, findings, defects, found } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
    expect({ kills, findings, defects, found }).toEqual({ kills: 6, findings: 0, defects: 2, found: 2 });
  },
  15 * 60_000,
);
