import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../db/client';
import { startEmbedded } from '../../db/embedded';
import { prepareDatabase } from '../../db/service-role';
import { testSealKey } from '../support/test-city';
import { load } from './http-load';

const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 8);
const clients = 64;
const people = 120_000;
const slots = 500;
const placesASlot = 200;
const past = 40_000;

const id = (prefix: string, number: string) => `'${prefix}_' || lpad(${number}::text, 26, '0')`;
const token = (number: number) => `bench-token-${String(number).padStart(20, '0')}`;
const listCode = 'BENCHX22';
const hour = 3_600_000;

type Measured = { rate: number; booked: number };

async function fill(db: Database, now: string): Promise<void> {
  await db`insert into unit (id, path, kind, name, phone, hours) values ('bench', 'bench/', 'bureau', 'bench', '-', '-')`;
  await db`
    insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
    values ('bench', 'bench', 'bench', 'bench', '-', '-', 0, 0, '[]', '{"slotMinutes":30,"minutesPerVisit":10,"shares":{"public":1,"green_channel":0,"enterprise":0,"walk_in":0},"weekday":[],"weekend":[]}')`;
  await db`
    insert into checklist (id, code, item_code, item_version, item_name, bookable, hall_ids, answers, content, created_at, expires_at)
    values ('list_bench', ${listCode}, 'bench', 1, 'bench', true, '{bench}', '[]', '{}', ${now}, ${new Date(Date.parse(now) + 24 * hour * 30).toISOString()})`;
  await db.unsafe(`
    insert into person (id, name, birth_date, id_number_hash, real_name_verified_at, created_at)
    select ${id('per', 'n')}, 'bench', '1990-01-01', sha256(n::text::bytea), now(), now() from generate_series(1, ${people}) n`);
  await db.unsafe(`
    insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, created_at)
    select ${id('ses', 'n')}, ${id('per', 'n')}, sha256(convert_to('bench-token-' || lpad(n::text, 20, '0'), 'UTF8')), now() + interval '1 day',
      sha256(convert_to('r' || n, 'UTF8')), now() + interval '1 day', now() from generate_series(1, ${people}) n`);
  await db.unsafe(`
    insert into slot (id, hall_id, day, starts_at, ends_at)
    select ${id('slot', 'n')}, 'bench', current_date + 7, now() + interval '7 days' + n * interval '1 second', now() + interval '7 days 30 minutes' + n * interval '1 second'
    from generate_series(0, ${slots - 1}) n`);
}

/** As a hall stands in its third year: all places open, a past behind it. On tables that were just emptied the planner chooses to read them whole. */
async function startingPoint(db: Database): Promise<void> {
  await db`truncate appointment, appointment_event, material_tick, queue_ticket, idempotency, outbox, place, place_try cascade`;
  await db.unsafe(`
    insert into place (slot_id, kind, released_at)
    select ${id('slot', 's')}, 'public', now() - interval '1 day' from generate_series(0, ${slots - 1}) s, generate_series(1, ${placesASlot})`);
  await db.unsafe(`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
    select ${id('old', 'n')}, 'P' || lpad(n::text, 9, '0'), ${id('per', `(n % ${people} + 1)`)}, 'bench', 'bench', 'list_bench', ${id('slot', `(n % ${slots})`)}, 'bench', 'fulfilled', 1, now()
    from generate_series(1, ${past}) n`);
  await db.unsafe(`
    insert into appointment_event (appointment_id, seq, at, action, status, by) select ${id('old', 'n')}, 1, now(), 'book', 'booked', 'applicant' from generate_series(1, ${past}) n`);
  await db.unsafe(`
    insert into outbox (id, kind, payload, state, attempts, due_at, created_at)
    select ${id('ole', 'n')}, 'appointment_notice', '{}', 'delivered', 1, now(), now() from generate_series(1, ${2 * past}) n`);
  await db.unsafe(`
    insert into idempotency (actor, key, endpoint, body_hash, answer, created_at) select 'past', 'key-' || n, 'appointments.book', '', '', now() from generate_series(1, ${past}) n`);
  await db`vacuum analyze`;
  await db`checkpoint`;
}

async function overHttp(port: number, forSeconds = seconds): Promise<Measured> {
  let number = 0;
  const result = await load(port, clients, forSeconds * 1000, () => {
    number += 1;
    const slotId = `slot_${String(number % slots).padStart(26, '0')}`;
    return { path: '/api/appointments', token: token(number), key: `bench-key-${number}`, body: JSON.stringify({ slotId, checklistCode: listCode }) };
  });
  if (result.refused > 0) throw new Error(`${result.refused} bookings refused, first: ${result.firstRefusal}`);
  return { rate: result.answered / result.seconds, booked: result.answered };
}

/** Every booking that was acknowledged is whole in the tables, and nothing else is there. */
async function count(db: Database, booked: number, who: string): Promise<void> {
  const [row] = await db<{ appointments: number; places: number; answers: number; history: number; letters: number }[]>`
    select (select count(*) - ${past} from appointment) as appointments, (select count(distinct appointment_id) from place) as places,
      (select count(*) - ${past} from idempotency) as answers, (select count(*) - ${past} from appointment_event) as history, (select count(*) - ${2 * past} from outbox) as letters`;
  const whole =
    row &&
    row.places === row.appointments &&
    row.answers === row.appointments &&
    row.history === row.appointments &&
    row.letters === 2 * row.appointments;
  if (!row || !whole || row.appointments !== booked)
    throw new Error(`${who}: the tables do not add up: ${JSON.stringify(row)} for ${booked} bookings`);
}

/** A: the service named by OTHER without a wall; B: this one behind it. In turns on one database, the wall taken down for A and put up for B. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-bench-'));
  const postgres = await startEmbedded({
    dataDir: folder,
    mayMove: true,
    settings: { max_connections: 200, shared_buffers: '512MB', max_wal_size: '4GB' },
  });
  const db = connect(postgres.url, { statementTimeoutMs: 0, max: 2 });
  const servers = [
    { name: 'A', port: 18_901, folder: process.env.OTHER ?? '', state: 'disable', rates: [] as number[] },
    { name: 'B', port: 18_902, folder: process.cwd(), state: 'enable', rates: [] as number[] },
  ];
  const children: ReturnType<typeof spawn>[] = [];
  try {
    await prepareDatabase({ ownerUrl: postgres.url, databaseUrl: postgres.serviceUrl });
    await fill(db, new Date().toISOString());
    const walled = (await db<{ name: string }[]>`select relname as name from pg_class where relrowsecurity`).map(({ name }) => name);
    for (const server of servers) {
      children.push(
        spawn(process.execPath, ['dist/server/server.mjs'], {
          cwd: server.folder,
          env: {
            ...process.env,
            HOST: '127.0.0.1',
            PORT: String(server.port),
            ONEWINDOW_JOBS: '0',
            DATABASE_URL: postgres.serviceUrl,
            ONEWINDOW_SEAL_KEY: testSealKey,
            NODE_ENV: 'production',
            LOG_LEVEL: 'silent',
          },
          stdio: ['ignore', 'ignore', 'inherit'],
        }),
      );
      await answers(server.port);
    }
    for (let round = 0; round <= rounds; round++)
      for (const server of round % 2 ? servers : [...servers].reverse()) {
        await db.unsafe(walled.map((table) => `alter table ${table} ${server.state} row level security`).join(';'));
        await startingPoint(db);
        const http = await overHttp(server.port);
        await count(db, http.booked, server.name);
        if (round > 0) server.rates.push(http.rate);
        console.log(`${round === 0 ? 'warm-up' : `round ${round}`} ${server.name}: ${Math.round(http.rate)}/s`);
      }
    const [a = 0, b = 0] = servers.map(({ rates }) => rates.sort((one, other) => one - other)[Math.floor(rates.length / 2)] ?? 0);
    console.log(`medians A ${Math.round(a)}/s, B ${Math.round(b)}/s, ratio ${(b / a).toFixed(3)}`);
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await db.end({ timeout: 2 });
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const ok = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server under test did not start');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
