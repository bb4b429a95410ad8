import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../db/client';
import type { Input } from '../../shared/contract/index';
import { freshDatabase } from '../support/database';
import { apiCaller } from '../support/server';
import { startServer } from '../../functions/server';
import { testClock } from '../../functions/ports/clock';
import { startTestPostgres } from '../support/test-postgres';

/**
 * `npm run bench:lists`: the work lists of staff and the list of an enterprise over HTTP, with 10,000 and with 1,000,000 cases, of which one in 33
 * is open in both. Prints p50 and p95 of each and their ratio; status 1 when a p95 has grown by more than half.
 */
const sizes = (process.env.SIZES ?? '10000,1000000').split(',').map(Number);
const asks = Number(process.env.ASKS ?? 400);
const now = '2026-11-23T02:00:00.000Z';
const openOneIn = 33;
const units = 34;
const staff = 300;
const enterprises = 614;

const id = (prefix: string, number: string) => `'${prefix}_' || lpad(${number}::text, 26, '0')`;
const openCase = `n % ${openOneIn} = 0`;

/** A city of one bureau and 34 channels, its people, and so many cases over three years. */
async function fill(db: Database, size: number): Promise<void> {
  const run = (statement: string) => db.unsafe(statement.replaceAll(':size', String(size)));
  await run(`insert into unit (id, path, kind, name, phone, hours) values ('bb', 'bb/', 'bureau', '试办市局', '-', '-')`);
  await run(
    `insert into unit (id, parent_id, path, kind, name, phone, hours) select 'bu' || n, 'bb', 'bb/bu' || n || '/', 'sub_bureau', '分局' || n, '-', '-' from generate_series(1, ${units}) n`,
  );
  await run(`insert into person (id, name, created_at) select ${id('per', 'n')}, '人员' || n, '${now}' from generate_series(1, ${staff + 10}) n`);
  await run(`insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, created_at)
    select ${id('ses', 'n')}, ${id('per', 'n')}, sha256(convert_to('bench-lists-of-a-city-' || n, 'UTF8')), '2099-01-01', sha256(convert_to('r' || n, 'UTF8')), '2099-01-01', '${now}'
    from generate_series(1, ${staff + 10}) n`);
  await run(
    `insert into staff_role (person_id, unit_id, role) select ${id('per', 'n')}, 'bu' || (n % ${units} + 1), case when n <= 34 then 'unit_head' when n <= 68 then 'liaison' else 'handler' end from generate_series(1, ${staff}) n`,
  );
  await run(`insert into staff_role (person_id, unit_id, role) values (${id('per', String(staff + 1))}, 'bb', 'supervisor')`);
  await run(
    `insert into staff_binding (id, person_id, bound_at, device) select 'bind' || p, p, '${now}', 'bench' from (select distinct person_id as p from staff_role) staff on conflict do nothing`,
  );
  await run(`update session set second_factor_at = '${now}', second_factor_until = '2099-01-01'`);
  await run(
    `insert into enterprise (id, uscc, name, town, unit_id, liaison_id) select 'be' || n, 'bench' || n, '企业' || n, '镇', 'bu' || (n % ${units} + 1), ${id('per', '(n % 34 + 35)')} from generate_series(1, ${enterprises}) n`,
  );
  await run(
    `insert into enterprise_member (enterprise_id, person_id, role, joined_at) values ('be7', ${id('per', String(staff + 2))}, 'employee', '${now}')`,
  );
  // An index over rows that are there is made much faster than one that grows row by row.
  const indexes = await db<{ name: string; made: string }[]>`
    select i.indexname as name, i.indexdef as made from pg_indexes i
    where i.tablename in ('service_case', 'case_clock') and not exists (select from pg_constraint c where c.conname = i.indexname)`;
  for (const { name } of indexes) await db.unsafe(`drop index "${name}"`);
  await run(`insert into service_case (id, number, channel, category, title, body, enterprise_id, requester_id, unit_id, owner_id, liaison_id, status, outcome, outcome_text, completed_at, filed_at, nearest_due_at)
    select ${id('case', 'n')}, 'D20' || lpad((n / 1000)::text, 6, '0') || '-' || lpad(n::text, 7, '0'),
      (array['mini_program', 'window', 'phone', 'visit', 'workstation', 'wechat_group', 'hotline_12345', 'through_train'])[1 + n / 7 % 8],
      (array['consultation', 'handling', 'training', 'safety_guidance', 'investigation', 'complaint'])[1 + n / 11 % 6],
      (array['货车限行', '居住证集中办理', '厂门口违停', '信号灯配时', '反诈宣讲'])[1 + n / 13 % 5] || '第 ' || n || ' 件',
      case when n % 5003 = 0 then '雨天积水，需要临时交通管制。' else '上下班时段人车混行，请安排处理。' end, 'be' || (n % ${enterprises} + 1), ${id('per', String(staff + 3))},
      'bu' || (n % ${units} + 1), ${id('per', `(n % ${staff} + 1)`)}, ${id('per', '(n % 34 + 35)')},
      case when ${openCase} then 'accepted' else 'completed' end, case when ${openCase} then null else 'settled' end, case when ${openCase} then null else '办结' end,
      case when ${openCase} then null else '${now}'::timestamptz end, '${now}'::timestamptz - (n || ' minutes')::interval * (1500000.0 / :size), case when ${openCase} then '${now}'::timestamptz + (n % 9999 || ' minutes')::interval end
    from generate_series(1, :size) n`);
  await run(`insert into case_clock (case_id, kind, run, started_at, allowed, due_at, stopped_at, paused, explanation)
    select id, 'processing', 1, filed_at, '{"workingDays":10}', coalesce(nearest_due_at, filed_at + interval '14 days'), completed_at, '[]', '["因此期限为某日。"]' from service_case where id like 'case_0%'`);
  for (const { made } of indexes) await db.unsafe(made);
  await db`vacuum analyze`;
}

type List = {
  name: string;
  ask: (call: ReturnType<typeof apiCaller>['call'], cursor?: string) => Promise<{ status: number; body: { nextCursor: string | null } }>;
};

const token = (person: number) => `bench-lists-of-a-city-${person}`;
const desk = (
  name: string,
  person: number,
  scope: 'mine' | 'unit' | 'finished',
  narrowed: Omit<Input<'desk.list'>, 'scope' | 'cursor'> = {},
): List => ({
  name,
  ask: (call, cursor) => call('desk.list', { scope, ...narrowed, ...(cursor ? { cursor } : {}) }, token(person)),
});
const firm = (name: string, narrowed: Omit<Input<'cases.list'>, 'cursor'> = {}): List => ({
  name,
  ask: (call, cursor) => call('cases.list', { ...narrowed, ...(cursor ? { cursor } : {}) }, token(staff + 2)),
});
const lists: List[] = [
  desk('handler, mine', 120, 'mine'),
  desk('handler, unit', 120, 'unit'),
  desk('handler, finished', 120, 'finished'),
  desk('head, unit', 7, 'unit'),
  desk('liaison, mine', 40, 'mine'),
  desk('supervisor, whole city', staff + 1, 'unit'),
  desk('supervisor, finished', staff + 1, 'finished'),
  desk('handler, one channel', 120, 'unit', { channel: 'hotline_12345' }),
  desk('handler, overdue', 120, 'unit', { state: 'overdue' }),
  desk('head, one class', 7, 'unit', { complexity: 'general' }),
  desk('supervisor, one unit', staff + 1, 'unit', { unitId: 'bu9' }),
  desk('supervisor, declined', staff + 1, 'finished', { status: 'declined' }),
  desk('supervisor, by number', staff + 1, 'finished', { search: 'D20000004-0004321' }),
  desk('supervisor, frequent words', staff + 1, 'unit', { search: '货车限行' }),
  desk('supervisor, rare words', staff + 1, 'finished', { search: '雨天积水' }),
  firm('enterprise'),
  firm('enterprise, finished', { status: 'completed' }),
  firm('enterprise, overdue', { state: 'overdue' }),
  firm('enterprise, words', { search: '厂门口违停' }),
  { name: 'board of the city', ask: async (call) => page(await call('supervision.board', {}, token(staff + 1))) },
  { name: 'board of a unit', ask: async (call) => page(await call('supervision.board', {}, token(7))) },
];
const page = ({ status }: { status: number }) => ({ status, body: { nextCursor: null } });

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;

/** Milliseconds of every ask of a list: its first page, and the page behind that where there is one. */
async function measure(call: ReturnType<typeof apiCaller>['call'], { name, ask }: List): Promise<number[]> {
  const first = await ask(call);
  if (first.status !== 200) throw new Error(`${name}: ${first.status}`);
  const cursors = [undefined, first.body.nextCursor ?? undefined];
  const times: number[] = [];
  for (let count = 0; count < asks; count += 1) {
    const started = performance.now();
    await ask(call, cursors[count % 2]);
    if (count >= asks / 4) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

const postgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = postgres.url;
const measured: { p50: number; p95: number }[][] = [];
for (const size of sizes) {
  const { url, drop } = await freshDatabase();
  const db = connect(url, { statementTimeoutMs: 0, max: 1 });
  const started = performance.now();
  await fill(db, size);
  for (const name of process.argv.slice(2).filter((word) => word.startsWith('--drop-index='))) await db.unsafe(`drop index ${name.split('=')[1]}`);
  await db.end();
  process.stdout.write(`${size.toLocaleString('en')} cases filled in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  const server = await startServer({ port: 0, databaseUrl: url, standIns: true, clock: testClock(now), jobs: false });
  const { call } = apiCaller(server.url);
  const rows: { p50: number; p95: number }[] = [];
  for (const list of lists) {
    const times = await measure(call, list);
    rows.push({ p50: at(times, 0.5), p95: at(times, 0.95) });
  }
  measured.push(rows);
  await server.stop();
  await drop();
}
let grown = false;
lists.forEach(({ name }, index) => {
  const [small, large] = measured.map((rows) => rows[index]) as [{ p50: number; p95: number }, { p50: number; p95: number }];
  const ratio = large.p95 / small.p95;
  grown ||= ratio > 1.5;
  process.stdout.write(
    `${name.padEnd(24)} p50 ${small.p50.toFixed(1)} → ${large.p50.toFixed(1)} ms, p95 ${small.p95.toFixed(1)} → ${large.p95.toFixed(1)} ms, ratio ${ratio.toFixed(2)}\n`,
  );
});
await postgres.stop();
process.exit(grown ? 1 : 0);
