import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, option, resultOf, root } from '../seeded';
import { noticeDefects } from './defects';
import type { Told } from './round';

/**
 * `npm run prove:notices`: people book, officers confirm, and everybody is told, by two instances of the service and the cron entry at once, which
 * are killed with SIGKILL again and again, while WeChat fails in every documented way. Nothing may be lost or shown twice, each notice ends where a
 * person can see it, and the token is renewed once. Then the same through copies of the source with a defect each. `--events N` (10,000),
 * `--kills N` (24), `--events-a-defect N` (400), `--seed N`. Ends with one line of JSON; status 1 when it is red.
 */
const events = option('events', 10_000);
const kills = option('kills', 24);
const eventsADefect = option('events-a-defect', 400);
const seed = option('seed', Date.now() % 1_000_000);

const given = process.env.TEST_DATABASE_URL;
const started = performance.now();
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL ??= postgres?.url;

const sound = await round(root, events, 2, kills);
const faults = Object.values(sound.faults).reduce((sum, one) => sum + one, 0);
say(
  `${sound.events} events, ${sound.shown} messages shown, ${faults} failures of WeChat, ${sound.kills} kills, ${sound.hours} hours of clock, seed ${seed}, ${sound.seconds} s`,
);
say(`failures: ${list(sound.faults)}`);
say(`where the notices ended: ${list(sound.standings)}`);
say(
  `token: ${sound.tokens.answered} renewals answered, ${sound.tokens.distinct} tokens, ${sound.tokens.revoked} revoked by WeChat, ${sound.tokens.unheard} answers unheard; findings ${sound.wrong.length}`,
);
for (const line of sound.wrong) say(`  ${line}`);

const missed: string[] = [];
const queue = [...noticeDefects];
await Promise.all([hunt(), hunt(), hunt()]);
await postgres?.stop();
const seconds = Math.round((performance.now() - started) / 1000);
say(`${seconds} s in all`);
say(
  JSON.stringify({
    events: sound.events,
    kills: sound.kills,
    faults,
    findings: sound.wrong.length,
    defects: noticeDefects.length,
    found: noticeDefects.length - missed.length,
    missed,
    seconds,
    seed,
  }),
);
process.exit(sound.wrong.length > 0 || missed.length > 0 ? 1 : 0);

async function hunt(): Promise<void> {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const { name, says } = defect;
    const copy = copyWith(defect);
    const { wrong } = await round(copy, eventsADefect, 1, 2).finally(() => rmSync(copy, { recursive: true, force: true }));
    const found = wrong.find((line) => says.test(line));
    if (!found) missed.push(name);
    say(found ? `red as it must be: ${name} — ${found}` : `MISSED: ${name} — ${wrong[0] ?? 'nothing found'}`);
  }
}

function round(folder: string, wanted: number, instances: number, wantedKills: number): Promise<Told> {
  const words = [folder, String(wanted), String(instances), String(wantedKills), String(seed)];
  return resultOf([join(root, 'tests/prove/notices/round.ts'), ...words], { cwd: root });
}

function list(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
