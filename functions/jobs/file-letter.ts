import { later } from '../../shared/rules/shanghai';
import { forgetFile, forgottenFiles } from '../../db/queries/files';
import type { ClaimedLetter } from '../../db/queries/outbox';
import { photoLimits, photoSizes, type PhotoSize } from '../../shared/rules/photos';
import type { Room } from '../call';
import { nameOf, removeFile } from '../files';
import type { Outcome } from './outcome';

const batch = 200;
const sizes = Object.keys(photoSizes) as PhotoSize[];
const busySeconds = 30;

/** Deletes the content of a file, then its row. Deleting twice is the same as once, so a lost answer is simply repeated. */
export async function deleteContent(room: Room, letter: ClaimedLetter): Promise<Outcome> {
  const id = letter.payload.fileId;
  if (typeof id !== 'string') return { end: 'dead', error: 'the letter names no file' };
  for (const size of sizes) {
    const removed = await room.ports.files.remove(nameOf(id, size));
    if (!removed.ok) return { end: 'again', error: `${removed.refusal}: ${removed.detail}`, afterSeconds: busySeconds };
  }
  await forgetFile(room.database, id);
  return { end: 'delivered' };
}

/** Photos that became part of nothing within their time (K4, K5). */
export async function forgetWaiting({ database }: Room, now: string): Promise<{ forgottenFiles: number }> {
  let count = 0;
  const before = later(now, -photoLimits.keepWaitingHours * 3_600_000);
  for (const id of await forgottenFiles(database, before, batch)) {
    if (await database.begin((tx) => removeFile(tx, id, now))) count += 1;
  }
  return { forgottenFiles: count };
}
