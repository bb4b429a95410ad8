import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../db/client';
import { startEmbedded } from '../../db/embedded';
import { prepareDatabase } from '../../db/service-role';
import { bookParameters, bookStatement } from '../../db/queries/booking';
import { defaultSettings } from '../../shared/rules/settings';
import { agreeToAll } from '../support/builders';
import { serverFlags } from '../support/server-flags';
import { testSealKey } from '../support/test-city';
import { load } from './http-load';

/**
 * Booking over HTTP with everything on (session, contract both ways, idempotency, history, letters), against pgbench sending the same
 * statement to the same server. The two alternate on the same empty tables; then 200 clients meet on one slot; the last line is the median ratio.
 */
const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 8);
const warmUpSeconds = 5;
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
  const everybody = await db<{ id: string }[]>`select id from person`;
  await agreeToAll(
    db,
    everybody.map((one) => one.id),
  );
  await db.unsafe(`
    insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, seen_at, created_at)
    select ${id('ses', 'n')}, ${id('per', 'n')}, sha256(convert_to('bench-token-' || lpad(n::text, 20, '0'), 'UTF8')), now() + interval '1 day',
      sha256(convert_to('r' || n, 'UTF8')), now() + interval '1 day', now(), now() from generate_series(1, ${people}) n`);
  await db.unsafe(`
    insert into slot (id, hall_id, day, starts_at, ends_at)
    select ${id('slot', 'n')}, 'bench', current_date + 7, now() + interval '7 days' + n * interval '1 second', now() + interval '7 days 30 minutes' + n * interval '1 second'
    from generate_series(0, ${slots - 1}) n`);
}

/** As a hall stands in its third year: all places open, a past behind it. On tables that were just emptied the planner chooses to read them whole. */
async function startingPoint(db: Database): Promise<void> {
  await db`truncate appointment, appointment_event, material_tick, queue_ticket, idempotency, outbox, place, place_try, audit_waiting cascade`;
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

/** The statement of db/queries/booking.ts with its parameters made from one number a booking, the same way for every booking. */
function pgbenchScript(now: string, booking = bookStatement('skipping')): string {
  const text = (value: string) => `'${value}'`;
  const later = (hours: number) => text(new Date(Date.parse(now) + hours * hour).toISOString());
  const values: Record<(typeof bookParameters)[number], string> = {
    appointmentIds: `array[${id('apt', ':n')}]`,
    codes: `array['B' || lpad(:n::text, 9, '0')]`,
    personId: id('per', ':n'),
    slotIds: `array[${id('slot', `(:n % ${slots})`)}]`,
    holdId: 'null',
    checklistCodes: `array[${text(listCode)}]`,
    now: text(now),
    reserveEnds: later(defaultSettings.reserveFlowsBackHours),
    born60: text('1966-01-01'),
    born16: text('2010-01-01'),
    liveLimit: String(defaultSettings.liveLimit),
    key: `'bench-key-' || :n::text`,
    bodyHash: `'\\x00112233'::bytea`,
    outboxId: id('out', ':n'),
    staffOutboxId: id('oux', ':n'),
    actorId: id('per', ':n'),
    by: text('applicant'),
    kinds: `array['public', 'green_channel']`,
    releasedBy: text(now),
    holderId: id('per', ':n'),
    way: text('citizen'),
    online: 'true',
    endpoint: text('appointments.book'),
    enterpriseId: 'null',
    trySubjects: `array[${id('per', ':n')}, ${id('ses', ':n')}]`,
    tryLimits: `array[${defaultSettings.triesPerMinute}, ${defaultSettings.deviceTriesPerMinute}]`,
  };
  const statement = booking.replace(/\$(\d+)/g, (_, position: string) => {
    const name = bookParameters[Number(position) - 1];
    if (!name) throw new Error(`the statement of a booking has a parameter $${position} without a name`);
    return `(${values[name]})`;
  });
  return `\\set i :i + 1\n\\set n :i * ${clients} + :client_id\n${statement.replaceAll('\n', ' ')};\n`;
}

/** The statement as it would be if bookings were not in the audit log (K2). */
function withoutAudit(): string {
  const parts = bookStatement('skipping').split(/\), entry as \(|\)\nselect answer from answered/);
  if (parts.length !== 3 || !parts[1]?.includes('audit_entry') || !parts[1].includes('audit_waiting'))
    throw new Error('the statement of a booking no longer ends with its audit entry');
  return `${parts[0]})\nselect answer from answered`;
}

function pgbench(url: string, script: string): Measured {
  const run = spawnSync(
    'pgbench',
    ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-D', 'i=0', '-f', script, url],
    // planned as the service's own connections plan it (db/client.ts), behind the same wall
    { encoding: 'utf8', env: { ...process.env, PGOPTIONS: '-c plan_cache_mode=force_generic_plan -c app.system=on' } },
  );
  if (run.error) throw new Error('pgbench is not installed: on Debian `apt-get install postgresql-contrib`, then run again');
  const rate = Number(/tps = ([\d.]+)/.exec(run.stdout)?.[1]);
  const failed = Number(/number of failed transactions: (\d+)/.exec(run.stdout)?.[1] ?? 0);
  if (!rate || failed) throw new Error(`pgbench: ${run.stdout}${run.stderr}`);
  return { rate, booked: Number(/actually processed: (\d+)/.exec(run.stdout)?.[1]) };
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

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-bench-'));
  const postgres = await startEmbedded({
    dataDir: folder,
    mayMove: true,
    settings: { max_connections: 200, shared_buffers: '512MB', max_wal_size: '4GB' },
  });
  const db = connect(postgres.url, { statementTimeoutMs: 0, max: 2 });
  const server = { port: 18_900, child: null as ReturnType<typeof spawn> | null };
  try {
    await prepareDatabase({ ownerUrl: postgres.url, databaseUrl: postgres.serviceUrl });
    const now = new Date().toISOString();
    await fill(db, now);
    const script = join(folder, 'book.sql');
    writeFileSync(script, pgbenchScript(now));
    // what a container runs, without the scheduled work, which pgbench does not do either
    server.child = spawn(process.execPath, [...serverFlags, ...(process.env.SERVER_FLAGS?.split(' ') ?? []), 'dist/server/server.mjs'], {
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(server.port),
        ONEWINDOW_JOBS: '0',
        DATABASE_URL: postgres.serviceUrl,
        ONEWINDOW_SEAL_KEY: testSealKey,
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await answers(server.port);
    await startingPoint(db);
    await overHttp(server.port, warmUpSeconds);
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      await startingPoint(db);
      const reference = pgbench(postgres.serviceUrl, script);
      await count(db, reference.booked, 'pgbench');
      await startingPoint(db);
      const http = await overHttp(server.port);
      await count(db, http.booked, 'http');
      const ratio = http.rate / reference.rate;
      ratios.push(ratio);
      console.log(`round ${round}: pgbench ${Math.round(reference.rate)}/s, http ${Math.round(http.rate)}/s, ratio ${ratio.toFixed(2)}`);
    }
    await onOneSlot(db, server.port);
    await auditRatio(db, postgres.serviceUrl, script, now);
    ratios.sort((one, other) => one - other);
    console.log(`ratio ${(ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)}`);
  } finally {
    server.child?.kill('SIGTERM');
    await new Promise((resolve) => (server.child ? server.child.once('exit', resolve) : resolve(null)));
    await db.end({ timeout: 2 });
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the audit log costs a booking: pgbench with and without it in turn, the first of a round changing; the mean of each against the other. */
async function auditRatio(db: Database, url: string, script: string, now: string): Promise<void> {
  const bare = `${script}.bare`;
  writeFileSync(bare, pgbenchScript(now, withoutAudit()));
  const rates = { with: 0, without: 0 };
  for (let round = 1; round <= 2 * rounds; round++)
    for (const which of round % 2 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
      await startingPoint(db);
      const run = pgbench(url, which === 'with' ? script : bare);
      await count(db, run.booked, `pgbench ${which} audit`);
      const [row] = await db<{ waiting: number }[]>`select count(*)::int as waiting from audit_waiting`;
      if (row?.waiting !== (which === 'with' ? run.booked : 0))
        throw new Error(`${row?.waiting} audit entries for ${run.booked} bookings ${which} audit`);
      rates[which] += run.rate / (2 * rounds);
    }
  const ratio = rates.with / rates.without;
  console.log(`audit: ${Math.round(rates.with)}/s with, ${Math.round(rates.without)}/s without, audit ratio ${ratio.toFixed(2)}`);
  if (ratio < 0.9) process.exitCode = 1;
}

/**
 * 200 clients at once ask for one slot that has half as many places: each place is given to one of them, and all others are told that it is full.
 */
async function onOneSlot(db: Database, port: number): Promise<void> {
  await startingPoint(db);
  const asking = 200;
  const kept = asking / 2;
  const slotId = `slot_${'0'.padStart(26, '0')}`;
  await db`delete from place where slot_id = ${slotId} and id not in (select id from place where slot_id = ${slotId} limit ${kept})`;
  const started = performance.now();
  const answered = await Promise.all(
    Array.from({ length: asking }, async (_, client) => {
      const asked = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/api/appointments`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${token(client + 1)}`,
          'Idempotency-Key': `bench-one-slot-${client}`,
        },
        body: JSON.stringify({ slotId, checklistCode: listCode }),
      });
      const { error } = (await response.json()) as { error?: { code: string } };
      return { outcome: error?.code ?? 'booked', ms: performance.now() - asked };
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const count = (outcome: string) => answered.filter((one) => one.outcome === outcome).length;
  const [row] = await db<{ taken: number }[]>`select count(distinct appointment_id)::int as taken from place where slot_id = ${slotId}`;
  const times = answered.map(({ ms }) => ms).sort((one, other) => one - other);
  console.log(
    `one slot: ${asking} clients at once for ${kept} places: ${count('booked')} booked, ${count('slot_full')} full, in ${seconds.toFixed(2)} s, p95 ${Math.round(times[Math.floor(asking * 0.95)] ?? 0)} ms`,
  );
  if (count('booked') !== kept || count('slot_full') !== asking - kept || row?.taken !== kept)
    throw new Error(`one slot: ${kept} places, but ${JSON.stringify(answered.map(({ outcome }) => outcome))}, ${row?.taken} taken`);
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
