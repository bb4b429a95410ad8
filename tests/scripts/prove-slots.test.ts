import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

test(
  'two hundred clients on the same slots find no place given twice and no phantom full, and all five wrong designs',
  async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/prove/slots/run.ts', '--attempts', '6000', '--attempts-a-design', '1500'], {
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
    const { attempts, givenTwice, phantomFull, findings, designs, found } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}');
    expect({ givenTwice, phantomFull, findings, designs, found }).toEqual({ givenTwice: 0, phantomFull: 0, findings: 0, designs: 5, found: 5 });
    expect(attempts).toBeGreaterThanOrEqual(6000);
  },
  10 * 60_000,
);
