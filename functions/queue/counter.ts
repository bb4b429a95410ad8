import type { Database, Db, Tx } from '../../db/client';
import { closeOtherShifts, openShift, openShifts, shiftAt, type ShiftRow } from '../../db/queries/counters';
import { type HallRow, hallById, hallOfSlot, hallsWithin } from '../../db/queries/halls';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { newId } from '../ids';
import { type WindowCall, windowRoles } from '../window/visit';

/** A hall within the officer's units. */
export async function hallWithin(call: WindowCall, db: Db, hallId: string): Promise<HallRow> {
  return within(call, await hallById(db, hallId));
}

export async function hallOfSlotWithin(call: WindowCall, db: Db, slotId: string): Promise<HallRow> {
  return within(call, await hallOfSlot(db, slotId));
}

function within(call: WindowCall, hall: HallRow | null): HallRow {
  if (!hall || !reachesUnit(call.actor, windowRoles, hall.unitPath)) return refuse('not_found');
  return hall;
}

/** The hall that is asked for, or the first, of those within reach in one of these roles. */
export async function chosenHall(
  call: { database: Database; actor: Actor },
  roles: readonly StaffRole[],
  hallId: string | undefined,
): Promise<{ id: string; name: string; counters: string[] }> {
  const paths = call.actor.staff.filter((held) => roles.includes(held.role)).map((held) => held.unitPath);
  const halls = await hallsWithin(call.database, paths);
  return (hallId ? halls.find(({ id }) => id === hallId) : halls[0]) ?? refuse('not_found');
}

/** My open shift at this counter, opened when nobody has; another officer's is refused. My other counters close. */
export async function takeCounter(call: WindowCall, tx: Tx, hallId: string, counter: string): Promise<ShiftRow> {
  const at = { hallId, day: shanghaiDay(call.now), counter };
  await openShift(tx, { ...at, id: newId('shift', call.now), officerId: call.actor.personId, itemCodes: null, now: call.now });
  const shift = await shiftAt(tx, at);
  if (shift?.officerId !== call.actor.personId) return refuse('counter_taken', { counter });
  await closeOtherShifts(tx, { ...at, officerId: call.actor.personId, now: call.now });
  return shift;
}

export async function countersOf(call: WindowCall, db: Db, hallId: string): Promise<Output<'queue.counters'>> {
  const shifts = await openShifts(db, hallId, shanghaiDay(call.now));
  return {
    counters: shifts.map(({ counter, officerId, officerName, itemCodes }) => ({
      counter,
      mine: officerId === call.actor.personId,
      officerName,
      itemCodes,
    })),
  };
}
