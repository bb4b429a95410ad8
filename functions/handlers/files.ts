import { createHash } from 'node:crypto';
import { announceFile, countWaiting, fileArrived, filePlace, type FilePlace } from '../../db/queries/files';
import { claimRecord } from '../../db/queries/claims';
import { consultationById } from '../../db/queries/consultations';
import { readCase } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import { readsFile, seesConsultationAsStaff } from '../../shared/rules/access';
import { readsClaimProof } from '../../shared/rules/claim-flow';
import { photoLimits } from '../../shared/rules/photos';
import type { Actor } from '../../shared/rules/roles';
import type { Handlers, Room } from '../call';
import { nameOf, removeFile } from '../files';
import { newId } from '../ids';
import { takeIn } from '../pictures/take-in';

/** K4: photos, from the hand of a person into the file store and to those who may see them. */
export const files = {
  'files.upload': async (call) => {
    const { actor, database, key, now, ports } = call;
    if ((await countWaiting(database, actor.personId)) >= photoLimits.waiting) refuse('photos_waiting');
    const { whole, small, width, height } = await takeIn(call.input.file);
    // The row first, so that nothing lies in the store that no row knows; a repeated upload writes the same names again.
    const { id, state } = await announceFile(database, { id: newId('file', now), ownerId: actor.personId, uploadKey: key, now });
    if (state === 'removing') refuse('wrong_state');
    for (const [size, content] of [['whole', whole] as const, ['small', small] as const]) {
      const put = await ports.files.put(nameOf(id, size), content);
      if (!put.ok) refuse('unavailable');
    }
    return call.write(async (tx) => {
      const sha256 = createHash('sha256').update(whole).digest();
      if (!(await fileArrived(tx, { id, sha256, size: whole.length, width, height }))) refuse('wrong_state');
      return { id, width, height };
    });
  },

  'files.read': async (call) => {
    const place = await filePlace(call.database, call.input.id);
    if (!place || !(await mayRead(call, place, call.actor))) return refuse('not_found');
    const found = await call.ports.files.get(nameOf(place.id, call.input.size ?? 'whole'));
    if (found.ok) return found.content;
    return refuse(found.refusal === 'missing' ? 'not_found' : 'unavailable');
  },

  'files.remove': (call) =>
    call.write(async (tx) => {
      const { id } = call.input;
      const place = await filePlace(tx, id);
      if (!place || place.ownerId !== call.actor.personId || !(await removeFile(tx, id, call.now))) return refuse('not_found');
      return { done: true };
    }),
} satisfies Handlers<'files.'>;

async function mayRead({ database }: Room, place: FilePlace, actor: Actor): Promise<boolean> {
  if (place.state === 'attached' && place.claimId !== null) {
    const claim = await claimRecord(database, place.claimId);
    return claim !== null && readsClaimProof(actor, claim);
  }
  if (place.state === 'attached' && place.consultationId !== null) {
    const asked = await consultationById(database, place.consultationId);
    return asked !== null && (asked.askerId === actor.personId || seesConsultationAsStaff(actor, asked));
  }
  return readsFile(actor, place, place.caseId === null ? null : await readCase(database, place.caseId));
}
