import { complaintById, complaintOwner, takeLateComplaints } from '../../db/queries/complaints';
import { shiftAt } from '../../shared/rules/duty';
import type { Room } from '../call';
import { tellComplaint } from '../complaints';

const batch = 200;

/** F5, F6: past its deadline the owner is told once, and the next head or supervisor up whom it is not about. Any number of runs at once do it once. */
export async function complaints({ database }: Room, now: string): Promise<Record<'complaintsLate', number>> {
  return database.begin(async (tx) => {
    const late = await takeLateComplaints(tx, now, batch);
    for (const id of late) {
      const row = await complaintById(tx, id);
      if (!row) continue;
      await tellComplaint(tx, row, 'staff_complaint_late', row.ownerId, now);
      const above = await complaintOwner(tx, row.unitPath, [...row.aboutIds, row.ownerId, row.personId ?? ''], shiftAt(now));
      if (above !== null) await tellComplaint(tx, row, 'staff_complaint_late', above, now);
    }
    return { complaintsLate: late.length };
  });
}
