import { windowText } from '../../../shared/text/pages/window';
import type { DayRow } from './day-read';

export type DayGroup = { title: string; rows: DayRow[] };

/** The rows of a day in the order of what is to be done: at my counter, to confirm, waiting, at other counters, still to come, over. */
export function groupsOf(rows: readonly DayRow[], counter: string): DayGroup[] {
  const groups: DayGroup[] = [
    { title: windowText.atCounter, rows: rows.filter((row) => isAtCounter(row, counter)) },
    { title: windowText.toConfirm, rows: rows.filter(({ status }) => status === 'booked') },
    { title: windowText.waiting, rows: rows.filter((row) => isIn(row) && !atAnyCounter(row)) },
    { title: windowText.calledElsewhere, rows: rows.filter((row) => isIn(row) && atAnyCounter(row) && !isAtCounter(row, counter)) },
    { title: windowText.coming, rows: rows.filter(({ status }) => status === 'confirmed') },
    {
      title: windowText.over,
      rows: rows.filter(({ status }) => status === 'fulfilled' || status === 'incomplete' || status === 'cancelled' || status === 'no_show'),
    },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

/** The appointment that was called to the counter or is being served there. */
export function isAtCounter(row: DayRow, counter: string): boolean {
  return isIn(row) && row.ticket !== null && isHeldAt(row.ticket, counter);
}

/** Called to this counter, or served there. */
export function isHeldAt(ticket: NonNullable<DayRow['ticket']>, counter: string): boolean {
  return counter !== '' && ticket.counter === counter && (ticket.status === 'called' || ticket.status === 'serving');
}

const isIn = ({ status }: DayRow) => status === 'arrived' || status === 'in_service';
const atAnyCounter = ({ ticket }: DayRow) => ticket?.status === 'called' || ticket?.status === 'serving';
