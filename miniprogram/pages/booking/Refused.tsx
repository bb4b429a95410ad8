import { bookingText } from '../../../shared/text/pages/booking';
import { urgentEntryText } from '../../../shared/text/pages/urgent-entry';
import { kitText } from '../../../shared/text/kit';
import type { ApiError } from '../../api';
import { Action } from '../../components/Action';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Refusal } from '../../Refusal';

type Way = { word: string; onPress: () => void };

/** Refusals that leave who cannot wait without a place. */
const noPlace: readonly ApiError['code'][] = ['slot_full', 'no_adjacent_places', 'online_booking_blocked'];

type RefusedProps = { error: ApiError; code: string; hallId: string; otherTime: Way; retry: () => void };

/** A refused booking: what happened, the one thing that leads on, and for what cannot wait the person on duty. */
export function Refused({ error, code, hallId, otherTime, retry }: RefusedProps) {
  const list = useRead('checklists.read', { code }).data;
  const about = list ? { item: list.itemCode, name: list.itemName } : {};
  return (
    <>
      <Refusal
        tone={error.code === 'offline' ? 'danger' : 'attention'}
        error={error}
        action={wayOn(error.code, code, list?.itemCode, otherTime, retry)}
      />
      {noPlace.includes(error.code) ? (
        <Action id="refused-urgent" kind="text" word={urgentEntryText.short} onPress={() => go(paths.askUrgent({ hall: hallId, ...about }))} />
      ) : null}
    </>
  );
}

function wayOn(error: ApiError['code'], code: string, item: string | undefined, otherTime: Way, retry: () => void): Way {
  switch (error) {
    case 'already_booked':
    case 'too_many_live':
      return { word: kitText.toAppointments, onPress: () => go(paths.appointments) };
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
