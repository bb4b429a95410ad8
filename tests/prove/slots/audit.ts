import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../../db/client';
import { createSealer } from '../../../db/sealed';
import { unpackAnswer } from '../../../functions/answers';
import { testSealKey } from '../../support/test-city';
import type { Someone } from './client';
import type { Happening } from './history';
import type { Ground, Ledger } from './ledger';

/** What the tables must say when all is quiet: each line is a sentence, and SQL that yields the rows that break it. */
const rules: Record<string, string> = {
  'a visit ahead has exactly one place, in its own slot, and it is its first item that has it': `
    select a.id from appointment a where a.status in ('booked', 'confirmed', 'arrived', 'in_service')
      and (select count(*) from place p where p.appointment_id = a.id and p.slot_id = a.slot_id) <> case when a.lead_id is null then 1 else 0 end`,
  'a place is given only to an appointment that is not cancelled, or to the ticket of a walk-in': `
    select p.id from place p left join appointment a on a.id = p.appointment_id left join queue_ticket t on t.visit_id = p.appointment_id
    where p.appointment_id is not null and (coalesce(a.id, t.id) is null or a.status = 'cancelled')`,
  'a ticket of a walk-in has one place when its lane says so, and else none': `
    select t.id from queue_ticket t where t.visit_id is not null
      and (select count(*) from place p where p.appointment_id = t.visit_id) <> case t.lane when 'walk_in' then 1 else 0 end`,
  'no slot has more visits ahead than places': `
    select a.slot_id as id from appointment a where a.lead_id is null and a.status in ('booked', 'confirmed', 'arrived', 'in_service')
    group by a.slot_id having count(*) > (select count(*) from place p where p.slot_id = a.slot_id)`,
  'a given place is not held as well': `select id from place where appointment_id is not null and hold_id is not null`,
  'a person holds one place at most': `
    select held_by as id from place, clock where appointment_id is null and held_until > clock.now group by held_by having count(*) > 1`,
  'a person has at most two visits ahead, and one appointment an item': `
    select person_id as id from appointment where status in ('booked', 'confirmed', 'arrived', 'in_service')
    group by person_id having count(*) filter (where lead_id is null) > 2 or count(distinct item_code) < count(*)`,
  'a history begins with the booking, has no gap, and ends with the status': `
    select a.id from appointment a left join lateral (
      select count(*) as lines, min(seq) as first, max(seq) as last, (array_agg(action order by seq))[1] as begins, (array_agg(status order by seq desc))[1] as ends
      from appointment_event e where e.appointment_id = a.id) h on true
    where h.lines = 0 or h.first <> 1 or h.last <> h.lines or h.begins <> 'book' or h.ends <> a.status`,
  'who takes part in a round that was not called off takes part in no other of that day': `
    select person_id as id from visit_member m join visit_plan p on p.id = m.plan_id where p.cancelled_at is null group by person_id, m.day having count(*) > 1`,
  'an offer of a hall that shuts was taken up by who has its place': `
    select r.id from rebooking r join appointment a on a.id = r.appointment_id where r.ending = 'accepted' and not exists (
      select from appointment_event e where e.appointment_id = a.id and e.action = 'move' and e.note = r.reason)`,
  'who took up an offer of the wait list has a visit for each': `
    select person_id as id from wait_entry w where status = 'accepted' group by person_id having count(*) <>
      (select count(*) from appointment a where a.person_id = w.person_id and a.way = 'wait_list' and a.lead_id is null)`,
  'each booking has its stored answer': `
    select a.id from appointment a where a.lead_id is null and not exists (
      select from idempotency i where i.actor = coalesce(a.booked_by, a.person_id) and i.endpoint in ('appointments.book', 'window.book', 'waitList.accept', 'groups.book') 
        and case when get_byte(i.answer, 0) = ascii('{') then convert_from(i.answer, 'UTF8')::json ->> 'id' end = a.id)`,
  'each change of a visit has its letters': `
    select e.appointment_id as id from (
      select appointment_id, count(*) filter (where action = 'book') as books, count(*) filter (where action in ('cancel', 'decline', 'move')) as changes
      from appointment_event join appointment a on a.id = appointment_id where a.lead_id is null group by appointment_id) e
    left join (select payload ->> 'appointmentId' as id, count(*) filter (where payload ->> 'notice' in ('appointment_booked', 'staff_appointment_booked')) as books,
        count(*) filter (where payload ->> 'notice' in ('appointment_cancelled', 'appointment_declined', 'appointment_moved')) as changes
      from outbox where kind = 'appointment_notice' group by 1) o on o.id = e.appointment_id
    where o.books is distinct from 2 * e.books or o.changes is distinct from e.changes`,
};

/** Asks the database, and compares it with what the clients were told. */
export async function audit(db: Database, ledger: Ledger, people: Someone[], slots: Pick<Ground, 'slotId'>[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [sentence, sql] of Object.entries(rules)) {
    const rows = await db.unsafe<{ id: string }[]>(`with clock as (select $1::timestamptz as now) select * from (${sql}) broken`, [ledger.clock]);
    if (rows.length > 0) wrong.push(`not so: ${sentence}: ${rows.length}, such as ${rows[0]?.id}`);
  }
  const stored = await db<{ actor: string; key: string; endpoint: string; bodyHash: Uint8Array; answer: Uint8Array }[]>`
    select actor, key, endpoint, body_hash as "bodyHash", answer from idempotency where endpoint like 'appointments.%' or endpoint like 'window.%' or endpoint like 'waitList.%' or endpoint = 'queue.walkIn'
      or endpoint = 'rebookings.accept' or (endpoint like 'groups.%' and key not like '%:%') or endpoint in ('visitDesk.plan', 'visitDesk.cancelPlan')`;
  const sealer = createSealer(process.env.ONEWINDOW_SEAL_KEY ?? testSealKey);
  const doubtful = new Set(ledger.doubtful.map(({ actor, key }) => `${actor} ${key}`));
  const found = new Map(stored.map((row) => [`${row.actor} ${row.key}`, row]));
  for (const [key, { endpoint, text }] of ledger.kept) {
    const row = found.get(key);
    if (row?.endpoint !== endpoint || !isDeepStrictEqual(JSON.parse(unpackAnswer(sealer, row, row)), JSON.parse(text)))
      wrong.push(`${endpoint} was answered and is not kept so: ${key}`);
  }
  for (const [key, { endpoint }] of found) {
    if (!ledger.kept.has(key) && !doubtful.has(key)) wrong.push(`${endpoint} is kept and nobody was told: ${key}`);
  }
  const live = await db<{ id: string; personId: string; slotId: string }[]>`
    select id, person_id as "personId", slot_id as "slotId" from appointment where lead_id is null and status in ('booked', 'confirmed') and slot_id = any(${slots.map(({ slotId }) => slotId)})`;
  const inDoubt = new Set(ledger.doubtful.map(({ comes }) => comes));
  const known = new Map(
    people.filter(({ id }) => !inDoubt.has(id)).map((person) => [person.id, new Map(person.live.map((one) => [one.id, one.slotId]))]),
  );
  for (const { id, personId, slotId } of live) {
    const mine = known.get(personId);
    if (mine && mine.get(id) !== slotId) wrong.push(`${id} of ${personId} stands in ${slotId}, and the client knows ${mine.get(id)}`);
    mine?.delete(id);
  }
  for (const [person, mine] of known) for (const id of mine.keys()) wrong.push(`${id} was acknowledged to ${person} and is lost`);
  return wrong;
}

/** The histories of the slots (ledger.ts); which of the tries in doubt went through, their stored answers say. */
export async function histories(db: Database, ledger: Ledger): Promise<Map<string, Happening[]>> {
  const keys = ledger.doubtful.map(({ key }) => key);
  const rows = await db<{ actor: string; key: string }[]>`select actor, key from idempotency where key = any(${keys})`;
  const kept = new Set(rows.map(({ actor, key }) => `${actor} ${key}`));
  return ledger.histories(ledger.doubtful.filter(({ actor, key }) => kept.has(`${actor} ${key}`)));
}
