import { loadavg } from 'node:os';
import { expect, test } from '@jest/globals';
import { resultOf, root } from '../prove/seeded';
import type { Year } from '../prove/year/run';

test('two enterprises, three units and a supervisor play a year of 534 requests, and the figures come out exactly, within a minute', async () => {
  // a process of its own: what other suites have left in this one would be counted too
  const { requests, exact, left, seconds, processor } = await resultOf<Year>(['tests/prove/year/run.ts'], { cwd: root });
  console.log(`a year of ${requests} requests played in ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of a processor`);
  expect({ requests, exact, left }).toEqual({ requests: 534, exact: true, left: 0 });
  // Beside other tests the clock on the wall says little: then what the year took of a processor is judged, Postgres apart.
  expect((loadavg()[0] ?? 0) > 1.5 ? processor : seconds).toBeLessThanOrEqual(60);
}, 180_000);
