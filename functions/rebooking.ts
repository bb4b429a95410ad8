import type { Tx } from '../db/client';
import { appointmentById } from '../db/queries/appointments';
import { hallById } from '../db/queries/halls';
import { queueLetter } from '../db/queries/outbox';
import { holdPlaces, slotRun, slotsOfTaker } from '../db/queries/places';
import { insertRebooking, nearestSlots } from '../db/queries/rebooking';
import { offerExpires } from '../shared/rules/rebooking';
import type { Settings } from '../shared/rules/settings';
import { later, shanghaiDay } from '../shared/rules/shanghai';
import { kindsToTry } from '../shared/rules/ways-to-place';
import { whenText } from '../shared/text/when';
import { takeBy } from './booking';
import { newId } from './ids';

/** Slots that are looked at for one person before there is nothing to offer. */
const mostSlots = 40;

/**
 * C10: offers each hit appointment the nearest equal place, held for it, and tells the person; in the transaction of the change that hit them.
 * Where nothing is free the person is told so and may choose another time.
 */
export async function offerOthers(tx: Tx, hit: readonly string[], change: { reason: string; settings: Settings; now: string }): Promise<void> {
  const { reason, settings, now } = change;
  for (const appointmentId of new Set(hit)) {
    const row = await appointmentById(tx, appointmentId, 'lock');
    if (!row) continue;
    const id = newId('rebook', now);
    const offer = await holdNearest(tx, row, id, settings, now);
    const open = await insertRebooking(tx, { id, appointmentId, hallId: row.hallId, fromSlotId: row.slotId, reason, now, offer });
    if (!open) continue;
    const today = shanghaiDay(now);
    const facts = offer
      ? {
          reason,
          offer: `${whenText(offer.startsAt, today)} ${offer.hallId === row.hallId ? row.hallName : offer.hallName}`,
          due: whenText(offer.expiresAt, today),
        }
      : { reason };
    const notice = offer ? 'appointment_rebook_offered' : 'appointment_rebook_none';
    await queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload: { appointmentId, notice, facts }, now });
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof appointmentById>>>;

/** The nearest run of places as long as the visit, held in the name of the rebooking: what else the person holds does not end it. */
async function holdNearest(tx: Tx, row: Row, holderId: string, settings: Settings, now: string) {
  const had = await slotsOfTaker(tx, row.id);
  const length = Math.max(1, had.length);
  const after = later(now, settings.rebookingAheadMinutes * 60_000);
  for (const slotId of await nearestSlots(tx, { appointmentId: row.id, hallIds: row.hallIds, after, now }, mostSlots)) {
    const run = await slotRun(tx, slotId, length);
    const first = run[0];
    if (!first || run.length < length || run.some(({ id }) => had.includes(id))) continue;
    const hold = { holdId: newId('hold', now), holderId, heldUntil: offerExpires(now, first.startsAt, settings) };
    for (const kinds of kindsToTry('closure', settings)) {
      const take = { ...takeBy('closure', row.personId, now, settings), slotIds: run.map(({ id }) => id), kinds };
      if (!(await holdPlaces(tx, take, hold))) continue;
      const hall = await hallById(tx, first.hallId);
      return { slotId, holdId: hold.holdId, expiresAt: hold.heldUntil, startsAt: first.startsAt, hallId: first.hallId, hallName: hall?.name ?? '' };
    }
  }
  return null;
}
