import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { findings: number; defects: number; found: number };

test(
  'with WeChat failing in every way and the service killed, no notice is lost or shown twice, each ends where it can be seen, and all defects are found',
  async () => {
    const short = ['--events', '600', '--kills', '4', '--events-a-defect', '240', '--seed', '20261127'];
    const { findings, defects, found } = await proven<Proven>('tests/prove/notices/run.ts', ...short);
    expect({ findings, defects, found }).toEqual({ findings: 0, defects: 8, found: 8 });
  },
  10 * 60_000,
);
