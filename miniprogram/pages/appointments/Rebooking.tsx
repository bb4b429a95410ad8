import type { Output } from '../../../shared/contract';
import { isLive } from '../../../shared/rules/appointment-flow';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { rebookingText } from '../../../shared/text/pages/rebooking';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Refusal } from '../../Refusal';

type Appointment = Output<'appointments.read'>;

/** What is offered when the hall has taken the place away (C10): the held place in one tap, another time; cancelling stands below as always. */
export function Rebooking({ appointment }: { appointment: Appointment }) {
  const { id, checklistCode } = appointment;
  const { data } = useRead('rebookings.read', { id }, { keep: false, enabled: isLive(appointment.status) });
  const accept = useAct('rebookings.accept', { refreshes: ['rebookings.read', 'appointments.read', 'appointments.list'] });
  const found = data?.rebooking;
  if (!found) return null;
  const today = shanghaiDay(serviceInstant());
  const { offer, state } = found;
  const isOffered = state === 'offered' && offer !== null;
  const next = isOffered
    ? rebookingText.kept(`${whenText(offer.startsAt, today)} ${offer.hallName}`, whenText(offer.expiresAt, today))
    : state === 'lapsed'
      ? rebookingText.lapsed
      : rebookingText.none;
  return (
    <Section title={rebookingText.title}>
      <InlineMessage tone="attention" what={rebookingText.why(found.reason)} next={next} />
      {accept.error ? <Refusal error={accept.error} /> : null}
      {isOffered ? (
        <Action
          id="rebooking-accept"
          kind="primary"
          word={rebookingText.accept}
          busy={accept.busy}
          onPress={() => void accept.run({ id: found.id })}
        />
      ) : null}
      <Action
        id="rebooking-other"
        kind={isOffered ? 'text' : 'primary'}
        word={rebookingText.other}
        onPress={() => go(paths.bookingHall(checklistCode, id))}
      />
    </Section>
  );
}
