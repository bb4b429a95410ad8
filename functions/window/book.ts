import { slotRun } from '../../db/queries/places';
import { forgetUnused } from '../../db/queries/relatives';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { bookVisit } from '../booking';
import type { Call } from '../call';
import { hallWithin } from '../queue/counter';
import { visitorOf } from '../queue/walk-in';

/**
 * Books for the person whose document the staff has in hand, by the statement that books for everybody (ADR 0016). Somebody unknown is taken down
 * as at a walk-in; where nothing came of it, the row is forgotten again.
 */
export async function bookForVisitor(call: Call<'window.book'>): Promise<Output<'window.book'>> {
  const { identity, slotId, checklistCode } = call.input;
  const { personId: actorId } = call.actor;
  const [slot] = await slotRun(call.database, slotId, 1);
  if (!slot) refuse('not_found');
  await hallWithin(call, call.database, slot.hallId);
  const { id: personId } = await call.database.begin((tx) => visitorOf(tx, call.sealer, identity, call.now));
  try {
    const answer = await bookVisit(call, { way: 'officer', by: 'officer', personId, actorId, slotId, checklistCodes: [checklistCode] });
    return JSON.parse(answer) as Output<'window.book'>;
  } catch (error) {
    await call.database.begin((tx) => forgetUnused(tx, personId));
    throw error;
  }
}
