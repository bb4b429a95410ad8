import type { LadderLevel } from '../../shared/rules/case-ladder';
import type { TaskOrigin, TaskState } from '../../shared/rules/task-flow';
import type { Db, Tx } from '../client';
import { json } from '../client';

export type TaskRow = {
  id: string;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
  origin: TaskOrigin;
  what: string;
  ownerId: string;
  ownerName: string | null;
  unitId: string;
  unitName: string;
  unitPath: string;
  givenAt: string;
  dueAt: string;
  explanation: string[];
  state: TaskState;
  result: string | null;
  endedAt: string | null;
  warned: LadderLevel | null;
  warnAt: string | null;
};

const select = (db: Db) => db`
  select t.id, t.case_id as "caseId", s.number as "caseNumber", s.title as "caseTitle", t.origin, t.what, t.owner_id as "ownerId",
    p.name as "ownerName", t.unit_id as "unitId", u.name as "unitName", u.path as "unitPath", t.given_at as "givenAt", t.due_at as "dueAt",
    t.explanation, t.state, t.result, t.ended_at as "endedAt", t.warned, t.warn_at as "warnAt"
  from case_task t join service_case s on s.id = t.case_id join person p on p.id = t.owner_id join unit u on u.id = t.unit_id`;

/** Every task on a case, the nearest first. */
export async function tasksOfCase(db: Db, caseId: string): Promise<TaskRow[]> {
  const rows = await db<TaskRow[]>`${select(db)} where t.case_id = ${caseId} order by t.state <> 'open', t.due_at, t.id`;
  return [...rows];
}

export async function readTask(db: Db, id: string): Promise<TaskRow | null> {
  const [row] = await db<TaskRow[]>`${select(db)} where t.id = ${id}`;
  return row ?? null;
}

/** Open tasks of a person (`unitPaths` empty), or of the units below the given paths, nearest first. */
export async function openTasks(
  db: Db,
  of: { ownerId: string } | { unitPaths: string[] },
  after: { at: string; id: string } | null,
  limit: number,
): Promise<TaskRow[]> {
  const whose =
    'ownerId' in of
      ? db`t.owner_id = ${of.ownerId}`
      : db`t.unit_id in (select id from unit where path like any(${of.unitPaths.map((path) => `${path}%`)}))`;
  const rows = await db<TaskRow[]>`
    ${select(db)} where ${whose} and t.state = 'open' ${after ? db`and (t.due_at, t.id) > (${after.at}, ${after.id})` : db``}
    order by t.due_at, t.id limit ${limit}`;
  return [...rows];
}

export async function countOpenTasks(db: Db, caseId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*) from case_task where case_id = ${caseId} and state = 'open'`;
  return row?.count ?? 0;
}

export type NewTask = Pick<TaskRow, 'id' | 'caseId' | 'origin' | 'what' | 'ownerId' | 'unitId' | 'dueAt' | 'explanation' | 'warnAt'> & {
  conferenceId: string | null;
  givenBy: string | null;
  now: string;
};

export async function insertTask(tx: Tx, task: NewTask): Promise<void> {
  await tx`
    insert into case_task (id, case_id, origin, conference_id, what, owner_id, unit_id, given_by, given_at, due_at, explanation, state, warn_at)
    values (${task.id}, ${task.caseId}, ${task.origin}, ${task.conferenceId}, ${task.what}, ${task.ownerId}, ${task.unitId}, ${task.givenBy},
      ${task.now}, ${task.dueAt}, ${json(tx, task.explanation)}, 'open', ${task.warnAt})`;
}

/** False when it is no longer open. */
export async function finishTask(tx: Tx, finished: { id: string; by: string; result: string; now: string }): Promise<boolean> {
  const rows = await tx`
    update case_task set state = 'done', result = ${finished.result}, ended_by = ${finished.by}, ended_at = ${finished.now}, warn_at = null
    where id = ${finished.id} and state = 'open' returning 1`;
  return rows.length > 0;
}

/** Gives an open task to somebody else, with the unit at which they work. False when it is no longer open. */
export async function handOnTask(tx: Tx, id: string, to: { ownerId: string; unitId: string }): Promise<boolean> {
  const rows = await tx`
    update case_task set owner_id = ${to.ownerId}, unit_id = ${to.unitId} where id = ${id} and state = 'open' returning 1`;
  return rows.length > 0;
}

/** Units that work on a task: of its owner, of its case, and those invited to the conference that gave it. */
export async function unitsOfTask(db: Db, id: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select t.unit_id as id from case_task t where t.id = ${id}
    union select s.unit_id from case_task t join service_case s on s.id = t.case_id where t.id = ${id}
    union select c.unit_id from case_task t join conference_unit c on c.conference_id = t.conference_id where t.id = ${id}`;
  return rows.map((row) => row.id);
}

/** Drops the open tasks of a case that is withdrawn or declined; whose they were. */
export async function dropTasks(tx: Tx, caseId: string, now: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update case_task set state = 'dropped', ended_at = ${now}, warn_at = null where case_id = ${caseId} and state = 'open' returning owner_id as id`;
  return rows.map(({ id }) => id);
}

/** Cases with a task whose next warning is due, the longest due first. */
export async function tasksToWarn(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select case_id as id from (select case_id, warn_at from case_task where warn_at <= ${now} order by warn_at limit ${limit}) due
    group by case_id order by min(warn_at)`;
  return rows.map((row) => row.id);
}

export async function climbTask(tx: Tx, climbed: { id: string; warned: LadderLevel; warnAt: string | null }): Promise<void> {
  await tx`update case_task set warned = ${climbed.warned}, warn_at = ${climbed.warnAt} where id = ${climbed.id} and state = 'open'`;
}

/** Who may be given a task: everyone who works cases at these units, with the unit nearest to the first. */
export async function taskOwners(db: Db, unitIds: string[]): Promise<{ id: string; name: string; unitId: string; unitName: string }[]> {
  const rows = await db<{ id: string; name: string; unitId: string; unitName: string }[]>`
    select distinct on (p.id) p.id, p.name, u.id as "unitId", u.name as "unitName"
    from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where r.unit_id = any(${unitIds}) and r.role in ('handler', 'unit_head', 'liaison') and p.name is not null
    order by p.id, array_position(${unitIds}, u.id)`;
  return [...rows].sort((one, other) => unitIds.indexOf(one.unitId) - unitIds.indexOf(other.unitId) || (one.name < other.name ? -1 : 1));
}

/** The unit at which a person works: of the case's unit where the person works there, else the first. */
export async function unitOfStaff(db: Db, personId: string, preferred: string): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select unit_id as id from staff_role where person_id = ${personId} order by unit_id <> ${preferred}, unit_id limit 1`;
  return row?.id ?? null;
}
