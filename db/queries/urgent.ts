import type { UrgentAction, UrgentAnswer, UrgentEvent, UrgentLevel, UrgentStatus } from '../../shared/rules/urgent-flow';
import type { ShiftOn } from '../../shared/rules/duty';
import type { Db, Tx } from '../client';
import { onDuty } from './duty';

export type UrgentRow = {
  id: string;
  askerId: string;
  askerName: string | null;
  unitId: string;
  unitName: string;
  unitPhone: string;
  unitPath: string;
  dutyId: string;
  dutyName: string | null;
  /** Whether people are told the name of who is on duty. */
  dutyNamed: boolean;
  itemCode: string | null;
  itemName: string | null;
  why: string;
  wantedBy: string;
  phoneSealed: Uint8Array;
  askedAt: string;
  dueAt: string;
  status: UrgentStatus;
  takenBy: string | null;
  takerName: string | null;
  escalated: UrgentLevel | null;
  escalateAt: string | null;
  answer: UrgentAnswer | null;
  answeredAt: string | null;
  meetAt: string | null;
  place: string | null;
  note: string | null;
  reason: string | null;
  instead: string | null;
};

const select = (db: Db) => db`
  select r.id, r.person_id as "askerId", asker.name as "askerName", r.unit_id as "unitId", u.name as "unitName", u.phone as "unitPhone",
    u.path as "unitPath", r.duty_id as "dutyId", duty.name as "dutyName", u.duty_named as "dutyNamed", r.item_code as "itemCode",
    (select i.content ->> 'name' from service_item i where i.code = r.item_code order by i.version desc limit 1) as "itemName",
    r.why, r.wanted_by as "wantedBy", r.phone_sealed as "phoneSealed", r.asked_at as "askedAt", r.due_at as "dueAt", r.status,
    r.taken_by as "takenBy", taker.name as "takerName", r.escalated, r.escalate_at as "escalateAt", r.answer, r.answered_at as "answeredAt",
    r.meet_at as "meetAt", r.place, r.note, r.reason, r.instead
  from urgent_request r join unit u on u.id = r.unit_id join person asker on asker.id = r.person_id join person duty on duty.id = r.duty_id
    left join person taker on taker.id = r.taken_by`;

/** One request; locked until the transaction ends when it is about to change. */
export async function urgentById(db: Db, id: string, lock?: 'lock'): Promise<UrgentRow | null> {
  const [row] = await db<UrgentRow[]>`${select(db)} where r.id = ${id} ${lock ? db`for update of r` : db``}`;
  return row ?? null;
}

/** The requests of a person, newest first. */
export async function urgentOfPerson(db: Db, personId: string, limit: number): Promise<UrgentRow[]> {
  const rows = await db<UrgentRow[]>`${select(db)} where r.person_id = ${personId} order by r.asked_at desc, r.id desc limit ${limit}`;
  return [...rows];
}

/**
 * What is put to a person by name or lies within the trees of `unitPaths`, but for the own requests: that without an answer, whose answer is due
 * first on top, or the rest, newest first.
 */
export async function urgentAtDesk(
  db: Db,
  reach: { personId: string; unitPaths: string[] },
  which: 'waiting' | 'answered',
  limit: number,
): Promise<UrgentRow[]> {
  const rows = await db<UrgentRow[]>`
    ${select(db)}
    where r.person_id <> ${reach.personId}
      and (${reach.personId} in (r.duty_id, r.taken_by) or exists (select from unnest(${reach.unitPaths}::text[]) path where starts_with(u.path, path)))
      and ${
        which === 'waiting'
          ? db`r.status in ('asked', 'taken') order by r.due_at, r.id`
          : db`r.status not in ('asked', 'taken') order by r.asked_at desc, r.id desc`
      }
    limit ${limit}`;
  return [...rows];
}

export type UrgentEventRow = {
  at: string;
  action: UrgentEvent;
  status: UrgentStatus;
  actorId: string | null;
  actorName: string | null;
  text: string | null;
};

/** What happened to a request, oldest first. */
export async function urgentEventsOf(db: Db, id: string): Promise<UrgentEventRow[]> {
  const rows = await db<UrgentEventRow[]>`
    select e.at, e.action, e.status, e.actor_id as "actorId", p.name as "actorName", e.text
    from urgent_request_event e left join person p on p.id = e.actor_id where e.request_id = ${id} order by e.seq`;
  return [...rows];
}

export type UrgentPlace = { unitId: string } | { hallId: string };
export type DutyRow = { unitId: string; unitName: string; unitPath: string; dutyId: string };

/**
 * Who is on duty for a unit or a hall in a shift: of the nearest unit, from there up, that names a duty person who works for the bureau and is not
 * the asker.
 * The request belongs to the contact channel it stands under, else to the unit itself. Null: unknown, or nobody is on duty up to the bureau.
 */
export async function dutyFor(db: Db, place: UrgentPlace, askerId: string, now: ShiftOn): Promise<DutyRow | null> {
  const [row] = await db<DutyRow[]>`
    select channel.id as "unitId", channel.name as "unitName", channel.path as "unitPath", duty.id as "dutyId"
    from unit asked
      cross join lateral (select c.* from unit c where starts_with(asked.path, c.path) and (c.is_channel or c.id = asked.id)
        order by c.is_channel desc, length(c.path) desc limit 1) channel
      cross join lateral (select named.id from unit d cross join lateral (select ${onDuty(db, 'd', now)} as id) named
        where starts_with(channel.path, d.path) and named.id <> ${askerId}
        and exists (select from staff_role held where held.person_id = named.id)
        order by length(d.path) desc limit 1) duty
    where ${'unitId' in place ? db`asked.id = ${place.unitId}` : db`asked.id = (select unit_id from hall where id = ${place.hallId})`}`;
  return row ?? null;
}

/** Whether a unit, or the unit of a hall, exists. */
export async function isUrgentPlace(db: Db, place: UrgentPlace): Promise<boolean> {
  const rows = 'unitId' in place ? await db`select 1 from unit where id = ${place.unitId}` : await db`select 1 from hall where id = ${place.hallId}`;
  return rows.length > 0;
}

/** What a person has asked: whether something waits for its answer, and how much since an instant. The person's row is locked, so that two at once count each other. */
export async function urgentAsked(tx: Tx, personId: string, since: string): Promise<{ waiting: boolean; lately: number }> {
  await tx`select 1 from person where id = ${personId} for update`;
  const [row] = await tx<{ waiting: boolean; lately: number }[]>`
    select coalesce(bool_or(status in ('asked', 'taken')), false) as waiting, count(*) filter (where asked_at > ${since})::int as lately
    from urgent_request where person_id = ${personId}`;
  return row ?? { waiting: false, lately: 0 };
}

export type NewUrgent = Pick<UrgentRow, 'id' | 'unitId' | 'dutyId' | 'itemCode' | 'why' | 'wantedBy' | 'phoneSealed' | 'dueAt' | 'escalateAt'> & {
  personId: string;
  now: string;
};

/** With its first event. */
export async function insertUrgent(tx: Tx, asked: NewUrgent): Promise<void> {
  await tx`
    with added as (
      insert into urgent_request (id, person_id, unit_id, duty_id, item_code, why, wanted_by, phone_sealed, asked_at, due_at, status, escalate_at)
      values (${asked.id}, ${asked.personId}, ${asked.unitId}, ${asked.dutyId}, ${asked.itemCode}, ${asked.why}, ${asked.wantedBy},
        ${asked.phoneSealed}, ${asked.now}, ${asked.dueAt}, 'asked', ${asked.escalateAt}) returning id
    )
    insert into urgent_request_event (request_id, seq, at, action, status, actor_id, text)
    select id, 1, ${asked.now}, 'ask', 'asked', ${asked.personId}::text, ${asked.why}::text from added`;
}

export type UrgentChange = Partial<
  Pick<UrgentRow, 'takenBy' | 'escalated' | 'escalateAt' | 'answer' | 'answeredAt' | 'meetAt' | 'place' | 'note' | 'reason' | 'instead'>
>;

/** A step and its entry in the history, in one statement. The request must be locked. Give it the row as it stands with what changes. */
export async function takeUrgentStep(
  tx: Tx,
  row: UrgentRow,
  step: { action: UrgentAction; status: UrgentStatus; at: string; actorId: string | null; text: string | null },
  change: UrgentChange,
): Promise<void> {
  const next = { ...row, ...change };
  await tx`
    with changed as (
      update urgent_request set status = ${step.status}, taken_by = ${next.takenBy}, escalated = ${next.escalated}, escalate_at = ${next.escalateAt},
        answer = ${next.answer}, answered_at = ${next.answeredAt}, meet_at = ${next.meetAt}, place = ${next.place}, note = ${next.note},
        reason = ${next.reason}, instead = ${next.instead}
      where id = ${row.id} returning id
    )
    insert into urgent_request_event (request_id, seq, at, action, status, actor_id, text)
    select id, (select max(seq) + 1 from urgent_request_event where request_id = ${row.id}), ${step.at}, ${step.action}, ${step.status},
      ${step.actorId}::text, ${step.text}::text from changed`;
}

/** Requests whose answer is so late that the next is to be told. */
export async function urgentToEscalate(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`select id from urgent_request where escalate_at <= ${now} order by escalate_at, id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Requests answered, and the time agreed on past, by `before`. */
export async function urgentToClose(db: Db, before: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from urgent_request where status = 'answered' and coalesce(meet_at, answered_at) <= ${before} order by answered_at, id limit ${limit}`;
  return rows.map((row) => row.id);
}
