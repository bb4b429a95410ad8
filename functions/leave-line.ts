import type { Tx } from '../db/client';
import { releaseHold } from '../db/queries/places';
import { endWaiting, type WaitRow } from '../db/queries/wait-list';
import type { Settings } from '../shared/rules/settings';
import { randomRelease } from './booking';

/** Ends a locked entry. What was offered goes to the next in line before all others, and to these at a time that nobody can know. */
export async function leaveLine(tx: Tx, entry: WaitRow, { settings, now }: { settings: Settings; now: string }): Promise<void> {
  if (entry.holdId) await releaseHold(tx, { holdId: entry.holdId, holderId: entry.id, now, releasedAt: randomRelease(now, settings) });
  await endWaiting(tx, entry.id, 'left');
}
