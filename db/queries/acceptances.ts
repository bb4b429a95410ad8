import type { AcceptanceAction, AcceptanceStatus } from '../../shared/rules/acceptance-flow';
import type { GapReason } from '../../shared/rules/gap';
import { type Db, json } from '../client';

export type GapRow = {
  materialId: string;
  name: string;
  reason: GapReason;
  note: string | null;
  promise: string;
  supplyBy: string;
  suppliedAt: string | null;
};

export type AcceptanceRow = {
  id: string;
  appointmentId: string;
  code: string;
  itemName: string;
  personId: string;
  applicantName: string;
  hallId: string;
  hallName: string;
  hallAddress: string;
  hallPhone: string;
  unitPath: string;
  ownerName: string;
  status: AcceptanceStatus;
  acceptedAt: string;
  promisedWorkingDays: number;
  dueAt: string;
  explanation: string[];
  endedAt: string | null;
  endNote: string | null;
  gaps: GapRow[];
};

const gapsOf = (db: Db) => db`
  coalesce((select jsonb_agg(jsonb_build_object('materialId', g.material_id, 'name', g.name, 'reason', g.reason, 'note', g.note, 'promise', g.promise,
    'supplyBy', g.supply_by, 'suppliedAt', to_char(g.supplied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by g.supply_by, g.material_id)
    from acceptance_gap g where g.acceptance_id = x.id), '[]') as gaps`;

const columns = (db: Db) => db`
  x.id, x.appointment_id as "appointmentId", a.code, a.item_name as "itemName", a.person_id as "personId", p.name as "applicantName",
  x.hall_id as "hallId", h.name as "hallName", h.address as "hallAddress", h.phone as "hallPhone", u.path as "unitPath", o.name as "ownerName", x.status,
  x.accepted_at as "acceptedAt", x.promised_working_days as "promisedWorkingDays", x.due_at as "dueAt", x.explanation, x.ended_at as "endedAt",
  x.end_note as "endNote", ${gapsOf(db)}`;

const source = (db: Db) => db`
  acceptance x join appointment a on a.id = x.appointment_id join person p on p.id = a.person_id join hall h on h.id = x.hall_id
  join unit u on u.id = h.unit_id join person o on o.id = x.owner_id`;

export async function acceptanceOf(db: Db, appointmentId: string): Promise<AcceptanceRow | null> {
  const [row] = await db<AcceptanceRow[]>`select ${columns(db)} from ${source(db)} where x.appointment_id = ${appointmentId}`;
  return row ?? null;
}

/** One case of a window; `lock` keeps it and its gaps still until the transaction ends. */
export async function acceptanceById(db: Db, id: string, lock?: 'lock'): Promise<AcceptanceRow | null> {
  if (lock) await db`select from acceptance where id = ${id} for update`;
  const [row] = await db<AcceptanceRow[]>`select ${columns(db)} from ${source(db)} where x.id = ${id}`;
  return row ?? null;
}

export type AcceptanceScope = 'open' | 'gaps' | 'overdue' | 'ended';

/** A page of a hall's cases: those with the nearest date first, ended ones newest first. `overdue`: with a gap whose promised day is over. */
export async function acceptancesOfHall(
  db: Db,
  hallId: string,
  { scope, today, after, limit }: { scope: AcceptanceScope; today: string; after: { at: string; id: string } | null; limit: number },
): Promise<AcceptanceRow[]> {
  const gap = db`select from acceptance_gap g where g.acceptance_id = x.id and g.supplied_at is null`;
  const which = {
    open: db`x.status = 'open'`,
    gaps: db`x.status = 'open' and exists (${gap})`,
    overdue: db`x.status = 'open' and exists (${gap} and g.supply_by < ${today})`,
    ended: db`x.status <> 'open'`,
  };
  const order = scope === 'ended' ? db`x.ended_at desc, x.id desc` : db`x.due_at, x.id`;
  const behind =
    scope === 'ended'
      ? db`(x.ended_at, x.id) < (${after?.at ?? null}, ${after?.id ?? null})`
      : db`(x.due_at, x.id) > (${after?.at ?? null}, ${after?.id ?? null})`;
  return db<AcceptanceRow[]>`
    select ${columns(db)} from ${source(db)} where x.hall_id = ${hallId} and ${which[scope]} ${after ? db`and ${behind}` : db``} order by ${order} limit ${limit}`;
}

export type NewAcceptance = {
  id: string;
  appointmentId: string;
  hallId: string;
  ownerId: string;
  acceptedAt: string;
  promisedWorkingDays: number;
  dueAt: string;
  explanation: string[];
  gaps: Omit<GapRow, 'suppliedAt'>[];
};

/** Makes the case with its gaps and the first line of its history. */
export async function insertAcceptance(tx: Db, one: NewAcceptance): Promise<void> {
  await tx`
    insert into acceptance (id, appointment_id, hall_id, owner_id, status, accepted_at, promised_working_days, due_at, explanation)
    values (${one.id}, ${one.appointmentId}, ${one.hallId}, ${one.ownerId}, 'open', ${one.acceptedAt}, ${one.promisedWorkingDays}, ${one.dueAt},
      ${json(tx, one.explanation)})`;
  for (const gap of one.gaps) {
    await tx`
      insert into acceptance_gap (acceptance_id, material_id, name, reason, note, promise, supply_by)
      values (${one.id}, ${gap.materialId}, ${gap.name}, ${gap.reason}, ${gap.note}, ${gap.promise}, ${gap.supplyBy})`;
  }
  await appendAcceptanceEvent(tx, { id: one.id, at: one.acceptedAt, action: 'accept', status: 'open', actorId: one.ownerId, note: null });
}

export type AcceptanceEvent = {
  id: string;
  at: string;
  action: 'accept' | AcceptanceAction;
  status: AcceptanceStatus;
  actorId: string;
  note: string | null;
};

async function appendAcceptanceEvent(tx: Db, { id, at, action, status, actorId, note }: AcceptanceEvent): Promise<void> {
  await tx`
    insert into acceptance_event (acceptance_id, seq, at, action, status, actor_id, note)
    select ${id}, coalesce(max(seq), 0) + 1, ${at}, ${action}, ${status}, ${actorId}, ${note} from acceptance_event where acceptance_id = ${id}`;
}

/** Notes a gap as supplied, together with its event; false when it is not open. */
export async function supplyGap(tx: Db, materialId: string, event: AcceptanceEvent): Promise<boolean> {
  const rows = await tx`
    update acceptance_gap set supplied_at = ${event.at}, supplied_to = ${event.actorId}
    where acceptance_id = ${event.id} and material_id = ${materialId} and supplied_at is null returning 1`;
  if (rows.length === 1) await appendAcceptanceEvent(tx, event);
  return rows.length === 1;
}

/** Ends a case together with its event. */
export async function endAcceptance(tx: Db, event: AcceptanceEvent): Promise<void> {
  await tx`update acceptance set status = ${event.status}, ended_at = ${event.at}, end_note = ${event.note} where id = ${event.id}`;
  await appendAcceptanceEvent(tx, event);
}

export type GapToRemind = { acceptanceId: string; appointmentId: string; materialId: string; name: string; supplyBy: string };

/** Gaps that are open and due by `until`, of which nobody was reminded; what was promised after `acceptedBefore` is fresh in mind. */
export async function unremindedGaps(db: Db, span: { today: string; until: string; acceptedBefore: string }, limit: number): Promise<GapToRemind[]> {
  return db<GapToRemind[]>`
    select x.id as "acceptanceId", x.appointment_id as "appointmentId", g.material_id as "materialId", g.name, g.supply_by as "supplyBy"
    from acceptance_gap g join acceptance x on x.id = g.acceptance_id and x.status = 'open'
    where g.supplied_at is null and g.reminded_at is null and g.supply_by between ${span.today} and ${span.until} and x.accepted_at < ${span.acceptedBefore}
    order by g.supply_by, x.id, g.material_id limit ${limit}`;
}

/** Notes the reminder; false when another run has it, or the gap was supplied meanwhile. */
export async function noteGapReminder(tx: Db, gap: GapToRemind, now: string): Promise<boolean> {
  const rows = await tx`
    update acceptance_gap g set reminded_at = ${now} from acceptance x
    where x.id = g.acceptance_id and x.status = 'open' and g.acceptance_id = ${gap.acceptanceId} and g.material_id = ${gap.materialId}
      and g.supplied_at is null and g.reminded_at is null returning 1`;
  return rows.length === 1;
}

export type OverdueAcceptance = { acceptanceId: string; appointmentId: string; dueAt: string };

/** Cases that are open after their promised date, of which the hall was not told. */
export async function untoldOverdue(db: Db, now: string, limit: number): Promise<OverdueAcceptance[]> {
  return db<OverdueAcceptance[]>`
    select id as "acceptanceId", appointment_id as "appointmentId", due_at as "dueAt" from acceptance
    where status = 'open' and due_at < ${now} and overdue_told_at is null order by due_at, id limit ${limit}`;
}

/** Notes that the hall is told; false when another run has it, or the case has ended meanwhile. */
export async function noteOverdue(db: Db, { acceptanceId }: OverdueAcceptance, now: string): Promise<boolean> {
  const rows = await db`
    update acceptance set overdue_told_at = ${now} where id = ${acceptanceId} and status = 'open' and overdue_told_at is null returning 1`;
  return rows.length === 1;
}

/** Open gaps whose promised day is over, of which the hall was not told. */
export async function untoldOverdueGaps(db: Db, today: string, limit: number): Promise<GapToRemind[]> {
  return db<GapToRemind[]>`
    select x.id as "acceptanceId", x.appointment_id as "appointmentId", g.material_id as "materialId", g.name, g.supply_by as "supplyBy"
    from acceptance_gap g join acceptance x on x.id = g.acceptance_id and x.status = 'open'
    where g.supplied_at is null and g.overdue_told_at is null and g.supply_by < ${today}
    order by g.supply_by, x.id, g.material_id limit ${limit}`;
}

/** Notes that the hall is told; false when another run has it, or the gap was supplied meanwhile. */
export async function noteOverdueGap(db: Db, gap: GapToRemind, now: string): Promise<boolean> {
  const rows = await db`
    update acceptance_gap g set overdue_told_at = ${now} from acceptance x
    where x.id = g.acceptance_id and x.status = 'open' and g.acceptance_id = ${gap.acceptanceId} and g.material_id = ${gap.materialId}
      and g.supplied_at is null and g.overdue_told_at is null returning 1`;
  return rows.length === 1;
}
