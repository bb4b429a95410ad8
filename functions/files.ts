import type { Tx } from '../db/client';
import { attachFiles, startRemoval } from '../db/queries/files';
import { queueLetter } from '../db/queries/outbox';
import { refuse } from '../shared/contract/errors';
import type { PhotoSize } from '../shared/rules/photos';
import { newId } from './ids';

/** What a photo is called in the file store. */
export const nameOf = (id: string, size: PhotoSize): string => (size === 'small' ? `${id}-small.jpg` : `${id}.jpg`);

/** Ends a file that is part of nothing: nobody reads it from now on, and its content is deleted by a letter. False when it is too late. */
export async function removeFile(tx: Tx, id: string, now: string): Promise<boolean> {
  if (!(await startRemoval(tx, id))) return false;
  await queueLetter(tx, { id: newId('out', now), kind: 'file_removal', payload: { fileId: id }, now });
  return true;
}

export type WithPhotos = { photos?: readonly string[] | undefined; internalPhotos?: readonly string[] | undefined };

/**
 * Makes photos that this person handed in part of an entry of a case; `internalPhotos` are never shown to the requester (D14). Refuses
 * `photo_missing` when one is not there, is somebody else's, or is part of something already.
 */
export async function addPhotos(tx: Tx, entry: { caseId: string; seq: number }, ownerId: string, given: WithPhotos): Promise<void> {
  for (const [ids, internal] of [[given.photos ?? [], false] as const, [given.internalPhotos ?? [], true] as const]) {
    if (ids.length === 0) continue;
    const added = await attachFiles(tx, { ids, ownerId, caseId: entry.caseId, caseSeq: entry.seq, internal });
    if (added !== ids.length) refuse('photo_missing');
  }
}
