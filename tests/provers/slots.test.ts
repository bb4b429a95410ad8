import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { attempts: number; givenTwice: number; phantomFull: number; findings: number; designs: number; found: number };

test(
  'two hundred clients on the same slots find no place given twice and no phantom full, and all five wrong designs',
  async () => {
    const short = ['--attempts', '6000', '--attempts-a-design', '1500', '--seed', '11'];
    const { attempts, givenTwice, phantomFull, findings, designs, found } = await proven<Proven>('tests/prove/slots/run.ts', ...short);
    expect({ givenTwice, phantomFull, findings, designs, found }).toEqual({ givenTwice: 0, phantomFull: 0, findings: 0, designs: 5, found: 5 });
    expect(attempts).toBeGreaterThanOrEqual(6000);
  },
  10 * 60_000,
);
