import { bookingText } from '../../../shared/text/pages/booking';
import { kitText } from '../../../shared/text/kit';
import type { ApiError } from '../../api';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';

type Way = { word: string; onPress: () => void };

/** A refused booking: what happened, and the one thing that leads on. */
export function Refused({ error, code, otherTime, retry }: { error: ApiError; code: string; otherTime: Way; retry: () => void }) {
  const item = useRead('checklists.read', { code }).data?.itemCode;
  return (
    <InlineMessage
      tone={error.code === 'offline' ? 'danger' : 'attention'}
      what={error.message}
      action={wayOn(error.code, code, item, otherTime, retry)}
    />
  );
}

function wayOn(error: ApiError['code'], code: string, item: string | undefined, otherTime: Way, retry: () => void): Way {
  switch (error) {
    case 'already_booked':
    case 'too_many_live':
      return { word: bookingText.toAppointments, onPress: () => go(paths.appointments) };
    case 'checklist_expired':
      return { word: bookingText.answerAgain, onPress: () => go(item ? paths.guide(item) : paths.search()) };
    case 'situation_refused':
      return { word: bookingText.toChecklist, onPress: () => go(paths.checklist(code)) };
    case 'wrong_hall':
      return { word: bookingText.otherHall, onPress: () => go(paths.bookingHall(code)) };
    case 'online_booking_blocked':
      return { word: bookingText.askFirst, onPress: () => go(paths.ask()) };
    case 'slot_full':
    case 'no_adjacent_places':
    case 'slot_past':
    case 'hold_expired':
    case 'not_found':
      return otherTime;
    default:
      return { word: kitText.retry, onPress: retry };
  }
}
