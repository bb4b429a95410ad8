import { expect, test } from '@jest/globals';

/** The seeded defect of tests/provers/host-clock.test.ts: green only while the machine tells the real time. */
test('a test that looks at the clock of the machine', () => {
  const believed = Date.now();
  const real = performance.timeOrigin + performance.now();
  expect(Math.abs(believed - real)).toBeLessThan(24 * 3_600_000);
});
