import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { operations: number; requests: number; opened: number; findings: number; faults: number; found: number };

test(
  'five requests of every operation, right, changed, hostile and broken, are answered as the contract says, and all seeded faults are found',
  async () => {
    const { operations, requests, opened, findings, faults, found } = await proven<Proven>('tests/prove/fuzz/run.ts', '--each', '5');
    expect({ findings, found }).toEqual({ findings: 0, found: faults });
    expect(faults).toBeGreaterThanOrEqual(16);
    expect(requests).toBe(5 * operations);
    expect(opened).toBeGreaterThan(operations / 2);
  },
  10 * 60_000,
);
