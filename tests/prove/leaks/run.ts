import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { type EndpointName, routes } from '../../../shared/contract/routes';
import { testSealKey } from '../../support/test-city';
import { attack } from '../fuzz/attack';
import { layScene } from '../fuzz/laid-scene';
import { copyWith, option, root, type Seeded } from '../seeded';
import { allowAnyNumberOfTries } from '../slots/crowd';
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
 * found, as must be what one of them left on the disk, and the secrets of the stand-ins in the bundle that starts them. `--people N` (2,500: 10,000
 * numbers, names and tokens and as many session keys), `--each N` requests an operation (20), `--seed N`. Ends with one line of JSON; status 1 when
 * something was found or a leak was missed.
 */
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const people = option('people', 2_500);
const each = option('each', 20);
const seed = option('seed', 20_261_127);
const builds = ['dist/h5', 'dist/weapp', '.vercel/output'];
/** What shows that files are searched: the disk after the leaks, and a build that holds the stand-ins. */
const onDisk = 'a number on the disk';
const inBundle = 'a secret in a bundle';

process.env.SERVICE_LOG = 'trace';
// its files are searched whole: nobody else may write to it
const laid = await layScene({ ownCluster: true });
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
  `${people} people, ${sound.requests} requests of ${Object.keys(routes).length} operations; ${sound.lines} lines of log, ${Math.round(sound.bytes / 1e6)} MB on disk, ${built.files} built files; ${findings.length} findings; ${seconds()} s`,
);

const missed: string[] = [];
const queue = [...leaks];
await Promise.all([hunt(), hunt()]);
const left = await laid.on(root, ({ db }) => leaksOnDisk(db, noCanaries()));
tell(onDisk, left.found, /an identity number/);
tell(inBundle, leaksInBuilds(root, ['dist/server'], secrets, noCanaries()).found, /holds a secret/);
await laid.end();
const wanted = leaks.length + 2;
say(
  JSON.stringify({
    people,
    canaries: people * 5,
    requests: sound.requests,
    megabytes: Math.round(sound.bytes / 1e6),
    builtFiles: built.files,
    findings: findings.length,
    leaks: wanted,
    found: wanted - missed.length,
    missed,
    seconds: seconds(),
  }),
);
process.exit(findings.length === 0 && missed.length === 0 ? 0 : 1);

async function hunt(): Promise<void> {
  for (let leak = queue.shift(); leak; leak = queue.shift()) {
    const { found } = await leaksOf(leak, { people: 5, each: 0, disk: false });
    tell(leak.name, found, leak.says);
  }
}

function tell(name: string, found: readonly string[], says: RegExp): void {
  const told = found.find((finding) => says.test(finding));
  if (!told) missed.push(name);
  say(told ? `found: ${name} — ${told}` : `MISSED ${name}: ${found.join(' | ').slice(0, 300) || 'nothing'}`);
}

/** One load on a copy of the source with a database of its own: where canaries stand afterwards. */
async function leaksOf(defect: Seeded, size: { people: number; each: number; disk: boolean }) {
  const copy = copyWith({ ...defect, edits: [knownSessionKeys, ...defect.edits] });
  const logFile = join(laid.folder, `${defect.name.replace(/\W/g, '-')}.log`);
  const logged = openSync(logFile, 'w');
  const canaries = noCanaries();
  const names = Object.keys(routes) as EndpointName[];
  try {
    return await laid.on(
      copy,
      async ({ service, db, restore }) => {
        await allowAnyNumberOfTries(db);
        const tap = await openTap(service.port, canaries);
        const place = { port: tap.port, db, stage: laid.stage };
        const asked = size.each > 0 ? (await attack(place, names, size.each, seed, { enough: 0, between: restore })).requests : 0;
        const requests = asked + (await peopleCome(`http://127.0.0.1:${tap.port}`, size.people, canaries));
        tap.close();
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
        return { found, requests, bytes: disk.bytes, lines: log.split('\n').length };
      },
      logged,
    );
  } finally {
    closeSync(logged);
    rmSync(copy, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
