import type { LeaderOffice } from '../../shared/rules/through-train';
import type { ApproverLevel, CaseAction, CaseCategory, CaseChannel, CaseOutcome, CaseStatus } from '../../shared/rules/case-flow';
import type { ClockKind, ClockLimit, Complexity, Extension } from '../../shared/rules/case-clocks';
import type { LadderLevel } from '../../shared/rules/case-ladder';
import { type Db, json, type Tx } from '../client';
import type { PausedSpan } from '../schema/cases';

/** A case with the names of everybody around it, and what is pending on it: a `CaseSituation`. */
export type CaseRecord = {
  id: string;
  number: string;
  channel: CaseChannel;
  category: CaseCategory;
  title: string;
  body: string;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  itemCode: string | null;
  itemName: string | null;
  complexity: Complexity;
  danger: boolean;
  enterpriseId: string | null;
  enterpriseName: string | null;
  requesterId: string;
  /** Was a member of the enterprise, and is no more. */
  requesterLeft: boolean;
  /** Nothing is known but name and phone number: somebody who called. */
  requesterIsCaller: boolean;
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
  outcomeRule: string | null;
  nextOwnerId: string | null;
  nextOwnerName: string | null;
  nextDay: string | null;
  answeredBy: string | null;
  contactedAt: string | null;
  completedAt: string | null;
  timesReopened: number;
  timesReferred: number;
  /** Granted on the running processing clock. */
  timesExtended: number;
  processingDueAt: string | null;
  referral: { state: 'pending' | 'with_supervisor'; unitPath: string | null } | null;
  extension: { askedBy: string; approver: ApproverLevel } | null;
  assistingPaths: string[];
  partyPaths: string[];
  externalNumber: string | null;
  /** To whom it was written by the through train. */
  leader: { office: LeaderOffice; name: string } | null;
  filedAt: string;
};

export type ClockRow = {
  kind: ClockKind;
  run: number;
  startedAt: string;
  allowed: ClockLimit;
  extensions: Extension[];
  dueAt: string;
  stoppedAt: string | null;
  paused: PausedSpan[];
  explanation: string[];
  warned: LadderLevel | null;
  warnAt: string | null;
};

const record = (db: Db, id: string) => db`
  select s.id, s.number, s.channel, s.category, s.title, s.body, s.place, s.latitude, s.longitude, s.item_code as "itemCode", s.complexity, s.danger,
    s.enterprise_id as "enterpriseId", e.name as "enterpriseName",
    s.requester_id as "requesterId", requester.name as "requesterName",
    requester.openid is null and requester.id_number_hash is null as "requesterIsCaller", s.unit_id as "unitId", u.name as "unitName", u.path as "unitPath",
    u.phone as "unitPhone", s.owner_id as "ownerId", owner.name as "ownerName", s.liaison_id as "liaisonId", liaison.name as "liaisonName",
    s.status, s.outcome, s.outcome_text as "outcomeText", s.outcome_rule as "outcomeRule", s.next_owner_id as "nextOwnerId",
    coming.name as "nextOwnerName", s.next_day as "nextDay", s.answered_by as "answeredBy", s.contacted_at as "contactedAt",
    s.completed_at as "completedAt", s.times_reopened as "timesReopened", s.times_referred as "timesReferred", s.external_number as "externalNumber",
    s.filed_at as "filedAt", coalesce(jsonb_array_length(c.extensions), 0) as "timesExtended",
    case when c.paused = '[]' or c.paused -> -1 ->> 'to' is not null then c.due_at end as "processingDueAt",
    exists (select from enterprise_member_event v where v.person_id = s.requester_id and v.enterprise_id = s.enterprise_id
        and v.action in ('remove', 'leave'))
      and not exists (select from enterprise_member m where m.person_id = s.requester_id and m.enterprise_id = s.enterprise_id) as "requesterLeft",
    (select jsonb_build_object('state', r.state, 'unitPath', target.path) from case_referral r left join unit target on target.id = r.to_unit_id
      where r.case_id = s.id and r.state in ('pending', 'with_supervisor')) as referral,
    (select jsonb_build_object('askedBy', x.asked_by, 'approver', x.approver) from case_extension x
      where x.case_id = s.id and x.state = 'asked') as extension,
    (select i.name from service_item i where i.code = s.item_code order by i.version desc limit 1) as "itemName",
    (select jsonb_build_object('office', l.office, 'name', l.name) from city_leader l where l.id = s.city_leader_id) as leader,
    array(select a_unit.path from case_assistance a join unit a_unit on a_unit.id = a.unit_id
      where a.case_id = s.id and a.answered_at is null) as "assistingPaths",
    array(select distinct p_unit.path from case_party p join unit p_unit on p_unit.id = p.unit_id
      where p.case_id = s.id and p.until is null) as "partyPaths"
  from service_case s
  join unit u on u.id = s.unit_id
  join person owner on owner.id = s.owner_id
  join person requester on requester.id = s.requester_id
  left join person liaison on liaison.id = s.liaison_id
  left join person coming on coming.id = s.next_owner_id
  left join enterprise e on e.id = s.enterprise_id
  left join case_clock c on c.case_id = s.id and c.kind = 'processing' and c.stopped_at is null
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
  latitude: number | null;
  longitude: number | null;
  itemCode: string | null;
  danger: boolean;
  enterpriseId: string | null;
  requesterId: string;
  /** Who wrote it down: the requester, or staff on the requester's behalf. */
  filedBy: string;
  unitId: string;
  ownerId: string;
  liaisonId: string | null;
  externalNumber: string | null;
  cityLeaderId: string | null;
  now: string;
};

/** The case with its first event and its clocks, waiting to be compared with others (D12). False when the order of 12345 is already here as another case. */
export async function insertCase(tx: Tx, filed: NewCase, clocks: ClockRow[]): Promise<boolean> {
  const rows = await tx`
    with filed as (
      insert into service_case (id, number, channel, category, title, body, place, latitude, longitude, item_code, danger, enterprise_id,
        requester_id, unit_id, owner_id, liaison_id, status, external_number, city_leader_id, filed_at)
      values (${filed.id}, ${filed.number}, ${filed.channel}, ${filed.category}, ${filed.title}, ${filed.body}, ${filed.place},
        ${filed.latitude}, ${filed.longitude}, ${filed.itemCode}, ${filed.danger}, ${filed.enterpriseId}, ${filed.requesterId}, ${filed.unitId},
        ${filed.ownerId}, ${filed.liaisonId}, 'submitted', ${filed.externalNumber}, ${filed.cityLeaderId}, ${filed.now})
      on conflict (external_number) do nothing returning id
    ), compared as (
      insert into problem_request (case_id, filed_at) select id, ${filed.now} from filed
    )
    insert into case_event (case_id, seq, at, action, status, actor_id, text, internal)
    select id, 1, ${filed.now}, 'file', 'submitted', ${filed.filedBy}::text, null, false from filed returning 1`;
  if (rows.length === 0) return false;
  await writeClocks(tx, filed.id, clocks);
  return true;
}

export type CaseChange = Partial<
  Pick<
    CaseRecord,
    | 'unitId'
    | 'ownerId'
    | 'complexity'
    | 'contactedAt'
    | 'completedAt'
    | 'outcome'
    | 'outcomeText'
    | 'outcomeRule'
    | 'nextOwnerId'
    | 'nextDay'
    | 'answeredBy'
    | 'timesReopened'
    | 'timesReferred'
  >
>;
export type CaseStep = {
  action: CaseAction;
  status: CaseStatus;
  /** Null: time did it. */
  actorId: string | null;
  text: string | null;
  internal: boolean;
  change: CaseChange;
  clocks: ClockRow[];
  now: string;
};

/**
 * The only way to change a case: status, owner, outcome and clocks, together with the event on the timeline, in the caller's transaction.
 * The number of the event; null when the case no longer has the status that `before` shows.
 */
export async function recordCaseEvent(tx: Tx, before: CaseRecord, step: CaseStep): Promise<number | null> {
  const after = { ...before, ...step.change };
  const [row] = await tx<{ seq: number }[]>`
    with changed as (
      update service_case set status = ${step.status}, unit_id = ${after.unitId}, owner_id = ${after.ownerId}, complexity = ${after.complexity},
        outcome = ${after.outcome}, outcome_text = ${after.outcomeText}, outcome_rule = ${after.outcomeRule}, next_owner_id = ${after.nextOwnerId},
        next_day = ${after.nextDay}, answered_by = ${after.answeredBy}, contacted_at = ${after.contactedAt}, completed_at = ${after.completedAt},
        times_reopened = ${after.timesReopened}, times_referred = ${after.timesReferred}
      where id = ${before.id} and status = ${before.status} returning id
    )
    insert into case_event (case_id, seq, at, action, status, actor_id, text, internal)
    select id, (select max(seq) + 1 from case_event where case_id = ${before.id}), ${step.now}, ${step.action}, ${step.status}, ${step.actorId},
      ${step.text}, ${step.internal}
    from changed returning seq`;
  if (!row) return null;
  await writeClocks(tx, before.id, step.clocks);
  return row.seq;
}

async function writeClocks(tx: Tx, caseId: string, clocks: ClockRow[]): Promise<void> {
  if (clocks.length === 0) return;
  for (const clock of clocks) {
    await tx`
      insert into case_clock (case_id, kind, run, started_at, allowed, extensions, due_at, stopped_at, paused, explanation, warned, warn_at)
      values (${caseId}, ${clock.kind}, ${clock.run}, ${clock.startedAt}, ${json(tx, clock.allowed)}, ${json(tx, clock.extensions)}, ${clock.dueAt},
        ${clock.stoppedAt}, ${json(tx, clock.paused)}, ${json(tx, clock.explanation)}, ${clock.warned}, ${clock.warnAt})
      on conflict (case_id, kind, run) do update set allowed = excluded.allowed, extensions = excluded.extensions, due_at = excluded.due_at,
        stopped_at = excluded.stopped_at, paused = excluded.paused, explanation = excluded.explanation, warned = excluded.warned,
        warn_at = excluded.warn_at`;
  }
  // A paused clock is not running: its last span has no end.
  await tx`
    update service_case set nearest_due_at = (
      select min(due_at) from case_clock
      where case_id = ${caseId} and stopped_at is null and (paused = '[]' or paused -> -1 ->> 'to' is not null))
    where id = ${caseId}`;
}

/** Cases with a clock whose next warning is due, the longest due first. */
export async function clocksToWarn(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select case_id as id from (select case_id, warn_at from case_clock where warn_at <= ${now} order by warn_at limit ${limit}) due
    group by case_id order by min(warn_at)`;
  return rows.map((row) => row.id);
}

/** Every clock of a case, running or stopped, in the order in which they started. */
export async function clocksOfCase(db: Db, caseId: string): Promise<ClockRow[]> {
  const rows = await db<ClockRow[]>`
    select kind, run, started_at as "startedAt", allowed, extensions, due_at as "dueAt", stopped_at as "stoppedAt", paused, explanation, warned,
      warn_at as "warnAt"
    from case_clock where case_id = ${caseId} order by started_at, kind, run`;
  return [...rows];
}

export type CaseEventRow = {
  seq: number;
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
    select e.seq, e.at, e.action, e.status, e.actor_id as "actorId", p.name as "actorName", e.text, e.internal
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
