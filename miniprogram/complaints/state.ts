import type { ComplaintStatus } from '../../shared/rules/complaint-flow';
import { complaintStatusWords } from '../../shared/text/complaints';
import type { State } from '../components/tone';

const signs: Record<ComplaintStatus, Omit<State, 'word'>> = {
  filed: { tone: 'attention', icon: 'hourglass' },
  taken: { tone: 'accent', icon: 'user' },
  answered: { tone: 'good' },
  withdrawn: { tone: 'neutral', icon: 'circle-x' },
};

/** The tag of a complaint: word, colour and icon together. */
export const complaintState = (status: ComplaintStatus): State => ({ word: complaintStatusWords[status], ...signs[status] });
