import { expect, test } from '@jest/globals';
import { resultOf, root } from '../prove/seeded';

test(
  'two hundred clients on the same slots find no place given twice and no phantom full, and all five wrong designs',
  async () => {
    const program = ['tests/prove/slots/run.ts', '--attempts', '6000', '--attempts-a-design', '1500'];
    const { attempts, ...found } = await resultOf<Record<string, number | string[]>>(program, { cwd: root });
    expect(found).toMatchObject({ givenTwice: 0, phantomFull: 0, findings: 0, designs: 5, found: 5, missed: [] });
    expect(attempts).toBeGreaterThanOrEqual(6000);
  },
  10 * 60_000,
);
