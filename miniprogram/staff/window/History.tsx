import { appointmentHistoryWords, appointmentPartyWords } from '../../../shared/text/appointments';
import { windowText } from '../../../shared/text/pages/window';
import { whenText } from '../../../shared/text/when';
import { Section } from '../../components/Section';
import { Timeline } from '../../components/Timeline';
import type { Appointment } from './next-step';

/** What happened to the appointment so far. */
export function History({ appointment }: { appointment: Appointment }) {
  return (
    <Section title={windowText.history}>
      <Timeline
        entries={appointment.history.map((line, index) => ({
          id: `${line.at}-${index}`,
          what: appointmentHistoryWords[line.action],
          who: appointmentPartyWords[line.by],
          when: whenText(line.at),
          ...(line.note ? { note: line.note } : {}),
        }))}
      />
    </Section>
  );
}
