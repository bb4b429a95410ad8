import { bookingText } from '../../../shared/text/pages/booking';
import { whenText } from '../../../shared/text/when';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';
import { serviceInstant } from '../../clock';
import { startAt } from '../../go';
import { askForNotices } from '../../grants';
import { paths } from '../../paths';
import { seedRead, useAct, useRead } from '../../query';
import { Refusal } from '../../Refusal';

type MoveToProps = { appointmentId: string; slot: { id: string; startsAt: string }; onRefused: () => void; onKeep: () => void };

/** Asks once before the old time is given away. */
export function MoveTo({ appointmentId, slot, onRefused, onKeep }: MoveToProps) {
  const old = useRead('appointments.read', { id: appointmentId }).data;
  const move = useAct('appointments.move', {
    refreshes: ['appointments.list', 'halls.slots', 'halls.days'],
    onDone: (moved) => {
      seedRead('appointments.read', { id: moved.id }, moved);
      startAt(paths.appointment(moved.id, 'moved'));
    },
  });
  const confirm = async () => {
    // The window confirms the new time; what was granted for the old one is used up.
    await askForNotices(['appointment_confirmed', 'appointment_reminder_day', 'appointment_reminder_soon']);
    if (!(await move.run({ id: appointmentId, slotId: slot.id }))) onRefused();
  };
  const isLate = old ? serviceInstant() > old.lateFrom : false;
  return (
    <Sheet
      open
      title={bookingText.moveTo(whenText(slot.startsAt))}
      onClose={onKeep}
      actions={[
        { id: 'move-confirm', word: bookingText.moveConfirm, busy: move.busy, onPress: () => void confirm() },
        { word: bookingText.keep, kind: 'text', onPress: onKeep },
      ]}
    >
      <InlineMessage what={old ? bookingText.moveFrom(whenText(old.startsAt)) : bookingText.moveSure} />
      {isLate ? <InlineMessage tone="attention" what={bookingText.moveLate} /> : null}
      {move.error ? <Refusal error={move.error} /> : null}
    </Sheet>
  );
}
