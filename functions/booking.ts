import { randomInt } from 'node:crypto';
import { type Database, sqlState, type Tx, violatedConstraint } from '../db/client';
import { type Booking, type BookingObstacles, bookPlace, whyNotBooked } from '../db/queries/booking';
import { type StoredAnswer, storedAnswer } from '../db/queries/idempotency';
import { type Look, minutesOfChecklists, slotRun, type SlotTimes, type Take } from '../db/queries/places';
import { countTries, type Tries } from '../db/queries/tries';
import { refuse } from '../shared/contract/errors';
import type { EndpointName } from '../shared/contract/routes';
import { soonestReleaseMs, takeLimits } from '../shared/rules/booking-limits';
import type { Settings } from '../shared/rules/settings';
import { later } from '../shared/rules/shanghai';
import { placesNeeded, visitMinutes } from '../shared/rules/visit';
import { type BookedWay, kindsToTry, type TakenKind, wayRules, type WayToPlace } from '../shared/rules/ways-to-place';
import { unpackAnswer } from './answers';
import type { Call } from './call';
import { deviceOf } from './device';
import { fullLately } from './full-lately';
import { newId, newShortCode } from './ids';
import { asSystem } from './scope';

type BookingCall = Pick<Call<EndpointName>, 'database' | 'sealer' | 'settings' | 'now' | 'key' | 'bodyHash' | 'name' | 'sessionId' | 'request'>;

export type BookingRequest = {
  way: BookedWay;
  by: 'applicant' | 'officer';
  /** Who comes, and who asks. */
  personId: string;
  actorId: string;
  slotId: string;
  /** Book from this hold; `holderId` is the actor where none is given. */
  holdId?: string | undefined;
  holderId?: string;
  /** One for each item of the visit. */
  checklistCodes: string[];
  enterpriseId?: string;
};

/**
 * Books a visit by the one statement, whichever the way. Takes as many adjacent places as the items' minutes need (C6). Answers the stored
 * answer, byte for byte, also when the key was used before. Refuses with the reason that `whyNotBooked` finds. Not inside a transaction.
 */
export async function bookVisit(asked: BookingCall, request: BookingRequest): Promise<string> {
  const call = { ...asked, database: asSystem(asked.database, 'booking') };
  const { way, actorId, checklistCodes, slotId } = request;
  if (checklistCodes.length > call.settings.visitItems) refuse('too_many_items', { limit: call.settings.visitItems });
  const counts = wayRules[way].online ? tries(call, actorId) : uncounted;
  let booking: Booking = { ...bookingOf(call, request), ...counts };
  const kindSets = kindsToTry(way, call.settings, booking.holdId !== null);
  let look: Look = 'skipping';
  let looksFirst = booking.holdId === null && fullLately.has(slotId);
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = looksFirst ? null : await lookThrough(call.database, booking, kindSets, look);
      if (answer) return Buffer.from(answer).toString('utf8');
      const obstacles = await whyNotBooked(call.database, { ...booking, kinds: kindSets.flat() }, looksFirst);
      if (obstacles.kept) return unpack(call, actorId, obstacles.kept);
      const oneSlot = booking.slotIds.length === 1 && way !== 'group' && obstacles.waitSeconds === 0 && obstacles.slotKnown;
      const places = oneSlot ? placesNeeded(obstacles.minutes, obstacles.slotMinutes || 1) : 1;
      if (places > 1) {
        booking = { ...booking, ...uncounted, slotIds: await runOf(call.database, slotId, places) };
        looksFirst = false;
        continue;
      }
      refuseObstacle(obstacles, booking);
      // Nothing was open at that moment: full. Else others were just taking what was, or what stood in the way has just gone: once more, waiting for them.
      const isFull = obstacles.openSlots < booking.slotIds.length;
      if (isFull) fullLately.add(slotId);
      if (look === 'waiting' || isFull) refuseFull(booking);
      if (!looksFirst) look = 'waiting';
      looksFirst = false;
      booking = { ...booking, ...uncounted };
    } catch (error) {
      if (sqlState(error) !== '23505') throw error;
      const earlier = await earlierAnswer(call, actorId);
      if (earlier !== null) return earlier;
      // The count of this try was rolled back with it.
      refuseWaiting(await countTries(call.database, booking));
      if (violatedConstraint(error) === 'appointment_one_live_per_item') refuse('already_booked');
      // A twin took this number of the person's live visits, or the short code is in use: look again.
      if (attempt >= 4) throw error;
      booking = { ...booking, ...uncounted, codes: checklistCodes.map(newShortCode) };
    }
  }
}

/** A request is one try, however often its statement runs. */
export const uncounted: Tries = { trySubjects: [], tryLimits: [] };

/** One booking with ids and codes of its own; counts no try. */
function bookingOf(call: Pick<BookingCall, 'now' | 'settings' | 'name' | 'key' | 'bodyHash'>, request: BookingRequest): Booking {
  const { way, personId, actorId, checklistCodes } = request;
  return {
    ...takeBy(way, personId, call.now, call.settings),
    ...uncounted,
    appointmentIds: checklistCodes.map(() => newId('apt', call.now)),
    codes: checklistCodes.map(newShortCode),
    checklistCodes,
    slotIds: [request.slotId],
    personId,
    actorId,
    by: request.by,
    holdId: request.holdId ?? null,
    holderId: request.holderId ?? actorId,
    way,
    online: wayRules[way].online,
    enterpriseId: request.enterpriseId ?? null,
    liveLimit: call.settings.liveLimit,
    endpoint: call.name,
    key: call.key,
    bodyHash: call.bodyHash,
    outboxId: newId('out', call.now),
    staffOutboxId: newId('out', call.now),
  };
}

/**
 * Books from a hold of this same transaction, for a block that is booked whole or not at all (D9): `key` is one of its own for each person.
 * Yields the appointment's id; refuses as `bookVisit` does. Unique violations are the caller's to name.
 */
export async function bookHeld(
  tx: Tx,
  call: Pick<BookingCall, 'now' | 'settings' | 'name' | 'key' | 'bodyHash'>,
  request: BookingRequest & { holdId: string },
): Promise<string> {
  const booking = { ...bookingOf(call, request), kinds: kindsToTry(request.way, call.settings, true).flat() };
  if (!(await bookPlace(tx, booking, 'skipping'))) {
    refuseObstacle(await whyNotBooked(tx, booking), booking);
    refuseFull(booking);
  }
  const [id] = booking.appointmentIds;
  return id ?? refuse('not_found');
}

async function lookThrough(database: Database, booking: Booking, kindSets: TakenKind[][], look: Look): Promise<Uint8Array | null> {
  for (const kinds of kindSets) {
    const answer = await bookPlace(database, { ...booking, kinds }, look);
    if (answer) return answer;
  }
  return null;
}

async function earlierAnswer(call: BookingCall, actor: string): Promise<string | null> {
  const stored = await storedAnswer(call.database, actor, call.key);
  return stored && unpack(call, actor, stored);
}

function unpack(call: BookingCall, actor: string, stored: StoredAnswer): string {
  return unpackAnswer(call.sealer, { actor, key: call.key, endpoint: call.name, bodyHash: call.bodyHash }, stored);
}

/** Names what stands in the way, but for places that are taken. */
function refuseObstacle(obstacles: BookingObstacles, booking: Booking): void {
  refuseWaiting(obstacles.waitSeconds);
  if (!obstacles.slotKnown || !obstacles.checklistsKnown) refuse('not_found');
  if (!obstacles.slotAhead) refuse('slot_past');
  if (!obstacles.checklistsValid) refuse('checklist_expired');
  if (!obstacles.bookable) refuse('situation_refused');
  if (!obstacles.hallTakesThem) refuse('wrong_hall');
  if (booking.online && !obstacles.realName) refuse('real_name_required');
  if (booking.online && obstacles.blocked) refuse('online_booking_blocked');
  if (obstacles.alreadyLive) refuse('already_booked');
  if (obstacles.live >= booking.liveLimit) refuse('too_many_live', { limit: booking.liveLimit });
  if (booking.holdId !== null && !obstacles.holdGood) refuse('hold_expired');
}

function refuseFull({ slotIds }: Booking): never {
  refuse(slotIds.length > 1 ? 'no_adjacent_places' : 'slot_full', { places: slotIds.length });
}

export function refuseWaiting(seconds: number): void {
  if (seconds > 0) refuse('too_many_requests', { retryAfterSeconds: seconds });
}

/** Who is counted for a try (C4): the person, and the phone by the name it gives itself, else by its session. */
export function tries(call: Pick<BookingCall, 'request' | 'sessionId' | 'settings'>, actorId: string): Tries {
  const device = deviceOf(call);
  const { triesPerMinute, deviceTriesPerMinute } = call.settings;
  return device
    ? { trySubjects: [actorId, device], tryLimits: [triesPerMinute, deviceTriesPerMinute] }
    : { trySubjects: [actorId], tryLimits: [triesPerMinute] };
}

/** Counts a try that is no booking, and refuses when there were too many in this minute. Before the transaction: a refusal must not forget it. */
export async function countTry(call: BookingCall, actorId: string): Promise<void> {
  refuseWaiting(await countTries(call.database, { ...tries(call, actorId), now: call.now }));
}

/** What a way may take at `now` for a person, but for the slots. `kinds` are the way's own; others by `kindsToTry`. */
export function takeBy(way: WayToPlace, personId: string | null, now: string, settings: Settings): Omit<Take, 'slotIds'> {
  return {
    ...takeLimits(now, settings),
    personId,
    kinds: wayRules[way].own,
    // What was just given back waits for its random minute (C4); the wait list comes before that.
    releasedBy: way === 'wait_list' ? later(now, settings.lateReleaseMinutes * 60_000) : now,
  };
}

/** The slots, from this one on, that items of these checklists need. Refuses where the hall has no such run. */
export async function slotsFor(database: Database, slotId: string, checklistCodes: readonly string[]): Promise<SlotTimes[]> {
  const [[slot], minutes] = await Promise.all([slotRun(database, slotId, 1), minutesOfChecklists(database, checklistCodes)]);
  if (!slot) refuse('not_found');
  const places = placesNeeded(visitMinutes(minutes), (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000);
  if (places === 1) return [slot];
  const run = await slotRun(database, slotId, places);
  if (run.length < places) refuse('no_adjacent_places', { places });
  return run;
}

async function runOf(database: Database, slotId: string, places: number): Promise<string[]> {
  const run = await slotRun(database, slotId, places);
  if (run.length < places) refuse('no_adjacent_places', { places });
  return run.map(({ id }) => id);
}

/** A freed place comes back after a random time, so that nobody can pass it on (C4). */
export function randomRelease(now: string, settings: Settings): string {
  return later(now, randomInt(soonestReleaseMs, settings.lateReleaseMinutes * 60_000));
}
