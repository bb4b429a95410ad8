import type { KeptChecklist } from '../../db/queries/checklists';
import type { Output } from '../../shared/contract/index';

type List = Output<'checklists.read'>;

/**
 * The frozen list as it travels: the same for the person and the officer. `change` is what later rules make of it (list-change.ts), `relative`
 * the asking person's relative whose list it is.
 */
export function checklistAnswer(row: KeptChecklist, change: List['change'], relative: List['relative'] = null): List {
  const { code, itemCode, itemName, createdAt, expiresAt, answers, content, assistedBy } = row;
  return { code, itemCode, itemName, createdAt, expiresAt, answers, content, change, relative, assistedBy };
}
