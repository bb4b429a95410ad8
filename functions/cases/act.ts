import type { Db, Tx } from '../../db/client';
import { type CaseChange, type CaseRecord, type ClockRow, clocksOfCase, lockCase, readCase, recordCaseEvent } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import { isTyped } from '../../shared/rules/text-check';
import { seesCaseAsRequester, seesCaseAsStaff } from '../../shared/rules/access';
import { availableCaseActions, type CaseAction, caseAllows, caseFlow, disputeEnds, isOwnAction, type SideAction } from '../../shared/rules/case-flow';
import type { Actor } from '../../shared/rules/roles';
import { checkBeforeShown } from '../text-checks';
import { tellHotline } from './hotline-update';
import type { Side } from './view';

export type Doer = { actor: Actor; now: string };
export type Step = {
  /** Words on the timeline. */
  text?: string | null;
  internal?: boolean;
  change?: CaseChange;
  clocks?: ClockRow[];
};

/** The case, if this actor may look at it from this side; another's answers as if it were not there (K3). */
export async function visibleCase(db: Db, id: string, actor: Actor, side: Side): Promise<CaseRecord> {
  return seen(await readCase(db, id), actor, side);
}

/** A case after a step, and the number of the step's event. */
export type Acted = CaseRecord & { seq: number };

/**
 * One step of a case: locks it, refuses what may not be done now, changes status, unit, owner and clocks together with the event, and tells
 * 12345 of its own orders. `plan` sees the locked case and its clocks. A side action's own rules are asked by its own part, in `plan`.
 */
export async function actOnCase(
  tx: Tx,
  doer: Doer,
  act: { id: string; action: CaseAction; side: Side },
  plan: (subject: CaseRecord, clocks: ClockRow[]) => Promise<Step> | Step,
): Promise<Acted> {
  const before = seen(await lockCase(tx, act.id), doer.actor, act.side);
  guard(before, act.action, doer);
  const { personId } = doer.actor;
  return take(tx, before, act.action, { actorId: personId, now: doer.now, checkedAs: act.side === 'requester' ? personId : null }, plan);
}

/** A step that time takes, that concerns many cases at once, or whose own part has asked who may take it (a task): the case asks nobody's rights. Null when the case does not allow it now. */
export async function actBySystem(
  tx: Tx,
  act: { id: string; action: SideAction; actorId: string | null; now: string },
  plan: (subject: CaseRecord, clocks: ClockRow[]) => Promise<Step | null> | Step | null,
): Promise<Acted | null> {
  const before = await lockCase(tx, act.id);
  if (!before || !caseAllows(before, act.action, act.now)) return null;
  const step = await plan(before, await clocksOfCase(tx, before.id));
  return step && take(tx, before, act.action, { ...act, checkedAs: null }, () => step);
}

async function take(
  tx: Tx,
  before: CaseRecord,
  action: CaseAction,
  /** `checkedAs`: who of the requester's side speaks; others of a firm read it. */
  { actorId, now, checkedAs }: { actorId: string | null; now: string; checkedAs: string | null },
  plan: (subject: CaseRecord, clocks: ClockRow[]) => Promise<Step> | Step,
): Promise<Acted> {
  const status = caseFlow[before.status][action];
  if (!status) return refuse('wrong_state');
  const step = await plan(before, await clocksOfCase(tx, before.id));
  const seq = await recordCaseEvent(tx, before, {
    action,
    status,
    actorId,
    text: step.text ?? null,
    internal: step.internal ?? false,
    change: step.change ?? {},
    clocks: step.clocks ?? [],
    now,
  });
  if (seq === null) refuse('wrong_state');
  if (checkedAs !== null && before.enterpriseId !== null && step.text && isTyped(action))
    await checkBeforeShown(tx, { kind: 'request_words', subjectId: before.id, seq }, { authorId: checkedAs, now });
  const after = await readCase(tx, before.id);
  if (!after) throw new Error('a locked case is gone');
  await tellHotline(tx, after, action, step.text ?? null, now);
  return { ...after, seq };
}

function seen(subject: CaseRecord | null, actor: Actor, side: Side): CaseRecord {
  if (!subject || !(side === 'staff' ? seesCaseAsStaff : seesCaseAsRequester)(actor, subject)) return refuse('not_found');
  return subject;
}

/** What the case does not allow is a matter of state or of a time that is over; what it does not allow this person, of role. */
function guard(subject: CaseRecord, action: CaseAction, { actor, now }: Doer): void {
  if (!caseAllows(subject, action, now)) refuse(tooLate(subject, action, now) ?? 'wrong_state');
  if (isOwnAction(action) && !availableCaseActions(subject, actor, now).includes(action)) refuse('role_required');
}

/** Steps that were possible until a moment that has passed. */
function tooLate(subject: CaseRecord, action: CaseAction, now: string): 'deadline_passed' | 'limit_passed' | 'extension_used' | null {
  if (caseFlow[subject.status][action] === undefined) return null;
  if (action === 'dispute' && subject.completedAt !== null && now > disputeEnds(subject.completedAt)) return 'deadline_passed';
  if (action !== 'classify' && action !== 'askExtension') return null;
  if (subject.processingDueAt !== null && now > subject.processingDueAt) return 'limit_passed';
  if (action === 'askExtension' && subject.extension === null && subject.referral === null) return 'extension_used';
  return null;
}
