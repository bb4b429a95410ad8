import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../db/client';
import { verifyAudit } from '../../../db/audit-chain';
import { createSealer } from '../../../db/sealed';
import { unpackAnswer } from '../../../functions/answers';
import { testSealKey } from '../../support/test-city';
import type { Load } from './load';

/** What must be so when all is over, as SQL that yields what breaks it: acts of which a part is missing. */
const rules: Record<string, string> = {
  'a visit ahead has exactly one place in its slot': `
    select a.id from appointment a where a.status in ('booked', 'confirmed')
      and (select count(*) from place p where p.appointment_id = a.id and p.slot_id = a.slot_id) <> 1`,
  'a place is given to an appointment that stands': `
    select p.id::text from place p left join appointment a on a.id = p.appointment_id where p.appointment_id is not null and (a.id is null or a.status = 'cancelled')`,
  'a history begins with the booking and ends with the status': `
    select a.id from appointment a left join lateral (
      select count(*) as lines, max(seq) as last, (array_agg(action order by seq))[1] as begins, (array_agg(status order by seq desc))[1] as ends
      from appointment_event e where e.appointment_id = a.id) h on true
    where h.lines = 0 or h.last <> h.lines or h.begins <> 'book' or h.ends <> a.status`,
  'a person has booked once': `select person_id as id from appointment group by person_id having count(*) > 1`,
  'each booking has its letters, to the person and to the hall': `
    select a.id from appointment a where (
      select count(*) from outbox o where o.kind = 'appointment_notice' and o.payload ->> 'appointmentId' = a.id
        and o.payload ->> 'notice' in ('appointment_booked', 'staff_appointment_booked')) <> 2`,
  'each booking and cancelling has its stored answer': `
    select e.appointment_id as id from appointment_event e join appointment a on a.id = e.appointment_id
    where e.action in ('book', 'cancel') group by e.appointment_id, a.person_id
    having count(*) <> (select count(*) from idempotency i where i.actor = a.person_id and i.endpoint in ('appointments.book', 'appointments.cancel'))`,
  'each stored answer has its entry in the audit log, once': `
    select i.actor || ' ' || i.endpoint as id from (
      select actor, endpoint, count(*) as answers from idempotency where endpoint in ('appointments.book', 'appointments.cancel', 'cases.file') group by 1, 2) i
    where i.answers <> (select count(*) from audit_entry e where e.actor_id = i.actor and e.endpoint = i.endpoint)`,
  'each request has its history, a clock and who has it': `
    select c.id from service_case c where c.title like '第 % 件诉求'
      and (not exists (select from case_event e where e.case_id = c.id) or not exists (select from case_clock k where k.case_id = c.id))`,
  'a request was filed once': `select title as id from service_case where title like '第 % 件诉求' group by title having count(*) > 1`,
  'each letter is delivered, dropped or unknown with a reason, or pending': `
    select id from outbox where state not in ('delivered', 'dropped', 'unknown', 'pending', 'dead') or (state in ('dropped', 'unknown') and last_error is null)`,
};

/** When the load has ended: what is half done, lost, done twice or not told, a line each. */
export async function audit(db: Database, load: Load, now: () => string): Promise<string[]> {
  const wrong: string[] = [];
  await settled(db, now);
  for (const [sentence, sql] of Object.entries(rules)) {
    const rows = await db.unsafe<{ id: string }[]>(sql);
    if (rows.length > 0) wrong.push(`not so: ${sentence}: ${rows.length}, such as ${rows[0]?.id}`);
  }
  const stored = await db<{ actor: string; key: string; endpoint: string; bodyHash: Uint8Array; answer: Uint8Array }[]>`
    select actor, key, endpoint, body_hash as "bodyHash", answer from idempotency where endpoint in ('appointments.book', 'appointments.cancel', 'cases.file')`;
  const sealer = createSealer(testSealKey);
  const found = new Map(stored.map((row) => [`${row.actor} ${row.key}`, row]));
  const told = new Set<string>();
  for (const { actor, key, what, text } of load.acknowledged) {
    told.add(`${actor} ${key}`);
    const row = found.get(`${actor} ${key}`);
    if (!row || !isDeepStrictEqual(JSON.parse(unpackAnswer(sealer, row, row)), JSON.parse(text)))
      wrong.push(`a ${what} was acknowledged and is not kept so: ${key}`);
  }
  const untold = [...found.keys()].filter((key) => !told.has(key));
  if (untold.length > 0) wrong.push(`${untold.length} acts are kept and nobody was told, such as ${untold[0]}`);
  const there = new Set((await db<{ id: string }[]>`select id from appointment union all select id from service_case`).map(({ id }) => id));
  const lost = load.acknowledged.filter(({ id }) => !there.has(id));
  if (lost.length > 0) wrong.push(`${lost.length} acknowledged acts are lost, such as the ${lost[0]?.what} ${lost[0]?.id}`);
  const chain = await verifyAudit(db, sealer, now());
  if (chain.faults.length > 0) wrong.push(`the audit chain does not hold: ${JSON.stringify(chain.faults[0])}`);
  return wrong.slice(0, 20);
}

/** Letters that are due leave, and entries of the audit log get their link; what waits for a later hour may wait. */
async function settled(db: Database, now: () => string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const [row] = await db<{ due: number; unlinked: number }[]>`
      select (select count(*)::int from outbox where state = 'pending' and due_at <= ${now()} and leased_until is null) as due,
        (select count(*)::int from audit_waiting) as unlinked`;
    if (row?.due === 0 && row.unlinked === 0) return;
    await pause(150);
  }
}
