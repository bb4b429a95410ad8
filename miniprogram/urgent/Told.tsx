import type { Output } from '../../shared/contract';
import { waitsForAnswer } from '../../shared/rules/urgent-flow';
import { urgentText } from '../../shared/text/pages/urgent';
import { urgentEventWords } from '../../shared/text/urgent';
import { whenText } from '../../shared/text/when';
import { Facts } from '../components/Facts';
import { Section } from '../components/Section';
import { StateTag } from '../components/StateTag';
import { Timeline } from '../components/Timeline';
import { urgentState } from './state';
import { whoHas } from './who-has';

type Told = Output<'urgent.read'>;

/** What was asked, who has it and what was answered, for both sides. */
export function UrgentTold({ request, more = [] }: { request: Told; more?: [string, string | null][] }) {
  const { itemName, why, wantedBy, status, answer, dueAt, meetAt, place, note, reason, instead } = request;
  return (
    <Section title={itemName ?? urgentText.title} aside={<StateTag {...urgentState(status, answer)} />}>
      <Facts
        facts={[
          [urgentText.when, meetAt && whenText(meetAt)],
          [urgentText.place, place],
          [urgentText.bring, note],
          [urgentText.reason, reason],
          [urgentText.instead, instead],
          [urgentText.what, why],
          [urgentText.needed, whenText(wantedBy)],
          [urgentText.who, whoHas(request)],
          [urgentText.due, waitsForAnswer(status) ? whenText(dueAt) : null],
          ...more,
        ]}
      />
    </Section>
  );
}

/** The steps, oldest first. */
export function UrgentHistory({ history }: Pick<Told, 'history'>) {
  return (
    <Section title={urgentText.history}>
      <Timeline
        entries={history.map(({ at, action, by, text }, index) => ({
          id: String(index),
          what: urgentEventWords[action],
          when: whenText(at),
          ...(by ? { who: by } : {}),
          ...(text && action !== 'ask' ? { note: text } : {}),
          ...(action === 'escalate' ? { tone: 'attention' as const } : {}),
        }))}
      />
    </Section>
  );
}
