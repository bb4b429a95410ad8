import type { Db } from '../../db/client';
import { lastChangeOf } from '../../db/queries/checklist-changes';
import { checklistByCode } from '../../db/queries/checklists';
import { hallNames } from '../../db/queries/halls';
import type { Output } from '../../shared/contract/index';
import { changedLines } from '../../shared/text/checklist-changed';

/**
 * What a later version of the rules makes of a frozen list (B9), in the same words for the person and the officer; null when it is the same. With
 * `day`, the day of an appointment, a change that begins after it is none.
 */
export async function listChange(db: Db, code: string, day?: string): Promise<Output<'checklists.read'>['change']> {
  const found = await lastChangeOf(db, code);
  if (!found || (found.change === null && !found.needsAnswers)) return null;
  if (day !== undefined && day < found.effectiveFrom) return null;
  const given = (await checklistByCode(db, code))?.given;
  const { toVersion, effectiveFrom, needsAnswers } = found;
  return { toVersion, effectiveFrom, lines: changedLines(found, await hallNames(db)), needsAnswers, answers: given?.answers ?? {} };
}
