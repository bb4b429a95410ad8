import type { ClaimedLetter } from '../../db/queries/outbox';
import type { Room } from '../call';
import { hotlineUpdateSchema } from '../ports/hotline-protocol';
import type { Outcome } from './outcome';

/** Sends an update to 12345. The receiver applies an event id once, so a try whose answer was lost is simply repeated. */
export async function sendHotlineUpdate(room: Room, letter: ClaimedLetter): Promise<Outcome> {
  const update = hotlineUpdateSchema.safeParse(letter.payload);
  if (!update.success) return { end: 'dead', error: 'the update does not fit the protocol' };
  const sent = await room.ports.hotline.sendUpdate(update.data);
  if (sent.ok) return { end: 'delivered' };
  const error = `${sent.refusal}: ${sent.detail}`;
  return sent.retryAfterSeconds === null ? { end: 'dead', error } : { end: 'again', error, afterSeconds: sent.retryAfterSeconds };
}
