import { queryClient } from '../../query';
import type { DeskCase } from './next-step';

/** Shows the answer of a step at once. */
export function showCase(changed: DeskCase): void {
  queryClient.setQueryData<DeskCase>(['desk.read', { id: changed.id }], changed);
}
