import type { Output } from '../../../shared/contract';
import { returnOutcomeWords, returnStatusWords } from '../../../shared/text/return-visits';
import type { State } from '../../components/tone';

/** How a return visit stands: what was said, once something was. */
export function returnState({ status, outcome }: Pick<Output<'returnVisitDesk.read'>, 'status' | 'outcome'>): State {
  if (outcome === 'solved') return { word: returnOutcomeWords.solved, tone: 'good' };
  if (outcome !== null) return { word: returnOutcomeWords[outcome], tone: outcome === 'not_solved' ? 'attention' : 'neutral' };
  return {
    word: returnStatusWords[status],
    tone: status === 'not_reached' ? 'neutral' : 'accent',
    ...(status === 'listed' ? { icon: 'phone' } : {}),
  };
}
