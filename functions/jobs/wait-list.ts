import type { Tx } from '../../db/client';
import { holdPlaces, minutesOfChecklists, slotRun } from '../../db/queries/places';
import {
  awaitedDays,
  chancesOf,
  claimLine,
  endWaiting,
  hopelessEntries,
  lapsedOffers,
  offerTo,
  waitEntryById,
  type WaitRow,
} from '../../db/queries/wait-list';
import type { Settings } from '../../shared/rules/settings';
import { later, shanghaiClock, shanghaiDay } from '../../shared/rules/shanghai';
import { placesNeeded, visitMinutes } from '../../shared/rules/visit';
import { offerUntil, waitFlow } from '../../shared/rules/wait-list';
import { dateText, whenText } from '../../shared/text/when';
import { randomRelease, takeBy } from '../booking';
import type { Room } from '../call';
import { newId } from '../ids';
import { notify } from '../notify';
import { currentSettings } from '../settings';

const batch = 100;

/**
 * C7: ends offers that were not taken and waits that have become hopeless, then offers open places to who waits for their day, in order. One offer a
 * transaction, one run at a time for a day: safe to run twice and at once.
 */
export async function waitList(room: Room, now: string): Promise<{ offered: number; passed: number; closed: number }> {
  const settings = await currentSettings(room.database);
  const done = { offered: 0, passed: 0, closed: 0 };
  for (const id of await lapsedOffers(room.database, now, batch)) if (await end(room, id, 'pass', now)) done.passed += 1;
  for (const id of await hopelessEntries(room.database, now, batch)) if (await end(room, id, 'close', now)) done.closed += 1;
  for (const { hallId, date } of await awaitedDays(room.database)) {
    for (let offers = 0; offers < batch; offers++) {
      if (!(await room.database.begin((tx) => offerNext(tx, { hallId, date }, settings, now)))) break;
      done.offered += 1;
    }
  }
  return done;
}

/** Who waits, and the relative who joined. */
const toldOf = ({ personId, joinerId }: WaitRow): string[] => [personId, ...(joinerId ? [joinerId] : [])];

/** Looked at again under its lock: the person may have taken the offer at the last moment. */
async function end({ database }: Room, id: string, action: 'pass' | 'close', now: string): Promise<boolean> {
  return database.begin(async (tx) => {
    const entry = await waitEntryById(tx, id, 'lock');
    if (!entry || !waitFlow[entry.status][action] || (action === 'pass' && (entry.offeredUntil ?? '') > now)) return false;
    await endWaiting(tx, id, action === 'pass' ? 'passed' : 'closed');
    const facts = { item: entry.itemName, day: dateText(entry.date, shanghaiDay(now)), hall: entry.hallName };
    for (const personId of toldOf(entry))
      await notify(tx, { personId, kind: action === 'pass' ? 'wait_passed' : 'wait_closed', subjectId: id, facts, now });
    return true;
  });
}

/** Holds places for the first in the line whom an open one suits; false when there is nobody or nothing. */
async function offerNext(tx: Tx, line: { hallId: string; date: string }, settings: Settings, now: string): Promise<boolean> {
  if (!(await claimLine(tx, line.hallId, line.date))) return false;
  const { releasedBy } = takeBy('wait_list', null, now, settings);
  for (const { entryId, slotId } of await chancesOf(tx, { ...line, now, releasedBy, liveLimit: settings.liveLimit }, batch)) {
    const entry = await waitEntryById(tx, entryId, 'lock');
    if (entry?.status !== 'waiting') continue;
    const [slot] = await slotRun(tx, slotId, 1);
    if (!slot) continue;
    const minutes = visitMinutes(await minutesOfChecklists(tx, [entry.checklistCode]));
    const places = placesNeeded(minutes, (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000);
    const run = await slotRun(tx, slotId, places);
    if (run.length < places) continue;
    const until = offerUntil(later(now, settings.offerMinutes * 60_000), slot.startsAt);
    const take = { ...takeBy('wait_list', entry.personId, now, settings), slotIds: run.map(({ id }) => id) };
    const holdId = newId('hold', now);
    if (!(await holdPlaces(tx, take, { holdId, holderId: entry.id, heldUntil: until }))) continue;
    await offerTo(tx, entry.id, { slotId, holdId, until, releasedAt: randomRelease(until, settings) });
    const facts = { item: entry.itemName, when: whenText(slot.startsAt, shanghaiDay(now)), hall: entry.hallName, until: shanghaiClock(until) };
    for (const personId of toldOf(entry)) await notify(tx, { personId, kind: 'wait_offered', subjectId: entry.id, facts, now });
    return true;
  }
  return false;
}
