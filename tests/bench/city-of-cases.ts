import type { Database } from '../../db/client';

/** The instant at which the benches of requests look at their city. */
export const benchNow = '2026-11-23T02:00:00.000Z';
const openOneIn = 33;
const units = 34;
export const benchStaff = 300;
const enterprises = 614;
/** Whose lists are measured: a handler and the head of a unit, and a liaison officer, by number of the person. */
export const measured = { handler: 120, head: 18, liaison: 40, unit: 'bu19' } as const;
/** Requests of the measured firm and people, in a city of any size: two full pages of whatever their lists are narrowed to. */
const ofMeasured = 'n % greatest(1, :size / 2000) = 0';

const id = (prefix: string, number: string) => `'${prefix}_' || lpad(${number}::text, 26, '0')`;
const openCase = `n % ${openOneIn} = 0`;

/** A city of one bureau and 34 channels, its people, and so many cases over three years. */
export async function fillCityOfCases(db: Database, size: number): Promise<void> {
  const run = (statement: string) => db.unsafe(statement.replaceAll(':size', String(size)));
  await run(`insert into unit (id, path, kind, name, phone, hours) values ('bb', 'bb/', 'bureau', '试办市局', '-', '-')`);
  await run(
    `insert into unit (id, parent_id, path, kind, name, phone, hours) select 'bu' || n, 'bb', 'bb/bu' || n || '/', 'sub_bureau', '分局' || n, '-', '-' from generate_series(1, ${units}) n`,
  );
  await run(
    `insert into person (id, name, created_at) select ${id('per', 'n')}, '人员' || n, '${benchNow}' from generate_series(1, ${benchStaff + 10}) n`,
  );
  await run(`insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, seen_at, created_at)
    select ${id('ses', 'n')}, ${id('per', 'n')}, sha256(convert_to('bench-lists-of-a-city-' || n, 'UTF8')), '2099-01-01', sha256(convert_to('r' || n, 'UTF8')), '2099-01-01', '2099-01-01', '${benchNow}'
    from generate_series(1, ${benchStaff + 10}) n`);
  await run(
    `insert into staff_role (person_id, unit_id, role) select ${id('per', 'n')}, 'bu' || (n % ${units} + 1), case when n <= 34 then 'unit_head' when n <= 68 then 'liaison' else 'handler' end from generate_series(1, ${benchStaff}) n`,
  );
  await run(`insert into staff_role (person_id, unit_id, role) values (${id('per', String(benchStaff + 1))}, 'bb', 'supervisor')`);
  await run(
    `insert into staff_binding (id, person_id, bound_at, device) select 'bind' || p, p, '${benchNow}', 'bench' from (select distinct person_id as p from staff_role) staff on conflict do nothing`,
  );
  await run(`update session set second_factor_at = '${benchNow}', second_factor_until = '2099-01-01'`);
  await run(
    `insert into enterprise (id, uscc, name, town, unit_id, liaison_id) select 'be' || n, 'bench' || n, '企业' || n, '镇', 'bu' || (n % ${units} + 1), ${id('per', '(n % 34 + 35)')} from generate_series(1, ${enterprises}) n`,
  );
  await run(
    `insert into enterprise_member (enterprise_id, person_id, role, joined_at) values ('be7', ${id('per', String(benchStaff + 2))}, 'employee', '${benchNow}')`,
  );
  // An index over rows that are there is made much faster than one that grows row by row.
  const indexes = await db<{ name: string; made: string }[]>`
    select i.indexname as name, i.indexdef as made from pg_indexes i
    where i.tablename in ('service_case', 'case_clock') and not exists (select from pg_constraint c where c.conname = i.indexname)`;
  for (const { name } of indexes) await db.unsafe(`drop index "${name}"`);
  await run(`insert into service_case (id, number, channel, category, title, body, enterprise_id, requester_id, unit_id, owner_id, liaison_id, status, outcome, outcome_text, completed_at, filed_at, nearest_due_at)
    select ${id('case', 'n')}, 'D' || to_char(date '2026-11-23' - (n / 1000), 'YYYYMMDD') || '-' || lpad((n % 1000)::text, 5, '0'),
      (array['mini_program', 'window', 'phone', 'visit', 'workstation', 'wechat_group', 'hotline_12345', 'through_train'])[1 + n / 7 % 8],
      (array['consultation', 'handling', 'training', 'safety_guidance', 'investigation', 'complaint'])[1 + n / 11 % 6],
      (array['货车限行', '居住证集中办理', '厂门口违停', '信号灯配时', '反诈宣讲'])[1 + n / 13 % 5] || '第 ' || n || ' 件',
      case when n % 5003 = 0 then '雨天积水，需要临时交通管制。' else '上下班时段人车混行，请安排处理。' end, case when ${ofMeasured} then 'be7' else 'be' || (n % ${enterprises - 7} + 8) end, ${id('per', String(benchStaff + 3))},
      case when ${ofMeasured} then '${measured.unit}' else 'bu' || (n % ${units} + 1) end,
      case when ${ofMeasured} then ${id('per', String(measured.handler))} else ${id('per', `(n % ${benchStaff} + 1)`)} end,
      case when ${ofMeasured} then ${id('per', String(measured.liaison))} else ${id('per', '(n % 34 + 35)')} end,
      case when ${openCase} then 'accepted' else 'completed' end, case when ${openCase} then null else 'settled' end, case when ${openCase} then null else '办结' end,
      case when ${openCase} then null else '${benchNow}'::timestamptz end, '${benchNow}'::timestamptz - (n || ' minutes')::interval * (1500000.0 / :size), case when ${openCase} then '${benchNow}'::timestamptz + (n % 9999 - case when ${ofMeasured} then 8000 else 2000 end || ' minutes')::interval end
    from generate_series(1, :size) n`);
  await run(`insert into case_clock (case_id, kind, run, started_at, allowed, due_at, stopped_at, paused, explanation)
    select id, 'processing', 1, filed_at, '{"workingDays":10}', coalesce(nearest_due_at, filed_at + interval '14 days'), completed_at, '[]', '["因此期限为某日。"]' from service_case where id like 'case_0%'`);
  for (const { made } of indexes) await db.unsafe(made);
  await db`vacuum analyze`;
}
