import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../db/client';
import { loadDemoCity } from '../../../db/content/load';
import { startEmbedded } from '../../../db/embedded';
import { prepareDatabase } from '../../../db/service-role';
import { testNow, testSealKey } from '../../support/test-city';
import { copyWith, option, resultOf, root } from '../seeded';
import { faultDefects } from './defects';
import { type FaultName, faultNames } from './faults';
import type { Suffered } from './round';

/**
 * `npm run prove:faults`: people book, cancel and file requests, others read what everybody may, and meanwhile Postgres is down, silent, slow, cut
 * off, restarted or without disk, the clock jumps, and WeChat is slow or wrong. Every answer must be right or a 503 with Retry-After within two
 * seconds, what is public goes on being read, a write goes through at most three seconds after each fault, and at the end nothing may be half done,
 * lost, or done twice. Beside it the same through copies of the source with a defect each, each with the faults that bring it to light.
 * `--lasts MS` a fault (2,500), `--lasts-a-defect MS` (2,500), `--seed N`. The seconds are those of a machine that does nothing else; on one that does,
 * `--within MS` (2,000) and `--recovered MS` (3,000) judge what is answered, and how soon hardly; then three defects are hunted that soon show otherwise. Ends with one line of JSON; status 1 when it is red.
 */
const lasts = option('lasts', 2_500);
const lastsADefect = option('lasts-a-defect', 2_500);
const within = option('within', 2_000);
const recovered = option('recovered', 3_000);
const seed = option('seed', Date.now() % 1_000_000);
const started = performance.now();
process.env.ONEWINDOW_SEAL_KEY = testSealKey;

const base = mkdtempSync(join(tmpdir(), 'onewindow-faults-'));
const prepared = await prepare(join(base, 'data'));
const sound = await round(root, [...faultNames], lasts);
const { counts } = sound;
for (const [fault, { recoveredMs, refused, fromMemory, writes }] of Object.entries(sound.faults))
  say(`${fault}: ${writes} writes, ${refused} refusals, ${fromMemory} reads from memory; a write again after ${recoveredMs} ms`);
for (const fault of sound.notTried) say(`NOT TRIED: ${fault}`);
say(
  `${counts.acknowledged} writes acknowledged (${counts.repeated} of them asked for again), ${counts.reads} public reads, ${counts.refused} refusals, ${sound.hurt} connections hurt, slowest answer ${sound.slowestMs} ms, or ${sound.slowestRepeatMs} ms where a write that was sent again waited for its first try, seed ${seed}`,
);
say(`findings ${sound.wrong.length}`);
for (const line of sound.wrong) say(`  ${line}`);

const missed: string[] = [];
// a disk that cannot be mounted brings nothing to light
const shown = faultDefects.filter(({ faults }) => !faults.every((fault) => sound.notTried.includes(fault)));
const hunted = within > 2_000 ? shown.filter(({ slice }) => slice) : shown;
if (hunted.length < shown.length) say(`NOT HUNTED, since answers may take ${within} ms: ${shown.length - hunted.length} defects`);
const queue = [...hunted];
await Promise.all([hunt(), hunt(), hunt()]);
rmSync(base, { recursive: true, force: true });
const seconds = Math.round((performance.now() - started) / 1000);
say(`${seconds} s in all`);
say(
  JSON.stringify({
    faults: Object.keys(sound.faults).length,
    acknowledged: counts.acknowledged,
    reads: counts.reads,
    refusals: counts.refused,
    findings: sound.wrong.length,
    slowestMs: sound.slowestMs,
    slowestRepeatMs: sound.slowestRepeatMs,
    worstRecoveryMs: sound.worstRecoveryMs,
    defects: hunted.length,
    found: hunted.length - missed.length,
    missed,
    notTried: sound.notTried,
    seconds,
    seed,
  }),
);
process.exit(sound.wrong.length > 0 || missed.length > 0 ? 1 : 0);

/** A cluster with the demonstration city, stopped, of which each round takes a copy. */
async function prepare(dataDir: string): Promise<string> {
  const postgres = await startEmbedded({ dataDir, mayMove: true });
  await prepareDatabase({ ownerUrl: postgres.url, databaseUrl: postgres.serviceUrl });
  const db = connect(postgres.url, { max: 2, statementTimeoutMs: 0 });
  await loadDemoCity(db, testNow);
  await db.end({ timeout: 1 });
  await postgres.stop();
  return postgres.folder;
}

async function hunt(): Promise<void> {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const { name, says, faults } = defect;
    const copy = copyWith(defect);
    const { wrong } = await round(copy, faults, lastsADefect).finally(() => rmSync(copy, { recursive: true, force: true }));
    const found = wrong.find((line) => says.test(line));
    if (!found) missed.push(name);
    say(found ? `red as it must be: ${name} — ${found}` : `MISSED: ${name} — ${wrong[0] ?? 'nothing found'}`);
  }
}

function round(folder: string, faults: FaultName[], lastsMs: number): Promise<Suffered> {
  const program = join(root, 'tests/prove/faults/round.ts');
  return resultOf([program, folder, prepared, faults.join(), String(lastsMs), String(seed), String(within), String(recovered)], { cwd: root });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
