import { noteOverdue, noteOverdueGap, untoldOverdue, untoldOverdueGaps } from '../../db/queries/acceptances';
import type { Tx } from '../../db/client';
import { tellsHall } from '../../shared/rules/gap';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import { dateText } from '../../shared/text/when';
import type { Room } from '../call';
import { currentSettings } from '../settings';
import { tell } from '../window/visit';

const batch = 500;

/**
 * C13: tells the officers of a hall once that a case has passed its promised date, and that what a person promised did not come. Noted in the
 * transaction of the letter, so that any number of runs tell it once.
 */
export async function overdueAcceptances({ database }: Room, now: string): Promise<{ overdueTold: number }> {
  const today = shanghaiDay(now);
  if (!tellsHall(now, today, (await currentSettings(database)).overdueToldHour)) return { overdueTold: 0 };
  let overdueTold = 0;
  const tellOnce = async (note: (tx: Tx) => Promise<boolean>, appointmentId: string, kind: NoticeKind, facts: Record<string, string>) => {
    const told = await database.begin(async (tx) => {
      if (!(await note(tx))) return false;
      await tell(tx, appointmentId, kind, now, facts);
      return true;
    });
    if (told) overdueTold += 1;
  };
  for (const one of await untoldOverdue(database, now, batch))
    await tellOnce((tx) => noteOverdue(tx, one, now), one.appointmentId, 'staff_acceptance_overdue', { due: dateText(shanghaiDay(one.dueAt)) });
  for (const gap of await untoldOverdueGaps(database, today, batch))
    await tellOnce((tx) => noteOverdueGap(tx, gap, now), gap.appointmentId, 'staff_gap_overdue', {
      material: gap.name,
      due: dateText(gap.supplyBy),
    });
  return { overdueTold };
}
