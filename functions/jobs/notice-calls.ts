import type { Tx } from '../../db/client';
import { insertCall, lockCallsOver, lockWatched, lookAgainAt, noticesToLookAt, takeCallStep } from '../../db/queries/notice-calls';
import { callVerdict } from '../../shared/rules/notice-call';
import type { Settings } from '../../shared/rules/settings';
import type { Room } from '../call';
import { newId } from '../ids';
import { currentSettings } from '../settings';

const batch = 200;

/**
 * J1: puts on the call list of a unit what neither WeChat nor the inbox has brought to the person in the set time, and takes off it what is over.
 * Each notice is looked at again under its lock and settled in the same transaction, so any number of runs at once list it once.
 */
export async function noticeCalls(room: Room, now: string): Promise<Record<'callsListed' | 'callsOver', number>> {
  const settings = await currentSettings(room.database);
  const done = { callsListed: 0, callsOver: 0 };
  for (const id of await noticesToLookAt(room.database, now, batch)) {
    if (await room.database.begin((tx) => look(tx, id, settings, now))) done.callsListed += 1;
  }
  done.callsOver = await room.database.begin(async (tx) => {
    const over = await lockCallsOver(tx, now, batch);
    for (const id of over) await takeCallStep(tx, { id, action: 'lapse', state: 'lapsed', actorId: null, text: null, now });
    return over.length;
  });
  return done;
}

async function look(tx: Tx, id: string, settings: Settings, now: string): Promise<boolean> {
  const notice = await lockWatched(tx, id, now);
  if (!notice) return false;
  const verdict = callVerdict(notice, settings, now);
  await lookAgainAt(tx, id, 'lookAt' in verdict ? verdict.lookAt : null);
  if ('lookAt' in verdict || !verdict.call || notice.unitId === null) return false;
  const state = notice.hasPhone ? 'open' : 'no_number';
  await insertCall(tx, { id: newId('ring', now), noticeId: id, unitId: notice.unitId, hallId: notice.hallId, state, until: verdict.until, now });
  return state === 'open';
}
