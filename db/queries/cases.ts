import type { CaseAction, CaseCategory, CaseChannel, CaseOutcome, CaseStatus } from '../../shared/rules/case-flow';
import type { ClockKind } from '../../shared/rules/case-clocks';
import { type Db, json, type Tx } from '../client';
import type { PausedSpan } from '../schema/cases';

/** A case with the names of everybody around it. */
export type CaseRecord = {
  id: string;
  number: string;
  channel: CaseChannel;
  category: CaseCategory;
  title: string;
  body: string;
  place: string | null;
  enterpriseId: string | null;
  enterpriseName: string | null;
  requesterId: string;
  requesterName: string | null;
  unitId: string;
  unitName: string;
  unitPath: string;
  unitPhone: string;
  ownerId: string;
  ownerName: string | null;
  liaisonId: string | null;
  liaisonName: string | null;
  status: CaseStatus;
  outcome: CaseOutcome | null;
  outcomeText: string | null;
  contactedAt: string | null;
  completedAt: string | null;
  timesReopened: number;
  externalNumber: string | null;
  filedAt: string;
};

export type ClockRow = {
  kind: ClockKind;
  run: number;
  startedAt: string;
  dueAt: string;
  stoppedAt: string | null;
  paused: PausedSpan[];
  explanation: string[];
};

const record = (db: Db, id: string) => db`
  select s.id, s.number, s.channel, s.category, s.title, s.body, s.place, s.enterprise_id as "enterpriseId", e.name as "enterpriseName",
    s.requester_id as "requesterId", requester.name as "requesterName", s.unit_id as "unitId", u.name as "unitName", u.path as "unitPath",
    u.phone as "unitPhone", s.owner_id as "ownerId", owner.name as "ownerName", s.liaison_id as "liaisonId", liaison.name as "liaisonName",
    s.status, s.outcome, s.outcome_text as "outcomeText", s.contacted_at as "contactedAt", s.completed_at as "completedAt",
    s.times_reopened as "timesReopened", s.external_number as "externalNumber", s.filed_at as "filedAt"
  from service_case s
  join unit u on u.id = s.unit_id
  join person owner on owner.id = s.owner_id
  join person requester on requester.id = s.requester_id
  left join person liaison on liaison.id = s.liaison_id
  left join enterprise e on e.id = s.enterprise_id
  where s.id = ${id}`;

export async function readCase(db: Db, id: string): Promise<CaseRecord | null> {
  const [row] = await db<CaseRecord[]>`${record(db, id)}`;
  return row ?? null;
}

/** The case, locked until the transaction ends: whoever acts on it next sees what this one did. */
export async function lockCase(tx: Tx, id: string): Promise<CaseRecord | null> {
  // The lock comes first: a row joined while waiting for it would carry the names of before.
  await tx`select from service_case where id = ${id} for update`;
  return readCase(tx, id);
}

export type NewCase = {
  id: string;
  number: string;
  channel: CaseChannel;
  category: CaseCategory;
  title: string;
  body: string;
  place: string | null;
  enterpriseId: string | null;
  requesterId: string;
  unitId: string;
  ownerId: string;
  liaisonId: string | null;
  externalNumber: string | null;
  now: string;
};

/** The case with its first event and its clocks. False when the order of 12345 is already here as another case. */
export async function insertCase(tx: Tx, filed: NewCase, clocks: ClockRow[]): Promise<boolean> {
  const rows = await tx`
    with filed as (
      insert into service_case (id, number, channel, category, title, body, place, enterprise_id, requester_id, unit_id, owner_id, liaison_id,
        status, external_number, filed_at)
      values (${filed.id}, ${filed.number}, ${filed.channel}, ${filed.category}, ${filed.title}, ${filed.body}, ${filed.place},
        ${filed.enterpriseId}, ${filed.requesterId}, ${filed.unitId}, ${filed.ownerId}, ${filed.liaisonId}, 'submitted', ${filed.externalNumber},
        ${filed.now})
      on conflict (external_number) do nothing returning id, requester_id
    )
    insert into case_event (case_id, seq, at, action, status, actor_id, text, internal)
    select id, 1, ${filed.now}, 'file', 'submitted', requester_id, null, false from filed returning 1`;
  if (rows.length === 0) return false;
  await writeClocks(tx, filed.id, clocks);
  return true;
}

export type CaseChange = Partial<Pick<CaseRecord, 'ownerId' | 'contactedAt' | 'completedAt' | 'outcome' | 'outcomeText' | 'timesReopened'>>;
export type CaseStep = {
  action: CaseAction;
  status: CaseStatus;
  actorId: string;
  text: string | null;
  internal: boolean;
  change: CaseChange;
  clocks: ClockRow[];
  now: string;
};

/**
 * The only way to change a case: status, owner, outcome and clocks, together with the event on the timeline, in the caller's transaction.
 * False when the case no longer has the status that `before` shows.
 */
export async function recordCaseEvent(tx: Tx, before: CaseRecord, step: CaseStep): Promise<boolean> {
  const after = { ...before, ...step.change };
  const rows = await tx`
    with changed as (
      update service_case set status = ${step.status}, owner_id = ${after.ownerId}, outcome = ${after.outcome}, outcome_text = ${after.outcomeText},
        contacted_at = ${after.contactedAt}, completed_at = ${after.completedAt}, times_reopened = ${after.timesReopened}
      where id = ${before.id} and status = ${before.status} returning id
    )
    insert into case_event (case_id, seq, at, action, status, actor_id, text, internal)
    select id, (select max(seq) + 1 from case_event where case_id = ${before.id}), ${step.now}, ${step.action}, ${step.status}, ${step.actorId},
      ${step.text}, ${step.internal}
    from changed returning 1`;
  if (rows.length === 0) return false;
  await writeClocks(tx, before.id, step.clocks);
  return true;
}

async function writeClocks(tx: Tx, caseId: string, clocks: ClockRow[]): Promise<void> {
  if (clocks.length === 0) return;
  for (const clock of clocks) {
    await tx`
      insert into case_clock (case_id, kind, run, started_at, due_at, stopped_at, paused, explanation)
      values (${caseId}, ${clock.kind}, ${clock.run}, ${clock.startedAt}, ${clock.dueAt}, ${clock.stoppedAt}, ${json(tx, clock.paused)},
        ${json(tx, clock.explanation)})
      on conflict (case_id, kind, run) do update set due_at = excluded.due_at, stopped_at = excluded.stopped_at, paused = excluded.paused,
        explanation = excluded.explanation`;
  }
  // A paused clock is not running: its last span has no end.
  await tx`
    update service_case set nearest_due_at = (
      select min(due_at) from case_clock
      where case_id = ${caseId} and stopped_at is null and (paused = '[]' or paused -> -1 ->> 'to' is not null))
    where id = ${caseId}`;
}

/** Every clock of a case, running or stopped, in the order in which they started. */
export async function clocksOfCase(db: Db, caseId: string): Promise<ClockRow[]> {
  const rows = await db<ClockRow[]>`
    select kind, run, started_at as "startedAt", due_at as "dueAt", stopped_at as "stoppedAt", paused, explanation
    from case_clock where case_id = ${caseId} order by started_at, kind, run`;
  return [...rows];
}

export type CaseEventRow = {
  at: string;
  action: 'file' | CaseAction;
  status: CaseStatus;
  actorId: string | null;
  actorName: string | null;
  text: string | null;
  internal: boolean;
};

/** The timeline. Without `internal` no internal note leaves the database. */
export async function caseTimeline(db: Db, caseId: string, internal: boolean): Promise<CaseEventRow[]> {
  const rows = await db<CaseEventRow[]>`
    select e.at, e.action, e.status, e.actor_id as "actorId", p.name as "actorName", e.text, e.internal
    from case_event e left join person p on p.id = e.actor_id
    where e.case_id = ${caseId} and (${internal} or not e.internal) order by e.seq`;
  return [...rows];
}

/** How many events of these actions the case has: the number of the next update to its outside. */
export async function countCaseEvents(db: Db, caseId: string, actions: readonly string[]): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) from case_event where case_id = ${caseId} and action = any(${[...actions]})`;
  return row?.count ?? 0;
}

/** The next number of a series on a day, from 1 on, without a gap while transactions commit. */
export async function nextNumber(tx: Tx, series: string, day: string): Promise<number> {
  const [row] = await tx<{ last: number }[]>`
    insert into number_series (series, day, last) values (${series}, ${day}, 1)
    on conflict (series, day) do update set last = number_series.last + 1 returning last`;
  if (!row) throw new Error('number_series gave no number');
  return row.last;
}
