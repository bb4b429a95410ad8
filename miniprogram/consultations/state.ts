import type { ConsultationStatus } from '../../shared/rules/consultation-flow';
import { consultationStatusWords } from '../../shared/text/consultations';
import type { State } from '../components/tone';

const signs: Record<ConsultationStatus, Omit<State, 'word'>> = {
  asked: { tone: 'attention', icon: 'hourglass' },
  answered: { tone: 'good' },
  closed: { tone: 'neutral', icon: 'check' },
};

/** The tag of a question: word, colour and icon together. */
export const consultationState = (status: ConsultationStatus): State => ({ word: consultationStatusWords[status], ...signs[status] });
