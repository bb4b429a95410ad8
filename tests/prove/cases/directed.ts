import { type Act, dueAt, type Who } from './model';
import { Walk, type World } from './world';

/** A step of a directed walk: a try of a person, so many milliseconds, or until the first instant after the date. */
type Step = [Who, Act] | { wait: number } | 'past the date';

const day = 86_400_000;
const taken: Step[] = [
  ['liaison', 'contact'],
  ['handler', 'accept'],
];

/** Monday 10:00, far from festivals. */
const monday = '2025-06-09T02:00:00.000Z';

/**
 * A short walk to where each seeded defect must show, by the defect's name: chance finds most of them in a few hundred commands, and the
 * rest in some runs only. The sound code takes every one of them too.
 */
export const directedWalks: Record<string, { at: string; steps: Step[] }> = {
  'the day of receipt is counted': { at: monday, steps: [] },
  'pauses are ignored': { at: monday, steps: [...taken, ['handler', 'askForMaterials'], { wait: 5 * day }, ['employee', 'supply']] },
  // Ten working days from here lead over the Saturday before 春节, which is worked.
  'a make-up Saturday is a rest day': { at: '2026-02-09T02:00:00.000Z', steps: [] },
  'a limit ends with the day in UTC': { at: monday, steps: [] },
  'a case is referred in a loop': {
    at: monday,
    steps: [
      ['liaison', 'referWest'],
      ['strangerHandler', 'acceptReferral'],
      ['strangerHandler', 'referEast'],
    ],
  },
  'an extension is asked after the date': { at: monday, steps: [...taken, 'past the date', ['handler', 'askExtension']] },
  'the second reopening stays at the same level': {
    at: monday,
    steps: [...taken, ['handler', 'complete'], ['employee', 'dispute'], ['handler', 'complete'], ['employee', 'dispute']],
  },
  'internal notes reach the requester': { at: monday, steps: [...taken, ['handler', 'note']] },
  'another unit may close the case': { at: monday, steps: [...taken, ['handler', 'askAssistance'], ['strangerHandler', 'complete']] },
  'no clock starts when a case is opened again': { at: monday, steps: [...taken, ['handler', 'complete'], ['employee', 'dispute']] },
};

/** Takes one of them; throws where the case and the model part. Answers how many commands it had. */
export async function takeDirected(world: World, name: string): Promise<number> {
  const planned = directedWalks[name];
  if (!planned) throw new Error(`no walk leads to “${name}”`);
  const walk = await Walk.begin(world, Date.parse(planned.at), false, 'handling');
  for (const step of planned.steps) {
    if (step === 'past the date') await walk.wait(Date.parse(dueAt(walk.model, world.worked) ?? '') + 1);
    else if ('wait' in step) await walk.wait(walk.model.now + step.wait);
    else await walk.try(step[0], step[1], 1);
  }
  return walk.steps;
}
