import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../functions/server';
import { testClock } from '../../functions/ports/clock';
import { connect, type Database } from '../../db/client';
import { freshDatabase } from '../support/database';
import { liftRateLimits } from '../support/rate-limits';
import { apiCaller } from '../support/server';
import { startTestPostgres } from '../support/test-postgres';

/**
 * `npm run bench:hall-day`: the day of a hall as its officers see it (window.day) over HTTP, with 10,000 and with 1,000,000 appointments, a hundred
 * a day in each hall. Prints p50 and p95 and their ratio; status 1 when the p95 has grown by more than half. SIZES and ASKS change the figures.
 */
const sizes = (process.env.SIZES ?? '10000,1000000').split(',').map(Number);
const asks = Number(process.env.ASKS ?? 400);
const now = '2026-11-23T02:00:00.000Z';
const [halls, aDay, slotsADay, people] = [34, 100, 10, 5_000];
const token = 'bench-hall-day-of-an-officer';

const id = (prefix: string, number: string) => `'${prefix}_' || lpad((${number})::text, 26, '0')`;

/** Halls with their officer, and so many appointments: the days go back from today, and the officer's hall has one today. */
async function fill(db: Database, size: number): Promise<void> {
  const days = Math.ceil(size / halls / aDay);
  const run = (statement: string) => db.unsafe(statement);
  await run(`insert into unit (id, path, kind, name, phone, hours) values ('bd', 'bd/', 'bureau', '试办市局', '-', '-')`);
  await run(`insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
    select 'bd' || n, 'bd', '大厅' || n, '镇', '-', '-', 0, 0, '["1"]', '{"slotMinutes":30,"weekday":[],"weekend":[]}' from generate_series(1, ${halls}) n`);
  await run(
    `insert into person (id, name, birth_date, created_at) select ${id('per', 'n')}, '人员' || n, '1990-01-01', '${now}' from generate_series(0, ${people}) n`,
  );
  await run(`insert into staff_role (person_id, unit_id, role) values (${id('per', '0')}, 'bd', 'officer')`);
  await run(`insert into staff_binding (id, person_id, bound_at, device) values ('bind_bench_hall_day', ${id('per', '0')}, '${now}', '-')`);
  await run(`insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, seen_at, created_at)
    values ('ses_bench_hall_day', ${id('per', '0')}, sha256(convert_to('${token}', 'UTF8')), '2099-01-01', sha256('r'), '2099-01-01', '2099-01-01', '${now}')`);
  await run(`insert into slot (id, hall_id, day, starts_at, ends_at)
    select ${id('bslot', `(d * ${halls} + h) * ${slotsADay} + s`)}, 'bd' || h, date '2026-11-23' - d,
      timestamptz '2026-11-23 01:00Z' - d * interval '1 day' + s * interval '30 minutes', timestamptz '2026-11-23 01:30Z' - d * interval '1 day' + s * interval '30 minutes'
    from generate_series(0, ${days - 1}) d, generate_series(1, ${halls}) h, generate_series(0, ${slotsADay - 1}) s`);
  await run(`insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
    select ${id('apt', 'n')}, translate(lpad(n::text, 8, '0'), '01', 'XY'), ${id('per', `n % ${people} + 1`)}, 'T00000001', '试办事项', 'list_bench', s.id, s.hall_id, 'fulfilled', 1, '${now}'
    from (select id, hall_id, row_number() over (order by id) - 1 as number from slot where id like 'bslot_%') s,
      lateral (select s.number * ${aDay / slotsADay} + k as n from generate_series(0, ${aDay / slotsADay - 1}) k) numbers`);
  await db`vacuum analyze`;
}

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;

type Hall = { ask(count: number): Promise<void>; stop(): Promise<void> };

async function opened(size: number): Promise<Hall> {
  const { url, ownerUrl, drop } = await freshDatabase();
  const db = connect(ownerUrl, { statementTimeoutMs: 0, max: 1 });
  const started = performance.now();
  await fill(db, size);
  await liftRateLimits(db);
  await db.end();
  process.stdout.write(`${size.toLocaleString('en')} appointments filled in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  const server = await startServer({ port: 0, databaseUrl: url, standIns: true, clock: testClock(now), jobs: false });
  const { call } = apiCaller(server.url);
  return {
    async ask(count) {
      const answer = await call('window.day', { hallId: `bd${(count % halls) + 1}`, date: '2026-11-23' }, token);
      if (answer.status !== 200 || answer.body.rows.length !== aDay)
        throw new Error(`the day has not its ${aDay} rows: ${answer.text.slice(0, 300)}`);
    },
    async stop() {
      await server.stop();
      await drop();
    },
  };
}

const postgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = postgres.url;
const opening = [await opened(sizes[0] ?? 10_000), await opened(sizes[1] ?? 1_000_000)];
const times: number[][] = opening.map(() => []);
const unheard = Math.ceil(asks / 3);
// In turn, so that whatever else the machine does meets both.
for (let count = 0; count < asks + unheard; count += 1)
  for (const [city, hall] of opening.entries()) {
    const begun = performance.now();
    await hall.ask(count);
    if (count >= unheard) times[city]?.push(performance.now() - begun);
  }
for (const hall of opening) await hall.stop();
await postgres.stop();
const [small, large] = times.map((taken) => {
  taken.sort((one, other) => one - other);
  return { p50: at(taken, 0.5), p95: at(taken, 0.95) };
}) as [{ p50: number; p95: number }, { p50: number; p95: number }];
const ratio = large.p95 / small.p95;
process.stdout.write(
  `day of a hall            p50 ${small.p50.toFixed(1)} → ${large.p50.toFixed(1)} ms, p95 ${small.p95.toFixed(1)} → ${large.p95.toFixed(1)} ms, ratio ${ratio.toFixed(2)}\n`,
);
process.exit(ratio > 1.5 ? 1 : 0);
