import type { ComplaintAction, ComplaintEvent, ComplaintKind, ComplaintStatus } from '../../shared/rules/complaint-flow';
import type { ShiftOn } from '../../shared/rules/duty';
import { type Db, json, type Tx } from '../client';
import { onDuty } from './duty';

export type ComplaintRow = {
  id: string;
  kind: ComplaintKind;
  personId: string | null;
  personName: string | null;
  text: string;
  /** The refusal it came from. */
  refusedCode: string | null;
  refusedDoing: string | null;
  unitId: string;
  unitName: string;
  unitPhone: string;
  unitPath: string;
  ownerId: string;
  ownerName: string | null;
  about: string | null;
  aboutIds: string[];
  filedAt: string;
  dueAt: string;
  status: ComplaintStatus;
};

const select = (db: Db) => db`
  select c.id, c.kind, c.person_id as "personId", filer.name as "personName", c.text, c.refused_code as "refusedCode",
    c.refused_doing as "refusedDoing", c.unit_id as "unitId", u.name as "unitName",
    u.phone as "unitPhone", u.path as "unitPath", c.owner_id as "ownerId", owner.name as "ownerName", c.about, c.about_ids as "aboutIds",
    c.filed_at as "filedAt", c.due_at as "dueAt", c.status
  from complaint c join unit u on u.id = c.unit_id join person owner on owner.id = c.owner_id left join person filer on filer.id = c.person_id`;

/** One; locked until the transaction ends when it is about to change. */
export async function complaintById(db: Db, id: string, lock?: 'lock'): Promise<ComplaintRow | null> {
  const [row] = await db<ComplaintRow[]>`${select(db)} where c.id = ${id} ${lock ? db`for update of c` : db``}`;
  return row ?? null;
}

export async function complaintByCode(db: Db, codeHash: Uint8Array): Promise<ComplaintRow | null> {
  const [row] = await db<ComplaintRow[]>`${select(db)} where c.code_hash = ${codeHash}`;
  return row ?? null;
}

/** Those of a person, newest first. */
export async function complaintsOfPerson(db: Db, personId: string, limit: number): Promise<ComplaintRow[]> {
  return [...(await db<ComplaintRow[]>`${select(db)} where c.person_id = ${personId} order by c.filed_at desc, c.id desc limit ${limit}`)];
}

/** What a person owns or reaches within the trees of `unitPaths`, never what is about or by that person: due first on top, or the rest. */
export async function complaintsAtDesk(
  db: Db,
  reach: { personId: string; unitPaths: string[] },
  which: 'waiting' | 'answered',
  limit: number,
): Promise<ComplaintRow[]> {
  const rows = await db<ComplaintRow[]>`
    ${select(db)}
    where c.person_id is distinct from ${reach.personId} and not c.about_ids ? ${reach.personId}
      and (c.owner_id = ${reach.personId} or exists (select from unnest(${reach.unitPaths}::text[]) path where starts_with(u.path, path)))
      and ${
        which === 'waiting'
          ? db`c.status in ('filed', 'taken') order by c.due_at, c.id`
          : db`c.status not in ('filed', 'taken') order by c.filed_at desc, c.id desc`
      }
    limit ${limit}`;
  return [...rows];
}

export type ComplaintEntry = { at: string; action: ComplaintEvent; actorName: string | null; text: string | null };

/** What was done, oldest first. */
export async function complaintHistory(db: Db, id: string): Promise<ComplaintEntry[]> {
  const rows = await db<ComplaintEntry[]>`
    select e.at, e.action, p.name as "actorName", e.text from complaint_event e left join person p on p.id = e.actor_id
    where e.complaint_id = ${id} order by e.seq`;
  return [...rows];
}

/** A unit, or the unit of a hall, or the bureau. */
export async function complainedUnit(
  db: Db,
  place: { unitId?: string | undefined; hallId?: string | undefined },
): Promise<{ id: string; path: string } | null> {
  const [row] = await db<{ id: string; path: string }[]>`
    select u.id, u.path from unit u where ${
      place.unitId !== undefined
        ? db`u.id = ${place.unitId}`
        : place.hallId !== undefined
          ? db`u.id = (select unit_id from hall where id = ${place.hallId})`
          : db`u.parent_id is null`
    } order by u.path limit 1`;
  return row ?? null;
}

/** People with a role at the unit, below or above it whose name stands in the words. */
export async function peopleNamed(db: Db, unitPath: string, about: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select distinct p.id from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where (starts_with(u.path, ${unitPath}) or starts_with(${unitPath}, u.path)) and length(p.name) >= 2 and position(p.name in ${about}) > 0
    order by p.id`;
  return rows.map(({ id }) => id);
}

/** The nearest head, then supervisor, then who is on duty in a shift, from the unit up who is none of those. Whose account is not bound cannot answer: only where nobody's is. */
export async function complaintOwner(db: Db, unitPath: string, not: readonly string[], now: ShiftOn): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select found.id from (
      select r.person_id as id, length(u.path) as near, case r.role when 'unit_head' then 0 else 1 end as rank from staff_role r join unit u on u.id = r.unit_id
      where r.role in ('unit_head', 'supervisor') and starts_with(${unitPath}, u.path)
      union all
      select ${onDuty(db, 'u', now)}, length(u.path), 2 from unit u where starts_with(${unitPath}, u.path)
    ) found where found.id <> all(${[...not]}::text[])
    order by exists (select from staff_binding b where b.person_id = found.id and b.ended_at is null) desc,
      found.rank = 2, found.near desc, found.rank, found.id limit 1`;
  return row?.id ?? null;
}

/** Those of a person that wait for their answer. The person's row is locked, so that two at once count each other. */
export async function waitingComplaintsOf(tx: Tx, personId: string): Promise<number> {
  await tx`select 1 from person where id = ${personId} for update`;
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from complaint where person_id = ${personId} and status in ('filed', 'taken')`;
  return row?.count ?? 0;
}

export type NewComplaint = Omit<ComplaintRow, 'personName' | 'unitName' | 'unitPhone' | 'unitPath' | 'ownerName' | 'filedAt' | 'status'> & {
  codeHash: Uint8Array | null;
  now: string;
};

/** With its first entry, which never names who filed it. False when an anonymous one with this code is there already. */
export async function insertComplaint(tx: Tx, filed: NewComplaint): Promise<boolean> {
  const rows = await tx`
    with added as (
      insert into complaint (id, kind, person_id, code_hash, text, refused_code, refused_doing, unit_id, owner_id, about, about_ids, filed_at, due_at,
        status)
      values (${filed.id}, ${filed.kind}, ${filed.personId}, ${filed.codeHash}, ${filed.text}, ${filed.refusedCode}, ${filed.refusedDoing}, ${filed.unitId},
        ${filed.ownerId}, ${filed.about}, ${json(tx, filed.aboutIds)}, ${filed.now}, ${filed.dueAt}, 'filed')
      on conflict (code_hash) do nothing returning id
    )
    insert into complaint_event (complaint_id, seq, at, action, status)
    select id, 1, ${filed.now}, 'file', 'filed' from added returning 1`;
  return rows.length === 1;
}

/** A step and its entry, in one statement. It must be locked. */
export async function takeComplaintStep(
  tx: Tx,
  row: Pick<ComplaintRow, 'id' | 'ownerId'>,
  step: { action: ComplaintAction; status: ComplaintStatus; at: string; actorId: string | null; text: string | null },
): Promise<void> {
  await tx`
    with changed as (
      update complaint set status = ${step.status}, owner_id = ${row.ownerId} where id = ${row.id} returning id
    )
    insert into complaint_event (complaint_id, seq, at, action, status, actor_id, text)
    select id, (select max(seq) + 1 from complaint_event where complaint_id = ${row.id}), ${step.at}, ${step.action}, ${step.status},
      ${step.actorId}::text, ${step.text}::text from changed`;
}

/** Those past their deadline of which nobody was told yet; notes that it is told now. */
export async function takeLateComplaints(tx: Tx, now: string, limit: number): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update complaint set late_told_at = ${now} where id in (
      select id from complaint where status in ('filed', 'taken') and due_at < ${now} and late_told_at is null
      order by due_at, id limit ${limit} for update skip locked
    ) returning id`;
  return rows.map(({ id }) => id);
}
