import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../db/client';
import { bundle } from '../../../scripts/bundle.mjs';
import { seeded } from '../../shared/numbers';
import { freshDatabase } from '../../support/database';
import { testNow } from '../../support/test-city';
import { audit, type Event } from './audit';
import { aTown, type Town, write } from './load';
import { Process, SharedClock } from './processes';
import { openWechat, type Outside } from './wechat';

/**
 * One load with kills on one source: arguments are its folder, events, instances beside the cron entry, kills, seed. Prints one JSON line, `Told`.
 */
export type Told = {
  events: number;
  kills: number;
  shown: number;
  faults: Record<string, number>;
  standings: Record<string, number>;
  tokens: { answered: number; distinct: number; revoked: number; unheard: number };
  hours: number;
  seconds: number;
  wrong: string[];
};

const [folder = '.', wantedEvents = '600', instanceCount = '2', wantedKills = '4', seed = '1'] = process.argv.slice(2);
/** A booking, its confirmation, and what each of two officers is told. */
const eventsABooking = 4;
const clients = 12;
/** A host's timer looks so often, ms: what comes due meanwhile is found together. */
const timerMs = 60_000;
/** What has not ended by then is found in no final state. */
const patienceMs = 60_000 + Number(wantedEvents) * 40;
const cronSecret = 'prover-cron-secret';

const { below } = seeded(Number(seed));
const random = () => below(1_000_000) / 1_000_000;
const scratch = mkdtempSync(join(tmpdir(), 'onewindow-notices-'));
const clock = new SharedClock(join(scratch, 'ahead'));
const database = await freshDatabase();
const wechat = await openWechat(clock, random);
const ports: number[] = [];
for (let number = 0; number < Number(instanceCount); number++) ports.push(await freePort());
const common = {
  ...wechat.environment,
  ...clock.environment,
  DATABASE_URL: database.url,
  CRON_SECRET: cronSecret,
  FILE_STORE_FOLDER: scratch,
  PG_MAX: '10',
};
// Bundled as a container gets it: what is killed and started again all the time would spend most of its life translating its source.
const programs = join(scratch, 'programs');
await bundle({ service: join(folder, 'functions/container.ts'), cron: join(folder, 'tests/prove/notices/cron.ts') }, programs);
const processes = [
  ...ports.map((port) => new Process(join(programs, 'service.mjs'), { ...common, HOST: '127.0.0.1', PORT: String(port) })),
  new Process(join(programs, 'cron.mjs'), common),
];
try {
  process.stdout.write(`${JSON.stringify(await play(database.db, wechat))}\n`);
} finally {
  for (const one of processes) await one.kill();
  wechat.close();
  await database.drop();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(0);

async function play(db: Database, outside: Outside): Promise<Told> {
  const started = performance.now();
  const town = await aTown(db, outside, Math.ceil(Number(wantedEvents) / eventsABooking), below);
  for (const one of processes) one.start();
  let going = true;
  const killing = killNowAndThen(() => going);
  const events = await happen(town);
  await settle(db, started);
  // The call list looks after some hours.
  for (let look = 0; look < 2; look++) {
    clock.putAhead(5 * 3_600_000);
    await settle(db, started);
  }
  going = false;
  const kills = await killing;
  const { wrong, standings } = await audit(db, outside, events);
  const { answered, distinct, revoked, unheard } = outside.tokens;
  return {
    events: events.length,
    kills,
    shown: outside.memory.messages.length,
    faults: outside.played,
    standings,
    tokens: { answered, distinct: distinct.size, revoked, unheard },
    hours: Math.round((Date.parse(clock.now()) - Date.parse(testNow)) / 3_600_000),
    seconds: Math.round((performance.now() - started) / 1000),
    wrong,
  };
}

/** Everybody books, an officer confirms, some look into the inbox: all over HTTP, each write repeated until it is answered. */
async function happen({ people, staff, slots, list }: Town): Promise<Event[]> {
  const events: Event[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let number = next++; number < people.length; number = next++) {
        const person = people[number];
        const officer = staff[number % staff.length];
        if (!person || !officer) return;
        const booked = await write(ports, '/api/appointments', person.token, { slotId: slots[number % slots.length], checklistCode: list });
        if (booked.status !== 200) throw new Error(`a booking was refused: ${JSON.stringify(booked.body)}`);
        const subjectId = String(booked.body.id);
        events.push({ subjectId, kind: 'appointment_booked', personId: person.id });
        for (const { id } of staff) events.push({ subjectId, kind: 'staff_appointment_booked', personId: id });
        const confirmed = await write(ports, `/api/window/appointments/${subjectId}/confirm`, officer.token, {});
        if (confirmed.status !== 200) throw new Error(`a confirmation was refused: ${JSON.stringify(confirmed.body)}`);
        events.push({ subjectId, kind: 'appointment_confirmed', personId: person.id });
        if (number % 9 === 1) await write(ports, '/api/notices/read-all', person.token, {});
      }
    }),
  );
  return events;
}

/** Waits until nothing is due any more, and puts the clock to the host's next look after the next is, until nothing waits at all. */
async function settle(db: Database, started: number): Promise<void> {
  for (let idleSince = performance.now(); ; ) {
    if (performance.now() - started > patienceMs) return;
    const [row] = await db<{ due: number; leased: number; next: string | null }[]>`
      select count(*) filter (where due_at <= ${clock.now()} and (leased_until is null or leased_until <= ${clock.now()}))::int as due,
        count(*) filter (where leased_until > ${clock.now()})::int as leased,
        min(greatest(due_at, coalesce(leased_until, due_at))) as next
      from outbox letter where state = 'pending' and (batch_for is null or not exists (
        select from outbox earlier where earlier.batch_for = letter.batch_for and earlier.state = 'pending' and earlier.id < letter.id))`;
    const [watched] = await db<{ due: number; next: string | null }[]>`
      select count(*) filter (where call_at <= ${clock.now()})::int as due, min(call_at) as next from notice where call_at is not null`;
    const next = [row?.next, watched?.next].filter((at) => at !== null && at !== undefined).sort()[0];
    if (!next) return;
    const busy = (row?.due ?? 0) + (watched?.due ?? 0) > 0;
    // What is leased is on its way, or was left behind by a process that was killed: after a moment only the latter.
    if (busy) idleSince = performance.now();
    else if ((row?.leased ?? 0) === 0 || performance.now() - idleSince > 900) {
      clock.putAhead(Math.max(1, Date.parse(next) - Date.parse(clock.now()) + timerMs));
      idleSince = performance.now();
    }
    await pause(60);
  }
}

/** SIGKILL to one of the processes after another, each started again at once; how often. */
async function killNowAndThen(going: () => boolean): Promise<number> {
  let kills = 0;
  // They must get to work first.
  await pause(3_000);
  while (going() && kills < Number(wantedKills)) {
    await pause(300 + below(1_500));
    const victim = processes[below(processes.length)];
    if (!victim || !going()) break;
    await victim.kill();
    victim.start();
    kills += 1;
  }
  return kills;
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
