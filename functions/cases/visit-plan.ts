import type { Db, Tx } from '../../db/client';
import {
  cancelVisitPlan,
  insertVisitPlan,
  readHomeVisit,
  readVisitPlan,
  staffOfUnit,
  startOfUnit,
  stopsOf,
  type VisitPlanRow,
} from '../../db/queries/home-visits';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { visitLimits } from '../../shared/rules/home-visit-flow';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { orderStops, type Start, type Stop, timesOf, windowOf } from '../../shared/rules/route-order';
import { addDays, clockMinutes, minutesClock, shanghaiClock, shanghaiDay, shanghaiInstant } from '../../shared/rules/shanghai';
import { homeVisitText } from '../../shared/text/home-visits';
import { dateText, whenText } from '../../shared/text/when';
import type { Call } from '../call';
import { newId } from '../ids';
import { notify } from '../notify';
import { seenVisit, situationOf, tellOfVisit, visitStep, visitView } from './home-visit';

type PlanView = Output<'visitDesk.readPlan'>;
const planners: readonly StaffRole[] = ['liaison', 'handler', 'unit_head', 'supervisor'];

/** A round as staff see it: those of its unit, and its team. */
export async function planView(db: Db, id: string, actor: Actor, now: string): Promise<PlanView> {
  const row = seenPlan(await readVisitPlan(db, id), actor);
  const stops = await stopsOf(db, id);
  const begun = stops.some(({ status }) => status === 'arrived' || status === 'done');
  return {
    id,
    unitName: row.unitName,
    day: row.day,
    leavesAt: row.leavesAt,
    members: row.members,
    equipment: row.equipment,
    cancelReason: row.cancelReason,
    stops: stops.map((stop) => visitView(stop, 'staff', actor, now)),
    mayCancel: row.cancelledAt === null && !begun && reachesUnit(actor, planners, row.unitPath),
  };
}

function seenPlan(row: VisitPlanRow | null, actor: Actor): VisitPlanRow {
  const sees = row && (reachesUnit(actor, planners, row.unitPath) || (actor.staff.length > 0 && row.members.some(({ id }) => id === actor.personId)));
  return sees ? row : refuse('not_found');
}

/**
 * Plans a round: stops in route order within the hours of each, the team free on that day, every firm told its window. All of it or nothing.
 * Refuses by name what cannot be: a stop outside its hours, somebody in another team, a firm to which another team goes.
 */
export async function makePlan(tx: Tx, call: Call<'visitDesk.plan'>): Promise<PlanView> {
  const { day, leavesAt, visitIds, memberIds, equipment } = call.input;
  const { actor, now } = call;
  const today = shanghaiDay(now);
  if (day < today || (day === today && leavesAt <= shanghaiClock(now))) refuse('day_too_early');
  if (day > addDays(today, visitLimits.daysAhead)) refuse('day_too_far');
  const wanted = [...new Set(visitIds)];
  const visits = await Promise.all(wanted.map(async (id) => seenVisit(await readHomeVisit(tx, id), 'staff', actor)));
  const unit = visits[0] ?? refuse('not_found');
  if (visits.some((visit) => situationOf(visit).status !== 'approved')) refuse('wrong_state');
  const team = [...new Set(memberIds)];
  const mayGo = await staffOfUnit(tx, unit.unitPath);
  if (team.some((id) => !mayGo.some((known) => known.id === id))) refuse('person_unknown');
  const from = (await startOfUnit(tx, unit.unitId)) ?? { latitude: unit.latitude, longitude: unit.longitude };
  const start: Start = { ...from, leavesAt: clockMinutes(leavesAt) };
  const order = orderStops(
    start,
    visits.map((visit): Stop => ({ ...visit, opens: clockMinutes(visit.opens), closes: clockMinutes(visit.closes) })),
  );
  const times = timesOf(start, order);
  const late = times.find(({ isLate }) => isLate);
  if (late) refuse('stop_outside_hours', { visitId: late.id });
  const planId = newId('plan', now);
  const row = { id: planId, unitId: unit.unitId, day, leavesAt, ...from, equipment, memberIds: team, madeBy: actor.personId, now };
  if (!(await insertVisitPlan(tx, row))) refuse('member_taken');
  const names = mayGo.filter(({ id }) => team.includes(id)).map(({ name }) => name);
  // Cases are locked in the order of their ids, so that two plans never wait for each other.
  const stops = times.map((time, index) => ({ time, seq: index + 1, caseId: visits.find(({ id }) => id === time.id)?.caseId ?? '' }));
  for (const { time, seq } of [...stops].sort((one, other) => (one.caseId < other.caseId ? -1 : 1))) {
    const window = windowOf(time);
    const [fromAt, untilAt] = [shanghaiInstant(day, minutesClock(window.from)), shanghaiInstant(day, minutesClock(window.until))];
    const text = homeVisitText.planned(whenText(fromAt), shanghaiClock(untilAt), names.join('、'));
    const { subject } = await visitStep(tx, call, { id: time.id, action: 'plan', side: 'staff' }, () => ({
      text,
      change: { planId, day, seq, fromAt, untilAt },
    }));
    await tellOfVisit(tx, subject, 'case_visit_planned', now, text);
  }
  const words = homeVisitText.member(dateText(day, today), leavesAt, stops.length);
  for (const personId of team) await notify(tx, { personId, kind: 'staff_visit_planned', subjectId: planId, facts: { when: words }, now });
  return planView(tx, planId, actor, now);
}

/** Cancels a round: its firms wait for another one. */
export async function cancelPlan(tx: Tx, call: Call<'visitDesk.cancelPlan'>): Promise<PlanView> {
  const { id, reason } = call.input;
  const { actor, now } = call;
  const row = seenPlan(await readVisitPlan(tx, id), actor);
  const stops = await stopsOf(tx, id);
  if (!reachesUnit(actor, planners, row.unitPath)) refuse('role_required');
  if (stops.some(({ status }) => status === 'arrived' || status === 'done')) refuse('wrong_state');
  for (const stop of [...stops].sort((one, other) => (one.caseId < other.caseId ? -1 : 1))) {
    const text = homeVisitText.rescheduled(reason);
    const { subject } = await visitStep(tx, call, { id: stop.id, action: 'reschedule', side: 'staff' }, () => ({ text, change: { reason } }));
    await tellOfVisit(tx, subject, 'case_visit_changed', now, text);
  }
  if (!(await cancelVisitPlan(tx, { id, reason, now }))) refuse('wrong_state');
  for (const { id: personId } of row.members) {
    if (personId === actor.personId) continue;
    await notify(tx, { personId, kind: 'staff_visit_off', subjectId: id, facts: { when: dateText(row.day, shanghaiDay(now)), reason }, now });
  }
  return planView(tx, id, actor, now);
}
