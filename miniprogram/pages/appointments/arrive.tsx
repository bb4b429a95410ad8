import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { shortCodeIn } from '../../../shared/rules/short-code';
import { kitText } from '../../../shared/text/kit';
import { hallText } from '../../../shared/text/pages/hall';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go, replace } from '../../go';
import { parameter, paths } from '../../paths';
import { seedRead, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { Refusal } from '../../Refusal';

type Appointment = Output<'appointments.list'>['appointments'][number];

/** 我到了: opened by the QR at the door of a hall (its code, or the scene of the mini-program code); today's appointments, one tap to check in. */
export default function ArrivePage() {
  const { params } = useRouter();
  const code = parameter(params, 'hall') || parameter(params, 'scene') || (shortCodeIn(parameter(params, 'q')) ?? '');
  return (
    <PageFrame title={hallText.arrive} note={hallText.arriveNote}>
      {code ? <SignedIn>{() => <Mine hallCode={code} />}</SignedIn> : <InlineMessage tone="attention" what={hallText.noCode} />}
    </PageFrame>
  );
}

function Mine({ hallCode }: { hallCode: string }) {
  const read = useRead('appointments.list', {});
  const today = shanghaiDay(serviceInstant());
  return (
    <Reading read={read}>
      {({ appointments }) => {
        const expected = appointments.filter(
          ({ status, startsAt }) => shanghaiDay(startsAt) === today && (status === 'booked' || status === 'confirmed' || status === 'arrived'),
        );
        if (expected.length === 0) {
          return (
            <EmptyState icon="calendar" what={hallText.noneHere} first={{ word: kitText.toAppointments, onPress: () => go(paths.appointments) }} />
          );
        }
        return (
          <>
            {expected.map((one) => (
              <Here key={one.id} appointment={one} hallCode={hallCode} />
            ))}
          </>
        );
      }}
    </Reading>
  );
}

function Here({ appointment, hallCode }: { appointment: Appointment; hallCode: string }) {
  const { id, itemName, hallName, startsAt, status } = appointment;
  const checkIn = useAct('appointments.checkIn', {
    refreshes: ['appointments.list', 'appointments.read'],
    onDone: (arrived) => {
      seedRead('appointments.read', { id }, arrived);
      replace(paths.appointment(id));
    },
  });
  return (
    <Section title={itemName}>
      <Facts
        facts={[
          [appointmentsText.when, whenText(startsAt)],
          [appointmentsText.hall, hallName],
        ]}
      />
      {checkIn.error ? (
        <Refusal
          tone="danger"
          error={checkIn.error}
          {...(checkIn.error.code === 'wrong_day' ? { next: hallText.tooEarly(whenText(startsAt)) } : {})}
        />
      ) : null}
      {status === 'arrived' ? (
        <Action id={`queue-${id}`} kind="plain" word={hallText.ticket} onPress={() => go(paths.appointment(id))} />
      ) : (
        <Action id={`here-${id}`} kind="primary" word={hallText.here} busy={checkIn.busy} onPress={() => void checkIn.run({ id, hallCode })} />
      )}
    </Section>
  );
}
