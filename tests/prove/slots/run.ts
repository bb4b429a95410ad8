import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, option, resultOf, root } from '../seeded';
import { type WrongDesign, wrongDesigns } from './wrong-designs';
import type { Round } from './round';

/**
 * `npm run prove:slots`: many clients at once on the same slots, over every way to a place and from it (ways.ts), through the real service over
 * HTTP on a real Postgres: lost lines, repeated and doubled keys, holds that end, late releases, a clock that moves. What the clients saw must be
 * linearizable slot by slot (history.ts), and the tables must add up (audit.ts). Then the same through copies of the source with a
 * wrong design each, which must go red. `--attempts N` (100,000), `--clients N` (200), `--seed N`. Ends with one line of JSON; status 1 when it is red.
 */
const attempts = option('attempts', 100_000);
const clients = option('clients', 200);
const seed = option('seed', Date.now() % 1_000_000);
const attemptsADesign = option('attempts-a-design', 3_000);
const loadsADesign = 5;

const given = process.env.TEST_DATABASE_URL;
const started = performance.now();
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL ??= postgres?.url;

const sound = await round(root, attempts);
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
say(
  `given twice ${sound.givenTwice}, phantom full ${sound.phantomFull}; ${sound.happenings} happenings checked slot by slot, other findings ${sound.wrong.length}`,
);
for (const line of sound.wrong) say(`  ${line}`);

const missed: string[] = [];
const queue = [...wrongDesigns];
await Promise.all([hunt(), hunt()]);
await postgres?.stop();
const red = sound.wrong.length > 0 || missed.length > 0;
say(`${Math.round((performance.now() - started) / 1000)} s in all`);
say(
  JSON.stringify({
    attempts: sound.attempts,
    clients,
    givenTwice: sound.givenTwice,
    phantomFull: sound.phantomFull,
    findings: sound.wrong.length,
    designs: wrongDesigns.length,
    found: wrongDesigns.length - missed.length,
    missed,
    cpuMs: Math.round(cpuMs * 100) / 100,
    seconds: Math.round((performance.now() - started) / 1000),
    seed,
  }),
);
process.exit(red ? 1 : 0);

async function hunt(): Promise<void> {
  for (let design = queue.shift(); design; design = queue.shift()) {
    const copy = copyWith(design);
    const isRed = await hunted(copy, design).finally(() => rmSync(copy, { recursive: true, force: true }));
    if (!isRed) missed.push(design.name);
  }
}

/** A wrong design needs two people to meet in a moment: where they did not, they get the next load. */
async function hunted(copy: string, { name, shows, says }: WrongDesign): Promise<boolean> {
  for (let load = 1; load <= loadsADesign; load++) {
    const seen = await round(copy, attemptsADesign, seed + load - 1);
    const isRed = (shows === 'given_twice' ? seen.givenTwice : seen.phantomFull) > 0 || seen.wrong.some((line) => says?.test(line));
    say(
      `${isRed ? 'red as it must be' : 'NOT RED'} in load ${load}: ${name} — given twice ${seen.givenTwice}, phantom full ${seen.phantomFull}; ${seen.wrong[0] ?? 'nothing found'}`,
    );
    if (isRed) return true;
  }
  return false;
}

function round(folder: string, wanted: number, ofSeed = seed): Promise<Round> {
  return resultOf([join(root, 'tests/prove/slots/round.ts'), folder, String(wanted), String(clients), String(ofSeed)], { cwd: root });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
