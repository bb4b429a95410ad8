import type { Output } from '../../../shared/contract';
import { isLive } from '../../../shared/rules/appointment-flow';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { waitText } from '../../../shared/text/wait-list';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { acceptanceState, appointmentState } from '../../states';

type Appointment = Output<'appointments.list'>['appointments'][number];

/** My appointments: those ahead, then the rest. */
export default function AppointmentsPage() {
  return (
    <PageFrame title={appointmentsText.list}>
      <SignedIn>
        {() => (
          <>
            <Mine />
            <Section kind="rows">
              <ListRow id="waiting" icon="hourglass" title={waitText.title} note={waitText.entryNote} onPress={() => go(paths.waiting)} />
            </Section>
          </>
        )}
      </SignedIn>
    </PageFrame>
  );
}

function Mine() {
  const read = useRead('appointments.list', {});
  return (
    <Reading read={read}>
      {({ appointments }) => {
        const ahead = appointments.filter((one) => isLive(one.status));
        const past = appointments.filter((one) => !isLive(one.status));
        if (appointments.length === 0) {
          return (
            <EmptyState
              icon="calendar"
              what={appointmentsText.none}
              first={{ word: appointmentsText.noneFirst, onPress: () => go(paths.search()) }}
            />
          );
        }
        return (
          <>
            <Rows title={appointmentsText.ahead} rows={ahead} />
            <Rows title={appointmentsText.past} rows={past} />
          </>
        );
      }}
    </Reading>
  );
}

function Rows({ title, rows }: { title: string; rows: Appointment[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} kind="rows">
      {rows.map((one) => (
        <ListRow
          key={one.id}
          id={`appointment-${one.code}`}
          title={one.itemName}
          note={[one.relativeName, one.hallName].filter(Boolean).join(' · ')}
          until={whenText(one.startsAt)}
          state={one.acceptance ? acceptanceState(one.acceptance) : appointmentState(one.status)}
          onPress={() => go(paths.appointment(one.id))}
        />
      ))}
    </Section>
  );
}
