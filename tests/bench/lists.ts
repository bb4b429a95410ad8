import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/client';
import { testClock } from '../../functions/ports/clock';
import { startServer } from '../../functions/server';
import type { Input } from '../../shared/contract/index';
import { freshDatabase } from '../support/database';
import { liftRateLimits } from '../support/rate-limits';
import { apiCaller } from '../support/server';
import { startTestPostgres } from '../support/test-postgres';
import { benchNow, benchStaff, fillCityOfCases, measured } from './city-of-cases';

/**
 * `npm run bench:lists`: the work lists of staff and the list of an enterprise over HTTP, with 10,000 and with 1,000,000 cases, of which one in 33
 * is open in both. The two cities are asked in turn, so that whatever else the machine does meets both. Prints p50 and p95 of each, their
 * ratio and the rows on the pages, which take time of their own; status 1 when a p95 has grown by more than half.
 */
const sizes = (process.env.SIZES ?? '10000,1000000').split(',').map(Number);
/** Asks of each list in each city that count; a third as many before them do not. */
const asks = Number(process.env.ASKS ?? 400);

type Ask = ReturnType<typeof apiCaller>['call'];

type List = {
  name: string;
  ask: (call: Ask, cursor?: string) => Promise<{ status: number; body: { cases?: unknown[]; nextCursor: string | null } }>;
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
  ask: (call, cursor) => call('cases.list', { ...narrowed, ...(cursor ? { cursor } : {}) }, token(benchStaff + 2)),
});
const lists: List[] = [
  desk('handler, mine', measured.handler, 'mine'),
  desk('handler, unit', measured.handler, 'unit'),
  desk('handler, finished', measured.handler, 'finished'),
  desk('head, unit', measured.head, 'unit'),
  desk('liaison, mine', measured.liaison, 'mine'),
  desk('supervisor, whole city', benchStaff + 1, 'unit'),
  desk('supervisor, finished', benchStaff + 1, 'finished'),
  desk('handler, one channel', measured.handler, 'finished', { channel: 'hotline_12345' }),
  desk('supervisor, one channel', benchStaff + 1, 'unit', { channel: 'hotline_12345' }),
  desk('handler, overdue', measured.handler, 'unit', { state: 'overdue' }),
  desk('head, one class', measured.head, 'unit', { complexity: 'general' }),
  desk('supervisor, one unit', benchStaff + 1, 'finished', { unitId: measured.unit }),
  desk('supervisor, declined', benchStaff + 1, 'finished', { status: 'declined' }),
  desk('supervisor, by number', benchStaff + 1, 'finished', { search: 'D20261119-00321' }),
  desk('supervisor, frequent words', benchStaff + 1, 'unit', { search: '货车限行' }),
  desk('head, frequent words', measured.head, 'finished', { search: '货车限行' }),
  desk('head, rare words', measured.head, 'finished', { search: '雨天积水' }),
  desk('supervisor, words nobody wrote', benchStaff + 1, 'finished', { search: '井盖松动' }),
  desk('supervisor, rare words', benchStaff + 1, 'finished', { search: '雨天积水' }),
  firm('enterprise'),
  firm('enterprise, finished', { status: 'completed' }),
  firm('enterprise, overdue', { state: 'overdue' }),
  firm('enterprise, words', { search: '厂门口违停' }),
  { name: 'board of the city', ask: async (call) => page(await call('supervision.board', {}, token(benchStaff + 1))) },
  { name: 'board of a unit', ask: async (call) => page(await call('supervision.board', {}, token(measured.head))) },
];
const page = ({ status }: { status: number }) => ({ status, body: { nextCursor: null } });

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;

type Measured = {
  /** On the first page and on the page behind that, where there is one. */
  rows: number[];
  /** Milliseconds of every ask of these in turn. */
  times: number[];
};

async function measure(cities: Ask[], { name, ask }: List): Promise<Measured[]> {
  const pages = await Promise.all(
    cities.map(async (call) => {
      const first = await ask(call);
      if (first.status !== 200) throw new Error(`${name}: ${first.status}`);
      const cursor = first.body.nextCursor ?? undefined;
      const second = cursor === undefined ? [] : [await ask(call, cursor)];
      return { cursor, rows: [first, ...second].map(({ body }) => body.cases?.length ?? 0) };
    }),
  );
  const asked = pages.map(({ rows }): Measured => ({ rows, times: [] }));
  const unheard = Math.ceil(asks / 3);
  for (let count = 0; count < asks + unheard; count += 1)
    for (const city of cities.keys()) {
      const started = performance.now();
      await ask(cities[city] as Ask, count % 2 ? pages[city]?.cursor : undefined);
      if (count >= unheard) asked[city]?.times.push(performance.now() - started);
    }
  for (const { times } of asked) times.sort((a, b) => a - b);
  return asked;
}

const postgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = postgres.url;
const cities: { call: Ask; stop(): Promise<void> }[] = [];
for (const size of sizes) {
  const { url, ownerUrl, drop } = await freshDatabase();
  const db = connect(ownerUrl, { statementTimeoutMs: 0, max: 1 });
  const started = performance.now();
  await fillCityOfCases(db, size);
  for (const name of process.argv.slice(2).filter((word) => word.startsWith('--drop-index='))) await db.unsafe(`drop index ${name.split('=')[1]}`);
  const [kept] = await db<{ rows: string; indexes: string }[]>`
    select pg_size_pretty(pg_table_size('service_case')) as rows, pg_size_pretty(pg_indexes_size('service_case')) as indexes`;
  await liftRateLimits(db);
  await db.end();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`${size.toLocaleString('en')} cases filled in ${seconds} s: ${kept?.rows}, indexes ${kept?.indexes}\n`);
  const server = await startServer({ port: 0, databaseUrl: url, standIns: true, clock: testClock(benchNow), jobs: false });
  cities.push({
    call: apiCaller(server.url).call,
    async stop() {
      await server.stop();
      await drop();
    },
  });
}
type City = { rows: string; p50: number; p95: number };
let grown = 0;
for (const list of lists) {
  const [small, large] = (
    await measure(
      cities.map(({ call }) => call),
      list,
    )
  ).map(({ rows, times }) => ({ rows: rows.join('+'), p50: at(times, 0.5), p95: at(times, 0.95) })) as [City, City];
  const ratio = large.p95 / small.p95;
  grown += ratio > 1.5 ? 1 : 0;
  process.stdout.write(
    `${list.name.padEnd(28)} p50 ${small.p50.toFixed(1)} → ${large.p50.toFixed(1)} ms, p95 ${small.p95.toFixed(1)} → ${large.p95.toFixed(1)} ms, ratio ${ratio.toFixed(2)}, rows ${small.rows} → ${large.rows}\n`,
  );
}
process.stdout.write(`${lists.length - grown} of ${lists.length} lists within 1.5\n`);
for (const city of cities) await city.stop();
await postgres.stop();
process.exit(grown > 0 ? 1 : 0);
