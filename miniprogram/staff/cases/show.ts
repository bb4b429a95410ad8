import type { Output } from '../../../shared/contract';
import { queryClient } from '../../query';
import type { DeskCase } from './next-step';

/** Shows the answer of a step at once. It has no requester's number and no list of handlers: those stand from before. */
export function showCase(changed: Output<'desk.accept'>): void {
  queryClient.setQueryData<DeskCase>(['desk.read', { id: changed.id }], (shown) => (shown ? { ...shown, ...changed } : undefined));
}
