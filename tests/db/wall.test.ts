import { connect, type Database, scoped, type Scope } from '../../db/client';
import { appointmentById } from '../../db/queries/appointments';
import { notYet, open, policies } from '../../db/policies';
import { sealedColumns } from '../../db/sealed-columns';
import { gapsInWall, putUpWall } from '../../db/wall';
import { stepOfSystem } from '../../functions/scope';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { testNow } from '../support/test-city';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const who = (person: string): Scope => ({ person, firms: ['f'], desks: [], offices: [] });
const personSaid = async (db: Pick<Database, 'unsafe'>) => {
  const [row] = await db.unsafe<{ person: string }[]>("select coalesce(current_setting('app.person', true), '') as person");
  return row?.person;
};

describe('the wall', () => {
  test('stands in every database as db/policies.ts says, and knows every table', async () => {
    expect(await gapsInWall(fresh.db)).toEqual([]);
    const tables = (await fresh.db<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`).map(({ name }) => name);
    const known = [...Object.keys(policies), ...Object.keys(notYet), ...open];
    expect([...tables].sort()).toEqual([...known].sort());
    expect(sealedColumns.map(({ table }) => table).filter((table) => open.includes(table))).toEqual(['wechat_token']);
  });

  test.each([
    ['a table without row-level security', 'alter table notice disable row level security', 'notice: row-level security is off'],
    ['a table without a policy', 'drop policy wall on notice', 'notice: policies none'],
    ['a policy that lets everybody in', 'drop policy wall on notice; create policy wall on notice using (true)', 'notice: its policy is another'],
    ['a policy that was altered', 'alter policy wall on notice using (true)', 'notice: its policy is another'],
    ['a policy for one role', 'alter policy wall on notice to current_user', 'notice: its policy is another'],
    ['a second policy', 'create policy too on notice using (true)', 'notice: policies too, wall'],
    ['a policy where none belongs', 'alter table hall enable row level security', 'hall: row-level security is on'],
  ])('%s is seen, and mended by the next migration', async (_, breach, gap) => {
    await fresh.db.unsafe(breach);
    expect(await gapsInWall(fresh.db)).toEqual([gap]);
    await putUpWall(fresh.db);
    expect(await gapsInWall(fresh.db)).toEqual([]);
  });

  test('shows a person the own rows, nobody those of others, and the system all', async () => {
    await fresh.db`insert into person (id, created_at) values ('per_wall_a', ${testNow}), ('per_wall_b', ${testNow})`;
    for (const person of ['per_wall_a', 'per_wall_b'])
      await fresh.db`insert into subscribe_grant (person_id, kind, remaining) values (${person}, 'ticket_called', 1)`;
    const pool = connect(fresh.url, { max: 2 });
    const seen = async (db: Database) =>
      (await db<{ id: string }[]>`select person_id as id from subscribe_grant where person_id like 'per_wall_%' order by 1`).map(({ id }) => id);
    expect(await seen(pool)).toEqual([]);
    expect(await seen(scoped(pool, who('per_wall_a')))).toEqual(['per_wall_a']);
    expect(await seen(scoped(pool, who('')))).toEqual([]);
    expect(await seen(scoped(pool, 'system'))).toEqual(['per_wall_a', 'per_wall_b']);
    expect(await seen(pool)).toEqual([]);
    expect((await scoped(pool, who('per_wall_a'))`update subscribe_grant set remaining = 5 where person_id = 'per_wall_b'`).count).toBe(0);
    await pool.end();
  });
});

describe.each([
  ['prepared', false],
  ['behind a pooler', true],
])('who asks, %s', (_, pooled) => {
  let pool: Database;
  beforeAll(() => {
    pool = connect(fresh.url, { max: 2, pooled });
  });
  afterAll(() => pool.end({ timeout: 1 }));

  test('is said with each statement, and gone after it, however many are on their way', async () => {
    const asked = Array.from({ length: 200 }, (__, n) => (n % 3 === 0 ? personSaid(pool) : personSaid(scoped(pool, who(`p${n}`)))));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 200 }, (__, n) => (n % 3 === 0 ? '' : `p${n}`)));
  });

  test('is said once more after a statement that failed: in running, in being read, in saying who asks', async () => {
    await expect(scoped(pool, who('a'))`select 1 / ${0}::int`).rejects.toThrow('division by zero');
    await expect(scoped(pool, who('a')).unsafe('selec 1')).rejects.toThrow('syntax error');
    await expect(scoped(pool, who('a\0'))`select 1`).rejects.toThrow('invalid byte sequence');
    expect(await Promise.all([personSaid(scoped(pool, who('b'))), personSaid(scoped(pool, who('c'))), personSaid(pool)])).toEqual(['b', 'c', '']);
  });

  test('holds for a whole transaction and its savepoints, and is gone after it, also after a failed one', async () => {
    const said = await scoped(pool, who('t')).begin(async (tx) => [await personSaid(tx), await tx.savepoint((point) => personSaid(point))]);
    expect(said).toEqual(['t', 't']);
    await expect(scoped(pool, who('t')).begin((tx) => tx`select 1 / 0`)).rejects.toThrow('division by zero');
    expect(await Promise.all([personSaid(pool), personSaid(pool)])).toEqual(['', '']);
  });

  test('a step of the system ends with it, whether it went well or not', async () => {
    const mayAll = async (tx: Pick<Database, 'unsafe'>) => (await tx.unsafe<{ may: boolean }[]>('select app_system() as may'))[0]?.may;
    const seen = await scoped(pool, who('t')).begin(async (tx) => {
      const inside = await stepOfSystem(tx, 'code', () => mayAll(tx));
      await stepOfSystem(tx, 'code', () => Promise.reject(new Error('no'))).catch(() => null);
      return [inside, await mayAll(tx)];
    });
    expect(seen).toEqual([true, false]);
  });

  test('comes through with rows in portions, and no row of it is a row of the statement', async () => {
    const rows: string[] = [];
    await scoped(pool, who('c'))`select current_setting('app.person') as person, n from generate_series(1, 5) n`.cursor(2, (some) => {
      rows.push(...some.map((row) => `${row.person}${row.n}`));
    });
    expect(rows).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect((await scoped(pool, who('c'))`select 1 as one where false`).length).toBe(0);
  });

  test('a connection that was cut says it anew', async () => {
    await personSaid(scoped(pool, who('d')));
    await fresh.db`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename <> current_user`;
    const onceBack = async (db: Database): Promise<string | undefined> =>
      personSaid(db).catch((error: { code?: string }) => {
        if (error.code !== 'CONNECTION_CLOSED' && error.code !== '57P01') throw error;
        return onceBack(db);
      });
    expect(await Promise.all([onceBack(scoped(pool, who('e'))), onceBack(pool)])).toEqual(['e', '']);
    expect(await Promise.all([personSaid(scoped(pool, who('f'))), personSaid(pool)])).toEqual(['f', '']);
  });

  test('a visit is found behind it by its key, however many there are', async () => {
    const pool = connect(fresh.url, { max: 1 });
    await scoped(pool, who('per_wall_a')).begin(async (tx) => {
      // so dear that the table is read to its end only where no index serves
      await tx`set local enable_seqscan = off`;
      await appointmentById(tx, 'apt_wall', 'lock');
      const [read] = await tx<{ scans: number }[]>`select seq_scan as scans from pg_stat_xact_user_tables where relname = 'appointment'`;
      expect(read?.scans).toBe(0);
    });
    await pool.end();
  });
});
