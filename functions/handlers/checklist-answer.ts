import type { ChecklistRow } from '../../db/queries/checklists';
import type { Output } from '../../shared/contract/index';

/** The frozen list as it travels: the same for the person and the officer. */
export function checklistAnswer(row: ChecklistRow): Output<'checklists.read'> {
  const { code, itemCode, itemName, createdAt, expiresAt, answers, content } = row;
  return { code, itemCode, itemName, createdAt, expiresAt, answers, content };
}
