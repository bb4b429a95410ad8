import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { undisturbed } from '../../functions/database-failures';
import { freshDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.db`create table pair (name text primary key, count int not null)`;
});
afterAll(() => fresh?.drop());

/** Two transactions that lock two rows in opposite order, each waiting until the other has its first. */
async function crossing(run: <T>(transaction: () => Promise<T>) => Promise<T>): Promise<PromiseSettledResult<void>[]> {
  const { db } = fresh;
  await db`insert into pair values ('one', 0), ('other', 0) on conflict (name) do update set count = 0`;
  let met = 0;
  let go = () => {};
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  const walk = (first: string, second: string) =>
    run(async () => {
      await db.begin(async (tx) => {
        await tx`update pair set count = count + 1 where name = ${first}`;
        met += 1;
        if (met >= 2) go();
        await both;
        await tx`update pair set count = count + 1 where name = ${second}`;
      });
    });
  return Promise.allSettled([walk('one', 'other'), walk('other', 'one')]);
}

describe('a transaction that has to give way', () => {
  test('is run again, and both take effect once', async () => {
    expect((await crossing(undisturbed)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await fresh.db`select count from pair`).toEqual([{ count: 2 }, { count: 2 }]);
  });

  test('would fail without that: the deadlock is real', async () => {
    const results = await crossing((transaction) => transaction());
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: '40P01' });
  });

  test.each(['40P01', '40001'])('is run three times at most: %s', async (code) => {
    let runs = 0;
    const always = undisturbed(() => {
      runs += 1;
      return fresh.db.unsafe(`do $$ begin raise exception 'again' using errcode = '${code}'; end $$`);
    });
    await expect(always).rejects.toMatchObject({ code });
    expect(runs).toBe(3);
  });

  test('is not run again after any other failure', async () => {
    let runs = 0;
    const wrong = undisturbed(() => {
      runs += 1;
      return fresh.db`insert into pair values ('one', null)`;
    });
    await expect(wrong).rejects.toMatchObject({ code: '23502' });
    expect(runs).toBe(1);
  });
});
