import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { passedOn: number; sales: number; findings: string[]; designs: number; found: number };

test(
  'robots with bought identities have no more of scarce places than their share, and all unfair designs are found',
  async () => {
    // luck weighs more in the small scene, so it is one scene: the bound of 95 % is held by npm run prove:fairness
    const { passedOn, sales, findings, designs, found } = await proven<Proven>(
      'tests/prove/fairness/run.ts',
      '--part',
      '--keeps',
      '75',
      '--seed',
      '11',
    );
    expect({ passedOn, findings, designs, found }).toEqual({ passedOn: 0, findings: [], designs: 5, found: 5 });
    expect(sales).toBeGreaterThanOrEqual(10);
  },
  20 * 60_000,
);
