import type { Tx } from '../../db/client';
import { dropPending } from '../../db/queries/case-sides';
import type { CaseRecord } from '../../db/queries/cases';
import { cancelConference } from '../../db/queries/conferences';
import { dropTasks } from '../../db/queries/tasks';
import { conferenceText } from '../../shared/text/conferences';
import { dropVisit } from './home-visit';
import { tellStaff, unitContacts } from './notices';

/**
 * What waits on a case that ends: referral, extension, conference and visit go with it. With `tasks: 'drop'` (withdrawn, declined) so do its tasks;
 * a completed case keeps those that its outcome lets go on.
 */
export async function endPending(tx: Tx, subject: CaseRecord, now: string, { tasks }: { tasks: 'drop' | 'keep' }): Promise<void> {
  await dropPending(tx, subject.id, now);
  for (const unit of await cancelConference(tx, { caseId: subject.id, by: null, reason: null, now })) {
    await tellStaff(tx, subject, 'staff_conference_cancelled', await unitContacts(tx, unit, now), now, conferenceText.caseEnded);
  }
  await dropVisit(tx, subject, now);
  if (tasks === 'drop') await tellStaff(tx, subject, 'staff_task_dropped', await dropTasks(tx, subject.id, now), now);
}
