import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect, sqlState, type Database } from '../../db/client';
import { grants, wantedRights } from '../../db/grants';
import { powersOf } from '../../db/queries/service-role';
import { giveRights, heldRights, prepareDatabase } from '../../db/service-role';
import { systemClock } from '../../functions/ports/clock';
import { startServer } from '../../functions/server';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../support/database';
import { testSealKey } from '../support/test-city';

let fresh: FreshDatabase;
let functions: Database;
/** A role of this file's own: a role belongs to the whole server, which other tests use. */
const probe = `probe_${randomBytes(4).toString('hex')}`;
const password = randomBytes(12).toString('hex');
beforeAll(async () => {
  fresh = await freshDatabase();
  functions = connect(fresh.url, { max: 2 });
  await fresh.db.unsafe(`create role ${probe} login password '${password}'`);
  await giveRights(fresh.ownerUrl, probe);
});
afterAll(async () => {
  await functions?.end({ timeout: 2 });
  await fresh?.db.unsafe(`drop owned by ${probe}; drop role ${probe}`);
  await fresh?.drop();
});

/** What is wrong with the rights of a role, each in one line. */
async function amiss(db: Database, role: string): Promise<string[]> {
  const tables = await db<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const held = await heldRights(db, role);
  return tables
    .map(({ name }) => `${name}: ${(held.get(name) ?? []).join(', ')} instead of ${wantedRights(name).join(', ')}`)
    .filter((line) => !line.includes(`: ${wantedRights(line.split(':')[0] ?? '').join(', ')} instead`));
}

test('the functions of every test come in as a role without any power, with exactly the rights of db/grants.ts on every table', async () => {
  const [{ me } = { me: '' }] = await functions<{ me: string }[]>`select current_user as me`;
  expect(me).toBe('onewindow_service');
  expect(await powersOf(functions)).toEqual([]);
  expect(await amiss(fresh.db, me)).toEqual([]);
  expect(await amiss(fresh.db, probe)).toEqual([]);
});

test('every table of db/grants.ts is in the schema, and every history is kept', async () => {
  const tables = (await fresh.db<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`).map(({ name }) => name);
  expect(Object.keys(grants).filter((name) => !tables.includes(name))).toEqual([]);
  const histories = tables.filter((name) => /_event$|^audit_(entry|link)$|^rating$|_change$/.test(name) && name !== 'checklist_change');
  expect(histories.length).toBeGreaterThan(20);
  expect(histories.filter((name) => grants[name] !== 'keep')).toEqual([]);
  const guarded = await fresh.db<{ name: string }[]>`
    select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname like '%\\_keeps' and c.relname <> 'audit_head'`;
  expect(guarded.map(({ name }) => name).filter((name) => grants[name] !== 'keep')).toEqual([]);
});

test.each([
  ["insert into audit_head values (1, 0, '')", true],
  ["update audit_entry set reason = ''", false],
  ['delete from audit_entry', false],
  ['truncate audit_link', false],
  ['delete from audit_head', false],
  ["update case_event set status = 'closed'", false],
  ['update appointment_event set actor_id = null where false', true],
  ["update rating set words = '' where false", true],
  ['delete from rating', false],
  ['update case_event set actor_id = null where false', true],
  ['delete from appointment_event', false],
  ['delete from service_case', false],
  ['truncate outbox', false],
  ['create table mine (n int)', false],
  ['create temporary table mine (n int)', false],
  ['create schema mine', false],
  ['create function mine() returns int language sql as $$ select 1 $$', false],
  ['create index mine on person (name)', false],
  ['alter table person disable row level security', false],
  ['alter table audit_entry disable trigger user', false],
  ['create trigger mine before delete on audit_entry execute function audit_keeps()', false],
  ['drop table person', false],
  ['set session_replication_role = replica', false],
  ['set role onewindow', false],
  ['select * from pg_authid', false],
  ["copy person to program 'cat'", false],
] as const)('as the functions: %s', async (statement, allowed) => {
  const state = await functions
    .begin(async (tx) => {
      await tx.unsafe(statement);
      throw new Error('taken back');
    })
    .catch((error: unknown) => sqlState(error) ?? (error as Error).message);
  expect(state).toBe(allowed ? 'taken back' : '42501');
});

test.each([
  ['SUPERUSER', (role: string) => `alter role ${role} superuser`],
  ['BYPASSRLS', (role: string) => `alter role ${role} bypassrls`],
  ['CREATEROLE', (role: string) => `alter role ${role} createrole`],
  ['CREATEDB', (role: string) => `alter role ${role} createdb`],
  ['REPLICATION', (role: string) => `alter role ${role} replication`],
  ['OWNER', (role: string) => `alter table person owner to ${role}`],
  ['MEMBER OF', (role: string) => `grant onewindow to ${role}`],
  ['CREATE ON SCHEMA', () => 'grant create on schema public to public'],
  ['CREATE ON DATABASE', (role: string, database: string) => `grant create on database ${database} to ${role}`],
  ['TRUNCATE', (role: string) => `grant truncate on audit_entry to ${role}`],
  ['TRIGGER', (role: string) => `grant all on person to ${role}`],
])('a role with %s is seen', async (power, grant) => {
  const database = new URL(fresh.ownerUrl).pathname.slice(1);
  const powers = await fresh.db
    .begin(async (tx) => {
      await tx.unsafe(grant(probe, database));
      await tx.unsafe(`set local role ${probe}`);
      throw Object.assign(new Error('taken back'), { powers: await powersOf(tx) });
    })
    .catch((error: Error & { powers?: string[] }) => error.powers ?? [error.message]);
  expect(powers.some((one) => one.startsWith(power))).toBe(true);
});

test.each([
  ['a right too many', `grant update on audit_entry to ${probe}`],
  ['a right too few', `revoke insert on outbox from ${probe}`],
  ['a column too many', `grant update (status) on case_event to ${probe}`],
  ['a table without rights', `revoke all on notice from ${probe}`],
  ['a table that came later', 'create table came_later (n int)'],
])('%s is seen, and taken back by the next migration', async (_, statement) => {
  await fresh.db.unsafe(statement);
  expect(await amiss(fresh.db, probe)).toHaveLength(1);
  await giveRights(fresh.ownerUrl, probe);
  expect(await amiss(fresh.db, probe)).toEqual([]);
});

test('what is so already is not written again', async () => {
  const written = async () => (await fresh.db<{ xmin: string }[]>`select xmin::text from pg_class where relname = 'person'`)[0]?.xmin;
  const before = await written();
  await Promise.all([giveRights(fresh.ownerUrl, probe), giveRights(fresh.ownerUrl, probe)]);
  expect(await written()).toBe(before);
});

test('an installer who is no superuser and owns only the database brings all of it about', async () => {
  const managed = await emptyDatabase();
  const owner = `installer_${randomBytes(4).toString('hex')}`;
  const database = new URL(managed.ownerUrl).pathname.slice(1);
  await managed.db.unsafe(`create role ${owner} login password '${password}'; alter database ${database} owner to ${owner}`);
  const as = (role: string) => Object.assign(new URL(managed.ownerUrl), { username: role, password }).href;
  const asProbe = connect(as(probe), { max: 1 });
  try {
    const { applied } = await prepareDatabase({ ownerUrl: as(owner), databaseUrl: as(probe) });
    expect(applied).toBeGreaterThan(0);
    expect(await powersOf(asProbe)).toEqual([]);
    expect(await amiss(managed.db, probe)).toEqual([]);
    expect((await prepareDatabase({ ownerUrl: as(owner), databaseUrl: as(probe) })).applied).toBe(0);
  } finally {
    await asProbe.end({ timeout: 1 });
    await managed.drop();
    await fresh.db.unsafe(`drop owned by ${owner}; drop role ${owner}`);
  }
});

test('a service refuses to work as an owner, by request, at /healthz and at its start; a demonstration warns and works', async () => {
  const owners = { port: 0, databaseUrl: fresh.ownerUrl, clock: systemClock, jobs: false };
  const service = await startServer({ ...owners, standIns: false });
  const demonstration = await startServer({ ...owners, standIns: true });
  try {
    const asked = async (url: string) => (await fetch(url)).status;
    expect(await asked(`${service.url}/healthz`)).toBe(503);
    expect(await asked(`${service.url}/api/halls`)).toBe(503);
    expect(await asked(`${demonstration.url}/healthz`)).toBe(200);
    expect(await asked(`${demonstration.url}/api/halls`)).toBe(200);
  } finally {
    await service.stop();
    await demonstration.stop();
  }
  const env = { PATH: process.env.PATH, DATABASE_URL: fresh.ownerUrl, ONEWINDOW_SEAL_KEY: testSealKey, PORT: '0' };
  const container = spawnSync(process.execPath, ['--import', 'tsx', 'functions/container.ts'], { env, encoding: 'utf8', timeout: 30_000 });
  expect(container).toMatchObject({ status: 32, stderr: expect.stringContaining('SUPERUSER') });
});
