import { staffPaths } from '../../../miniprogram/staff/paths';
import { paths } from '../../../miniprogram/paths';
import { bookingText } from '../../../shared/text/pages/booking';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { anIdNumber } from '../../support/id-number';
import { freeTime } from './booking';
import type { Phone } from './phone';
import type { PageState } from './states';

/** The staff books for somebody in the hall: without a list, with one, and done. */
export function bookStates(checklist: string, who: string): PageState[] {
  const path = paths.deskBook(checklist);
  const fill = async (phone: Phone) => {
    await phone.type(queueText.name, '梁不会');
    await phone.type(queueText.number, anIdNumber('19490909'));
    await freeTime(phone).click();
  };
  return [
    { name: 'desk-book-no-list', who, path: staffPaths.book, sees: queueText.makeList },
    { name: 'desk-book', who, path, act: fill, sees: windowText.bookSend },
    {
      name: 'desk-book-done',
      who,
      path,
      act: async (phone) => {
        await fill(phone);
        await phone.tap(windowText.bookSend);
      },
      sees: windowText.bookDone,
    },
    { name: 'checklist-for-visitor', who, path: paths.checklist(checklist), sees: queueText.listForBooking },
    { name: 'interview-for-visitor', who, path: paths.interview('residence-permit-apply'), sees: bookingText.visitor },
  ];
}
