import fc from 'fast-check';
import { wallDown } from '../wall-down';
import { beginnings, commands } from './commands';
import { directedWalks, takeDirected } from './directed';
import { openWorld, Walk } from './world';

/**
 * Walks cases with random steps of every role and random time against the model, and prints one JSON line:
 * `{ walks, steps, taken, failure }`. Arguments: the seed, how many steps at least, and the directed walk that comes first (all when absent).
 */
const [seed = '1', wanted = '20000', first] = process.argv.slice(2);
const world = await openWorld();
if (first !== undefined) await world.service.db.unsafe(wallDown);
let [walks, steps, taken] = [0, 0, 0];
for (const name of first === undefined ? Object.keys(directedWalks) : [first]) {
  try {
    steps += await takeDirected(world, name);
    walks += 1;
  } catch (error) {
    await end(`directed walk “${name}”: ${error instanceof Error ? error.message : String(error)}`);
  }
}
const found = await fc.check(
  fc.asyncProperty(beginnings, commands, async ({ minute, train, category }, walked) => {
    if (steps >= Number(wanted)) return;
    let walk: Walk | null = null;
    try {
      await fc.asyncModelRun(async () => {
        walk = await Walk.begin(world, minute * 60_000, train, category);
        return { model: { walk }, real: { walk } };
      }, walked);
    } finally {
      walks += 1;
      steps += (walk as Walk | null)?.steps ?? 0;
      taken += (walk as Walk | null)?.taken ?? 0;
    }
  }),
  { seed: Number(seed), numRuns: Number(wanted), endOnFailure: true },
);
await end(
  found.failed
    ? `${found.errorInstance instanceof Error ? [found.errorInstance.message, String(found.errorInstance.cause ?? '')].join(' ') : String(found.errorInstance)}\n${String(found.counterexample?.[1])}`
    : null,
);

async function end(failure: string | null): Promise<never> {
  await world.service.stop();
  await new Promise((written) => process.stdout.write(`${JSON.stringify({ walks, steps, taken, failure })}\n`, written));
  process.exit();
}
