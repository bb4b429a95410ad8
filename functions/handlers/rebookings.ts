import { appointmentById, type AppointmentRow } from '../../db/queries/appointments';
import type { Db } from '../../db/client';
import { hallById } from '../../db/queries/halls';
import { releaseHold } from '../../db/queries/places';
import { endRebooking, openRebooking, rebookingById, type RebookingRow, rebookingsOfHall } from '../../db/queries/rebooking';
import { refuse } from '../../shared/contract/errors';
import { reachesUnit } from '../../shared/rules/access';
import { rebookingState } from '../../shared/rules/rebooking';
import type { Handlers } from '../call';
import { moveVisit } from '../moving';
import { mayManage } from './relatives';

const readers = ['officer', 'guide', 'unit_head', 'supervisor', 'administrator'] as const;
const shownRows = 100;

/** C10: the offer to somebody whose place a hall has taken away, taken in one tap. */
export const rebookings = {
  'rebookings.read': async ({ database, input, actor, now }) => {
    await mine(database, input.id, actor.personId);
    const row = await openRebooking(database, input.id);
    return { rebooking: row && { id: row.id, reason: row.reason, state: rebookingState(row, now), offer: offerOf(row) } };
  },

  'rebookings.accept': (call) =>
    call.write(async (tx) => {
      const { actor, now, settings } = call;
      const found = await rebookingById(tx, call.input.id);
      if (!found) refuse('not_found');
      const row = await mine(tx, found.appointmentId, actor.personId, 'lock');
      const open = await rebookingById(tx, found.id, 'lock');
      if (!open || open.ending || row.slotId !== open.fromSlotId || (row.status !== 'booked' && row.status !== 'confirmed')) refuse('wrong_state');
      if (!open.slotId || !open.holdId) refuse('hold_expired');
      // Held places are given up and taken in one transaction: to everyone else they are never open.
      if (!(await releaseHold(tx, { holdId: open.holdId, holderId: open.id, now }))) refuse('hold_expired');
      await moveVisit(tx, row, { slotId: open.slotId, way: 'closure', by: 'applicant', actorId: actor.personId, note: open.reason }, settings, now);
      await endRebooking(tx, open.id, 'accepted', now);
      return { done: true as const };
    }),

  'rebookings.ofHall': async ({ database, input, actor, now }) => {
    const hall = await hallById(database, input.hallId);
    if (!hall || !reachesUnit(actor, readers, hall.unitPath)) refuse('not_found');
    const rows = await rebookingsOfHall(database, hall.id, shownRows);
    return {
      open: rows.filter((row) => row.ending === null).length,
      rows: rows.map((row) => ({
        id: row.id,
        code: row.code,
        appointmentId: row.appointmentId,
        itemName: row.itemName,
        applicantName: row.applicantName,
        startsAt: row.startsAt,
        reason: row.reason,
        state: rebookingState(row, now),
        offer: offerOf(row),
      })),
    };
  },
} satisfies Handlers<'rebookings.'>;

const offerOf = ({ offerHallName, offerStartsAt, offerEndsAt, expiresAt }: RebookingRow) =>
  offerHallName && offerStartsAt && offerEndsAt && expiresAt
    ? { hallName: offerHallName, startsAt: offerStartsAt, endsAt: offerEndsAt, expiresAt }
    : null;

/** Of the person who comes, or who booked for that person; others' answer as if it were not there. */
async function mine(db: Db, id: string, personId: string, lock?: 'lock'): Promise<AppointmentRow> {
  const row = await appointmentById(db, id, lock);
  if (!row || !(await mayManage(db, row, personId))) refuse('not_found');
  return row;
}
