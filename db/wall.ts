import { createHash } from 'node:crypto';
import type { Database, Db } from './client';
import { conditionOf, policies } from './policies';

/** What the policies ask: who asks, as `scoped` of db/client.ts says it. Unset means nobody. */
const functions = `
create or replace function app_me() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.person', true), '') $$;
create or replace function app_firms() returns text[] language sql stable parallel safe as $$ select coalesce(nullif(current_setting('app.firms', true), ''), '{}')::text[] $$;
create or replace function app_staff() returns boolean language sql stable parallel safe as $$ select coalesce(nullif(current_setting('app.offices', true), ''), '{}') <> '{}' $$;
create or replace function app_system() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('app.system', true) = 'on' or current_setting('app.step', true) = 'on', false) $$;
create or replace function app_units() returns text[] language sql stable parallel safe as $$
  select coalesce(array_agg(u.id), '{}') from unit u
  where exists (select from unnest(coalesce(nullif(current_setting('app.desks', true), ''), '{}')::text[]) held where starts_with(u.path, held)) $$;
create or replace function app_offices() returns text[] language sql stable parallel safe as $$
  select coalesce(array_agg(u.id), '{}') from unit u
  where exists (select from unnest(coalesce(nullif(current_setting('app.offices', true), ''), '{}')::text[]) held where starts_with(u.path, held)) $$;
-- as the owner: a policy of relatives that asked for visits would ask itself
create or replace function app_booked(holder text, visitor text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from appointment a join hall h on h.id = a.hall_id
    where a.booked_by = holder and a.person_id = visitor and h.unit_id = any ((select app_offices())::text[])) $$;
-- as the owner: what is not shown must be known to whoever may not see why; what was answered is for the author and for staff
create or replace function app_unshown(of_subjects text[], shown text[])
  returns table (subject_id text, seq integer, author_id text, state text, answer text) language sql stable security definer set search_path = public as $$
  select t.subject_id, t.seq, t.author_id, t.state, case when t.author_id = app_me() or app_staff() or app_system() then t.answer end
    from text_check t where t.subject_id = any (of_subjects) and t.state <> all (shown) $$;
create or replace function app_unchecked(entry text, shown text[]) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from text_check t where t.kind = 'answer' and t.subject_id = entry and t.state <> all (shown)) $$`;

const digest = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32);
/** The policy as it is written here, and as the database has understood it: the comment on it carries both. */
const markOf = (table: string, understood: string): string => `${digest(functions + conditionOf(policies[table] ?? {}))} ${digest(understood)}`;

type Standing = { table: string; guarded: boolean; names: string[]; understood: string; mark: string };

async function asItStands(db: Db): Promise<Standing[]> {
  const rows = await db<Standing[]>`
    select c.relname as table, c.relrowsecurity as guarded, array_remove(array_agg(p.polname order by p.polname), null) as names,
      coalesce(max(concat_ws(' ', p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))), '') as understood,
      coalesce(max(obj_description(p.oid, 'pg_policy')), '') as mark
    from pg_class c left join pg_policy p on p.polrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.oid order by 1`;
  return [...rows];
}

/** What is wrong with the wall, each in one line; nothing when it stands as db/policies.ts says. */
export async function gapsInWall(db: Db): Promise<string[]> {
  const standing = await asItStands(db);
  const known = new Set(standing.map(({ table }) => table));
  return [
    ...Object.keys(policies).flatMap((table) => (known.has(table) ? [] : [`${table}: not in the database`])),
    ...standing.flatMap(({ table, guarded, names, understood, mark }) => {
      const wanted = table in policies;
      if (guarded !== wanted) return [`${table}: row-level security is ${guarded ? 'on' : 'off'}`];
      if (names.join() !== (wanted ? 'wall' : '')) return [`${table}: policies ${names.join(', ') || 'none'}`];
      return wanted && mark !== markOf(table, understood) ? [`${table}: its policy is another`] : [];
    }),
  ];
}

/** Puts up the wall of db/policies.ts, and takes down what is not in it. Changes nothing where it stands so already. The owner's. */
export async function putUpWall(owner: Database): Promise<void> {
  if ((await gapsInWall(owner)).length === 0) return;
  await owner.begin(async (tx) => {
    const before = await asItStands(tx);
    await tx.unsafe(
      [
        functions,
        ...before.flatMap(({ table, names }) => names.map((name) => `drop policy "${name}" on public."${table}"`)),
        ...before.flatMap(({ table, guarded }) =>
          guarded && !(table in policies) ? [`alter table public."${table}" disable row level security`] : [],
        ),
        ...Object.entries(policies).flatMap(([table, ways]) => [
          `create policy wall on public."${table}" using (${conditionOf(ways)}) with check (true)`,
          `alter table public."${table}" enable row level security`,
        ]),
      ].join(';\n'),
    );
    const marks = (await asItStands(tx)).flatMap(({ table, understood }) =>
      table in policies ? [`comment on policy wall on public."${table}" is '${markOf(table, understood)}'`] : [],
    );
    await tx.unsafe(marks.join(';\n'));
  });
}
