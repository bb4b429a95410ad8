import type { Db, Tx } from '../../db/client';
import { type CaseChange, type CaseRecord, type ClockRow, clocksOfCase, lockCase, readCase, recordCaseEvent } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import { seesCaseAsRequester, seesCaseAsStaff } from '../../shared/rules/access';
import { availableCaseActions, type CaseAction, caseFlow } from '../../shared/rules/case-flow';
import type { Actor } from '../../shared/rules/roles';
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

/**
 * One step of a case: locks it, refuses what may not be done now, changes status, owner and clocks together with the event, and tells 12345
 * of its own orders. `plan` sees the locked case and its clocks.
 */
export async function actOnCase(
  tx: Tx,
  doer: Doer,
  act: { id: string; action: CaseAction; side: Side },
  plan: (subject: CaseRecord, clocks: ClockRow[]) => Promise<Step> | Step,
): Promise<CaseRecord> {
  const before = seen(await lockCase(tx, act.id), doer.actor, act.side);
  const status = guard(before, act.action, doer);
  const step = await plan(before, await clocksOfCase(tx, before.id));
  const recorded = await recordCaseEvent(tx, before, {
    action: act.action,
    status,
    actorId: doer.actor.personId,
    text: step.text ?? null,
    internal: step.internal ?? false,
    change: step.change ?? {},
    clocks: step.clocks ?? [],
    now: doer.now,
  });
  if (!recorded) refuse('wrong_state');
  const after = await readCase(tx, before.id);
  if (!after) throw new Error('a locked case is gone');
  await tellHotline(tx, after, act.action, step.text ?? null, doer.now);
  return after;
}

function seen(subject: CaseRecord | null, actor: Actor, side: Side): CaseRecord {
  if (!subject || !(side === 'staff' ? seesCaseAsStaff : seesCaseAsRequester)(actor, subject)) return refuse('not_found');
  return subject;
}

/** The status this action leads to. What the flow allows but not this person is a matter of role, all else of state. */
function guard(subject: CaseRecord, action: CaseAction, doer: Doer) {
  const next = caseFlow[subject.status][action];
  if (!next || (action === 'contact' && subject.contactedAt !== null)) refuse('wrong_state');
  if (availableCaseActions(subject, doer.actor, doer.now).includes(action)) return next;
  refuse(action === 'dispute' ? 'deadline_passed' : 'role_required');
}
