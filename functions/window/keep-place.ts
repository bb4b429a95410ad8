import type { Tx } from '../../db/client';
import type { AppointmentRow } from '../../db/queries/appointments';
import { hasPlace, placeWithdrawn, takePlaceFor } from '../../db/queries/places';
import { refuse } from '../../shared/contract/errors';
import type { Settings } from '../../shared/rules/settings';
import { kindsToTry } from '../../shared/rules/ways-to-place';
import { takeBy } from '../booking';

/** C8: whoever is confirmed has a place. One that was lost is replaced by an open one of the same slot; false when there is none. */
export async function regainPlace(tx: Tx, row: AppointmentRow, settings: Settings, now: string): Promise<boolean> {
  const takerId = row.leadId ?? row.id;
  if (await hasPlace(tx, takerId, row.slotId)) return true;
  for (const kinds of kindsToTry(row.way, settings)) {
    if (await takePlaceFor(tx, { ...takeBy(row.way, row.personId, now, settings), slotIds: [row.slotId], kinds }, takerId)) return true;
  }
  return false;
}

/** The same for an officer, who moves or declines what has no place. One that the calendar has taken away is not confirmed: its person has an offer. */
export async function keepPlace(tx: Tx, row: AppointmentRow, settings: Settings, now: string): Promise<void> {
  if (await placeWithdrawn(tx, row.leadId ?? row.id)) refuse('place_lost');
  if (!(await regainPlace(tx, row, settings, now))) refuse('place_lost');
}
