import type { ConsultationAction, ConsultationEvent, ConsultationStatus } from '../../shared/rules/consultation-flow';
import type { ShiftOn } from '../../shared/rules/duty';
import type { Db, Tx } from '../client';
import { onDuty } from './duty';
import type { PhotoRow } from './files';

export type ConsultationRow = {
  id: string;
  askerId: string;
  askerName: string | null;
  unitId: string;
  unitName: string;
  unitPhone: string;
  unitPath: string;
  ownerId: string;
  ownerName: string | null;
  itemCode: string | null;
  itemName: string | null;
  question: string;
  urgent: boolean;
  askedAt: string;
  dueAt: string;
  status: ConsultationStatus;
  answeredAt: string | null;
};

const select = (db: Db) => db`
  select c.id, c.person_id as "askerId", asker.name as "askerName", c.unit_id as "unitId", u.name as "unitName", u.phone as "unitPhone",
    u.path as "unitPath", c.owner_id as "ownerId", owner.name as "ownerName", c.item_code as "itemCode",
    (select i.name from service_item i where i.code = c.item_code order by i.version desc limit 1) as "itemName", first.text as question,
    c.urgent, c.asked_at as "askedAt", c.due_at as "dueAt", c.status, c.answered_at as "answeredAt"
  from consultation c join unit u on u.id = c.unit_id join person asker on asker.id = c.person_id join person owner on owner.id = c.owner_id
    join consultation_event first on first.consultation_id = c.id and first.seq = 1`;

/** One question; locked until the transaction ends when it is about to change. */
export async function consultationById(db: Db, id: string, lock?: 'lock'): Promise<ConsultationRow | null> {
  const [row] = await db<ConsultationRow[]>`${select(db)} where c.id = ${id} ${lock ? db`for update of c` : db``}`;
  return row ?? null;
}

/** The questions of a person, newest first. */
export async function consultationsOfPerson(db: Db, personId: string, limit: number): Promise<ConsultationRow[]> {
  return [...(await db<ConsultationRow[]>`${select(db)} where c.person_id = ${personId} order by c.asked_at desc, c.id desc limit ${limit}`)];
}

/** What a person owns or reaches within the trees of `unitPaths`, but for the own: without an answer, due first on top; or the rest, newest first. */
export async function consultationsAtDesk(
  db: Db,
  reach: { personId: string; unitPaths: string[] },
  which: 'waiting' | 'answered',
  limit: number,
): Promise<ConsultationRow[]> {
  const rows = await db<ConsultationRow[]>`
    ${select(db)}
    where c.person_id <> ${reach.personId}
      and (c.owner_id = ${reach.personId} or exists (select from unnest(${reach.unitPaths}::text[]) path where starts_with(u.path, path)))
      and ${which === 'waiting' ? db`c.status = 'asked' order by c.due_at, c.id` : db`c.status <> 'asked' order by c.asked_at desc, c.id desc`}
    limit ${limit}`;
  return [...rows];
}

export type ConsultationEntry = {
  seq: number;
  at: string;
  action: ConsultationEvent;
  actorId: string | null;
  actorName: string | null;
  text: string | null;
};

/** The thread, oldest first. */
export async function consultationThread(db: Db, id: string): Promise<ConsultationEntry[]> {
  const rows = await db<ConsultationEntry[]>`
    select e.seq, e.at, e.action, e.actor_id as "actorId", p.name as "actorName", e.text
    from consultation_event e left join person p on p.id = e.actor_id where e.consultation_id = ${id} order by e.seq`;
  return [...rows];
}

/** Its photos by the number of their entry. */
export async function photosOfConsultation(db: Db, id: string): Promise<(PhotoRow & { seq: number })[]> {
  const rows = await db<(PhotoRow & { seq: number })[]>`
    select id, width, height, consultation_seq as seq from stored_file where consultation_id = ${id} order by consultation_seq, position, id`;
  return [...rows];
}

/** Questions of a person that wait for their answer. The person's row is locked, so that two at once count each other. */
export async function waitingConsultations(tx: Tx, personId: string): Promise<number> {
  await tx`select 1 from person where id = ${personId} for update`;
  const [row] = await tx<{ count: number }[]>`select count(*)::int as count from consultation where person_id = ${personId} and status = 'asked'`;
  return row?.count ?? 0;
}

export type AnsweringUnit = { unitId: string; unitPath: string; headId: string | null; dutyId: string | null };

/** The unit with its own head and who is on duty in a shift at it or at the nearest above, neither of them the asker; of the department for a branch, or by id. */
export async function answeringUnit(
  db: Db,
  of: { branch: string } | { unitId: string },
  askerId: string,
  now: ShiftOn,
): Promise<AnsweringUnit | null> {
  const [row] = await db<AnsweringUnit[]>`
    select u.id as "unitId", u.path as "unitPath",
      (select r.person_id from staff_role r join unit above on above.id = r.unit_id
       where r.role in ('unit_head', 'handler') and starts_with(u.path, above.path) and r.person_id <> ${askerId}
       order by length(above.path) desc, r.role desc, r.person_id limit 1) as "headId",
      (select named.id from unit above cross join lateral (select ${onDuty(db, 'above', now)} as id) named
       where starts_with(u.path, above.path) and named.id <> ${askerId} and exists (select from staff_role held where held.person_id = named.id)
       order by length(above.path) desc limit 1) as "dutyId"
    from unit u where ${'unitId' in of ? db`u.id = ${of.unitId}` : db`u.branch = ${of.branch} and u.kind = 'department'`}
    order by u.path limit 1`;
  return row ?? null;
}

/** The whole bureau: the unit at the top. */
export async function bureauId(db: Db): Promise<string> {
  const [row] = await db<{ id: string }[]>`select id from unit where parent_id is null order by id limit 1`;
  return row?.id ?? '';
}

export type NewConsultation = Pick<ConsultationRow, 'id' | 'unitId' | 'ownerId' | 'itemCode' | 'urgent' | 'dueAt'> & {
  personId: string;
  text: string;
  now: string;
};

/** With the first entry of its thread. */
export async function insertConsultation(tx: Tx, asked: NewConsultation): Promise<void> {
  await tx`
    with added as (
      insert into consultation (id, person_id, unit_id, owner_id, item_code, urgent, asked_at, due_at, status)
      values (${asked.id}, ${asked.personId}, ${asked.unitId}, ${asked.ownerId}, ${asked.itemCode}, ${asked.urgent}, ${asked.now}, ${asked.dueAt}, 'asked')
      returning id
    )
    insert into consultation_event (consultation_id, seq, at, action, status, actor_id, text)
    select id, 1, ${asked.now}, 'ask', 'asked', ${asked.personId}::text, ${asked.text}::text from added`;
}

/** A step with its entry in the thread, in one statement; the number of the entry. The question must be locked. */
export async function takeConsultationStep(
  tx: Tx,
  row: Pick<ConsultationRow, 'id' | 'ownerId' | 'dueAt' | 'answeredAt'>,
  step: { action: ConsultationAction; status: ConsultationStatus; at: string; actorId: string | null; text: string | null },
): Promise<number> {
  const [added] = await tx<{ seq: number }[]>`
    with changed as (
      update consultation set status = ${step.status}, owner_id = ${row.ownerId}, due_at = ${row.dueAt}, answered_at = ${row.answeredAt}
      where id = ${row.id} returning id
    )
    insert into consultation_event (consultation_id, seq, at, action, status, actor_id, text)
    select id, (select max(seq) + 1 from consultation_event where consultation_id = ${row.id}), ${step.at}, ${step.action}, ${step.status},
      ${step.actorId}::text, ${step.text}::text from changed returning seq`;
  if (!added) throw new Error('a consultation without a row');
  return added.seq;
}

/** Questions past their deadline of which nobody above was told yet. */
export async function lateConsultations(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from consultation where status = 'asked' and due_at < ${now} and late_told_for is distinct from due_at order by due_at, id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Notes that the head was told; false when another run was first, or an answer. */
export async function markConsultationLate(tx: Tx, id: string, now: string): Promise<boolean> {
  const rows = await tx`
    update consultation set late_told_for = due_at
    where id = ${id} and status = 'asked' and due_at < ${now} and late_told_for is distinct from due_at returning 1`;
  return rows.length === 1;
}

/** Questions answered before an instant and still open. */
export async function consultationsToClose(db: Db, before: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from consultation where status = 'answered' and answered_at <= ${before} order by answered_at, id limit ${limit}`;
  return rows.map(({ id }) => id);
}
