import { expect, test } from '@jest/globals';
import { proven } from '../support/prover';

type Proven = { exports: number; hostile: number; cells: number; findings: number; defects: number; found: number };

test('no export holds anything but words, which are as people typed them, and seeded defects that show without LibreOffice are found', async () => {
  const { findings, defects, found, exports, hostile, cells } = await proven<Proven>('tests/prove/exports/run.ts', '--slice');
  expect({ findings, found }).toEqual({ findings: 0, found: defects });
  expect([exports, defects]).toEqual([3, 3]);
  expect(hostile).toBeGreaterThan(40);
  expect(cells).toBeGreaterThan(1_000);
});
