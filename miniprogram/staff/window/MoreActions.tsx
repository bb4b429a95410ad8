import { isLive } from '../../../shared/rules/appointment-flow';
import { appointmentActionWords } from '../../../shared/text/appointments';
import { extrasText } from '../../../shared/text/pages/extras';
import { windowText } from '../../../shared/text/pages/window';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useAct } from '../../query';
import { staffPaths } from '../paths';
import type { Appointment } from './next-step';
import { showAppointment } from './show';

const shows = { refreshes: ['window.day', 'window.read'] as ('window.day' | 'window.read')[], onDone: showAppointment };

/** What else may be done now: note an absence, ask for more, decline. */
export function MoreActions({ appointment }: { appointment: Appointment }) {
  const { id, actions } = appointment;
  const noShow = useAct('window.noShow', shows);
  const error = noShow.error;
  const rows = [
    actions.includes('markNoShow') ? (
      <ListRow
        key="no-show"
        id="no-show"
        icon="ban"
        title={appointmentActionWords.markNoShow}
        note={windowText.noShowNote}
        onPress={() => void noShow.run({ id })}
      />
    ) : null,
    isLive(appointment.status) ? (
      <ListRow
        key="extra"
        id="to-extra"
        icon="clipboard-list"
        title={extrasText.ask}
        note={extrasText.askNote}
        onPress={() => go(staffPaths.extra(id))}
      />
    ) : null,
    actions.includes('move') ? (
      <ListRow key="move" id="to-move" icon="calendar" title={windowText.move} note={windowText.moveNote} onPress={() => go(staffPaths.move(id))} />
    ) : null,
    actions.includes('decline') ? (
      <ListRow
        key="decline"
        id="to-decline"
        icon="circle-x"
        title={appointmentActionWords.decline}
        note={windowText.declineNote}
        onPress={() => go(staffPaths.decline(id))}
      />
    ) : null,
  ].filter((row) => row !== null);
  if (rows.length === 0 && !error) return null;
  return (
    <>
      {error ? <InlineMessage tone="danger" what={error.message} /> : null}
      <Section title={windowText.more} kind="rows">
        {rows}
      </Section>
    </>
  );
}
