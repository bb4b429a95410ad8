import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { isLive } from '../../../shared/rules/appointment-flow';
import { shanghaiClock } from '../../../shared/rules/shanghai';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { whenText } from '../../../shared/text/when';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { askForNotices } from '../../grants';
import { go } from '../../go';
import { paths } from '../../paths';
import { addToCalendar } from '../../wechat/calendar';
import { dial } from '../../wechat/call';
import { openOnMap } from '../../wechat/location';

/** When and where, and what the phone can do with it: the way there, a call, the calendar (C15). */
export function WhenAndWhere({ appointment }: { appointment: Output<'appointments.read'> }) {
  const { id, startsAt, endsAt, hallName, hallAddress, hallPhone, latitude, longitude, applicantName, itemName, code, remindMinutes } = appointment;
  const [noted, setNoted] = useState<boolean | null>(null);
  const [lost, setLost] = useState(false);
  const show = async () => setLost(!(await openOnMap({ name: hallName, address: hallAddress, latitude, longitude })));
  const note = async () => {
    // First thing in the tap: WeChat asks for messages only then.
    await askForNotices(['appointment_reminder_day', 'appointment_reminder_soon']);
    setNoted(
      await addToCalendar({
        ...{ id, startsAt, endsAt, remindMinutes },
        title: itemName,
        place: `${hallName} ${hallAddress}`,
        note: `${appointmentsText.code} ${code}`,
      }),
    );
  };
  return (
    <Section title={appointmentsText.where} kind="bare">
      <Section>
        <Facts
          facts={[
            [appointmentsText.when, `${whenText(startsAt)}–${shanghaiClock(endsAt)}`],
            [appointmentsText.hall, hallName],
            [appointmentsText.address, hallAddress],
            [appointmentsText.who, applicantName],
          ]}
        />
      </Section>
      {noted === null ? null : (
        <InlineMessage tone={noted ? 'good' : 'attention'} what={noted ? appointmentsText.calendarDone : appointmentsText.calendarFailed} />
      )}
      {lost ? <InlineMessage tone="attention" what={appointmentsText.mapFailed} next={hallAddress} /> : null}
      <Section kind="rows">
        <ListRow
          id="materials"
          icon="clipboard-list"
          title={appointmentsText.materials}
          onPress={() => go(paths.checklist(appointment.checklistCode))}
        />
        {isLive(appointment.status) ? <ListRow icon="navigation" title={appointmentsText.navigate} onPress={() => void show()} /> : null}
        <ListRow icon="phone" title={appointmentsText.callHall} note={hallPhone} onPress={() => dial(hallPhone)} />
        {isLive(appointment.status) ? (
          <ListRow icon="calendar" title={appointmentsText.addToCalendar} note={appointmentsText.addToCalendarNote} onPress={() => void note()} />
        ) : null}
      </Section>
    </Section>
  );
}
