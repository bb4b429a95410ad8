import type { Db } from '../client';

/**
 * Powers of the role we are signed in as that the functions must not have, each in one word of Postgres: the second wall is none to whoever owns the
 * tables. Empty for a role as docs/operations.md makes it. TEMP is not counted: where the installer does not own the database everybody has it.
 */
export async function powersOf(db: Db): Promise<string[]> {
  const rows = await db<{ power: string }[]>`
    with me as (select * from pg_roles where rolname = current_user),
    own as (select c.oid, c.relowner, c.relkind from pg_class c where c.relnamespace = 'public'::regnamespace)
    select power from (
      select 'SUPERUSER' as power from me where rolsuper
      union all select 'BYPASSRLS' from me where rolbypassrls
      union all select 'CREATEROLE' from me where rolcreaterole
      union all select 'CREATEDB' from me where rolcreatedb
      union all select 'REPLICATION' from me where rolreplication
      union all select 'OWNER' where exists (select from own where pg_has_role(relowner, 'MEMBER'))
      union all select 'MEMBER OF ' || string_agg(rolname, ' ' order by rolname) from pg_roles
        where (rolsuper or rolbypassrls or rolcreaterole) and rolname <> current_user and pg_has_role(oid, 'MEMBER') having count(*) > 0
      union all select 'CREATE ON SCHEMA' where has_schema_privilege('public', 'CREATE')
      union all select 'CREATE ON DATABASE' where has_database_privilege(current_database(), 'CREATE')
      union all select 'TRUNCATE' where exists (select from own where relkind in ('r', 'p') and has_table_privilege(oid, 'TRUNCATE'))
      union all select 'TRIGGER' where exists (select from own where relkind in ('r', 'p') and has_table_privilege(oid, 'TRIGGER'))
    ) p`;
  return rows.map(({ power }) => power);
}
