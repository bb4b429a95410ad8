import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database } from '../../../db/client';
import { codeAt } from '../../../functions/staff/codes';
import { bundle } from '../../../scripts/bundle.mjs';
import { consentsInForce } from '../../../shared/rules/consents';
import { later } from '../../../shared/rules/shanghai';
import { seeded } from '../../shared/numbers';
import { aChecklist, aHall, aPerson, aSlot, aStaffMember } from '../../support/builders';
import { aCaseTown } from '../../support/case-town';
import { testNow, testSealKey } from '../../support/test-city';
import { Process, SharedClock } from '../notices/processes';
import { allowAnyNumberOfTries, crowd } from '../slots/crowd';
import { audit } from './audit';
import { type FaultName, faultNames } from './faults';
import { Load } from './load';
import { Cluster, freePort, SmallDisk } from './processes';
import { FaultProxy } from './proxy';
import { openWechat, type Outside, wechatMoods } from './wechat';

/**
 * One load with faults on one source: arguments are its folder, the prepared data folder, the faults (comma between), milliseconds each lasts, seed,
 * milliseconds within which an answer must come, and a write must go through after a fault. Prints one JSON line, `Suffered`.
 */
export type Suffered = {
  faults: Record<string, { recoveredMs: number | null; refused: number; fromMemory: number; writes: number }>;
  notTried: string[];
  counts: Load['counts'] & { acknowledged: number; repeated: number };
  slowestMs: number;
  /** Of writes sent again, which waited for their first try. */
  slowestRepeatMs: number;
  worstRecoveryMs: number;
  hurt: number;
  wrong: string[];
};

const [folder = '.', prepared = '', wanted = faultNames.join(), lasts = '2500', seed = '1', within = '2000', recovered = '3000'] =
  process.argv.slice(2);
const faults = wanted.split(',') as FaultName[];
const lastsMs = Number(lasts);
const writers = 5;
const readers = 3;
const placesASlot = 200;
const recoveredWithinMs = Number(recovered);
const jumps = [3_600_000, -3_600_000, 86_400_000, -86_400_000];
process.env.ONEWINDOW_SEAL_KEY = testSealKey;

const { below } = seeded(Number(seed));
const scratch = mkdtempSync(join(tmpdir(), 'onewindow-faults-'));
// as it is, with whose each file is
execFileSync('cp', ['-a', prepared, join(scratch, 'data')]);
const disk = faults.includes('disk full') ? SmallDisk.mount(scratch) : null;
execFileSync('chmod', ['755', scratch]);
const cluster = await Cluster.start(join(scratch, 'data'));
const clock = new SharedClock(join(scratch, 'ahead'));
const wechat = await openWechat();
const proxy = await FaultProxy.start(() => cluster.port);
const port = await freePort();
// bundled as a container gets it
await bundle({ service: join(folder, 'functions/container.ts') }, join(scratch, 'programs'));
const throughProxy = new URL(cluster.serviceUrl);
throughProxy.port = String(proxy.port);
const service = new Process(join(scratch, 'programs/service.mjs'), {
  ...wechat.environment,
  ...clock.environment,
  HOST: '127.0.0.1',
  PORT: String(port),
  DATABASE_URL: throughProxy.href,
  FILE_STORE_FOLDER: scratch,
  // fewer than ask at once: all are open when a fault comes, and no new one hides those that stay dead
  PG_MAX: '6',
});
try {
  if (disk) await moveTables(disk);
  const db = connect(cluster.ownerUrl, { max: 4, statementTimeoutMs: 0 });
  process.stdout.write(`${JSON.stringify(await play(db, wechat))}\n`);
  await db.end({ timeout: 1 });
} finally {
  await service.kill();
  proxy.stop();
  wechat.close();
  await cluster.stop();
  disk?.unmount();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(0);

/** All tables on the small disk; the log of writes, without which Postgres stops altogether, stays where it is. */
async function moveTables({ folder: small }: SmallDisk): Promise<void> {
  const admin = new URL(cluster.ownerUrl);
  admin.pathname = '/postgres';
  const db = connect(admin.href, { max: 1, statementTimeoutMs: 0 });
  await db.unsafe(`create tablespace small location '${join(small, 'tables')}'`);
  await db.unsafe('alter database onewindow set tablespace small');
  await db.end({ timeout: 1 });
}

async function play(db: Database, outside: Outside): Promise<Suffered> {
  const hallId = await aHall(db);
  const people = await crowd(db, 1_200 + faults.length * Math.ceil(lastsMs / 1_000) * 150, testNow);
  const slots: string[] = [];
  for (let index = 0; index * placesASlot < people.length; index++) {
    const startsAt = later(testNow, 10 * 86_400_000 + index * 1000);
    slots.push((await aSlot(db, { hallId, places: placesASlot, startsAt })).id);
  }
  await allowAnyNumberOfTries(db);
  const list = await aChecklist(db, { halls: [hallId], now: testNow });
  const { enterpriseId, employee } = await aCaseTown(db);
  const administrator = await anAdministrator(db, hallId);
  await db`checkpoint`;
  const load = new Load({ port, withinMs: Number(within), people, slots, list, hallId, firm: { enterpriseId, ...employee } });
  service.start();
  await answering();
  await load.warm();
  const secret = await enrol(load, administrator);
  const running = load.start(writers, readers);
  await pause(500);

  const suffered: Suffered['faults'] = {};
  const notTried: string[] = [];
  for (const fault of faults) {
    if (fault === 'disk full' && !disk) {
      notTried.push(fault);
      continue;
    }
    load.phase = fault;
    const before = { ...load.counts };
    await suffer(fault, load, outside, { ...administrator, secret });
    const recoveredMs = await load.firstGood();
    suffered[fault] = {
      recoveredMs: recoveredMs === null ? null : Math.round(recoveredMs),
      refused: load.counts.refused - before.refused,
      fromMemory: load.counts.fromMemory - before.fromMemory,
      writes: load.counts.writes - before.writes,
    };
    if (recoveredMs === null) load.note('no write went through after the fault');
    else if (recoveredMs > recoveredWithinMs) load.note(`the first write went through ${Math.round(recoveredMs)} ms after the fault`);
    load.phase = `after ${fault}`;
    await pause(400);
  }
  load.stop();
  // whose tries never end shall not hold up the rest: what they miss the audit says
  await Promise.race([running, pause(40_000, undefined, { ref: false })]);
  const { acknowledged, repeated, counts, slowestMs, slowestRepeatMs } = load;
  const wrong = [...load.wrong, ...(await audit(db, load, clock.now))];
  return {
    faults: suffered,
    notTried,
    counts: { ...counts, acknowledged: acknowledged.length, repeated: repeated.size },
    slowestMs: Math.round(slowestMs),
    slowestRepeatMs: Math.round(slowestRepeatMs),
    worstRecoveryMs: Math.max(0, ...Object.values(suffered).map(({ recoveredMs }) => recoveredMs ?? Number.MAX_SAFE_INTEGER)),
    hurt: proxy.hurt,
    wrong,
  };
}

/** Brings the fault about and ends it; yields when it is over. */
async function suffer(fault: FaultName, load: Load, outside: Outside, administrator: Administrator): Promise<void> {
  switch (fault) {
    case 'down':
      await proxy.be({ kind: 'down' });
      break;
    case 'silent':
      await proxy.be({ kind: 'silent' });
      break;
    case 'some silent':
      proxy.lose((number) => number % 3 === 0);
      break;
    case 'slow':
      await proxy.be({ kind: 'slow', delayMs: 250 });
      break;
    case 'drip':
      await proxy.be({ kind: 'drip', bytes: 24, everyMs: 60 });
      break;
    case 'cut':
      await proxy.be({ kind: 'cut', afterBytes: () => 20 + below(6_000) });
      break;
    case 'restart':
      return cluster.restart(() => pause(lastsMs / 2));
    case 'disk full':
      disk?.fill();
      break;
    case 'clock':
      return clockJumps(load, administrator);
    case 'WeChat':
      return wechatFails(load, outside);
  }
  await pause(lastsMs);
  disk?.empty();
  await proxy.be({ kind: 'pass' });
}

/** The service's clock jumps, and whoever has a second factor passes it before and after. */
async function clockJumps(load: Load, { token, secret }: Administrator): Promise<void> {
  for (const jump of jumps) {
    // never back to exactly nothing, which would count as unset
    clock.putAhead(jump + 1);
    await pause(lastsMs / jumps.length);
    const { status, text } = await load.post('/api/second-factor/pass', token, { code: codeAt(secret, clock.now()) });
    if (status !== 200) load.note(`after the clock jumped by ${jump / 3_600_000} h the second factor was answered ${status} ${text.slice(0, 120)}`);
  }
}

/** Sign-in while WeChat fails in every way: a clear refusal within the limit each time, and as before when it is well again. */
async function wechatFails(load: Load, outside: Outside): Promise<void> {
  for (const mood of wechatMoods) {
    const code = await outside.code();
    outside.be(mood);
    await Promise.all(
      Array.from({ length: 3 }, async (_, n) => {
        const signIn = (given: string) =>
          load.once('/api/session/sign-in', { code: given, agreed: { version: consentsInForce.notice, page: 'pages/me/index' } });
        const wantedStatus = mood === 'well' ? 200 : 503;
        let answer = await signIn(n === 0 ? code : await outside.code());
        // on a machine that does much else it may take longer than anybody waits
        for (let tries = 0; mood === 'well' && answer.status === 503 && tries < 5; tries++) answer = await signIn(await outside.code());
        const { status, text } = answer;
        if (status !== wantedStatus || (status === 503 && !text.includes('wechat_unavailable')))
          load.note(`a sign-in while WeChat was ${mood} was answered ${status} ${text.slice(0, 120)}`);
      }),
    );
    await pause(lastsMs / wechatMoods.length);
  }
  outside.be('well');
}

type Administrator = { id: string; token: string; secret: string };

async function anAdministrator(db: Database, hallId: string): Promise<{ id: string; token: string }> {
  const person = await aPerson(db, { name: '验证某' });
  const officer = await aStaffMember(db, hallId, 'officer');
  await db`
    insert into staff_role (person_id, unit_id, role) select ${person.id}, unit_id, 'administrator' from staff_role where person_id = ${officer.id}`;
  await db`update session set second_factor_at = null, second_factor_until = null where person_id = ${person.id}`;
  return person;
}

async function enrol(load: Load, { token }: { token: string }): Promise<string> {
  const { text } = await load.post('/api/second-factor/begin', token, {});
  const { secret } = JSON.parse(text) as { secret: string };
  const enrolled = await load.post('/api/second-factor/enrol', token, { code: codeAt(secret, clock.now()) });
  if (enrolled.status !== 200) throw new Error(`nobody could enrol: ${enrolled.text}`);
  return secret;
}

async function answering(): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
    if (tries > 300) throw new Error('the service does not answer');
    await pause(100);
  }
}
