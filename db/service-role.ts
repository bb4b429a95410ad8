import { OperatorRefusal } from '../shared/text/operator.mjs';
import { connect, connectForMigrations, type Database } from './client';
import { wantedRights } from './grants';
import { migrate, type MigrationResult } from './migrate';
import { powersOf } from './queries/service-role';
import { putUpWall } from './wall';

/** Where the database is for its two users: who migrates and owns it, and the functions, which own nothing. */
export type Addresses = { ownerUrl: string; databaseUrl: string };

/** Any number that no other lock of the project uses: one at a time. */
const grantsLock = 7_202_643;

/**
 * Brings the database to the newest migration and gives the role of the functions its rights. When both addresses name one role, which then owns
 * everything, nothing is given: the service says what it thinks of that.
 * @throws OperatorRefusal as `migrate` does; database_unreachable when the role of the functions does not get in
 */
export async function prepareDatabase({ ownerUrl, databaseUrl }: Addresses): Promise<MigrationResult> {
  const result = await migrate(ownerUrl);
  await giveRights(ownerUrl, await roleBehind(databaseUrl));
  return result;
}

/** The role an address signs in as. Asked of the database: in the address of a pooler the name may be another. */
async function roleBehind(databaseUrl: string): Promise<string> {
  const database = connect(databaseUrl, { max: 1, name: 'onewindow-migrate' });
  try {
    const [row] = await database<{ role: string }[]>`select current_user as role`;
    return row?.role ?? '';
  } catch (error) {
    throw new OperatorRefusal('database_unreachable', (error as Error).message);
  } finally {
    await database.end({ timeout: 5 });
  }
}

/**
 * Gives the role exactly what db/grants.ts says, and takes away what it has beyond that; puts up the wall of db/policies.ts. Changes nothing where
 * it is so already.
 */
export async function giveRights(ownerUrl: string, role: string): Promise<void> {
  const owner = connectForMigrations(ownerUrl);
  try {
    const [own] = await owner<{ role: string }[]>`select current_user as role`;
    if (own?.role === role) return;
    await owner`select pg_advisory_lock(${grantsLock})`;
    const tables = await ownTables(owner);
    const held = await heldRights(owner, role);
    const to = quoted(role);
    const statements = tables.flatMap((table) => {
      const wanted = wantedRights(table);
      const has = held.get(table) ?? [];
      if (wanted.join() === has.join()) return [];
      return [`revoke all on table public.${quoted(table)} from ${to}`, `grant ${wanted.join(', ')} on table public.${quoted(table)} to ${to}`];
    });
    const [place] = await owner<{ ready: boolean; database: string }[]>`
      select current_database() as database, not has_schema_privilege(${role}, 'public', 'CREATE') and not has_database_privilege(${role}, current_database(), 'TEMP')
        and exists (select from pg_default_acl d, aclexplode(d.defaclacl) a where d.defaclobjtype = 'r' and a.grantee = (select oid from pg_roles where rolname = ${role})) as ready`;
    if (statements.length > 0 || !place?.ready)
      await owner.begin((tx) =>
        tx.unsafe(
          [
            // what a database older than Postgres 15 gave everybody
            'revoke create on schema public from public',
            `revoke temporary on database ${quoted(place?.database ?? '')} from public`,
            `grant usage on schema public, drizzle to ${to}`,
            // how many migrations there are: onewindow doctor
            `grant select on all tables in schema drizzle to ${to}`,
            // a table between its migration and its rights
            `alter default privileges in schema public grant select, insert on tables to ${to}`,
            ...statements,
          ].join(';\n'),
        ),
      );
    await putUpWall(owner);
  } catch (error) {
    throw new OperatorRefusal('migration_failed', (error as Error).message);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function ownTables(db: Database): Promise<string[]> {
  const rows = await db<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`;
  return rows.map(({ name }) => name);
}

/** Rights a role was given on each table, sorted. */
export async function heldRights(db: Database, role: string): Promise<Map<string, string[]>> {
  const rows = await db<{ name: string; rights: string[] }[]>`
    select c.relname as name, array_agg(a.word) as rights
    from pg_class c, lateral (
      select privilege_type as word, grantee from aclexplode(c.relacl)
      union all
      select format('%s (%I)', privilege_type, attname), grantee from pg_attribute t, aclexplode(t.attacl) where t.attrelid = c.oid
    ) a
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.grantee = (select oid from pg_roles where rolname = ${role})
    group by c.relname`;
  return new Map(rows.map(({ name, rights }) => [name, rights.sort()]));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Stops a service that would work as a role with powers it must not have. A database out of reach stops nothing: it is asked again when it answers.
 * @throws OperatorRefusal database_role
 */
export async function refuseMightyRole(databaseUrl: string): Promise<void> {
  const database = connect(databaseUrl, { max: 1, name: 'onewindow-start' });
  try {
    const powers = await powersOf(database).catch(() => null);
    if (powers && powers.length > 0) throw new OperatorRefusal('database_role', powers.join(', '));
  } finally {
    await database.end({ timeout: 1 });
  }
}
