import type { Tx } from '../../db/client';
import { insertReferral, moveReferral, referredTo, unitsThatHadCase } from '../../db/queries/case-sides';
import type { CaseRecord } from '../../db/queries/cases';
import { staffReaching } from '../../db/queries/staff';
import { firstResponsible, workingUnit } from '../../db/queries/units';
import { refuse } from '../../shared/contract/errors';
import { referralLimit } from '../../shared/rules/case-clocks';
import { referralGoesTo } from '../../shared/rules/case-flow';
import { shiftAt } from '../../shared/rules/duty';
import { addWorkingHours } from '../../shared/rules/work-time';
import { referralText } from '../../shared/text/cases';
import { explainDeadline } from '../../shared/text/work-time';
import { currentCalendar } from '../calendar';
import type { Call } from '../call';
import { newId } from '../ids';
import { actOnCase } from './act';
import { tellCase, tellStaff, unitContacts } from './notices';

const side = 'staff' as const;

/**
 * Refers a case to another unit, or, after two referrals or to a unit that has had it, to the supervisor (D3). Until somebody takes it on
 * the owner stays responsible and the clocks run.
 */
export async function refer(tx: Tx, call: Call<'desk.refer'>): Promise<CaseRecord> {
  const { id, unitId, reason } = call.input;
  const { actor, now } = call;
  const target = (await workingUnit(tx, unitId)) ?? refuse('unit_unknown');
  const calendar = await currentCalendar(call.database);
  const referred = await actOnCase(tx, call, { id, action: 'refer', side }, async (subject) => {
    if (unitId === subject.unitId) refuse('unit_unknown');
    const toUnit = referralGoesTo(subject, unitId, await unitsThatHadCase(tx, id)) === 'unit';
    const end = toUnit ? addWorkingHours(calendar, now, referralLimit.workingHours) : null;
    if (end && !end.ok) return refuse('calendar_unknown');
    const dueAt = end?.at ?? null;
    const explanation = end ? explainDeadline(end) : [];
    const toUnitId = toUnit ? unitId : null;
    await insertReferral(tx, {
      id: newId('ref', now),
      caseId: id,
      fromUnitId: subject.unitId,
      toUnitId,
      reason,
      askedBy: actor.personId,
      dueAt,
      explanation,
      now,
    });
    const text = toUnit ? referralText.to(target.name, reason) : referralText.toSupervisor(target.name, reason);
    return { text, change: { timesReferred: subject.timesReferred + (toUnit ? 1 : 0) } };
  });
  if (referred.referral?.state === 'pending') await tellStaff(tx, referred, 'staff_case_referred', await unitContacts(tx, target, now), now, reason);
  else await tellSupervisors(tx, referred, now, reason);
  return referred;
}

/** Takes a referred case on: unit and owner change, the clocks go on as they were. */
export async function acceptReferral(tx: Tx, call: Call<'desk.acceptReferral'>): Promise<CaseRecord> {
  const { actor, now } = call;
  const { id } = call.input;
  const accepted = await actOnCase(tx, call, { id, action: 'acceptReferral', side }, async () => {
    const target = (await referredTo(tx, id)) ?? refuse('wrong_state');
    await moveReferral(tx, { caseId: id, from: ['pending'], to: 'accepted', decidedBy: actor.personId, answer: null, now });
    return { text: target.name, change: { unitId: target.id, ownerId: actor.personId } };
  });
  await tellCase(tx, accepted, 'case_referred', accepted.requesterId, now);
  return accepted;
}

/** Sends a referred case back to the unit it came from. */
export async function returnReferral(tx: Tx, call: Call<'desk.returnReferral'>): Promise<CaseRecord> {
  const { actor, now } = call;
  const { id, reason } = call.input;
  const returned = await actOnCase(tx, call, { id, action: 'returnReferral', side }, async () => {
    await moveReferral(tx, { caseId: id, from: ['pending'], to: 'returned', decidedBy: actor.personId, answer: reason, now });
    return { text: reason, internal: true };
  });
  await tellStaff(tx, returned, 'staff_referral_returned', [returned.ownerId], now, reason);
  return returned;
}

/** The supervisor names the unit; the unit cannot send the case back. */
export async function direct(tx: Tx, call: Call<'desk.direct'>): Promise<CaseRecord> {
  const { actor, now } = call;
  const { id, unitId, reason } = call.input;
  const target = (await workingUnit(tx, unitId)) ?? refuse('unit_unknown');
  const ownerId = (await firstResponsible(tx, target.id, shiftAt(now))) ?? refuse('unit_unknown');
  const directed = await actOnCase(tx, call, { id, action: 'direct', side }, async (subject) => {
    await moveReferral(tx, { caseId: id, from: ['with_supervisor'], to: 'directed', decidedBy: actor.personId, answer: reason, now });
    const change = unitId === subject.unitId ? {} : { unitId: target.id, ownerId };
    return { text: referralText.to(target.name, reason), change };
  });
  await tellCase(tx, directed, 'case_referred', directed.requesterId, now);
  await tellCase(tx, directed, 'staff_case_assigned', directed.ownerId, now);
  return directed;
}

/** Tells every supervisor with reach that a case waits for a decision on its unit. */
export async function tellSupervisors(tx: Tx, subject: CaseRecord, now: string, reason: string): Promise<void> {
  const supervisors = await staffReaching(tx, 'supervisor', subject.unitPath);
  await tellStaff(
    tx,
    subject,
    'staff_case_to_direct',
    supervisors.map(({ id }) => id),
    now,
    reason,
  );
}
