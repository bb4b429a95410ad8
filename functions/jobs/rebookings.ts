import { appendEvent, appointmentById, setStatus } from '../../db/queries/appointments';
import { queueLetter } from '../../db/queries/outbox';
import { placeWithdrawn, releaseHold, releasePlace } from '../../db/queries/places';
import { endRebooking, noteLapse, rebookingById, rebookingsToSettle, type RebookingToSettle } from '../../db/queries/rebooking';
import { appointmentFlow } from '../../shared/rules/appointment-flow';
import type { NoticeKind } from '../../shared/text/notices';
import type { Room } from '../call';
import { newId } from '../ids';

const batch = 200;

/**
 * C10: what becomes of those who were hit by a change of a hall's calendar: an offer that lapsed is told with what else can be done, one that is
 * needed no more gives its place back, and who did nothing until the old time is cancelled by the hall, never a no-show.
 */
export async function rebookings(room: Room, now: string): Promise<{ rebookingsSettled: number }> {
  let settled = 0;
  for (const one of await rebookingsToSettle(room.database, now, batch)) if (await settle(room, one, now)) settled += 1;
  return { rebookingsSettled: settled };
}

async function settle({ database }: Room, { id, appointmentId }: RebookingToSettle, now: string): Promise<boolean> {
  return database.begin(async (tx) => {
    const row = await appointmentById(tx, appointmentId, 'lock');
    const open = await rebookingById(tx, id, 'lock');
    if (!row || !open || open.ending) return false;
    const withdrawn = await placeWithdrawn(tx, row.leadId ?? row.id);
    const tell = (notice: NoticeKind) =>
      queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload: { appointmentId, notice, facts: { reason: open.reason } }, now });
    const waits = row.status === 'booked' || row.status === 'confirmed';
    const ending = !waits ? 'cancelled' : row.slotId !== open.fromSlotId ? 'moved' : !withdrawn ? 'kept' : open.startsAt <= now ? 'closed' : null;
    if (ending === null) {
      if (open.expiresAt === null || now < open.expiresAt || !(await noteLapse(tx, id, now))) return false;
      await tell('appointment_rebook_lapsed');
      return true;
    }
    if (ending === 'kept') await tell('appointment_rebook_kept');
    if (ending === 'closed') {
      const status = appointmentFlow[row.status].decline;
      if (!status) return false;
      await setStatus(tx, appointmentId, status);
      await releasePlace(tx, appointmentId, now);
      await appendEvent(tx, { appointmentId, at: now, action: 'decline', status, by: 'system', actorId: null, note: open.reason });
      await tell('appointment_declined');
    }
    if (open.holdId) await releaseHold(tx, { holdId: open.holdId, holderId: id, now });
    await endRebooking(tx, id, ending, now);
    return true;
  });
}
