import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect } from '../../../db/client';
import { serviceUrlOf } from '../../../db/embedded';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { type EndpointName, routes } from '../../../shared/contract/routes';
import { aJpeg } from '../../support/pictures';
import { testSealKey } from '../../support/test-city';
import { startTestPostgres } from '../../support/test-postgres';
import { buildScene } from '../access/scene';
import { attack } from '../fuzz/attack';
import type { Stage } from '../fuzz/requests';
import { keepScene, restoreWritten } from '../fuzz/restore';
import { copyWith, option, root, type Seeded } from '../seeded';
import { allowAnyNumberOfTries } from '../slots/crowd';
import { startService } from '../slots/start-service';
import { noCanaries } from './canaries';
import { knownSessionKeys, leaks } from './defects';
import { peopleCome } from './load';
import { leaksInBuilds, leaksInLog, leaksInTables, leaksOnDisk } from './places';
import { openTap } from './tap';

/**
 * `npm run prove:leaks` (issue 7): people sign in, say who they are and make mistakes, and every operation of the contract is asked good, wrong and
 * hostile, over real HTTP with the log at its most talkative. Then no identity or phone number, token or session key may stand in a row of any table,
 * in the files of the database and its log of writes, in an answer (but where showing it is the act), in the logs, where names may not stand
 * either, or in the builds, which must not hold a secret of the installation. Then the same on copies of the source with a leak each, which must be
 * found. `--people N` (2,500: 10,000 numbers, names and tokens and as many session keys), `--each N` requests an operation (20), `--seed N`. Ends with one line of JSON; status 1 when something
 * was found or a leak was missed.
 */
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const people = option('people', 2_500);
const each = option('each', 20);
const seed = option('seed', 20_261_127);
const builds = ['dist/h5', 'dist/weapp', '.vercel/output'];

const folder = mkdtempSync(join(tmpdir(), 'onewindow-leaks-'));
const postgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = postgres.url;
process.env.FILE_STORE_FOLDER = join(folder, 'files');
process.env.ONEWINDOW_SEAL_KEY = testSealKey;
process.env.SERVICE_LOG = 'trace';

const { service, scene, tokens } = await buildScene();
const stage: Stage = { scene, tokens, jpeg: Buffer.from(await aJpeg()) };
const original = new URL(service.ownerUrl);
const keeper = connect(service.ownerUrl, { max: 1, statementTimeoutMs: 0 });
await keepScene(keeper);
await keeper.end();
// a database is copied while nobody is connected to it
await service.room.database.end({ timeout: 5 });
await service.db.end({ timeout: 5 });
const admin = connect(postgres.url, { max: 1, statementTimeoutMs: 0 });
say(`the scene is set; ${seconds()} s`);

const sound = await leaksOf({ name: 'sound', edits: [] }, { people, each, disk: true });
const { WECHAT_SECRET: secret = '', ...outside } = standInEnvironment('http://127.0.0.1:9');
const secrets = [testSealKey, secret, ...Object.entries(outside).flatMap(([name, value]) => (/SECRET|KEY|TOKEN/.test(name) ? [value] : []))].filter(
  (value) => value.length >= 16,
);
const built = leaksInBuilds(root, builds, secrets, noCanaries());
const findings = [...sound.found, ...built.found];
for (const finding of findings) say(`found: ${finding}`);
say(
  `${people} people, ${sound.requests} requests of ${Object.keys(routes).length} operations; ${sound.rows} looked at in tables and log, ${Math.round(sound.bytes / 1e6)} MB on disk, ${built.files} built files; ${findings.length} findings; ${seconds()} s`,
);

const missed: string[] = [];
const queue = [...leaks];
await Promise.all([hunt(), hunt()]);
await admin.end();
await service.stop();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
say(
  JSON.stringify({
    people,
    canaries: people * 5,
    requests: sound.requests,
    megabytes: Math.round(sound.bytes / 1e6),
    builtFiles: built.files,
    findings: findings.length,
    leaks: leaks.length,
    found: leaks.length - missed.length,
    missed,
    seconds: seconds(),
  }),
);
process.exit(findings.length === 0 && missed.length === 0 ? 0 : 1);

async function hunt(): Promise<void> {
  for (let leak = queue.shift(); leak; leak = queue.shift()) {
    const { name, says } = leak;
    const { found } = await leaksOf(leak, { people: 5, each: 0, disk: false });
    const told = found.find((finding) => says.test(finding));
    if (!told) missed.push(name);
    say(told ? `found: ${name} — ${told}` : `MISSED ${name}: ${found.join(' | ').slice(0, 300) || 'nothing'}`);
  }
}

type Size = { people: number; each: number; disk: boolean };

/** One load on a copy of the source with a database of its own: where canaries stand afterwards. */
async function leaksOf(defect: Seeded, size: Size) {
  const copy = copyWith({ ...defect, edits: [knownSessionKeys, ...defect.edits] });
  const name = `${original.pathname.slice(1)}_${Math.random().toString(36).slice(2)}`;
  await admin.unsafe(`create database ${name} template ${original.pathname.slice(1)}`);
  const url = new URL(original);
  url.pathname = `/${name}`;
  const db = connect(url.href, { max: 1, statementTimeoutMs: 0 });
  await allowAnyNumberOfTries(db);
  const logFile = join(folder, `${name}.log`);
  const logged = openSync(logFile, 'w');
  const victim = await startService(copy, serviceUrlOf(url.href), 10, logged);
  await victim.setClock(scene.now);
  const canaries = noCanaries();
  const tap = await openTap(victim.port, canaries);
  try {
    const names = Object.keys(routes) as EndpointName[];
    const asked =
      size.each > 0 ? await attack(tap.port, names, size.each, seed, stage, { enough: 0, between: () => restoreWritten(db) }) : { requests: 0 };
    await peopleCome(`http://127.0.0.1:${tap.port}`, size.people, canaries);
    const disk = size.disk ? await leaksOnDisk(db, canaries) : { found: [], bytes: 0, folder: null };
    const log = readFileSync(logFile, 'utf8');
    const own = disk.folder === null ? '' : readFileSync(join(dirname(disk.folder), 'postgres.log'), 'utf8');
    const found = [
      ...tap.found,
      ...leaksInLog('the log', log, canaries),
      ...leaksInLog('the log of Postgres', own, canaries),
      ...(await leaksInTables(db, canaries)),
      ...disk.found,
    ];
    return { found, requests: asked.requests + size.people * 8, bytes: disk.bytes, rows: `${log.split('\n').length} lines` };
  } finally {
    victim.child.kill('SIGKILL');
    tap.close();
    closeSync(logged);
    await db.end({ timeout: 1 });
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    rmSync(copy, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
