import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { findings: number; defects: number; found: number; faults: number; notTried: string[]; acknowledged: number };

test(
  'whatever befalls Postgres, the clock or WeChat, answers are right or a 503 that says when to come again, nothing is half done, and planted defects are found',
  async () => {
    // how soon is measured by npm run prove:faults, on a machine that does nothing else
    const short = ['--lasts', '1200', '--lasts-a-defect', '1500', '--within', '20000', '--recovered', '30000', '--seed', '20261127'];
    const { findings, defects, found, faults, notTried, acknowledged } = await proven<Proven>('tests/prove/faults/run.ts', ...short);
    // a container may forbid mounting a small disk, which is said
    expect({ findings, found, faults }).toEqual({ findings: 0, found: defects, faults: 10 - notTried.length });
    expect(defects).toBe(3);
    expect(acknowledged).toBeGreaterThan(20);
  },
  15 * 60_000,
);
