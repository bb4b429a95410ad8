import type { UrgentAnswer, UrgentStatus } from '../../shared/rules/urgent-flow';
import { urgentAnswerWords, urgentStatusWords } from '../../shared/text/urgent';
import type { State } from '../components/tone';

const signs: Record<UrgentStatus, Omit<State, 'word'>> = {
  asked: { tone: 'attention', icon: 'hourglass' },
  taken: { tone: 'accent', icon: 'user' },
  answered: { tone: 'good' },
  closed: { tone: 'neutral', icon: 'check' },
  withdrawn: { tone: 'neutral', icon: 'circle-x' },
};
const notPossible = { tone: 'attention', icon: 'ban' } as const;

/** The tag of an urgent request: word, colour and icon together. Once answered, it is the answer. Apart from states.ts, which the first package carries. */
export function urgentState(status: UrgentStatus, answer: UrgentAnswer | null): State {
  if (status !== 'answered' || answer === null) return { word: urgentStatusWords[status], ...signs[status] };
  return { word: urgentAnswerWords[answer], ...(answer === 'met' ? signs.answered : notPossible) };
}
