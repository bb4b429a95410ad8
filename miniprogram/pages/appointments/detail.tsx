import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { isLive } from '../../../shared/rules/appointment-flow';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { dateText } from '../../../shared/text/when';
import { appointmentNext } from '../../../shared/text/appointments';
import { extrasText } from '../../../shared/text/pages/extras';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { QrCode } from '../../components/QrSheet';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { Extras } from '../../Extras';
import { go } from '../../go';
import { ListChanges } from '../../ListChanges';
import { parameter, paths } from '../../paths';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { acceptanceState, appointmentState } from '../../states';
import { FormEntry } from '../form/FormEntry';
import { Changes } from './Changes';
import styles from './detail.module.scss';
import { Explain } from './Explain';
import { History } from './History';
import { QueuePlace } from './QueueNow';
import { useQueue } from './useQueue';
import { Rebooking } from './Rebooking';
import { WhenAndWhere } from './WhenAndWhere';

type Appointment = Output<'appointments.read'>;
type Fresh = 'booked' | 'moved' | '';

/** One appointment: its state and what is next, the code to show, and what can still be changed. */
export default function AppointmentPage() {
  const { params } = useRouter();
  const me = useMe();
  const fresh = parameter(params, 'fresh') as Fresh;
  if (me) return <Mine id={parameter(params, 'id')} fresh={fresh} />;
  return (
    <PageFrame title={appointmentsText.detail}>
      <SignedIn>{() => null}</SignedIn>
    </PageFrame>
  );
}

function Mine({ id, fresh }: { id: string; fresh: Fresh }) {
  const read = useQueue(id);
  const bar = read.data ? nextStep(read.data) : null;
  return (
    <PageFrame title={read.data?.itemName ?? appointmentsText.detail} bottomBar={bar}>
      <Reading read={read} rows={5}>
        {(appointment) => <Detail appointment={appointment} fresh={fresh} />}
      </Reading>
    </PageFrame>
  );
}

/** The one thing to do, when there is one: rate what is done, book again what did not happen. */
function nextStep({ status, ratingId, checklistCode }: Appointment) {
  if (ratingId)
    return (
      <ActionBar note={appointmentsText.rateNote} primary={{ id: 'rate', word: appointmentsText.rate, onPress: () => go(paths.rating(ratingId)) }} />
    );
  if (status === 'cancelled' || status === 'no_show') {
    return <ActionBar primary={{ id: 'book-again', word: appointmentsText.again, onPress: () => go(paths.bookingHall(checklistCode)) }} />;
  }
  return null;
}

function Detail({ appointment, fresh }: { appointment: Appointment; fresh: Fresh }) {
  const { status, queue, code, acceptance } = appointment;
  const showsCode = status === 'booked' || status === 'confirmed';
  return (
    <>
      {fresh === 'booked' && status === 'booked' ? (
        <InlineMessage tone="good" what={appointmentsText.booked} next={appointmentsText.bookedNext} />
      ) : null}
      {fresh === 'moved' && isLive(status) ? <InlineMessage tone="good" what={appointmentsText.moved} next={appointmentsText.movedNext} /> : null}
      <Section>
        <StateTag {...(acceptance ? acceptanceState(acceptance.status) : appointmentState(status))} />
        <View className={styles.next}>{queue?.status === 'called' ? appointmentsText.calledNext : appointmentNext[status]}</View>
      </Section>
      <RecordRow appointment={appointment} />
      <Explain appointment={appointment} />
      <Rebooking appointment={appointment} />
      {queue && isLive(status) ? <QueuePlace queue={queue} /> : null}
      {showsCode ? (
        <Section title={appointmentsText.code}>
          <QrCode payload={code} code={code} note={appointmentsText.codeHelp} />
        </Section>
      ) : null}
      <ListChanges change={appointment.change} />
      <Extras title={extrasText.atHome} note={extrasText.atHomeNote} extras={appointment.extras} />
      <WhenAndWhere appointment={appointment} />
      {isLive(status) ? <FormEntry code={appointment.checklistCode} /> : null}
      <Changes appointment={appointment} />
      <History appointment={appointment} />
    </>
  );
}

/** The way to what came of the visit (C13). */
function RecordRow({ appointment: { id, acceptance, notice } }: { appointment: Appointment }) {
  if (!acceptance && !notice) return null;
  const due = acceptance && appointmentsText.recordAccepted(dateText(shanghaiDay(acceptance.dueAt)));
  const note = notice ? appointmentsText.recordMissing(notice.lines.length) : acceptance?.status === 'open' ? due : appointmentsText.recordEnded;
  return (
    <Section kind="rows">
      <ListRow id="to-record" icon="file-text" title={appointmentsText.record} note={note ?? ''} onPress={() => go(paths.record(id))} />
    </Section>
  );
}
