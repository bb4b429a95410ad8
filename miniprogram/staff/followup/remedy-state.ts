import type { Output } from '../../../shared/contract';
import { remedyLimitState, type RemedyStatus } from '../../../shared/rules/remedy-flow';
import { clockStateWords, leftText } from '../../../shared/text/cases';
import { remediesText } from '../../../shared/text/pages/remedies';
import { remedyStatusWords } from '../../../shared/text/remedies';
import type { State } from '../../components/tone';

const signs: Record<RemedyStatus, Omit<State, 'word'>> = {
  opened: { tone: 'attention', icon: 'phone' },
  contacted: { tone: 'accent', icon: 'search' },
  verified: { tone: 'accent', icon: 'hourglass' },
  appealed: { tone: 'attention', icon: 'shield' },
  solved: { tone: 'good' },
  explained: { tone: 'good', icon: 'info' },
  not_counted: { tone: 'neutral', icon: 'ban' },
};

export const remedyState = (status: RemedyStatus): State => ({ word: remedyStatusWords[status], ...signs[status] });

/** What is due next and how long is left; nothing once it has ended. */
export function nextLimit(remedy: Pick<Output<'remedies.read'>, 'next' | 'openedAt'>, now: string): string | null {
  const { next } = remedy;
  if (!next) return null;
  const near = remedyLimitState(remedy, now) === 'due_soon' ? `${clockStateWords.due_soon} · ` : '';
  return next.dueAt ? `${near}${remediesText.until(remediesText.limits[next.kind], leftText(next.dueAt, now))}` : remediesText.dayUnknown;
}
