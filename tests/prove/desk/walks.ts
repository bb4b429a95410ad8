import fc from 'fast-check';
import { wallDown } from '../wall-down';
import { defects } from './defects';
import { directedWays } from './directed';
import type { Course, Machine } from './machine';
import { machines } from './machines';
import { openWorld, people, type Who } from './world';

/**
 * Walks the machines of the desk, each in turn, with random tries of everybody against their models, and prints one JSON line:
 * `{ walks, steps, taken, failure }`; before that, the directed ways (directed.ts). Arguments: the seed, how many steps at least, and the one defect
 * that is hunted, on its machine and its way (all when absent).
 */
const [seed = '1', wanted = '6000', hunted] = process.argv.slice(2);
const world = await openWorld();
if (hunted !== undefined) await world.service.db.unsafe(wallDown);
let [walks, steps, taken] = [0, 0, 0];
const ways = defects.filter(({ name }) => hunted === undefined || name === hunted);
const chosen = machines.filter(({ name }) => ways.some(({ machine }) => machine === name));
const anything = fc.record({ isOpen: fc.boolean(), who: fc.constantFrom(...people), pick: fc.nat(9999) });
const failure = (await directed()) ?? (await atRandom());
await world.service.stop();
await new Promise((written) => process.stdout.write(`${JSON.stringify({ walks, steps, taken, failure })}\n`, written));
process.exit();

/** One kind of what may be done now, with everybody who may. */
function openNow({ steps: all }: Course, pick: number): (readonly [Who, string])[] {
  const names = Object.keys(all).filter((name) => (pick % 6 === 0 || !all[name]?.ends) && people.some((one) => all[name]?.may(one)));
  const name = names[Math.floor(pick / 17) % Math.max(1, names.length)];
  return name === undefined ? [] : people.filter((one) => all[name]?.may(one)).map((one) => [one, name] as const);
}

async function step({ steps: all }: Course, who: Who, name: string, pick: number): Promise<void> {
  const tried = all[name];
  if (!tried) throw new Error('no such step');
  const expected = tried.may(who);
  const { status, text } = await tried.send(who, pick);
  if ((status === 200) !== expected) throw new Error(`expected ${expected ? 'yes' : 'no'}, was ${status} ${text.slice(0, 200)}`);
  if (!expected && ![403, 404, 409, 422].includes(status)) throw new Error(`was answered ${status} ${text.slice(0, 200)}`);
  if (!expected) return;
  taken += 1;
  tried.after(who, pick);
}

/** The ways that lead to where each defect must show; at the end of each, everybody looks. What went wrong, or null. */
async function directed(): Promise<string | null> {
  for (const { name: defect, machine } of ways) {
    walks += 1;
    const course = await (machines.find(({ name }) => name === machine) as Machine).begin(world, -walks);
    for (const [who, name, pick = 0] of directedWays[defect] ?? []) {
      steps += 1;
      const wrong = await wentWrong(machine, course, who, name, pick, [who]);
      if (wrong !== null) return wrong;
    }
    const wrong = await wentWrong(machine, course, 'outsider', 'look', 0, people);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** Random tries of everybody on each machine in turn. What went wrong, or null. */
async function atRandom(): Promise<string | null> {
  const found = await fc.check(
    fc.asyncProperty(fc.array(anything, { minLength: 40, maxLength: 60 }), async (tries) => {
      if (steps >= Number(wanted)) return;
      const machine = chosen[walks % chosen.length] as Machine;
      walks += 1;
      const course = await machine.begin(world, walks);
      const names = Object.keys(course.steps);
      for (const [index, { isOpen, who, pick }] of tries.entries()) {
        steps += 1;
        const viewer = people[(index + walks) % people.length] as Who;
        // Half of the tries are such as may be made: walks get far.
        const those = isOpen ? openNow(course, pick) : [];
        const [one, name] = those[pick % Math.max(1, those.length)] ?? ([who, names[pick % names.length] as string] as const);
        const wrong = await wentWrong(machine.name, course, one, name, pick, [one, viewer]);
        if (wrong !== null) throw new Error(wrong);
      }
    }),
    { seed: Number(seed), numRuns: Number(wanted), endOnFailure: true },
  );
  return found.failed ? String(found.errorInstance instanceof Error ? found.errorInstance.message : found.errorInstance) : null;
}

/** Takes a step (`look`: none), and lets people look at what came of it. */
async function wentWrong(machine: string, course: Course, who: Who, name: string, pick: number, viewers: readonly Who[]): Promise<string | null> {
  try {
    if (name !== 'look') await step(course, who, name, pick);
    for (const viewer of viewers) await course.look(viewer);
    return null;
  } catch (error) {
    return `${machine}, after ${who} ${name}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
