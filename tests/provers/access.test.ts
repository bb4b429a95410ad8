import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { endpoints: number; calls: number; checksOff: number; wallOff: number; findings: number; defects: number; found: number };

test(
  'every endpoint, with everybody and every object, is answered as the table says, somebody else’s as if it were not there, with the checks of handlers off too, and with the wall down; all seeded defects are found',
  async () => {
    const { calls, checksOff, wallOff, findings, defects, found } = await proven<Proven>('tests/prove/access/run.ts', '--slice');
    expect({ findings, found }).toEqual({ findings: 0, found: defects });
    expect(defects).toBeGreaterThanOrEqual(20);
    expect(calls).toBeGreaterThanOrEqual(15_000);
    expect(Math.min(checksOff, wallOff)).toBeGreaterThanOrEqual(1_500);
  },
  15 * 60_000,
);
