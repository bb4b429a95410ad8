import { generatePlaces } from '../../db/content/places';
import { dropWithdrawn } from '../../db/queries/slots';
import { claimDay } from '../../db/queries/sweep';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { openingChanged } from '../../shared/text/opening';
import type { Room } from '../call';
import { offerOthers } from '../rebooking';
import { currentSettings } from '../settings';

/** C1: places for the coming days as the halls' calendars say, once a Shanghai day and when their number is changed; after a failure the next round makes them. */
export async function placesAhead({ database }: Room, now: string): Promise<{ places: number; withdrawnPlaces: number }> {
  const today = shanghaiDay(now);
  const settings = await currentSettings(database);
  return database.begin(async (tx) => {
    if (!(await claimDay(tx, 'places', `${today} +${settings.daysAhead}`, now))) return { places: 0, withdrawnPlaces: 0 };
    const { places, withdrawn, hit } = await generatePlaces(tx, { from: today, now, settings });
    await offerOthers(tx, hit, { reason: openingChanged, settings, now });
    return { places, withdrawnPlaces: withdrawn + (await dropWithdrawn(tx)) };
  });
}
