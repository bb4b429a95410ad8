import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../db/client';
import { later, shanghaiDay } from '../../../shared/rules/shanghai';
import { seeded } from '../../shared/numbers';
import { aChecklist, aHall, aSlot, aStaffMember } from '../../support/builders';
import { freshDatabase } from '../../support/database';
import { testNow } from '../../support/test-city';
import { audit, settleDoubts } from './audit';
import { Client, type Door, type Field } from './client';
import { type Cpu, cpuSoFar, since } from './cpu';
import { allowAnyNumberOfTries, crowd } from './crowd';
import { check } from './history';
import { type Ground, Ledger } from './ledger';
import { Line } from './line';
import { type Service, startService } from './start-service';
import { step } from './ways';

/**
 * One load on one service: arguments are the folder of the source, attempts, clients, seed. Prints one JSON line, `Round`.
 * A process of its own, so that several run side by side and the clients share no thread with the service.
 */
export type Round = {
  attempts: number;
  seconds: number;
  cpu: Cpu;
  ways: Record<string, number>;
  answers: Record<string, number>;
  happenings: number;
  givenTwice: number;
  phantomFull: number;
  wrong: string[];
};

const [folder = '.', wantedAttempts = '2000', clientCount = '200', seed = '1'] = process.argv.slice(2);
/** The clock goes on by a minute with so many attempts: a hold ends after ten, a freed place comes back within fifteen. */
const attemptsAMinute = 25;
/** A short load meets on few places, so that what is wrong shows itself soon. */
const short = Number(wantedAttempts) < 20_000;
const peopleAClient = short ? 1 : 3;
const sizes = short ? [1, 2, 4, 8, 16, 32, 64] : [1, 2, 4, 8, 16, 24, 32, 48, 64, 96];
const greenSizes = short ? [8] : [8, 24];
/** Slots of a day with a wait list, and how often its offers are made. */
const lineSizes = short ? [2, 6] : [4, 16];
const lineServedMinutes = 3;
const items = 3;
/** Of the slots that people walk in to. They begin within the hour from which on a walk-in may have a place of theirs. */
const doorSizes = short ? [3, 8, 20] : [8, 40, 120];
const doorOpensMs = 50 * 60_000;

const database = await freshDatabase();
const service = await startService(folder, database.url);
try {
  process.stdout.write(`${JSON.stringify(await play(database.db, service))}\n`);
} finally {
  service.child.kill('SIGKILL');
  await database.drop();
}

async function play(db: Database, { child, port, setClock, run }: Service): Promise<Round> {
  const { below } = seeded(Number(seed));
  const random = () => below(1_000_000) / 1_000_000;
  const hallId = await aHall(db);
  // what the demonstration has open is not watched: nobody may find a place there
  await db`delete from place`;
  await db`delete from slot`;
  const grounds: Ground[] = [];
  for (const [index, places] of [...sizes, ...greenSizes].entries()) {
    const kind = index < sizes.length ? 'public' : 'green_channel';
    const slot = await aSlot(db, { hallId, places, kind, startsAt: later(testNow, 10 * 86_400_000 + index * 1000) });
    grounds.push({ slotId: slot.id, hallId, places, kind });
  }
  const lists: string[] = [];
  const startsAt = later(testNow, 11 * 86_400_000);
  for (const [index, places] of lineSizes.entries()) {
    const slot = await aSlot(db, { hallId, places, startsAt: later(startsAt, index * 1000) });
    grounds.push({ slotId: slot.id, hallId, places, kind: 'public' });
  }
  const line = new Line(hallId, shanghaiDay(startsAt), grounds.slice(-lineSizes.length));
  const ledger = new Ledger(testNow, new Set(line.grounds.map(({ slotId }) => slotId)));
  const doors = await openDoors(db, hallId);
  const halls = doors.map((door) => door.hallId);
  for (let item = 0; item < items; item++) lists.push(await aChecklist(db, { halls }));
  const field: Field = { port, grounds, doors, line, ledger, lists, officer: await aStaffMember(db, hallId, 'officer') };
  await allowAnyNumberOfTries(db);
  const people = await crowd(db, Number(clientCount) * peopleAClient, testNow);
  const clients = Array.from(
    { length: Number(clientCount) },
    (_, n) => new Client(field, people.slice(n * peopleAClient, (n + 1) * peopleAClient), random),
  );

  const attempts = () => Object.values(ledger.attempts).reduce((sum, one) => sum + one, 0);
  const cpuBefore = await cpuSoFar(db, child.pid ?? 0);
  const started = performance.now();
  let going = true;
  const ticking = (async () => {
    for (let minute = 1; going; ) {
      await pause(2);
      if (attempts() < minute * attemptsAMinute) continue;
      minute += 1;
      const at = later(ledger.clock, 60_000);
      const sent = ledger.now();
      await setClock(at);
      ledger.ticked({ at, sent, done: ledger.now() });
      ledger.clock = at;
      if (minute % lineServedMinutes === 0) await line.serve(db, { run }, ledger);
    }
  })();
  await Promise.all(
    clients.map(async (client) => {
      while (attempts() < Number(wantedAttempts)) await step(client);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  going = false;
  const cpu = since(cpuBefore, await cpuSoFar(db, child.pid ?? 0));
  await ticking;
  // what was cut off may still be at work in the service
  await pause(300);
  await settleDoubts(db, ledger);
  ledger.settle();
  const violations = [...grounds, ...doors].flatMap(({ slotId, places }) => check(ledger.happenings.get(slotId) ?? [], places));
  const wrong = [...ledger.wrong, ...(await audit(db, ledger, people, [...grounds, ...doors]))];
  const countOf = (kind: string) => violations.filter((violation) => violation.kind === kind).length;
  return {
    attempts: attempts(),
    seconds,
    cpu,
    ways: ledger.attempts,
    answers: ledger.answers,
    happenings: [...ledger.happenings.values()].reduce((sum, { length }) => sum + length, 0),
    givenTwice: countOf('given_twice'),
    phantomFull: countOf('phantom_full'),
    wrong: [...violations.slice(0, 5).map(({ kind, what }) => `${kind}: ${what}`), ...wrong.slice(0, 20)],
  };
}

/** A slot in each hall that begins soon: until then it can be booked, and people walk in to it from the first minute on. */
async function openDoors(db: Database, firstHall: string): Promise<Door[]> {
  const [item] = await db<
    { code: string }[]
  >`select code from service_item where content -> 'halls' ? ${firstHall} order by jsonb_array_length(content -> 'halls') desc, code limit 1`;
  const itemCode = item?.code ?? '';
  const halls = await db<{ id: string }[]>`select id from hall order by id`;
  const doors: Door[] = [];
  for (const [index, { id: hallId }] of halls.entries()) {
    const places = doorSizes[index % doorSizes.length] ?? 8;
    const slot = await aSlot(db, { hallId, places, startsAt: later(testNow, doorOpensMs) });
    await db`update slot set ends_at = starts_at + interval '30 days' where id = ${slot.id}`;
    doors.push({
      slotId: slot.id,
      startsAt: slot.startsAt,
      hallId,
      places,
      kind: 'public',
      itemCode,
      officer: await aStaffMember(db, hallId, 'officer'),
    });
  }
  return doors;
}
