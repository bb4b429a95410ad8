import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { connect, type Database } from '../../db/client';
import { freshDatabase, type FreshDatabase } from '../support/database';

const packageFolder = join(import.meta.dirname, '..', '..', 'node_modules', 'postgres');
const builds = ['src', 'cjs/src', 'cf/src'];
/** The line in ReadyForQuery, and what follows it there. */
const cure = / {4}rows = 0\n( {4}result = new Result\(\)\n {4}connectTimer\.cancel\(\))/;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

/** Three rows and then an error; the next query of the same connection asks for five rows. */
async function rowsAfterFailure(driver: (url: string, options: object) => Database): Promise<unknown[]> {
  const sql = driver(fresh.ownerUrl, { max: 1 });
  try {
    await expect(sql`select 1 / (4 - n) from generate_series(1, 5) n`).rejects.toThrow('division by zero');
    return [...(await sql`select n from generate_series(1, 5) n`)].map((row) => (row as { n?: number } | undefined)?.n);
  } finally {
    await sql.end();
  }
}

test('a query after one that failed half-way gives its own rows', async () => {
  const driver = (await import('postgres')).default as unknown as (url: string, options: object) => Database;
  expect(await rowsAfterFailure(driver)).toEqual([1, 2, 3, 4, 5]);
});

test('without the patched line the same query gives rows that do not exist', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'onewindow-driver-'));
  try {
    cpSync(packageFolder, copy, { recursive: true });
    const file = join(copy, 'src', 'connection.js');
    const patched = readFileSync(file, 'utf8');
    writeFileSync(file, patched.replace(cure, '$1'));
    const unpatched = (await import(join(copy, 'src', 'index.js'))).default;
    const rows = await rowsAfterFailure(unpatched);
    expect(rows).not.toEqual([1, 2, 3, 4, 5]);
    expect(rows).toHaveLength(8);
  } finally {
    rmSync(copy, { recursive: true });
  }
});

test.each(builds)('the patch is applied to postgres/%s', (build) => {
  expect(readFileSync(join(packageFolder, build, 'connection.js'), 'utf8')).toMatch(cure);
});

describe('a copy that is read to its end', () => {
  /** Copies that fill the stream's buffer, from less than it holds to more than the socket gives at once, each followed by a query. */
  async function answersAfterCopies(driver: (url: string, options: object) => postgres.Sql): Promise<boolean> {
    const { hostname, port } = new URL(fresh.ownerUrl);
    const sockets: Socket[] = [];
    const socket = () => sockets[sockets.push(dial(Number(port), hostname)) - 1];
    const sql = driver(fresh.ownerUrl, { max: 1, socket });
    const all = async () => {
      for (let rows = 20; rows <= 800; rows += 20) {
        let read = 0;
        for await (const chunk of await sql.unsafe(`copy (select repeat('x', 199) from generate_series(1, ${rows})) to stdout`).readable())
          read += (chunk as Buffer).length;
        expect(read).toBe(rows * 200);
        await sql`select 1`;
      }
      return true;
    };
    const gaveUp = new AbortController();
    const stuck = pause(3_000, false, { signal: gaveUp.signal }).catch(() => false);
    try {
      return await Promise.race([all(), stuck]);
    } finally {
      gaveUp.abort();
      await Promise.race([sql.end({ timeout: 1 }), pause(1_000)]);
      for (const one of sockets) one.destroy();
    }
  }

  test('leaves the connection to the next query', async () => {
    expect(await answersAfterCopies(postgres)).toBe(true);
  });

  test('without the patched line the connection answers no more', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'onewindow-driver-'));
    try {
      cpSync(packageFolder, copy, { recursive: true });
      const file = join(copy, 'src', 'connection.js');
      writeFileSync(file, readFileSync(file, 'utf8').replace('(stream.push(null), socket.resume())', 'stream.push(null)'));
      expect(await answersAfterCopies((await import(join(copy, 'src', 'index.js'))).default)).toBe(false);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});

describe('a transaction begun behind two hundred waiting queries', () => {
  /** Two connections take a hundred and one queries each; the begin is the last of the first one. Then a write of somebody else, and a rollback. */
  async function othersWrite(sql: Database): Promise<{ begun: boolean; kept: number }> {
    const other = connect(fresh.ownerUrl, { max: 1 });
    await other`create table if not exists kept (n int)`;
    await other`truncate kept`;
    try {
      await Promise.all([sql`select 1`, sql`select 1`]);
      const waiting = Array.from({ length: 200 }, () => sql`select 1`.execute());
      const begun = sql
        .begin(async (tx) => {
          await tx`select 1`;
          throw new Error('rolled back');
        })
        .catch((error: Error) => error.message);
      await Promise.all(waiting);
      const outcome = await begun;
      await Promise.all(Array.from({ length: 2 }, (_, n) => sql`insert into kept values (${n})`));
      const [row] = await other<{ count: number }[]>`select count(*) from kept`;
      return { begun: outcome === 'rolled back', kept: row?.count ?? 0 };
    } finally {
      await sql.end({ timeout: 1 });
      await other.end();
    }
  }

  test('is a transaction, and what others write is kept', async () => {
    expect(await othersWrite(connect(fresh.ownerUrl, { max: 2 }))).toEqual({ begun: true, kept: 2 });
  });

  test('with the driver’s own pipeline it is none, and what others write is lost', async () => {
    const driver = (await import('postgres')).default as unknown as (url: string, options: object) => Database;
    const { begun, kept } = await othersWrite(driver(fresh.ownerUrl, { max: 2 }));
    expect(begun).toBe(false);
    expect(kept).toBeLessThan(2);
  });
});

describe('when connections are cut under load', () => {
  let pool: Database;
  let other: Database;
  let outcomes: Record<string, number>;
  const count = (name: string) => {
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  };

  beforeAll(async () => {
    pool = connect(fresh.ownerUrl, { max: 3 });
    other = connect(fresh.ownerUrl, { max: 1 });
    outcomes = {};
    await other`create table step (tx int not null, step int not null)`;
    const until = performance.now() + 2500;
    let lastTx = 0;
    const transactions = async () => {
      while (performance.now() < until) {
        lastTx += 1;
        const id = lastTx;
        await pool
          .begin(async (tx) => {
            await tx`insert into step values (${id}, 1)`;
            await pause(Math.random() * 8);
            await tx`insert into step values (${id}, 2)`;
          })
          .then(
            () => count('done'),
            () => count('refused'),
          );
      }
    };
    const cuts = async () => {
      while (performance.now() < until) {
        await other`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`;
        await pause(15);
      }
    };
    await Promise.all([transactions(), transactions(), transactions(), transactions(), cuts()]);
  });
  afterAll(() => Promise.all([pool.end({ timeout: 1 }), other.end({ timeout: 1 })]));

  test('some transactions end well and some are refused, so the test means something', () => {
    expect(outcomes.done).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  test('the statement of a lost transaction never runs outside it', async () => {
    expect(await other`select tx from step group by tx having count(*) <> 2`).toHaveLength(0);
  });

  test('every connection serves again at once', async () => {
    const began = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => pool`select pg_sleep(0.01)`));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
