import type { Db } from '../../db/client';
import { greenDocumentsOf, lockGreenDocument, writeGreenStep } from '../../db/queries/green-documents';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { greenDocumentProblem } from '../../shared/rules/green-ground';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { hallWithin } from '../queue/counter';
import { visitorOf } from '../queue/walk-in';
import type { WindowCall } from '../window/visit';

const shown = 50;

/** C5: serving military and special talents, by a document that an officer has in hand. */
export const greenDocuments = {
  'greenDocuments.list': async (call) => answer(call, call.database, (await officersHall(call, call.database, call.input.hallId)).id),

  'greenDocuments.check': async (call) => {
    const { hallId, identity, kind, until } = call.input;
    const hall = await officersHall(call, call.database, hallId);
    const problem = greenDocumentProblem(until, shanghaiDay(call.now), call.settings.greenDocumentYears);
    if (problem) refuse('invalid_input', { issues: [{ path: 'until', problem }] });
    return call.write(async (tx) => {
      const { id: personId } = await visitorOf(tx, call.sealer, identity, call.now);
      const step = { id: newId('green', call.now), personId, hallId: hall.id, kind, until, actorId: call.actor.personId, now: call.now };
      await writeGreenStep(tx, { ...step, action: 'check', reason: null });
      return answer(call, tx, hall.id);
    });
  },

  'greenDocuments.withdraw': (call) =>
    call.write(async (tx) => {
      const document = (await lockGreenDocument(tx, call.input.id)) ?? refuse('not_found');
      const hall = await officersHall(call, tx, document.hallId);
      if (!holds(document, shanghaiDay(call.now))) refuse('wrong_state');
      const { personId, kind, until } = document;
      const step = { id: newId('green', call.now), personId, hallId: hall.id, kind, until, actorId: call.actor.personId, now: call.now };
      await writeGreenStep(tx, { ...step, action: 'withdraw', reason: call.input.reason });
      return answer(call, tx, hall.id);
    }),
} satisfies Handlers<'greenDocuments.'>;

const holds = (document: { action: string; until: string; latest: boolean }, today: string): boolean =>
  document.latest && document.action === 'check' && document.until >= today;

/** A guide sends people on; the document is the officer's to check. */
async function officersHall(call: WindowCall, db: Db, hallId: string) {
  const hall = await hallWithin(call, db, hallId);
  return reachesUnit(call.actor, ['officer', 'unit_head'], hall.unitPath) ? hall : refuse('not_found');
}

async function answer({ now, settings }: Pick<WindowCall, 'now' | 'settings'>, db: Db, hallId: string): Promise<Output<'greenDocuments.list'>> {
  const today = shanghaiDay(now);
  const rows = await greenDocumentsOf(db, hallId, shown);
  return {
    documents: rows.map(({ latest, ...row }) => ({ ...row, holds: holds({ ...row, latest }, today) })),
    longestYears: settings.greenDocumentYears,
  };
}
