import type { Output } from '../../../shared/contract';
import type { OwnAction } from '../../../shared/rules/case-flow';
import { deskSteps, type DeskStep } from '../../../shared/text/pages/desk-steps';

export type DeskCase = Output<'desk.read'>;
/** What staff do at the desk; the rest belongs to the requester's page. */
export type DeskAction = Exclude<OwnAction, 'supply' | 'withdraw' | 'dispute'>;

/** Somebody waits for a decision: before everything else. */
const decisions: readonly DeskAction[] = ['acceptReferral', 'direct', 'grantExtension', 'signOff', 'answerAssistance'];
/** What moves a case on, the most wanted first. */
const moving: readonly DeskAction[] = ['contact', 'accept', 'supplyFor', 'resume', 'complete', 'submitAnswer'];
const others: readonly DeskAction[] = [
  'assign',
  'returnReferral',
  'refuseExtension',
  'sendBack',
  'askForMaterials',
  'refer',
  'askAssistance',
  'askExtension',
  'classify',
  'hold',
  'decline',
  'note',
];
const order: readonly DeskAction[] = [...decisions, ...moving, ...others];

/**
 * The next thing to do, and the rest in the same order. Whoever may assign names a handler first, and then has nothing more to do than to
 * look on. A note moves nothing on, so it is never the next thing.
 */
export function stepsOf({ actions, handlers, ownerName }: DeskCase): { next: DeskAction | null; others: DeskAction[] } {
  const known = order.filter((action) => actions.includes(action));
  const first = (from: readonly DeskAction[]) => known.find((action) => from.includes(action)) ?? null;
  const handled = handlers.some(({ name }) => name === ownerName);
  const next = first(decisions) ?? (known.includes('assign') ? (handled ? null : 'assign') : first(moving));
  return { next, others: known.filter((action) => action !== next) };
}

/** Whether a step has a page of its own, for words or a choice. */
export function hasPage(action: DeskAction): action is DeskStep {
  return action in deskSteps;
}
