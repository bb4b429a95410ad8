import type { RectificationStatus } from '../../shared/rules/rectification-flow';
import { type Db, json, type Tx } from '../client';

export type RectificationRow = {
  id: string;
  caseId: string;
  status: RectificationStatus;
  hazard: string;
  place: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  orderedAt: string;
  orderedSeq: number;
  dueAt: string;
  explanation: string[];
  timesReturned: number;
  reportedBy: string | null;
  reportedAt: string | null;
  reportedSeq: number | null;
  report: string | null;
  endedAt: string | null;
  finding: string | null;
};

const columns = (db: Db) => db`
  r.id, r.case_id as "caseId", r.status, r.hazard, r.place, r.unit_id as "unitId", u.name as "unitName", u.path as "unitPath",
  r.ordered_at as "orderedAt", r.ordered_seq as "orderedSeq", r.due_at as "dueAt", r.explanation, r.times_returned as "timesReturned",
  r.reported_by as "reportedBy", r.reported_at as "reportedAt", r.reported_seq as "reportedSeq", r.report, r.ended_at as "endedAt", r.finding`;

/** Every rectification of a case, the latest last. */
export async function rectificationsOf(db: Db, caseId: string): Promise<RectificationRow[]> {
  const rows = await db<RectificationRow[]>`
    select ${columns(db)} from rectification r join unit u on u.id = r.unit_id where r.case_id = ${caseId} order by r.ordered_at, r.id`;
  return [...rows];
}

/** Hidden dangers that units under these paths put right: open, of these late, and passed since an instant. */
export async function hazardCounts(
  db: Db,
  unitPaths: readonly string[],
  { now, since }: { now: string; since: string },
): Promise<{ open: number; overdue: number; passed: number }> {
  const [row] = await db<{ open: number; overdue: number; passed: number }[]>`
    select (count(*) filter (where r.status in ('ordered', 'reported')))::int as open,
      (count(*) filter (where r.status = 'ordered' and r.due_at < ${now}))::int as overdue,
      (count(*) filter (where r.status = 'passed' and r.ended_at >= ${since}))::int as passed
    from rectification r join unit u on u.id = r.unit_id
    where u.path like any(${unitPaths.map((path) => `${path}%`)}) and (r.ended_at is null or r.ended_at >= ${since})`;
  return row ?? { open: 0, overdue: 0, passed: 0 };
}

export async function readRectification(db: Db, caseId: string, id: string): Promise<RectificationRow | null> {
  const [row] = await db<RectificationRow[]>`
    select ${columns(db)} from rectification r join unit u on u.id = r.unit_id where r.id = ${id} and r.case_id = ${caseId}`;
  return row ?? null;
}

export async function insertRectification(
  tx: Tx,
  ordered: {
    id: string;
    caseId: string;
    unitId: string;
    hazard: string;
    place: string;
    orderedBy: string;
    seq: number;
    dueAt: string;
    explanation: string[];
    now: string;
  },
): Promise<void> {
  await tx`
    insert into rectification (id, case_id, unit_id, status, hazard, place, ordered_by, ordered_at, ordered_seq, due_at, explanation)
    values (${ordered.id}, ${ordered.caseId}, ${ordered.unitId}, 'ordered', ${ordered.hazard}, ${ordered.place}, ${ordered.orderedBy}, ${ordered.now},
      ${ordered.seq}, ${ordered.dueAt}, ${json(tx, ordered.explanation)})`;
}

export async function reportRectification(tx: Tx, reported: { id: string; by: string; report: string; seq: number; now: string }): Promise<void> {
  await tx`
    update rectification set status = 'reported', reported_by = ${reported.by}, reported_at = ${reported.now}, reported_seq = ${reported.seq},
      report = ${reported.report}
    where id = ${reported.id} and status = 'ordered'`;
}

/** Passed or cancelled: an end, with who and why. */
export async function endRectification(
  tx: Tx,
  ended: { id: string; status: 'passed' | 'cancelled'; by: string; finding: string; now: string },
): Promise<void> {
  await tx`
    update rectification set status = ${ended.status}, ended_by = ${ended.by}, ended_at = ${ended.now}, finding = ${ended.finding}
    where id = ${ended.id} and status in ('ordered', 'reported')`;
}

/** Back to work; the date stays, and whoever is late is told again. */
export async function returnRectification(tx: Tx, returned: { id: string; finding: string }): Promise<void> {
  await tx`
    update rectification set status = 'ordered', times_returned = times_returned + 1, finding = ${returned.finding}, warned_at = null
    where id = ${returned.id} and status = 'reported'`;
}

export async function countOpenRectifications(db: Db, caseId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) from rectification where case_id = ${caseId} and status in ('ordered', 'reported')`;
  return row?.count ?? 0;
}

/** Whether another open rectification of the case is with this unit. */
export async function hasOpenRectification(db: Db, caseId: string, unitId: string): Promise<boolean> {
  const rows = await db`
    select 1 from rectification where case_id = ${caseId} and unit_id = ${unitId} and status in ('ordered', 'reported')`;
  return rows.length > 0;
}

/** Those whose date has passed and nobody was told, the longest first. */
export async function lateRectifications(db: Db, now: string, limit: number): Promise<{ id: string; caseId: string }[]> {
  const rows = await db<{ id: string; caseId: string }[]>`
    select id, case_id as "caseId" from rectification where status = 'ordered' and due_at < ${now} and warned_at is null order by due_at limit ${limit}`;
  return [...rows];
}

/** False when somebody else has told in the meantime, or it is no longer late. */
export async function markWarned(tx: Tx, id: string, now: string): Promise<boolean> {
  const rows = await tx`
    update rectification set warned_at = ${now} where id = ${id} and status = 'ordered' and due_at < ${now} and warned_at is null returning 1`;
  return rows.length === 1;
}
