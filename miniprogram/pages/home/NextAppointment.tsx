import { isLive } from '../../../shared/rules/appointment-flow';
import { homeText } from '../../../shared/text/pages/home';
import { whenText } from '../../../shared/text/when';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { appointmentState } from '../../states';
import { QueueNow } from '../appointments/QueueNow';

/** The appointment ahead, or the place in the queue once checked in; nothing when there is none. */
export function NextAppointment() {
  const next = useRead('appointments.list', {}).data?.appointments.find(({ status }) => isLive(status));
  if (!next) return null;
  const waiting = next.status === 'arrived' || next.status === 'in_service';
  return (
    <Section title={waiting ? homeText.atHall : homeText.next} kind="rows">
      {waiting ? <QueueNow id={next.id} /> : null}
      <ListRow
        id="next-appointment"
        icon="calendar"
        title={next.itemName}
        note={[next.relativeName, next.hallName].filter(Boolean).join(' · ')}
        until={whenText(next.startsAt)}
        state={appointmentState(next.status)}
        onPress={() => go(paths.appointment(next.id))}
      />
    </Section>
  );
}
