import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, option, resultOf, root } from '../seeded';
import { unfairDesigns } from './defects';
import { bounds, judge, kept, passing } from './judge';
import type { Fairness } from './round';
import { identitiesARobot, type SizeName, sizes } from './scene';

/**
 * `npm run prove:fairness`: citizens against robots with fifty times the requests and bought identities, on the scarce places of new days and on
 * freed ones, through the real service over HTTP on a real Postgres, on a clock in the prover's hand. Citizens keep 95 % of their fair share, and
 * cancelling and rebooking passes a place on in 2 % of tries at most. Then smaller scenes through copies of the source that lack a rule each, which
 * must go red. `--seed N`; `--part` plays the small scene only, whose luck is larger: `--keeps PERCENT`. Ends with one line of JSON; status 1
 * when it is red.
 */
const seed = option('seed', Date.now() % 1_000_000);
const size: SizeName = process.argv.includes('--part') ? 'part' : 'whole';
const held = { ...bounds, keeps: option('keeps', bounds.keeps * 100) / 100 };
const designsHeld = { ...bounds, keeps: 0.75 };
const started = performance.now();

const given = process.env.TEST_DATABASE_URL;
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL ??= postgres?.url;

const { citizens, robots, days } = sizes[size];
say(`${citizens} citizens; ${robots} robots with ${identitiesARobot} bought identities each; ${days} new days; seed ${seed}`);
say('Fair share of the citizens: places they would get if every identity asked equally often, so that each place went to one drawn evenly from all');
say('who still want one: a citizen one place, a bought identity as many as one person may have (two). The mean of 400 draws outside of the product.');
const sound = await round(root, 'robots');
// told beside it, not judged
const alone = size === 'whole' ? await round(root, 'alone') : null;
if (alone) tell('without robots', alone);
tell('with robots', sound);
const wrong = judge(sound, held);
for (const finding of wrong) say(`NOT FAIR: ${finding}`);

const missed: string[] = [];
for (const { sql = '', ...design } of unfairDesigns) {
  const copy = copyWith(design);
  const seen = await round(copy, 'robots', 'part', sql).finally(() => rmSync(copy, { recursive: true, force: true }));
  const found = judge(seen, designsHeld);
  const isRed = found.includes(design.shows);
  if (!isRed) missed.push(design.name);
  say(`${isRed ? 'red as it must be' : 'NOT RED'}: ${design.name} — ${found.join(', ') || 'nothing found'}; ${numbers(seen)}`);
}
await postgres?.stop();
const seconds = Math.round((performance.now() - started) / 1000);
say(`${seconds} s in all`);
say(
  JSON.stringify({
    citizens,
    robots,
    identities: robots * identitiesARobot,
    places: sound.places,
    fairShare: round1(sound.fairShare),
    got: sound.given.citizens,
    keeps: round1(kept(sound) * 100),
    withoutRobots: alone?.given.citizens ?? null,
    sales: sound.sales,
    passedOn: sound.passedOn,
    findings: wrong,
    designs: unfairDesigns.length,
    found: unfairDesigns.length - missed.length,
    missed,
    seconds,
    seed,
  }),
);
process.exit(wrong.length > 0 || missed.length > 0 ? 1 : 0);

function round(folder: string, who: 'robots' | 'alone', ofSize = size, sql = ''): Promise<Fairness> {
  return resultOf([join(root, 'tests/prove/fairness/round.ts'), folder, ofSize, String(seed), who, sql], { cwd: root });
}

function tell(what: string, scene: Fairness): void {
  const { places, given: got, requests } = scene;
  say(
    `${what}: ${places} places, ${got.citizens} to citizens, ${got.bought} to bought identities, ${got.buyers} to buyers of places; ${numbers(scene)}`,
  );
  const perHead = [requests.citizens / citizens, requests.robots / Math.max(1, robots)] as const;
  say(
    `  ${requests.citizens} writes by citizens (${round1(perHead[0])} each), ${requests.robots} by robots (${round1(perHead[1])} each); ${scene.seconds} s`,
  );
}

function numbers(scene: Fairness): string {
  const share = `citizens have ${scene.given.citizens} of a fair share of ${round1(scene.fairShare)} (${round1(kept(scene) * 100)} %)`;
  return `${share}; passed on ${scene.passedOn} of ${scene.sales} (${round1(passing(scene) * 100)} %); most tries of a person let through in a minute ${scene.mostLetThrough}`;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
