import fc from 'fast-check';
import { acts, may, people } from './model';
import { openWorld, Walk } from './world';

/**
 * Walks enterprises with random steps of everybody against the model, and prints one JSON line: `{ walks, steps, taken, failure }`.
 * Arguments: the seed, and how many steps at least.
 */
const [seed = '1', wanted = '2000'] = process.argv.slice(2);
const world = await openWorld();
let [walks, steps, taken] = [0, 0, 0];
const anything = fc.record({ who: fc.constantFrom(...people), act: fc.constantFrom(...acts), about: fc.constantFrom(...people), pick: fc.nat(999) });
const found = await fc.check(
  fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), anything), { minLength: 40, maxLength: 60 }), async (tries) => {
    if (steps >= Number(wanted)) return;
    const walk = await Walk.begin(world);
    walks += 1;
    try {
      for (const [allowed, { who, act, about, pick }] of tries) {
        // Half of the steps are such as may be taken: walks get far.
        const open = people.flatMap((one) =>
          acts.flatMap((step) => people.filter((other) => may(walk.model, step, one, other)).map((other) => [one, step, other] as const)),
        );
        const kinds = [...new Set(open.map(([, step]) => step))];
        const kind = kinds[pick % Math.max(1, kinds.length)];
        const those = open.filter(([, step]) => step === kind);
        const chosen = allowed ? those[pick % Math.max(1, those.length)] : undefined;
        await walk.try(...(chosen ?? ([who, act, about] as const)));
      }
    } finally {
      steps += walk.steps;
      taken += walk.taken;
    }
  }),
  { seed: Number(seed), numRuns: Number(wanted), endOnFailure: true },
);
await world.service.stop();
const failure = found.failed ? String(found.errorInstance instanceof Error ? found.errorInstance.message : found.errorInstance) : null;
process.stdout.write(`${JSON.stringify({ walks, steps, taken, failure })}\n`);
