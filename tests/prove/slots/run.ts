import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, option, root } from '../seeded';
import { round } from './round';
import { ways } from './ways';
import { isRed, type WrongDesign, wrongDesigns } from './wrong-designs';

/**
 * `npm run prove:slots`: many clients at once on the same slots, over every way to a place and from it (ways.ts), through the real service over
 * HTTP on a real Postgres: lost lines, repeated and doubled keys, holds that end, late releases, a clock that moves. What the clients saw must be
 * linearizable slot by slot (history.ts), and the tables must add up (audit.ts). Beside it the same through copies of the source with a
 * wrong design each, which must go red. `--attempts N` (100,000), `--clients N` (200), `--seed N`. Ends with one line of JSON; status 1 when it is red.
 */
const attempts = option('attempts', 100_000);
const clients = option('clients', 200);
const seed = option('seed', Date.now() % 1_000_000);
const attemptsADesign = option('attempts-a-design', 3_000);
const loadsADesign = 5;
const size = attempts < 20_000 ? 'few' : 'many';

const given = process.env.TEST_DATABASE_URL;
const started = performance.now();
const sinceStart = () => `${Math.round((performance.now() - started) / 1000)} s`;
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL ??= postgres?.url;
say(`Postgres is ready after ${sinceStart()}`);

// a load leaves a part of the machine unused, while clients wait for locks and for each other's answers
const missed: string[] = [];
const queue = [...wrongDesigns];
const hunting = hunt();
const sound = await round({ folder: root, attempts, clients, seed, size, connections: 32 });
say(
  `${sound.attempts} attempts by ${clients} clients in ${sound.seconds.toFixed(1)} s (${Math.round(sound.attempts / sound.seconds)}/s), seed ${seed}`,
);
const { clients: ofClients, service: ofService, database: ofDatabase } = sound.cpu;
const cpuMs = ((ofClients + ofService + ofDatabase) / sound.attempts) * 1000;
const each = (seconds: number) => ((seconds / sound.attempts) * 1000).toFixed(2);
say(`CPU an attempt: ${cpuMs.toFixed(2)} ms (clients ${each(ofClients)}, service ${each(ofService)}, Postgres ${each(ofDatabase)})`);
for (const [way, count] of Object.entries(sound.ways)) say(`  ${String(count).padStart(7)}  ${way}`);
say(
  `answers: ${Object.entries(sound.answers)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ')}`,
);
const countOf = (kind: string) => sound.violations.filter((violation) => violation.kind === kind).length;
const [givenTwice, phantomFull] = [countOf('given_twice'), countOf('phantom_full')];
say(
  `given twice ${givenTwice}, phantom full ${phantomFull}; ${sound.happenings} happenings checked slot by slot, other findings ${sound.wrong.length}; after ${sinceStart()}`,
);
for (const { kind, what } of sound.violations.slice(0, 5)) say(`  ${kind}: ${what}`);
for (const line of sound.wrong.slice(0, 20)) say(`  ${line}`);
const neverGone = size === 'many' ? Object.keys(ways).filter((way) => !sound.ways[way]) : [];
for (const way of neverGone) say(`  never gone: ${way}`);

await Promise.all([hunting, hunt()]);
await postgres?.stop();
const findings = sound.violations.length + sound.wrong.length + neverGone.length;
say(`${sinceStart()} in all`);
say(
  JSON.stringify({
    attempts: sound.attempts,
    clients,
    givenTwice,
    phantomFull,
    findings,
    designs: wrongDesigns.length,
    found: wrongDesigns.length - missed.length,
    missed,
    cpuMs: Math.round(cpuMs * 100) / 100,
    seconds: Math.round((performance.now() - started) / 1000),
    seed,
  }),
);
process.exit(findings > 0 || missed.length > 0 ? 1 : 0);

async function hunt(): Promise<void> {
  for (let design = queue.shift(); design; design = queue.shift()) {
    const copy = copyWith(design);
    const isFound = await hunted(copy, design).finally(() => rmSync(copy, { recursive: true, force: true }));
    if (!isFound) missed.push(design.name);
  }
}

/** A wrong design needs two people to meet in a moment: where they did not, they get the next load. A load ends when it has shown itself. */
async function hunted(folder: string, design: WrongDesign): Promise<boolean> {
  const pauses = { every: 500, isEnough: isRed(design) };
  for (let load = 1; load <= loadsADesign; load++) {
    const seen = await round({ folder, attempts: attemptsADesign, clients, seed: seed + load - 1, size: 'few', connections: 10, pauses });
    const found = isRed(design)(seen);
    const [first] = seen.violations;
    say(
      `${found ? 'red as it must be' : 'NOT RED'} in load ${load} after ${seen.attempts} attempts: ${design.name} — ${first ? `${first.kind}: ${first.what}` : (seen.wrong[0] ?? 'nothing found')}`,
    );
    if (found) return true;
  }
  return false;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
