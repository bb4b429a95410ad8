import { hallsText } from '../../../shared/text/pages/halls';
import { explanationText } from '../../../shared/text/pages/explanations';
import { greenText } from '../../../shared/text/pages/green';
import { hallText } from '../../../shared/text/pages/hall';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { staffText } from '../../../shared/text/pages/staff';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { type Me } from '../../session';
import { acceptancesText } from '../../../shared/text/pages/acceptances';
import { staffPaths } from '../paths';
import { holds, officerRoles } from '../roles';
import { useDay } from '../window/day-read';

export function Window({ me }: { me: Me }) {
  const { data, error } = useDay(me, undefined);
  const note = data ? staffText.windowNote(data.counts.toConfirm, data.counts.waiting, data.counts.served) : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-window" icon="calendar" title={staffText.window} note={note} onPress={() => go(staffPaths.day())} />
      <ListRow id="desk-scan" icon="scan-line" title={staffText.scan} note={staffText.scanNote} onPress={() => go(staffPaths.scan)} />
      {holds(me, ['guide']) ? (
        <ListRow id="desk-guide" icon="users" title={staffText.helpCitizen} note={staffText.helpCitizenNote} onPress={() => go(paths.helpCitizen)} />
      ) : null}
      <ListRow id="desk-walk-in" icon="ticket" title={queueText.walkIn} note={queueText.walkInNote} onPress={() => go(staffPaths.walkIn())} />
      <ListRow id="desk-book" icon="calendar" title={windowText.bookFor} note={windowText.bookForNote} onPress={() => go(staffPaths.book)} />
      <ListRow id="desk-counters" icon="users" title={queueText.counters} note={queueText.countersNote} onPress={() => go(staffPaths.counters)} />
      <ListRow id="desk-displays" icon="qr-code" title={hallText.displays} note={hallText.displaysNote} onPress={() => go(staffPaths.displays)} />
      {holds(me, officerRoles) ? (
        <>
          <ListRow
            id="desk-acceptances"
            icon="clipboard-list"
            title={acceptancesText.title}
            note={acceptancesText.note}
            onPress={() => go(staffPaths.acceptances)}
          />
          <ListRow id="desk-green" icon="id-card" title={greenText.title} note={greenText.note} onPress={() => go(staffPaths.green)} />
          <ListRow
            id="desk-explanations"
            icon="file-text"
            title={explanationText.list}
            note={explanationText.listNote}
            onPress={() => go(staffPaths.explanations)}
          />
        </>
      ) : null}
    </Section>
  );
}

export function Halls() {
  const { data, error } = useRead('hallCalendar.list', {}, { keep: false });
  const note = data
    ? hallsText.homeNote(
        data.halls.length,
        data.halls.reduce((sum, hall) => sum + hall.entries, 0),
      )
    : (error?.message ?? staffText.counting);
  return (
    <Section kind="rows">
      <ListRow id="desk-halls" icon="clock" title={hallsText.list} note={note} onPress={() => go(staffPaths.halls)} />
    </Section>
  );
}
