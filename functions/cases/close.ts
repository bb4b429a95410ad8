import type { Tx } from '../../db/client';
import type { CaseChange, CaseRecord } from '../../db/queries/cases';
import { handlersOfCase, insertOccasion } from '../../db/queries/occasions';
import { holdsRole } from '../../db/queries/staff';
import { countOpenRectifications } from '../../db/queries/rectifications';
import { countOpenTasks } from '../../db/queries/tasks';
import { refuse } from '../../shared/contract/errors';
import type { Input } from '../../shared/contract/index';
import type { CaseOutcome } from '../../shared/rules/case-flow';
import { addDays, shanghaiDay } from '../../shared/rules/shanghai';
import { closesWithOpenTasks } from '../../shared/rules/task-flow';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { taskText } from '../../shared/text/conferences';
import { insertReturn } from '../../db/queries/return-visits';
import { returnBegins } from '../../shared/rules/return-visit';
import { newId } from '../ids';
import { tellCase } from './notices';
import { checkVisit } from './home-visit';
import { endPending } from './pending';
import { giveTask } from './tasks';

/**
 * The outcome of a case, whole (D10): beyond policy names the rule, further coordination names with whom and until when. Refuses
 * `evidence_required`, `person_unknown` and `day_too_early`.
 */
export async function outcomeOf(tx: Tx, { outcome, text, rule, next }: Input<'desk.complete'>, now: string): Promise<CaseChange> {
  if (outcome === 'beyond_policy' && rule === undefined) refuse('evidence_required', { wanted: 'rule' });
  if (outcome !== 'needs_coordination') return { outcome, outcomeText: text, outcomeRule: rule ?? null, nextOwnerId: null, nextDay: null };
  if (!next) return refuse('evidence_required', { wanted: 'next' });
  if (next.day <= shanghaiDay(now)) refuse('day_too_early');
  if (!(await holdsRole(tx, next.ownerId))) refuse('person_unknown');
  return { outcome, outcomeText: text, outcomeRule: null, nextOwnerId: next.ownerId, nextDay: next.day };
}

/**
 * A case with a visit ahead is not closed; one with open tasks only with the outcome that lets them go on (shared/rules/task-flow.ts); none is
 * settled while a hidden danger waits for its re-check (D13). Asked under the case's lock.
 */
export async function checkOpenEnds(tx: Tx, id: string, outcome: CaseOutcome | null): Promise<void> {
  await checkVisit(tx, id);
  if (outcome === 'settled' && (await countOpenRectifications(tx, id)) > 0) refuse('rectification_open');
  if (outcome !== null && !closesWithOpenTasks[outcome] && (await countOpenTasks(tx, id)) > 0) refuse('tasks_open');
}

/**
 * What follows when a case is completed: nothing waits on it any more, it can be rated once and is returned to (E2), the requester is told. Further coordination
 * becomes a task of its next owner, so that it is on somebody's list until its date (D10).
 */
export async function closeCase(tx: Tx, calendar: WorkCalendar, completed: CaseRecord, now: string): Promise<CaseRecord> {
  const { id, title, requesterId, unitId, nextOwnerId, nextDay, channel, itemCode, requesterIsCaller } = completed;
  await endPending(tx, completed, now, { tasks: 'keep' });
  if (nextOwnerId !== null && nextDay !== null) {
    // An answer may be signed off after its next day: then the task is due at once.
    const day = nextDay > shanghaiDay(now) ? nextDay : addDays(shanghaiDay(now), 1);
    const task = {
      origin: 'coordination',
      conferenceId: null,
      what: taskText.coordinate,
      ownerId: nextOwnerId,
      due: { day },
      givenBy: null,
    } as const;
    await giveTask(tx, calendar, completed, task, now);
  }
  const occasionId = newId('rate', now);
  await insertOccasion(tx, {
    id: occasionId,
    subject: 'case',
    subjectId: id,
    place: 'online',
    title,
    personId: requesterId,
    unitId,
    finishedAt: now,
    channel,
    itemCode,
    handledBy: await handlersOfCase(tx, id),
  });
  await insertReturn(tx, { id: newId('ret', now), occasionId, ...returnBegins('case', now, !requesterIsCaller) });
  await tellCase(tx, completed, 'case_completed', requesterId, now);
  return completed;
}
