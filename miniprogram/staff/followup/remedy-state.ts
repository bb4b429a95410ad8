import type { Output } from '../../../shared/contract';
import type { RemedyStatus } from '../../../shared/rules/remedy-flow';
import { leftText } from '../../../shared/text/cases';
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
export function nextLimit({ next }: Pick<Output<'remedies.read'>, 'next'>, now: string): string | null {
  if (!next) return null;
  return next.dueAt ? remediesText.until(remediesText.limits[next.kind], leftText(next.dueAt, now)) : remediesText.dayUnknown;
}
