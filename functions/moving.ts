import type { Tx } from '../db/client';
import { appendEvent, type AppointmentRow, moveAppointment } from '../db/queries/appointments';
import { queueLetter } from '../db/queries/outbox';
import { releasePlace, slotRun, slotsOfTaker, takePlaceFor } from '../db/queries/places';
import { refuse } from '../shared/contract/errors';
import { isLateChange } from '../shared/rules/appointment-flow';
import type { Settings } from '../shared/rules/settings';
import { kindsToTry, type WayToPlace } from '../shared/rules/ways-to-place';
import { randomRelease, takeBy } from './booking';
import { newId } from './ids';

export type Move = {
  slotId: string;
  /** `move` by the person or an officer; `closure` when the hall shuts, which is never late. */
  way: Extract<WayToPlace, 'move' | 'closure'>;
  by: 'applicant' | 'officer' | 'system';
  actorId: string | null;
  note: string | null;
};

/**
 * Moves a visit, locked by `appointmentById`, to the slot and those after it that it needs: the new places are taken before the old ones are given
 * back, in the caller's transaction, so that the person has a place at every moment. Refuses `slot_past`, `slot_full`, `no_adjacent_places`, and
 * `not_found` for a hall that does not take the matter.
 */
export async function moveVisit(tx: Tx, row: AppointmentRow, move: Move, settings: Settings, now: string): Promise<void> {
  const takerId = row.leadId ?? row.id;
  const had = await slotsOfTaker(tx, takerId);
  const run = await slotRun(tx, move.slotId, Math.max(1, had.length));
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || !row.hallIds.includes(first.hallId)) refuse('not_found');
  if (first.startsAt <= now) refuse('slot_past');
  if (run.length < had.length) refuse('no_adjacent_places', { places: had.length });
  const slotIds = run.map(({ id }) => id);
  const wanted = slotIds.filter((id) => !had.includes(id));
  // A place of a group stays one of the group's kind.
  const way = row.way === 'group' ? row.way : move.way;
  if (!(await takeAny(tx, wanted, way, row.personId, takerId, settings, now))) refuse(run.length > 1 ? 'no_adjacent_places' : 'slot_full');
  const late = move.way === 'move' && isLateChange(row.startsAt, now, settings);
  const payload = { appointmentId: takerId, notice: 'appointment_moved', own: move.by === 'applicant' };
  await Promise.all([
    releasePlace(tx, takerId, randomRelease(now, settings), slotIds),
    moveAppointment(tx, row.id, { slotId: first.id, hallId: first.hallId, endsAt: run.length > 1 ? last.endsAt : null, late }),
    appendEvent(tx, { appointmentId: row.id, at: now, action: 'move', status: 'booked', by: move.by, actorId: move.actorId, note: move.note }),
    queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload, now }),
  ]);
}

async function takeAny(tx: Tx, slotIds: string[], way: WayToPlace, personId: string, takerId: string, settings: Settings, now: string) {
  if (slotIds.length === 0) return true;
  for (const kinds of kindsToTry(way, settings)) {
    if (await takePlaceFor(tx, { ...takeBy(way, personId, now, settings), slotIds, kinds }, takerId)) return true;
  }
  return false;
}
