import type { Tx } from '../../db/client';
import { insertCalls, lockCallsOver, lockWatched, lookAgainAt, type NewCall, takeCallStep } from '../../db/queries/notice-calls';
import { callVerdict } from '../../shared/rules/notice-call';
import type { Settings } from '../../shared/rules/settings';
import type { Room } from '../call';
import { newId } from '../ids';
import { currentSettings } from '../settings';

const batch = 200;
const mostBatches = 10;

/**
 * J1: puts on the call list of a unit what neither WeChat nor the inbox has brought to the person in the set time, and takes off it what is over.
 * Notices are looked at under their locks and settled in the same transaction, so any number of runs at once list each once.
 */
export async function noticeCalls(room: Room, now: string): Promise<Record<'callsListed' | 'callsOver', number>> {
  const settings = await currentSettings(room.database);
  const done = { callsListed: 0, callsOver: 0 };
  for (let round = 0; round < mostBatches; round += 1) {
    const { looked, listed } = await room.database.begin((tx) => look(tx, settings, now));
    done.callsListed += listed;
    if (looked < batch) break;
  }
  done.callsOver = await room.database.begin(async (tx) => {
    const over = await lockCallsOver(tx, now, batch);
    for (const id of over) await takeCallStep(tx, { id, action: 'lapse', state: 'lapsed', actorId: null, text: null, now });
    return over.length;
  });
  return done;
}

async function look(tx: Tx, settings: Settings, now: string): Promise<Record<'looked' | 'listed', number>> {
  const watched = await lockWatched(tx, now, batch);
  if (watched.length === 0) return { looked: 0, listed: 0 };
  const looks: { id: string; at: string | null }[] = [];
  const calls: NewCall[] = [];
  for (const { id, unitId, hallId, hasPhone, ...notice } of watched) {
    const verdict = callVerdict(notice, settings, now);
    looks.push({ id, at: 'lookAt' in verdict ? verdict.lookAt : null });
    if ('lookAt' in verdict || !verdict.call || unitId === null) continue;
    calls.push({ id: newId('ring', now), noticeId: id, unitId, hallId, state: hasPhone ? 'open' : 'no_number', until: verdict.until });
  }
  await lookAgainAt(tx, looks);
  if (calls.length > 0) await insertCalls(tx, calls, now);
  return { looked: watched.length, listed: calls.filter(({ state }) => state === 'open').length };
}
