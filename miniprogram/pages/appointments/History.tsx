import type { Output } from '../../../shared/contract';
import { appointmentHistoryWords, appointmentPartyWords } from '../../../shared/text/appointments';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { whenText } from '../../../shared/text/when';
import { Section } from '../../components/Section';
import { Timeline } from '../../components/Timeline';

/** What happened, by whom, when. */
export function History({ appointment }: { appointment: Output<'appointments.read'> }) {
  return (
    <Section title={appointmentsText.history}>
      <Timeline
        entries={appointment.history.map((line) => ({
          id: `${line.at} ${line.action}`,
          what: appointmentHistoryWords[line.action],
          who: appointmentPartyWords[line.by],
          when: whenText(line.at),
          ...(line.note ? { note: line.note } : {}),
        }))}
      />
    </Section>
  );
}
