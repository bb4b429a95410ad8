import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../db/client';
import { later } from '../../../shared/rules/shanghai';
import { seeded } from '../../shared/numbers';
import { freshDatabase } from '../../support/database';
import { testNow } from '../../support/test-city';
import { audit, histories } from './audit';
import { Client, type Field } from './client';
import { type Cpu, cpuSoFar, since } from './cpu';
import { allowAnyNumberOfTries, crowd } from './crowd';
import { check, type Violation } from './history';
import { aScene, type Size } from './scene';
import { type Service, startService } from './start-service';
import { step } from './ways';

export type Load = {
  /** Whose source it is: the project, or a copy with a wrong design. */
  folder: string;
  attempts: number;
  clients: number;
  seed: number;
  size: Size;
  /** Connections of the service; each plans every statement once, which a short load pays for. */
  connections: number;
  /** Looks at what was seen after so many attempts, and ends the load when that is enough. */
  pauses?: { every: number; isEnough(seen: Seen): boolean };
};
export type Seen = { violations: Violation[]; wrong: string[] };
export type Round = Seen & {
  attempts: number;
  seconds: number;
  cpu: Cpu;
  ways: Record<string, number>;
  answers: Record<string, number>;
  happenings: number;
};

type Pace = { attemptsAMinute: number; lineServedMinutes: number; shutMinutes: number };
/**
 * The clock goes on by a minute with so many attempts: a hold ends after ten, a freed place comes back within fifteen. How often, by that clock, the
 * offers of the wait list are made and a slot of the hall that shuts is shut.
 */
const paces: Record<Size, Pace> = {
  few: { attemptsAMinute: 25, lineServedMinutes: 3, shutMinutes: 20 },
  many: { attemptsAMinute: 100, lineServedMinutes: 10, shutMinutes: 20 },
};
/** What was cut off may still be at work in the service for so long. */
const quietMs = 300;

/** One load on one service with a database of its own: its clients are here, the service is a process. */
export async function round(load: Load): Promise<Round> {
  const database = await freshDatabase();
  const service = await startService(load.folder, database.url, load.connections);
  try {
    return await play(database.db, service, load);
  } finally {
    service.child.kill('SIGKILL');
    await database.drop();
  }
}

async function play(db: Database, service: Service, load: Load): Promise<Round> {
  const { below } = seeded(load.seed);
  const random = () => below(1_000_000) / 1_000_000;
  const { field, groups, visits } = await aScene(db, service.port, load.size);
  const { ledger } = field;
  const watched = [...field.grounds, ...field.doors, ...(field.teams?.days ?? [])];
  await allowAnyNumberOfTries(db);
  const peopleAClient = load.size === 'few' ? 1 : 3;
  const people = await crowd(db, load.clients * peopleAClient, testNow);
  const clients = Array.from({ length: load.clients }, (_, n) => {
    const own = people.slice(n * peopleAClient, (n + 1) * peopleAClient);
    return new Client(field, own, random, groups[n], visits[n]);
  });
  const attempts = () => Object.values(ledger.attempts).reduce((sum, one) => sum + one, 0);
  const pid = service.child.pid ?? 0;
  const cpuBefore = await cpuSoFar(db, pid);
  const started = performance.now();
  const clock = runClock(db, service, field, attempts, paces[load.size]);
  const every = load.pauses?.every ?? load.attempts;
  for (let until = every; ; until += every) {
    await Promise.all(
      clients.map(async (client) => {
        while (attempts() < Math.min(until, load.attempts)) await step(client);
      }),
    );
    if (attempts() >= load.attempts) break;
    await clock.caughtUp();
    await pause(quietMs);
    const history = await histories(db, ledger);
    const violations = watched.flatMap(({ slotId, places }) => check(history.get(slotId) ?? [], places));
    if (load.pauses?.isEnough({ violations, wrong: ledger.wrong })) break;
  }
  const seconds = (performance.now() - started) / 1000;
  const cpu = since(cpuBefore, await cpuSoFar(db, pid));
  await clock.stop();
  await pause(quietMs);
  const history = await histories(db, ledger);
  const violations = watched.flatMap(({ slotId, places }) => check(history.get(slotId) ?? [], places));
  return {
    attempts: attempts(),
    seconds,
    cpu,
    ways: ledger.attempts,
    answers: ledger.answers,
    happenings: [...history.values()].reduce((sum, { length }) => sum + length, 0),
    violations,
    wrong: [
      ...ledger.wrong,
      ...(await audit(db, ledger, [...people, ...groups.flatMap((group) => group.people)], [...watched, ...(field.closing?.slots ?? [])])),
    ],
  };
}

/** Moves the service's clock with the attempts, in the middle of requests; beside it the wait list's offers are made and slots shut. */
function runClock(db: Database, { setClock, run }: Service, { ledger, line, closing }: Field, attempts: () => number, pace: Pace) {
  let going = true;
  let minute = 1;
  const isBehind = () => attempts() >= minute * pace.attemptsAMinute;
  /** Does `work` each time so many minutes of the service's clock have passed, or longer where it takes longer. */
  const each = (minutes: number, work: () => Promise<void>) => {
    const loop = { busy: false, ended: Promise.resolve() };
    loop.ended = (async () => {
      for (let last = minute; going; await pause(2)) {
        if (minute < last + minutes) continue;
        last = minute;
        loop.busy = true;
        await work();
        loop.busy = false;
      }
    })();
    return loop;
  };
  let moving = false;
  const clock = (async () => {
    while (going) {
      await pause(2);
      if (!isBehind()) continue;
      moving = true;
      const minutes = Math.floor(attempts() / pace.attemptsAMinute) + 1 - minute;
      const at = later(ledger.clock, minutes * 60_000);
      const sent = ledger.now();
      await setClock(at);
      ledger.ticked({ at, sent, done: ledger.now() });
      ledger.clock = at;
      minute += minutes;
      moving = false;
    }
  })();
  const loops = [
    each(pace.lineServedMinutes, async () => line?.serve(db, { run }, ledger)),
    each(pace.lineServedMinutes, async () => closing?.settle(db, { run }, ledger)),
    each(pace.shutMinutes, async () => closing?.shut(db, ledger)),
  ];
  return {
    async caughtUp() {
      while (isBehind() || moving || loops.some(({ busy }) => busy)) await pause(2);
    },
    async stop() {
      going = false;
      await Promise.all([clock, ...loops.map(({ ended }) => ended)]);
    },
  };
}
