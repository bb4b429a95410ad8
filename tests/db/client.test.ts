import { connect, type Database, instantFromPostgres, json, sqlState } from '../../db/client';
import { freshDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
});
afterAll(() => fresh.drop());

test('gives instants as UTC strings with milliseconds, whatever the fraction', async () => {
  const [row] = await db`select '2026-11-22 09:30:00+08'::timestamptz as whole, '2026-11-22 09:30:00.5+08'::timestamptz as half,
    '2026-11-22 09:30:00.123456+08'::timestamptz as micro, null::timestamptz as nothing`;
  expect(row).toEqual({ whole: '2026-11-22T01:30:00.000Z', half: '2026-11-22T01:30:00.500Z', micro: '2026-11-22T01:30:00.123Z', nothing: null });
});

test('reads an instant written in another zone, as a pooler may deliver it', () => {
  expect(instantFromPostgres('2026-11-22 09:30:00.25+08')).toBe('2026-11-22T01:30:00.250Z');
  expect(instantFromPostgres('infinity')).toBe('infinity');
});

test('gives a day as the day it is', async () => {
  const [row] = await db`select '2026-02-14'::date as day, array['2026-02-14'::date] as days`;
  expect(row).toEqual({ day: '2026-02-14', days: ['2026-02-14'] });
});

test('takes instants and days as strings', async () => {
  const [row] =
    await db`select ${'2026-11-22T01:30:00.000Z'}::timestamptz = '2026-11-22 09:30+08' as same, ${'2026-02-14'}::date = '2026-02-14' as day`;
  expect(row).toEqual({ same: true, day: true });
});

test('counts in numbers, and never loses digits of a number that does not fit', async () => {
  const [row] = await db`select count(*) as counted, 9007199254740993::int8 as large from generate_series(1, 3)`;
  expect(row).toEqual({ counted: 3, large: 9007199254740993n });
});

test('stores objects, lists and bare strings as the JSON they are', async () => {
  const [row] = await db`select ${json(db, { a: [1, '二'] })}::jsonb as object, ${json(db, 'text')}::jsonb as text, ${json(db, [])}::jsonb as list`;
  expect(row).toEqual({ object: { a: [1, '二'] }, text: 'text', list: [] });
});

test('a query function takes the pool or a transaction', async () => {
  const answer = await db.begin(async (tx) => json(tx, { inside: true }) && (await tx`select 1 as one`)[0]);
  expect(answer).toEqual({ one: 1 });
});

test('prepares nothing behind a pooler', async () => {
  const pooled = connect(fresh.url, { pooled: true, max: 1 });
  await pooled`select ${1}::int`;
  const [{ prepared } = { prepared: -1 }] = await pooled<
    { prepared: number }[]
  >`select count(*) as prepared from pg_prepared_statements where statement like '%::int%'`;
  await pooled.end();
  expect(prepared).toBe(0);
});

test('serves again within a second after its connections were cut', async () => {
  const cut = connect(fresh.url, { max: 2 });
  const other = connect(fresh.ownerUrl, { max: 1 });
  for (let round = 0; round < 4; round += 1) {
    await cut`select 1`;
    await other`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    const began = performance.now();
    for (;;) {
      const answered = await cut`select 1`.then(
        () => true,
        () => false,
      );
      if (answered) break;
    }
    expect(performance.now() - began).toBeLessThan(1000);
  }
  await cut.end();
  await other.end();
});

test('names the state of a database error', async () => {
  const failure = await db`select 1 / 0`.catch((error: unknown) => error);
  expect(sqlState(failure)).toBe('22012');
  expect(sqlState(new Error('other'))).toBeUndefined();
});
