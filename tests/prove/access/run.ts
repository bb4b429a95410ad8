import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../db/client';
import { testSealKey } from '../../support/test-city';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, resultOf, root } from '../seeded';
import { defects } from './defects';
import { buildScene } from './scene';

/**
 * `npm run prove:access` (K3): every endpoint of the contract × everybody (tests/prove/access/people.ts) and sessions that must not work × the
 * own object, that of a relative, of the firm, of another firm, of another unit, and one that nobody has; against a table written apart from the
 * contract (table-*.ts). Each call is taken back after its answer, so that each finds the same scene. Then the same walks on copies of the source
 * with one seeded defect each, which must go red. Ends with one line of JSON; status 1 when something was found or a defect was missed.
 */
type Walked = { endpoints: number; calls: number; succeeded: number; findings: string[] };

const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const folder = mkdtempSync(join(tmpdir(), 'onewindow-access-'));
const given = process.env.TEST_DATABASE_URL;
const postgres = given ? null : await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL ??= postgres?.url;
process.env.FILE_STORE_FOLDER = join(folder, 'files');
process.env.ONEWINDOW_SEAL_KEY = testSealKey;

const { service, scene, tokens } = await buildScene();
const sceneFile = join(folder, 'scene.json');
writeFileSync(sceneFile, JSON.stringify({ scene, tokens }));
// A database is copied while nobody is connected to it.
await service.room.database.end({ timeout: 5 });
await service.db.end({ timeout: 5 });
const original = new URL(service.databaseUrl);
const admin = connect(process.env.TEST_DATABASE_URL ?? '', { max: 1 });
process.stdout.write(`the scene is set; ${seconds()} s\n`);

let copies = 0;
async function walk(source: string, part: number, parts: number, only: string[] = []): Promise<Walked> {
  copies += 1;
  const name = `${original.pathname.slice(1)}_${copies}`;
  await admin.unsafe(`create database ${name} template ${original.pathname.slice(1)}`);
  const url = new URL(original);
  url.pathname = `/${name}`;
  const program = ['tests/prove/access/walk.ts', sceneFile, String(part), String(parts), ...only];
  try {
    return await resultOf(program, { cwd: source, env: { DATABASE_URL: url.href } });
  } finally {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
  }
}

const halves = await Promise.all([walk(root, 0, 2), walk(root, 1, 2)]);
const sum = (field: 'endpoints' | 'calls' | 'succeeded') => halves.reduce((all, half) => all + half[field], 0);
const findings = halves.flatMap((half) => half.findings);
for (const finding of findings) process.stdout.write(`found: ${finding}\n`);
process.stdout.write(
  `${sum('endpoints')} endpoints, ${sum('calls')} calls, ${sum('succeeded')} of them succeeded, ${findings.length} findings; ${seconds()} s\n`,
);

const missed: string[] = [];
const queue = [...defects];
await Promise.all([hunt(), hunt()]);
const found = defects.length - missed.length;
process.stdout.write(`seeded defects ${defects.length}, found ${found}; ${seconds()} s in all\n`);
await admin.end();
await service.stop();
await postgres?.stop();
rmSync(folder, { recursive: true, force: true });
const result = {
  endpoints: sum('endpoints'),
  calls: sum('calls'),
  succeeded: sum('succeeded'),
  findings: findings.length,
  defects: defects.length,
  found,
  missed,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(findings.length === 0 && missed.length === 0 ? 0 : 1);

async function hunt(): Promise<void> {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const copy = copyWith(defect);
    const { findings: seen } = await walk(copy, 0, 1, defect.only);
    rmSync(copy, { recursive: true, force: true });
    if (seen.length === 0) missed.push(defect.name);
    process.stdout.write(seen.length === 0 ? `MISSED ${defect.name}\n` : `found: ${defect.name} — ${seen[0]}\n`);
  }
}
