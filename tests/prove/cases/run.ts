import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, option, resultOf, root } from '../seeded';
import { defects as deskDefects } from '../desk/defects';
import { defects as firmDefects } from '../firms/defects';
import { defects as caseDefects } from './defects';

/**
 * `npm run prove:cases`: random walks of every role through the life of cases, on a real Postgres and over HTTP, against a model written
 * apart (model.ts), after short walks directed to where each defect would show (directed.ts); then the same walks through copies of the source with one seeded defect each, which must go red. Two at a time.
 * `--firms`: the same for registration, members and bindings (tests/prove/firms); `--desk`: for rectification, conference and tasks, home visit and
 * group list, systemic issue, the register and urgent requests (tests/prove/desk). `--steps N` (20,000; 2,400; 3,600), `--seed N`. Ends with one line of JSON; status 1 when a walk fails or a defect is missed.
 */
type Defect = { name: string; file: string; find: string; put: string };
type Room = {
  defects: Defect[];
  steps: number /** Until a defect must have been found. */;
  hunted: number /** What the walk begins with. */;
  first(defect: Defect): string | undefined;
};
const rooms: Record<'cases' | 'firms' | 'desk', Room> = {
  cases: { defects: caseDefects, steps: 20_000, hunted: 6_000, first: ({ name }) => name },
  firms: { defects: firmDefects, steps: 2_400, hunted: 2_000, first: () => undefined },
  desk: { defects: deskDefects, steps: 3_600, hunted: 2_000, first: ({ name }) => name },
};
const machine = process.argv.includes('--firms') ? 'firms' : process.argv.includes('--desk') ? 'desk' : 'cases';
const { defects, hunted, first } = rooms[machine];
const steps = option('steps', rooms[machine].steps);
const seed = option('seed', Date.now() % 1_000_000);

type Walked = { walks: number; steps: number; taken: number; failure: string | null };

const given = process.env.TEST_DATABASE_URL;
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
const databaseUrl = given ?? (postgres as { url: string }).url;

const started = performance.now();
const sound = await Promise.all([walk(root, seed, steps / 2), walk(root, seed + 1, steps / 2)]);
const failures = sound.flatMap(({ failure }) => (failure ? [failure] : []));
for (const failure of failures) process.stdout.write(`failed, seed ${seed}:\n${failure}\n`);
const total = { walks: sum('walks'), steps: sum('steps'), taken: sum('taken') };
process.stdout.write(`${total.walks} ${machine}, ${total.steps} commands, ${total.taken} of them allowed; ${seconds()} s; seed ${seed}\n`);

const missed: string[] = [];
const queue = [...defects];
await Promise.all([hunt(), hunt()]);
const found = defects.length - missed.length;
process.stdout.write(`seeded defects ${defects.length}, found ${found}; ${seconds()} s in all\n`);
await postgres?.stop();
process.stdout.write(`${JSON.stringify({ ...total, failures: failures.length, defects: defects.length, found, missed, seed })}\n`);
process.exit(failures.length === 0 && missed.length === 0 ? 0 : 1);

async function hunt(): Promise<void> {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const { name, file, find, put } = defect;
    const copy = copyWith({ name, edits: [{ file, find, put }] });
    const { failure, steps: taken } = await walk(copy, seed, hunted, first(defect));
    rmSync(copy, { recursive: true, force: true });
    if (failure === null) missed.push(defect.name);
    process.stdout.write(
      failure === null ? `MISSED ${defect.name}\n` : `found after ${taken} commands: ${defect.name} — ${failure.split('\n')[0]}\n`,
    );
  }
}

function walk(folder: string, from: number, wanted: number, beginning?: string): Promise<Walked> {
  const program = [`tests/prove/${machine}/walks.ts`, String(from), String(wanted), ...(beginning ? [beginning] : [])];
  return resultOf(program, { cwd: folder, env: { TEST_DATABASE_URL: databaseUrl, LOG_LEVEL: 'fatal' } });
}

function sum(field: 'walks' | 'steps' | 'taken'): number {
  return sound.reduce((all, one) => all + one[field], 0);
}

function seconds(): number {
  return Math.round((performance.now() - started) / 1000);
}
