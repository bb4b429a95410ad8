import type { Tx } from '../../db/client';
import { dropPending } from '../../db/queries/case-sides';
import type { CaseChange, CaseRecord } from '../../db/queries/cases';
import { insertOccasion } from '../../db/queries/occasions';
import { holdsRole } from '../../db/queries/staff';
import { refuse } from '../../shared/contract/errors';
import type { Input } from '../../shared/contract/index';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { newId } from '../ids';
import { tellCase } from './notices';

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

/** What follows when a case is completed: nothing waits on it any more, it can be rated once, the requester is told. */
export async function closeCase(tx: Tx, completed: CaseRecord, now: string): Promise<CaseRecord> {
  const { id, title, requesterId, unitId } = completed;
  await dropPending(tx, id, now);
  await insertOccasion(tx, {
    id: newId('rate', now),
    subject: 'case',
    subjectId: id,
    place: 'online',
    title,
    personId: requesterId,
    unitId,
    finishedAt: now,
  });
  await tellCase(tx, completed, 'case_completed', requesterId, now);
  return completed;
}
