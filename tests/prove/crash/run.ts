import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyWith, option, resultOf, root } from '../seeded';
import { crashDefects } from './defects';
import type { Crashes } from './round';
import { type Silence, silences } from './wechat';

/**
 * `npm run prove:crash`: kills the service, all of Postgres or one of its sessions with SIGKILL, again and again, while clients book, hold, move
 * and cancel (the ways of prove:slots), and starts it again. Nothing acknowledged may be lost or doubled, every hold ends, every notice is
 * told once or shown as open, and a write is acknowledged within five seconds of each kill. Chance hardly ever kills between a message and its answer,
 * so two kills are made to. Beside it the same through copies of the source with a defect each, each with the kills that bring it to light. `--kills N` (60), `--clients N` (40), `--within MS` (5,000), `--seed N`. Ends with one line of JSON; status 1 when it is red.
 */
const kills = option('kills', 60);
const killsADefect = option('kills-a-defect', 2);
const clients = option('clients', 40);
const within = option('within', 5_000);
const seed = option('seed', Date.now() % 1_000_000);
const started = performance.now();

const missed: string[] = [];
const queue = [...crashDefects];
// most of a round is waiting: for what was killed to come back, and for letters
const hunting = hunt();
const sound = await round(root, { kills, clients, silences });
const total = Object.values(sound.kills).reduce((sum, one) => sum + one, 0);
const late = sound.worstMs > within;
say(`${total} kills (service ${sound.kills.service}, Postgres ${sound.kills.postgres}, one session ${sound.kills.backend}), seed ${seed}`);
say(
  `${sound.attempts} attempts by ${clients} clients, ${sound.acknowledged} writes acknowledged, ${sound.notices} notices; holds that ended: ${sound.holdsEnded}`,
);
say(`answered again after ${sound.worstMs} ms at worst${late ? `: more than ${within}` : ''}; findings ${sound.wrong.length}`);
for (const line of sound.wrong) say(`  ${line}`);

await Promise.all([hunting, hunt()]);
const seconds = Math.round((performance.now() - started) / 1000);
say(`${seconds} s in all`);
say(
  JSON.stringify({
    kills: total,
    acknowledged: sound.acknowledged,
    findings: sound.wrong.length,
    worstMs: sound.worstMs,
    defects: crashDefects.length,
    found: crashDefects.length - missed.length,
    missed,
    seconds,
    seed,
  }),
);
process.exit(sound.wrong.length > 0 || late || missed.length > 0 ? 1 : 0);

async function hunt(): Promise<void> {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const { name, says, silence } = defect;
    const copy = copyWith(defect);
    const { wrong } = await round(
      copy,
      silence ? { kills: 0, clients: 0, silences: [silence] } : { kills: killsADefect, clients, silences: [] },
    ).finally(() => rmSync(copy, { recursive: true, force: true }));
    const found = wrong.find((line) => says.test(line));
    if (!found) missed.push(name);
    say(found ? `red as it must be: ${name} — ${found}` : `MISSED: ${name} — ${wrong[0] ?? 'nothing found'}`);
  }
}

type Plan = { kills: number; clients: number; silences: readonly Silence[] };

function round(folder: string, plan: Plan): Promise<Crashes> {
  const program = join(root, 'tests/prove/crash/round.ts');
  return resultOf([program, folder, String(plan.kills), String(plan.clients), String(seed), plan.silences.join()], { cwd: root });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
