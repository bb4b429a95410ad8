import { forgetUnused } from '../../db/queries/relatives';
import type { Output } from '../../shared/contract/index';
import { bookVisit } from '../booking';
import type { Call } from '../call';
import { hallOfSlotWithin } from '../queue/counter';
import { visitorOf } from '../queue/walk-in';
import { asSystem } from '../scope';

/**
 * Books for the person whose document the staff has in hand, by the statement that books for everybody (ADR 0016). Somebody unknown is taken down
 * as at a walk-in; where nothing came of it, the row is forgotten again.
 */
export async function bookForVisitor(call: Call<'window.book'>): Promise<Output<'window.book'>> {
  const { identity, slotId, checklistCode, also = [] } = call.input;
  const { personId: actorId } = call.actor;
  await hallOfSlotWithin(call, call.database, slotId);
  const { id: personId, isNew } = await visitorOf(call.database, call.sealer, identity, call.now);
  try {
    const answer = await bookVisit(call, { way: 'officer', by: 'officer', personId, actorId, slotId, checklistCodes: [checklistCode, ...also] });
    return JSON.parse(answer) as Output<'window.book'>;
  } catch (error) {
    if (isNew) await forgetUnused(asSystem(call.database, 'forgetting'), personId);
    throw error;
  }
}
