import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyAudit } from '../../db/audit-chain';
import { dataMap } from '../../db/data-map/index';
import { nobody } from '../../db/queries/retention';
import { runJobs } from '../../functions/jobs/index';
import { retention } from '../../functions/jobs/retention';
import { asSystem } from '../../functions/scope';
import { later } from '../../shared/rules/shanghai';
import { aChecklist } from '../support/builders';
import { buildScene } from '../prove/access/scene';

/** One of everything, as the access prover sets it up, then years later. */
let built: Awaited<ReturnType<typeof buildScene>>;
const days = (count: number) => later(built.scene.now, count * 86_400_000);
beforeAll(async () => {
  built = await buildScene();
});
afterAll(() => built?.service.stop());

const at = (now: string) => retention({ ...built.service.room, database: asSystem(built.service.room.database, 'jobs') }, now);
const count = async (table: string) => (await built.service.db<{ n: number }[]>`select count(*)::int as n from ${built.service.db(table)}`)[0]?.n;

test('keeps everything whose time has not come', async () => {
  const before = [await count('notice'), await count('checklist'), await count('session')];
  await at(days(1));
  expect([await count('notice'), await count('checklist'), await count('session')]).toEqual(before);
  expect((await built.service.db`select from appointment where person_id = ${nobody}`).length).toBe(0);
});

test('lets notices go after their days and keeps them the day before', async () => {
  const { db } = built.service;
  const id = built.scene.notices.citizen;
  const here = async () => (await db`select from notice where id = ${id} and title <> ''`).length;
  await at(days(364));
  expect(await here()).toBe(1);
  await at(days(367));
  expect(await here()).toBe(0);
});

test('after the years of records no word and no name of what is over is left, and the figures are', async () => {
  const { db } = built.service;
  await endEverything();
  const levels = await db`select level, count(*)::int as n from rating group by level order by level`;
  const visits = await count('appointment');
  const [one, other] = await Promise.all([at(days(366 * 4)), at(days(366 * 4))]);
  expect(one.removed + other.removed).toBeGreaterThan(50);
  await at(days(366 * 4 + 1));
  expect(await left()).toEqual([]);
  expect(await db`select level, count(*)::int as n from rating group by level order by level`).toEqual(levels);
  expect(await count('appointment')).toBe(visits);
});

test('the audit log says what went, by which period, and its chain holds', async () => {
  const { db, room } = built.service;
  const entries = await db<{ endpoint: string; reason: string; named: number }[]>`
    select endpoint, max(reason) as reason, sum(cardinality(subjects))::int as named from audit_entry where endpoint like 'retention.%' group by endpoint`;
  expect(entries.map(({ endpoint }) => endpoint)).toEqual(expect.arrayContaining(['retention.visits', 'retention.requests', 'retention.notices']));
  expect(entries.find(({ endpoint }) => endpoint === 'retention.visits')?.reason).toBe('keepRecordYears 3');
  const runs = await db<{ removed: number }[]>`select sum(removed)::int as removed from retention_run`;
  expect(entries.reduce((sum, { named }) => sum + named, 0)).toBe(runs[0]?.removed);
  await runJobs(room, days(366 * 4 + 1));
  expect((await verifyAudit(db, room.sealer, days(366 * 4 + 1))).faults).toEqual([]);
});

test('a portion that is full is followed by the next, and several at once remove each row once', async () => {
  const { db } = built.service;
  const day = days(366 * 4 + 10);
  for (let made = 0; made < 450; made++) await aChecklist(db, { halls: [built.scene.hall], expiresAt: days(1) });
  const before = (await count('checklist')) ?? 0;
  await Promise.all([at(day), at(day), at(day)]);
  expect((await db`select from checklist where expires_at = ${days(1)}`).length).toBe(0);
  const [run] = await db<{ removed: number }[]>`select removed from retention_run where kind = 'lists' order by day desc limit 1`;
  expect(run?.removed).toBe(before - ((await count('checklist')) ?? 0));
  expect((await at(day)).removed).toBe(0);
});

test.each([
  ["update case_event set text = '另一句话'", false],
  ["update rating set words = '很好'", false],
  ["update appointment_event set action = 'cancel'", false],
  ["update appointment_event set actor_id = 'per_00000000000000000000000001'", false],
  ["update appointment_event set actor_id = null, note = ''", true],
] as const)('a history lets itself only be emptied: %s', async (statement, allowed) => {
  const { db } = built.service;
  const outcome = await db
    .begin(async (tx) => {
      await tx.unsafe(statement);
      throw new Error('taken back');
    })
    .catch((error: Error) => error.message);
  expect(outcome).toMatch(allowed ? 'taken back' : /not altered/);
});

/** Everything ends, as if years had been lived. */
async function endEverything(): Promise<void> {
  const { db } = built.service;
  const now = days(2);
  await db`update appointment set status = 'cancelled' where status in ('booked', 'confirmed', 'arrived', 'in_service')`;
  await db`update acceptance set status = 'discontinued', ended_at = ${now} where status = 'open'`;
  await db`update service_case set status = 'withdrawn' where status not in ('completed', 'declined', 'withdrawn')`;
  await db`update consultation set status = 'closed'`;
  await db`update complaint set status = 'withdrawn' where status in ('filed', 'taken')`;
  await db`update urgent_request set status = 'withdrawn', escalated = null, escalate_at = null where status in ('asked', 'taken')`;
  await db`update urgent_request set status = 'closed' where status = 'answered'`;
  await db`update return_visit set status = 'not_reached', ended_at = ${now} where status in ('asked', 'listed')`;
  await db`update remedy_order set status = 'solved', settled_at = ${now}, outcome_text = '已道歉并改正' where settled_at is null`;
  await db`update wait_entry set status = 'left', hold_id = null, slot_id = null, offered_until = null where status in ('waiting', 'offered')`;
  await db`update text_check set state = 'refused', decided_by = author_id, decided_at = ${now}, answer = '含有推广内容' where state = 'held'`;
  await db`update guide_session set ended_at = ${now}, ended_by = 'time', code_hash = null where ended_at is null`;
  await db`update relative set ended_at = ${now}, ended_by = holder_id where ended_at is null`;
}

/** Columns of records in which a word, a name, a number or a place still stands. */
async function left(): Promise<string[]> {
  const { db } = built.service;
  const found: string[] = [];
  for (const [table, { keep, personal }] of Object.entries(dataMap)) {
    if (!['record', 'unused', 'notice'].includes(keep)) continue;
    for (const [column, category] of Object.entries(personal)) {
      if (!['words', 'name', 'address', 'place'].includes(category)) continue;
      const rows = await db`
        select 1 from ${db(table)} where ${db(column)} is not null and ${db(column)}::text not in ('', '[]', '{}') limit 1`;
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
  }
  for (const [table, column] of [
    ['appointment', 'person_id'],
    ['service_case', 'requester_id'],
    ['consultation', 'person_id'],
    ['complaint', 'person_id'],
    ['urgent_request', 'person_id'],
    ['rating_occasion', 'person_id'],
    ['queue_ticket', 'person_id'],
    ['one_time_notice', 'person_id'],
  ] as const)
    if ((await db`select 1 from ${db(table)} where ${db(column)} <> ${nobody} limit 1`).length > 0) found.push(`${table}.${column}`);
  return found;
}
