import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { findings: number; leaks: number; found: number; requests: number };

test(
  'no number, token or session key stands where it must not, no name in a log, no secret in a build, and all eleven seeded leaks are found',
  async () => {
    const { findings, leaks, found, requests } = await proven<Proven>('tests/prove/leaks/run.ts', '--people', '20', '--each', '2');
    expect({ findings, leaks, found }).toEqual({ findings: 0, leaks: 11, found: 11 });
    expect(requests).toBeGreaterThan(600);
  },
  10 * 60_000,
);
