import type { Tx } from '../../db/client';
import { type Acted, actOnCase, type Doer } from './act';
import { stopAll } from './clocks';
import { tellFollowers } from './notices';
import { endPending } from './pending';

/** The requester takes a request back: its clocks stop, who works on it is told, what waits on it ends with it. */
export async function withdrawCase(tx: Tx, doer: Doer, { id, reason = null }: { id: string; reason?: string | null | undefined }): Promise<Acted> {
  const withdrawn = await actOnCase(tx, doer, { id, action: 'withdraw', side: 'requester' }, (_, clocks) => ({
    text: reason,
    clocks: stopAll(clocks, doer.now),
  }));
  await tellFollowers(tx, withdrawn, 'staff_case_withdrawn', doer.now);
  await endPending(tx, withdrawn, doer.now, { tasks: 'drop' });
  return withdrawn;
}
