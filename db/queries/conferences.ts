import type { Attendance, ConferenceStatus } from '../../shared/rules/conference-flow';
import type { Db, Tx } from '../client';
import { addParty, endParty } from './case-sides';

export type InvitedUnit = {
  id: string;
  name: string;
  path: string;
  attendance: Attendance;
  attended: boolean | null;
  opinion: string | null;
  opinionBy: string | null;
  opinionAt: string | null;
};

export type ConferenceRow = {
  id: string;
  caseId: string;
  convenedBy: string | null;
  convenedAt: string;
  startsAt: string;
  place: string;
  questions: string;
  status: ConferenceStatus;
  decision: string | null;
  outward: string | null;
  endedAt: string | null;
  cancelReason: string | null;
  caseUnitPath: string;
  units: InvitedUnit[];
};

const select = (db: Db) => db`
  select c.id, c.case_id as "caseId", p.name as "convenedBy", c.convened_at as "convenedAt", c.starts_at as "startsAt", c.place, c.questions,
    c.status, c.decision, c.outward, c.ended_at as "endedAt", c.cancel_reason as "cancelReason", cu.path as "caseUnitPath",
    (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'path', u.path, 'attendance', i.attendance, 'attended', i.attended,
        'opinion', i.opinion, 'opinionBy', by.name, 'opinionAt', to_char(i.opinion_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        order by u.path), '[]')
      from conference_unit i join unit u on u.id = i.unit_id left join person by on by.id = i.opinion_by
      where i.conference_id = c.id) as units
  from case_conference c join person p on p.id = c.convened_by join service_case s on s.id = c.case_id join unit cu on cu.id = s.unit_id`;

/** Every conference of a case, the latest last. */
export async function conferencesOf(db: Db, caseId: string): Promise<ConferenceRow[]> {
  const rows = await db<ConferenceRow[]>`${select(db)} where c.case_id = ${caseId} order by c.convened_at, c.id`;
  return [...rows];
}

export async function readConference(db: Db, id: string): Promise<ConferenceRow | null> {
  const [row] = await db<ConferenceRow[]>`${select(db)} where c.id = ${id}`;
  return row ?? null;
}

export type NewConference = {
  id: string;
  caseId: string;
  convenedBy: string;
  startsAt: string;
  place: string;
  questions: string;
  unitIds: string[];
  now: string;
};

/** The invited units take part in the case while the conference lasts. False when one is convened already. */
export async function insertConference(tx: Tx, convened: NewConference): Promise<boolean> {
  const rows = await tx`
    insert into case_conference (id, case_id, convened_by, convened_at, starts_at, place, questions, status)
    values (${convened.id}, ${convened.caseId}, ${convened.convenedBy}, ${convened.now}, ${convened.startsAt}, ${convened.place},
      ${convened.questions}, 'convened')
    on conflict (case_id) where status = 'convened' do nothing returning 1`;
  if (rows.length === 0) return false;
  for (const unitId of convened.unitIds) {
    await tx`insert into conference_unit (conference_id, unit_id) values (${convened.id}, ${unitId})`;
    await addParty(tx, { caseId: convened.caseId, unitId, role: 'conference', now: convened.now });
  }
  return true;
}

export async function moveConference(tx: Tx, moved: { id: string; startsAt: string; place: string }): Promise<void> {
  await tx`update case_conference set starts_at = ${moved.startsAt}, place = ${moved.place} where id = ${moved.id}`;
  // Whoever was coming at another time says so again.
  await tx`update conference_unit set attendance = 'invited' where conference_id = ${moved.id} and attendance = 'coming'`;
}

export async function setAttendance(tx: Tx, answered: { id: string; unitIds: string[]; attendance: Attendance }): Promise<void> {
  await tx`
    update conference_unit set attendance = ${answered.attendance}
    where conference_id = ${answered.id} and unit_id = any(${answered.unitIds})`;
}

export async function setOpinion(tx: Tx, said: { id: string; unitIds: string[]; opinion: string; by: string; now: string }): Promise<void> {
  await tx`
    update conference_unit set opinion = ${said.opinion}, opinion_by = ${said.by}, opinion_at = ${said.now}
    where conference_id = ${said.id} and unit_id = any(${said.unitIds})`;
}

export async function decideConference(
  tx: Tx,
  decided: { id: string; caseId: string; decision: string; outward: string; attendedIds: string[]; by: string; now: string },
): Promise<void> {
  await tx`
    update case_conference set status = 'decided', decision = ${decided.decision}, outward = ${decided.outward}, ended_by = ${decided.by},
      ended_at = ${decided.now} where id = ${decided.id}`;
  await tx`update conference_unit set attended = (unit_id = any(${decided.attendedIds})) where conference_id = ${decided.id}`;
  await endParty(tx, { caseId: decided.caseId, unitId: null, role: 'conference', now: decided.now });
}

/** Cancels the conference that is convened on a case, if any; with `by` null because the case ended. The units it had invited. */
export async function cancelConference(
  tx: Tx,
  cancelled: { caseId: string; by: string | null; reason: string | null; now: string },
): Promise<{ id: string; path: string }[]> {
  const rows = await tx<{ id: string; path: string }[]>`
    with ended as (
      update case_conference set status = 'cancelled', ended_by = ${cancelled.by}, ended_at = ${cancelled.now}, cancel_reason = ${cancelled.reason}
      where case_id = ${cancelled.caseId} and status = 'convened' returning id
    )
    select u.id, u.path from ended join conference_unit i on i.conference_id = ended.id join unit u on u.id = i.unit_id`;
  if (rows.length > 0) await endParty(tx, { caseId: cancelled.caseId, unitId: null, role: 'conference', now: cancelled.now });
  return [...rows];
}
