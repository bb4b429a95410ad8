import type { Output } from '../../../shared/contract';
import type { OwnAction } from '../../../shared/rules/case-flow';
import { deskSteps, type DeskStep } from '../../../shared/text/pages/desk';

export type DeskCase = Output<'desk.read'>;

/** What moves a case on, the most wanted first. */
const order: readonly OwnAction[] = ['contact', 'accept', 'complete', 'assign', 'askForMaterials', 'decline', 'note'];
const moving: readonly OwnAction[] = ['contact', 'accept', 'complete'];

/**
 * The next thing to do, and the rest in the same order. Whoever may assign names a handler first, and then has nothing more to do than to
 * look on. A note moves nothing on, so it is never the next thing.
 */
export function stepsOf({ actions, handlers, ownerName }: DeskCase): { next: OwnAction | null; others: OwnAction[] } {
  const known = order.filter((action) => actions.includes(action));
  const handled = handlers.some(({ name }) => name === ownerName);
  const next = known.includes('assign') ? (handled ? null : 'assign') : (known.find((action) => moving.includes(action)) ?? null);
  return { next, others: known.filter((action) => action !== next) };
}

/** Whether a step has a page of its own, for words or a choice. */
export function hasPage(action: OwnAction): action is DeskStep {
  return action in deskSteps;
}
