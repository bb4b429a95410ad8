import { lateRectifications, markWarned, readRectification } from '../../db/queries/rectifications';
import { readCase } from '../../db/queries/cases';
import { outsideQuietHours } from '../../shared/rules/case-ladder';
import type { Room } from '../call';
import { tellStaff, unitContacts } from '../cases/notices';

const batch = 200;

/** A rectification whose date has passed is told once, outside the night: to the unit that puts it right and to the owner of the case (D6, D13). */
export async function lateHazards({ database }: Room, now: string): Promise<{ lateRectifications: number }> {
  let told = 0;
  if (outsideQuietHours(now) !== now) return { lateRectifications: told };
  for (const { id, caseId } of await lateRectifications(database, now, batch)) {
    await database.begin(async (tx) => {
      const subject = await readCase(tx, caseId);
      const row = await readRectification(tx, caseId, id);
      if (!subject || !row || !(await markWarned(tx, id, now))) return;
      const contacts = await unitContacts(tx, { id: row.unitId, path: row.unitPath }, now);
      await tellStaff(tx, subject, 'staff_rectification_overdue', [...contacts, subject.ownerId], now, row.hazard);
      told += 1;
    });
  }
  return { lateRectifications: told };
}
