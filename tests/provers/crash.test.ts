import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { kills: number; findings: number; defects: number; found: number };

test(
  'killed again and again under load, the service loses and doubles nothing that it has acknowledged, and all four defects are found',
  async () => {
    // how soon it answers again is measured by npm run prove:crash, on a machine that does nothing else
    const short = ['--kills', '6', '--kills-a-defect', '6', '--within', '60000'];
    const { kills, findings, defects, found } = await proven<Proven>('tests/prove/crash/run.ts', ...short);
    expect({ kills, findings, defects, found }).toEqual({ kills: 8, findings: 0, defects: 4, found: 4 });
  },
  15 * 60_000,
);
