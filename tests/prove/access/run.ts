import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../db/client';
import { testSealKey } from '../../support/test-city';
import { startTestPostgres } from '../../support/test-postgres';
import { copyWith, resultOf, root } from '../seeded';
import { wallDown } from '../wall-down';
import { breaches, checksOff } from './checks-off';
import { defects } from './defects';
import { buildScene } from './scene';

/**
 * `npm run prove:access` (K3): every endpoint of the contract × everybody (tests/prove/access/people.ts) and sessions that must not work × the
 * own object, that of a relative, of the firm, of another firm, of another unit, and one that nobody has; against a table written apart from the
 * contract (table-*.ts). Each call is taken back after its answer, so that each finds the same scene. Three times: as it is; with the handlers'
 * checks switched off (checks-off.ts), where the wall of db/policies.ts stands alone; and with row-level security off, where the checks do. Then
 * the same walks on copies of the source, or of the database, with one seeded defect each, which must go red. `--slice`: the second and the third
 * walk take a part of the endpoints. Ends with one line of JSON; status 1 when something was found or a defect was missed.
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

type Way = { part?: number; parts?: number; only?: string[] /** What the owner does to the copy of the database before. */; breach?: string };
let copies = 0;
async function walk(source: string, { part = 0, parts = 1, only = [], breach }: Way): Promise<Walked> {
  copies += 1;
  const name = `${original.pathname.slice(1)}_${copies}`;
  await admin.unsafe(`create database ${name} template ${original.pathname.slice(1)}`);
  const url = new URL(original);
  url.pathname = `/${name}`;
  if (breach) {
    const owner = connect(Object.assign(new URL(service.ownerUrl), { pathname: url.pathname }).href, { max: 1 });
    await owner.unsafe(breach);
    await owner.end();
  }
  const program = ['tests/prove/access/walk.ts', sceneFile, String(part), String(parts), ...only];
  try {
    return await resultOf(program, { cwd: source, env: { DATABASE_URL: url.href } });
  } finally {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
  }
}

/** Both halves of a walk, at once; what was found is said. */
async function walkAll(title: string, source: string, way: Way, slices = 1) {
  const halves = await Promise.all([0, 1].map((half) => walk(source, { ...way, part: half * slices, parts: 2 * slices })));
  const sum = (field: 'endpoints' | 'calls' | 'succeeded') => halves.reduce((all, half) => all + half[field], 0);
  const findings = halves.flatMap((half) => half.findings);
  for (const finding of findings) process.stdout.write(`found, ${title}: ${finding}\n`);
  process.stdout.write(
    `${title}: ${sum('endpoints')} endpoints, ${sum('calls')} calls, ${sum('succeeded')} of them succeeded, ${findings.length} findings; ${seconds()} s\n`,
  );
  return { endpoints: sum('endpoints'), calls: sum('calls'), succeeded: sum('succeeded'), findings: findings.length };
}

const isSlice = process.argv.includes('--slice');
const unchecked = copyWith({ name: 'without the checks of the handlers', edits: checksOff.flatMap(({ edits }) => edits) });
const asIs = await walkAll('as it is', root, {});
const withoutChecks = await walkAll('checks off', unchecked, isSlice ? { only: checksOff.flatMap(({ only }) => only) } : {});
const withoutWall = await walkAll('row-level security off', root, { breach: wallDown }, isSlice ? 8 : 1);

type Hunted = { name: string; source: () => string; way: Way };
const queue: Hunted[] = [
  // with the wall down, which holds most of them
  ...defects.map((defect) => ({ name: defect.name, source: () => copyWith(defect), way: { only: defect.only, breach: wallDown } })),
  // what shows that the checks are off, and that the wall holds what they held
  ...checksOff.map(({ name, only }) => ({ name: `neither checks nor wall: ${name}`, source: () => unchecked, way: { only, breach: wallDown } })),
  ...breaches.map(({ name, edits, only, breach }) => ({
    name,
    source: () => (edits.length > 0 ? copyWith({ name, edits: [...checksOff.flatMap((group) => group.edits), ...edits] }) : unchecked),
    way: { only, ...(breach ? { breach } : {}) },
  })),
];
const seeded = queue.length;
const missed: string[] = [];
await Promise.all([hunt(), hunt()]);
const found = seeded - missed.length;
process.stdout.write(`seeded defects ${seeded}, found ${found}; ${seconds()} s in all\n`);
rmSync(unchecked, { recursive: true, force: true });
await admin.end();
await service.stop();
await postgres?.stop();
rmSync(folder, { recursive: true, force: true });
const findings = asIs.findings + withoutChecks.findings + withoutWall.findings;
const { endpoints, calls, succeeded } = asIs;
const walls = { checksOff: withoutChecks.calls, wallOff: withoutWall.calls };
process.stdout.write(`${JSON.stringify({ endpoints, calls, succeeded, ...walls, findings, defects: seeded, found, missed })}\n`);
process.exit(findings === 0 && missed.length === 0 ? 0 : 1);

async function hunt(): Promise<void> {
  for (let hunted = queue.shift(); hunted; hunted = queue.shift()) {
    const { name, way } = hunted;
    const source = hunted.source();
    const { findings: seen } = await walk(source, way);
    if (source !== unchecked) rmSync(source, { recursive: true, force: true });
    if (seen.length === 0) missed.push(name);
    process.stdout.write(seen.length === 0 ? `MISSED ${name}\n` : `found: ${name} — ${seen[0]}\n`);
  }
}
