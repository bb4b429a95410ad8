import { createHash } from 'node:crypto';
import { announceFile, countWaiting, fileArrived, filePlace, type FilePlace } from '../../db/queries/files';
import { claimRecord } from '../../db/queries/claims';
import { consultationById } from '../../db/queries/consultations';
import { readCase } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { readsFile, seesConsultationAsStaff } from '../../shared/rules/access';
import { readsClaimProof } from '../../shared/rules/claim-flow';
import { photoLimits } from '../../shared/rules/photos';
import type { Actor } from '../../shared/rules/roles';
import type { Call, Handlers, Room } from '../call';
import { nameOf, removeFile } from '../files';
import { newId } from '../ids';
import { takeIn } from '../pictures/take-in';

/** K4: photos, from the hand of a person into the file store and to those who may see them. */
export const files = {
  'files.upload': async (call) => {
    const { actor, database } = call;
    if ((await countWaiting(database, actor.personId)) >= photoLimits.waiting) refuse('photos_waiting');
    return handIn(call, await takeIn(call.input.file));
  },

  // A copy and no second owner: the question and what became of it are kept and forgotten each in its own time.
  'files.copy': async (call) => {
    const { actor, database, ports, input } = call;
    if ((await countWaiting(database, actor.personId)) >= photoLimits.waiting) refuse('photos_waiting');
    const place = await filePlace(database, input.id);
    if (place?.state !== 'attached' || place.consultationId === null || place.ownerId !== actor.personId) return refuse('not_found');
    const { width, height } = place;
    if (width === null || height === null) return refuse('not_found');
    const [whole, small] = await Promise.all([ports.files.get(nameOf(place.id, 'whole')), ports.files.get(nameOf(place.id, 'small'))]);
    if (!whole.ok || !small.ok) return refuse('unavailable');
    return handIn(call, { whole: whole.content, small: small.content, width, height });
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

type Picture = { whole: Uint8Array; small: Uint8Array; width: number; height: number };

/** Puts a photo into the store, where it waits to become part of something. */
async function handIn(call: Call<'files.upload'> | Call<'files.copy'>, { whole, small, width, height }: Picture): Promise<Output<'files.upload'>> {
  const { actor, database, key, now, ports } = call;
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
}

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
