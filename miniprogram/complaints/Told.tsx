import type { Output } from '../../shared/contract';
import { complaintEventWords, complaintKindWords } from '../../shared/text/complaints';
import { complaintText } from '../../shared/text/pages/complaint';
import { whenText } from '../../shared/text/when';
import { Facts } from '../components/Facts';
import { Section } from '../components/Section';
import { StateTag } from '../components/StateTag';
import { Timeline } from '../components/Timeline';
import { complaintState } from './state';

type Complaint = Pick<Output<'complaints.read'>, 'kind' | 'text' | 'refused' | 'status' | 'unitName' | 'ownerName' | 'history'>;

/** What was filed, who has it and what was done, for both sides. */
export function Told({ complaint, more = [] }: { complaint: Complaint; more?: [string, string | null][] }) {
  const { kind, text, refused, status, unitName, ownerName, history } = complaint;
  const from: [string, string][] = refused
    ? [
        [complaintText.doing, refused.doing],
        [complaintText.refused, complaintText.refusedAs(refused.words, refused.code)],
      ]
    : [];
  return (
    <>
      <Section title={complaintKindWords[kind]} aside={<StateTag {...complaintState(status)} />}>
        <Facts facts={[[complaintText.text, text], ...from, [complaintText.has, complaintText.whoHas(unitName, ownerName)], ...more]} />
      </Section>
      <Section title={complaintText.history}>
        <Timeline
          entries={history.map(({ at, action, by, text: words }, index) => ({
            id: String(index),
            what: complaintEventWords[action],
            when: whenText(at),
            who: by ?? complaintText.you,
            ...(words ? { note: words } : {}),
            tone: action === 'answer' ? ('good' as const) : ('neutral' as const),
          }))}
        />
      </Section>
    </>
  );
}
