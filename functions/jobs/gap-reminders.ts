import { noteGapReminder, unremindedGaps } from '../../db/queries/acceptances';
import { gapsToRemind } from '../../shared/rules/gap';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { dateText } from '../../shared/text/when';
import type { Room } from '../call';
import { currentSettings } from '../settings';
import { tell } from '../window/visit';

const batch = 500;

/** C13: reminds of what was promised, once each; noted in the transaction of its letter, so that any number of runs send it once. */
export async function gapReminders({ database }: Room, now: string): Promise<{ gapsReminded: number }> {
  const span = gapsToRemind(now, shanghaiDay(now), await currentSettings(database));
  let gapsReminded = 0;
  for (const gap of span ? await unremindedGaps(database, span, batch) : []) {
    const sent = await database.begin(async (tx) => {
      if (!(await noteGapReminder(tx, gap, now))) return false;
      await tell(tx, gap.appointmentId, 'appointment_gap_due', now, { material: gap.name, due: dateText(gap.supplyBy) });
      return true;
    });
    if (sent) gapsReminded += 1;
  }
  return { gapsReminded };
}
