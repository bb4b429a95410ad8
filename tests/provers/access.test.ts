import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { endpoints: number; calls: number; findings: number; defects: number; found: number };

test(
  'every endpoint, with everybody and every object, is answered as the table says, somebody else’s as if it were not there, and all seeded defects are found',
  async () => {
    const { calls, findings, defects, found } = await proven<Proven>('tests/prove/access/run.ts');
    expect({ findings, found }).toEqual({ findings: 0, found: defects });
    expect(defects).toBeGreaterThanOrEqual(10);
    expect(calls).toBeGreaterThanOrEqual(15_000);
  },
  10 * 60_000,
);
