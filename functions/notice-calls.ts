import type { Tx } from '../db/client';
import { lockCallsOf, takeCallStep } from '../db/queries/notice-calls';

/** Who reads a notice need not be called about it any more. */
export async function endCallsOfRead(tx: Tx, noticeIds: readonly string[], now: string): Promise<void> {
  for (const id of await lockCallsOf(tx, noticeIds)) await takeCallStep(tx, { id, action: 'read', state: 'read', actorId: null, text: null, now });
}
