import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { steps: number; failures: number; defects: number; found: number };
// One seed, so that this is one walk; npm run prove:cases walks another each time.
const prove = (...words: string[]) => proven<Proven>('tests/prove/cases/run.ts', '--seed', '11', ...words);

test(
  'twenty thousand commands of every role find no illegal state, no wrong clock and no request without an owner, and all ten seeded defects',
  async () => {
    const { steps, failures, defects, found } = await prove();
    expect({ failures, defects, found }).toEqual({ failures: 0, defects: 10, found: 10 });
    expect(steps).toBeGreaterThanOrEqual(20_000);
  },
  15 * 60_000,
);

test(
  'two thousand commands on enterprises, members and bindings find no enterprise without a principal and no power without a binding, and all six seeded defects',
  async () => {
    const { steps, failures, defects, found } = await prove('--firms');
    expect({ failures, defects, found }).toEqual({ failures: 0, defects: 6, found: 6 });
    expect(steps).toBeGreaterThanOrEqual(2_000);
  },
  10 * 60_000,
);

test(
  'three and a half thousand commands at the desk find no step by whoever may not, nothing seen by others and nothing without an owner, and all twelve seeded defects',
  async () => {
    const { steps, failures, defects, found } = await prove('--desk');
    expect({ failures, defects, found }).toEqual({ failures: 0, defects: 12, found: 12 });
    expect(steps).toBeGreaterThanOrEqual(3_500);
  },
  10 * 60_000,
);
