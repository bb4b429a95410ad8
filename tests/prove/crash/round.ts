import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database } from '../../../db/client';
import { loadDemoCity } from '../../../db/content/load';
import { prepareDatabase } from '../../../db/service-role';
import { later } from '../../../shared/rules/shanghai';
import { seeded } from '../../shared/numbers';
import { aChecklist, aHall, aSlot, aStaffMember } from '../../support/builders';
import { testSealKey } from '../../support/test-city';
import { root } from '../seeded';
import { audit, histories } from '../slots/audit';
import { Client, type Field, type Someone } from '../slots/client';
import { allowAnyNumberOfTries, crowd } from '../slots/crowd';
import { check } from '../slots/history';
import { type Ground, Ledger } from '../slots/ledger';
import { step } from '../slots/ways';
import { letters, worked } from './letters';
import { killKinds, type KillKind, Machine } from './processes';
import { openWechat, type Silence, silences } from './wechat';

/**
 * One load with kills on one source: arguments are its folder, how many kills, clients, seed, and at which silences of WeChat the service is killed
 * besides (comma between). Without clients there is no load and no other kill. Prints one JSON line, `Crashes`.
 */
export type Crashes = {
  kills: Record<KillKind, number>;
  attempts: number;
  acknowledged: number;
  worstMs: number;
  holdsEnded: string;
  notices: number;
  messages: number;
  wrong: string[];
};

const [folder = '.', wantedKills = '9', clientCount = '40', seed = '1', atSilences = ''] = process.argv.slice(2);
const peopleAClient = 40;
const placesASlot = 150;
const slots = 24;
const holdPlaces = 40;
const holdMinutes = 10;
/** How far the clock is set on for the holds to end. */
const aheadMs = (holdMinutes + 1) * 60_000;
const patienceMs = 60_000;
/** Who books before a kill at a message. */
const told = 5;
process.env.ONEWINDOW_SEAL_KEY = testSealKey;

const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-crash-'));
const wechat = await openWechat();
const machine = await Machine.start(dataDir, folder, wechat.environment, await freePort());
try {
  await prepareDatabase(machine.addresses);
  const db = connect(machine.databaseUrl, { max: 4, statementTimeoutMs: 0 });
  process.stdout.write(`${JSON.stringify(await play(db))}\n`);
  await db.end({ timeout: 1 });
} finally {
  await machine.stop();
  wechat.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

async function play(db: Database): Promise<Crashes> {
  const { below, pick } = seeded(Number(seed));
  const now = new Date().toISOString();
  await loadDemoCity(db, now);
  const hallId = await aHall(db);
  const grounds: Ground[] = [];
  for (let index = 0; index < slots; index++) {
    const slot = await aSlot(db, { hallId, places: placesASlot, now, startsAt: later(now, 10 * 86_400_000 + index * 1000) });
    grounds.push({ slotId: slot.id, hallId, places: placesASlot, kind: 'public' });
  }
  const lists: string[] = [];
  for (let item = 0; item < 3; item++) lists.push(await aChecklist(db, { halls: [hallId], now }));
  await allowAnyNumberOfTries(db);
  const people = await crowd(db, Number(clientCount) * peopleAClient, now);
  await db`insert into subscribe_grant (person_id, kind, remaining) select id, 'appointment_booked', 50 from person where openid like 'open-%'`;
  const ledger = new Ledger(now);
  const field: Field = {
    port: machine.port,
    grounds,
    doors: [],
    line: null,
    closing: null,
    teams: null,
    blockDay: null,
    ledger,
    lists,
    officer: await aStaffMember(db, hallId, 'officer'),
    breakable: true,
  };
  const random = () => below(1_000_000) / 1_000_000;
  const clients = Array.from(
    { length: Number(clientCount) },
    (_, n) => new Client(field, people.slice(n * peopleAClient, (n + 1) * peopleAClient), random),
  );
  let looked = 0;
  const clock = setInterval(() => {
    const [sent, done] = [looked, ledger.now()];
    ledger.clock = new Date().toISOString();
    ledger.ticked({ at: ledger.clock, sent, done });
    looked = done;
  }, 5);

  // what was laid down so far is not the subject: a kill finds only the load's own log to be read again
  await db`checkpoint`;
  await machine.startService();
  let going = true;
  const load = Promise.all(
    clients.map(async (client) => {
      while (going) await step(client);
    }),
  );
  if (clients.length > 0) await answered(ledger, 0);
  const kills: Record<KillKind, number> = { service: 0, postgres: 0, backend: 0 };
  let worstMs = 0;
  for (let kill = 0; kill < (clients.length > 0 ? Number(wantedKills) : 0); kill++) {
    // after long pauses letters are on their way, which the jobs turn to last
    await pause(below(400) + (folder !== root || kill % 10 === 9 ? 2_000 : 100));
    const kind = killKinds[kill % killKinds.length] ?? 'service';
    const killedAt = ledger.now();
    await machine.kill(kind, pick);
    kills[kind] += 1;
    worstMs = Math.max(worstMs, (await answered(ledger, killedAt)) - killedAt);
  }
  going = false;
  await load;
  // chance hardly ever kills between a message and its answer, so these two kills are made to
  for (const silence of silences.filter((one) => atSilences.split(',').includes(one))) {
    await killedAtAMessage(db, field, hallId, now, silence);
    kills.service += 1;
  }

  const holdsEnded = await holdsEnd(db, field, hallId, now);
  clearInterval(clock);
  ledger.clock = later(new Date().toISOString(), aheadMs);
  const history = await histories(db, ledger);
  // no hold ends by itself in so short a time, but some places that were given back come back (C4)
  const violations = grounds.flatMap(({ slotId, places }) => check(history.get(slotId) ?? [], places));
  const heard = await letters(db, wechat.messages, aheadMs);
  const wrong = [
    ...violations.map(({ kind, what }) => `${kind}: ${what}`),
    ...ledger.wrong,
    ...(await audit(db, ledger, people, grounds)),
    ...heard.wrong,
    ...(holdsEnded.free === holdPlaces ? [] : [`${holdPlaces - holdsEnded.free} of ${holdPlaces} holds did not end`]),
  ];
  return {
    kills,
    attempts: Object.values(ledger.attempts).reduce((sum, one) => sum + one, 0),
    acknowledged: ledger.kept.size,
    worstMs: Math.round(worstMs),
    holdsEnded: `${holdsEnded.free} of ${holdPlaces}`,
    notices: heard.notices,
    messages: wechat.messages.size,
    wrong: wrong.slice(0, 20),
  };
}

/** People book, and the service is killed when the first message about it is with WeChat, or lost on its way there, and no answer has come. */
async function killedAtAMessage(db: Database, field: Field, hallId: string, now: string, silence: Silence): Promise<void> {
  // what the load has left is told first: the messages of this booking are then next
  wechat.hurry();
  await worked(db, 'free');
  const slot = await aSlot(db, { hallId, places: told, now, startsAt: later(now, 12 * 86_400_000 + silences.indexOf(silence) * 1000) });
  const people = await crowd(db, told, now);
  await db`insert into subscribe_grant (person_id, kind, remaining) select id, 'appointment_booked', 1 from person where id = any(${people.map(({ id }) => id)})`;
  const begun = wechat.fallSilent(silence);
  const book = (person: Someone) =>
    new Client(field, [person], () => 0.99).send(
      'appointments.book',
      { slotId: slot.id, checklistCode: field.lists[0] ?? '' },
      person,
      'book before a kill',
    );
  await Promise.all(people.map(book));
  const late = pause(patienceMs, undefined, { ref: false }).then(() => Promise.reject(new Error('no message was sent')));
  await Promise.race([begun, late]);
  await machine.kill('service', (list) => list[0] as (typeof list)[number]);
  wechat.hurry();
}

/** When a write was first acknowledged that had been sent after `since`. */
async function answered(ledger: Ledger, since: number): Promise<number> {
  while (ledger.lastSent <= since) {
    if (ledger.now() - since > patienceMs) throw new Error(`no answer within ${patienceMs} ms of a kill`);
    await pause(2);
  }
  return ledger.now();
}

/** People hold all places of a slot, everything is killed, and eleven minutes later others want them: how many they get. */
async function holdsEnd(db: Database, field: Field, hallId: string, now: string): Promise<{ free: number }> {
  const slot = await aSlot(db, { hallId, places: holdPlaces, now, startsAt: later(now, 11 * 86_400_000) });
  const holders = await crowd(db, holdPlaces, now);
  const takers = await crowd(db, holdPlaces, now);
  const wires = (people: Someone[]) => people.map((person) => new Client(field, [person], () => 0.99));
  await Promise.all(
    wires(holders).map((client, n) => client.send('appointments.hold', { slotId: slot.id }, holders[n] as Someone, 'hold at the end')),
  );
  await machine.restartAhead(aheadMs);
  const booked = await Promise.all(
    wires(takers).map((client, n) =>
      client.send(
        'appointments.book',
        { slotId: slot.id, checklistCode: field.lists[0] ?? '' },
        takers[n] as Someone,
        'book after the end of a hold',
      ),
    ),
  );
  return { free: booked.filter(({ body }) => body !== null).length };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
