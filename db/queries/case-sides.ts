import type { ApproverLevel, ReferralState } from '../../shared/rules/case-flow';
import type { Db, Tx } from '../client';
import { json } from '../client';
import type { extensionStates, partyRoles } from '../schema/cases';

/** What goes on beside the steps of a case: referrals, help asked of other units, extensions, and the units that take part. */

export type ReferralRow = {
  id: string;
  state: ReferralState;
  fromUnitId: string;
  fromUnitName: string;
  toUnitId: string | null;
  toUnitName: string | null;
  reason: string;
  askedBy: string;
  askedAt: string;
  dueAt: string | null;
  explanation: string[];
  answer: string | null;
};

/** Every referral of a case, the latest last. */
export async function referralsOf(db: Db, caseId: string): Promise<ReferralRow[]> {
  const rows = await db<ReferralRow[]>`
    select r.id, r.state, r.from_unit_id as "fromUnitId", source.name as "fromUnitName", r.to_unit_id as "toUnitId", target.name as "toUnitName",
      r.reason, r.asked_by as "askedBy", r.asked_at as "askedAt", r.due_at as "dueAt", r.explanation, r.answer
    from case_referral r join unit source on source.id = r.from_unit_id left join unit target on target.id = r.to_unit_id
    where r.case_id = ${caseId} order by r.asked_at, r.state in ('pending', 'with_supervisor'), r.id`;
  return [...rows];
}

export type NewReferral = {
  id: string;
  caseId: string;
  fromUnitId: string;
  /** Null: the supervisor decides. */
  toUnitId: string | null;
  reason: string;
  askedBy: string;
  dueAt: string | null;
  explanation: string[];
  now: string;
};

export async function insertReferral(tx: Tx, referral: NewReferral): Promise<void> {
  await tx`
    insert into case_referral (id, case_id, from_unit_id, to_unit_id, state, reason, asked_by, asked_at, due_at, explanation)
    values (${referral.id}, ${referral.caseId}, ${referral.fromUnitId}, ${referral.toUnitId},
      ${referral.toUnitId === null ? 'with_supervisor' : 'pending'}, ${referral.reason}, ${referral.askedBy}, ${referral.now}, ${referral.dueAt},
      ${json(tx, referral.explanation)})`;
  if (referral.toUnitId !== null) await addParty(tx, { caseId: referral.caseId, unitId: referral.toUnitId, role: 'referral', now: referral.now });
}

/** Ends the open referral of a case, or hands it to the supervisor; false when there is none in one of the states `from`. */
export async function moveReferral(
  tx: Tx,
  move: { caseId: string; from: ReferralState[]; to: ReferralState; decidedBy: string | null; answer: string | null; now: string },
): Promise<boolean> {
  const rows = await tx`
    update case_referral set state = ${move.to}, decided_by = ${move.decidedBy}, decided_at = ${move.to === 'with_supervisor' ? null : move.now},
      answer = coalesce(${move.answer}, answer)
    where case_id = ${move.caseId} and state = any(${move.from}) returning 1`;
  if (rows.length > 0) await endParty(tx, { caseId: move.caseId, unitId: null, role: 'referral', now: move.now });
  return rows.length > 0;
}

/** The unit that a case waits for, or null. */
export async function referredTo(db: Db, caseId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await db<{ id: string; name: string }[]>`
    select u.id, u.name from case_referral r join unit u on u.id = r.to_unit_id where r.case_id = ${caseId} and r.state = 'pending'`;
  return row ?? null;
}

/** Cases whose referral was not answered in time, oldest first. */
export async function expiredReferrals(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select case_id as id from case_referral where state = 'pending' and due_at < ${now} order by due_at limit ${limit}`;
  return rows.map((row) => row.id);
}

export type AssistanceRow = {
  id: string;
  unitName: string;
  unitPath: string;
  question: string;
  askedBy: string;
  askedAt: string;
  dueAt: string;
  explanation: string[];
  answer: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
};

export async function assistanceOf(db: Db, caseId: string): Promise<AssistanceRow[]> {
  const rows = await db<AssistanceRow[]>`
    select a.id, u.name as "unitName", u.path as "unitPath", a.question, a.asked_by as "askedBy", a.asked_at as "askedAt", a.due_at as "dueAt",
      a.explanation, a.answer, p.name as "answeredBy", a.answered_at as "answeredAt"
    from case_assistance a join unit u on u.id = a.unit_id left join person p on p.id = a.answered_by
    where a.case_id = ${caseId} order by a.asked_at, a.id`;
  return [...rows];
}

export type NewAssistance = {
  id: string;
  caseId: string;
  unitId: string;
  question: string;
  askedBy: string;
  dueAt: string;
  explanation: string[];
  now: string;
};

/** False when this unit has been asked already and has not answered. */
export async function insertAssistance(tx: Tx, asked: NewAssistance): Promise<boolean> {
  const rows = await tx`
    insert into case_assistance (id, case_id, unit_id, question, asked_by, asked_at, due_at, explanation)
    values (${asked.id}, ${asked.caseId}, ${asked.unitId}, ${asked.question}, ${asked.askedBy}, ${asked.now}, ${asked.dueAt},
      ${json(tx, asked.explanation)})
    on conflict (case_id, unit_id) where answered_at is null do nothing returning 1`;
  if (rows.length > 0) await addParty(tx, { caseId: asked.caseId, unitId: asked.unitId, role: 'assistance', now: asked.now });
  return rows.length > 0;
}

/** Who asked, or null when it is answered already or not of this case. */
export async function answerAssistance(
  tx: Tx,
  answered: { id: string; caseId: string; answeredBy: string; answer: string; now: string },
): Promise<{ askedBy: string } | null> {
  const [row] = await tx<{ askedBy: string; unitId: string }[]>`
    update case_assistance set answer = ${answered.answer}, answered_by = ${answered.answeredBy}, answered_at = ${answered.now}
    where id = ${answered.id} and case_id = ${answered.caseId} and answered_at is null returning asked_by as "askedBy", unit_id as "unitId"`;
  if (!row) return null;
  await endParty(tx, { caseId: answered.caseId, unitId: row.unitId, role: 'assistance', now: answered.now });
  return row;
}

export type ExtensionState = (typeof extensionStates)[number];
export type ExtensionRow = {
  id: string;
  workingDays: number;
  reason: string;
  askedBy: string;
  askedByName: string | null;
  askedAt: string;
  approver: ApproverLevel;
  state: ExtensionState;
  answer: string | null;
};

export async function extensionsOf(db: Db, caseId: string): Promise<ExtensionRow[]> {
  const rows = await db<ExtensionRow[]>`
    select x.id, x.working_days as "workingDays", x.reason, x.asked_by as "askedBy", p.name as "askedByName", x.asked_at as "askedAt", x.approver,
      x.state, x.answer
    from case_extension x join person p on p.id = x.asked_by where x.case_id = ${caseId} order by x.asked_at, x.id`;
  return [...rows];
}

export async function insertExtension(
  tx: Tx,
  asked: { id: string; caseId: string; run: number; workingDays: number; reason: string; askedBy: string; approver: ApproverLevel; now: string },
): Promise<void> {
  await tx`
    insert into case_extension (id, case_id, run, working_days, reason, asked_by, asked_at, approver, state)
    values (${asked.id}, ${asked.caseId}, ${asked.run}, ${asked.workingDays}, ${asked.reason}, ${asked.askedBy}, ${asked.now}, ${asked.approver}, 'asked')`;
}

/** Decides on the extension that is asked, or drops it; null when none is. */
export async function decideExtension(
  tx: Tx,
  decided: { caseId: string; state: Exclude<ExtensionState, 'asked'>; decidedBy: string | null; answer: string | null; now: string },
): Promise<{ workingDays: number; askedBy: string } | null> {
  const [row] = await tx<{ workingDays: number; askedBy: string }[]>`
    update case_extension set state = ${decided.state}, decided_by = ${decided.decidedBy}, decided_at = ${decided.now}, answer = ${decided.answer}
    where case_id = ${decided.caseId} and state = 'asked' returning working_days as "workingDays", asked_by as "askedBy"`;
  return row ?? null;
}

export type PartyRole = (typeof partyRoles)[number];

/** Lets a unit take part in a case. */
export async function addParty(tx: Tx, party: { caseId: string; unitId: string; role: PartyRole; now: string }): Promise<void> {
  await tx`
    insert into case_party (case_id, unit_id, role, since) values (${party.caseId}, ${party.unitId}, ${party.role}, ${party.now})
    on conflict (case_id, unit_id, role) where until is null do nothing`;
}

/** Ends the part of a unit, or of every unit that takes part so. */
export async function endParty(tx: Tx, party: { caseId: string; unitId: string | null; role: PartyRole; now: string }): Promise<void> {
  await tx`
    update case_party set until = ${party.now}
    where case_id = ${party.caseId} and role = ${party.role} and until is null ${party.unitId === null ? tx`` : tx`and unit_id = ${party.unitId}`}`;
}

/** Whatever still waits on a case that is closed: referral, extension and the parts of other units. */
export async function dropPending(tx: Tx, caseId: string, now: string): Promise<void> {
  await moveReferral(tx, { caseId, from: ['pending', 'with_supervisor'], to: 'dropped', decidedBy: null, answer: null, now });
  await decideExtension(tx, { caseId, state: 'dropped', decidedBy: null, answer: null, now });
}

/** Units that have had the case: where it is, and where it came from. */
export async function unitsThatHadCase(db: Db, caseId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select unit_id as id from service_case where id = ${caseId}
    union select from_unit_id from case_referral where case_id = ${caseId}`;
  return rows.map((row) => row.id);
}
