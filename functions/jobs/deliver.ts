import { later } from '../../shared/rules/shanghai';
import { type ClaimedLetter, claimLetters, finishLetter, type LetterEnd, type LetterKind, postponeLetter } from '../../db/queries/outbox';
import type { Room } from '../call';
import { describeFailure } from '../database-failures';
import { log } from '../log';
import { wordAppointmentNotice } from './appointment-notice';
import { tellOfNewVersion } from './catalogue-change';
import { deleteContent } from './file-letter';
import { finishGathered } from './gathered';
import { sendHotlineUpdate } from './hotline-letter';
import type { Outcome } from './outcome';
import { sendWechatMessage } from './wechat-message';

/** Longer than one try can take: token, message and their time-outs. */
const leaseMs = 60_000;
/** Letters of one run that are tried side by side: a slow answer of WeChat holds up only its own. */
const atOnce = 16;
/** After so many tries a letter is dead and a person must look; with the back-off below about 20 minutes and about 9 hours. */
const mostAttempts: Record<LetterKind, number> = {
  wechat_message: 8,
  hotline_update: 18,
  appointment_notice: 8,
  catalogue_changed: 8,
  file_removal: 18,
};
const firstPauseSeconds = 10;
const longestPauseSeconds = 3_600;

const senders: Record<LetterKind, (room: Room, letter: ClaimedLetter, now: string) => Promise<Outcome>> = {
  wechat_message: sendWechatMessage,
  hotline_update: sendHotlineUpdate,
  appointment_notice: wordAppointmentNotice,
  catalogue_changed: tellOfNewVersion,
  file_removal: deleteContent,
};

export type Delivery = { delivered: number; dropped: number; postponed: number; dead: number; unknown: number };

/**
 * Delivers what is due in the outbox, and what comes of it, until nothing is left or `most` letters were tried. Claims before it sends, so any number
 * may run at once and each letter has one sender; a sender that dies is followed by another when its lease ends. Rejects when the database fails,
 * after what was in hand has ended.
 */
export async function deliver(room: Room, most = 500): Promise<Delivery> {
  const done: Delivery = { delivered: 0, dropped: 0, postponed: 0, dead: 0, unknown: 0 };
  const inHand = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const take = (letter: ClaimedLetter, now: string) => {
    const trying = deliverOne(room, letter, now)
      .then((end) => {
        done[end] += 1;
      })
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => inHand.delete(trying));
    inHand.add(trying);
  };
  for (let tried = 0; tried < most && failures.length === 0; ) {
    // Read for each claim: a lease must begin when its letters are claimed, however long the run.
    const now = room.ports.clock.now();
    const limit = Math.min(atOnce - inHand.size, most - tried);
    const letters = await claimLetters(room.database, { now, leasedUntil: later(now, leaseMs), limit });
    tried += letters.length;
    for (const letter of letters) take(letter, now);
    if (inHand.size === 0) break;
    // A full claim: there may be more, for as soon as half of these have ended. Else what is in hand may leave letters of its own.
    const enough = letters.length === limit ? atOnce / 2 : 0;
    while (inHand.size > enough) await Promise.race(inHand);
  }
  await Promise.all(inHand);
  if (failures.length > 0) throw failures[0];
  return done;
}

async function deliverOne(room: Room, letter: ClaimedLetter, now: string): Promise<keyof Delivery> {
  const outcome = await tryOnce(room, letter, now);
  switch (outcome.end) {
    case 'ended':
      return 'delivered';
    case 'delivered':
      await finish(room, letter, { state: 'delivered', error: null, now, messageId: outcome.messageId ?? null });
      return 'delivered';
    case 'later':
      await postponeLetter(room.database, letter, outcome.at, null);
      return 'postponed';
    case 'again':
      if (letter.attempts < (mostAttempts[letter.kind as LetterKind] ?? 1)) {
        await postponeLetter(room.database, letter, later(now, pauseMs(letter.attempts, outcome.afterSeconds)), outcome.error);
        return 'postponed';
      }
      return end(room, letter, 'dead', outcome.error, now);
    default:
      return end(room, letter, outcome.end, outcome.error, now);
  }
}

type Failed = 'dropped' | 'dead' | 'unknown';

async function end(room: Room, letter: ClaimedLetter, state: Failed, error: string, now: string): Promise<Failed> {
  if (state === 'dead') log.warn({ letter: letter.id, kind: letter.kind, attempts: letter.attempts, error }, 'letter is dead');
  await finish(room, letter, { state, error, now });
  return state;
}

/** Those that left with it end with it. */
async function finish({ database }: Room, letter: ClaimedLetter, end: LetterEnd): Promise<void> {
  if (letter.batchFor === null) await finishLetter(database, letter, end);
  else await finishGathered(database, { ...letter, batchFor: letter.batchFor }, end);
}

async function tryOnce(room: Room, letter: ClaimedLetter, now: string): Promise<Outcome> {
  const send = senders[letter.kind as LetterKind];
  if (!send) return { end: 'dead', error: `unknown kind ${letter.kind}` };
  try {
    return await send(room, letter, now);
  } catch (error) {
    log.error({ letter: letter.id, kind: letter.kind, failure: describeFailure(error) }, 'a letter could not be tried');
    return { end: 'again', error: describeFailure(error).message, afterSeconds: null };
  }
}

/** 10 s, 20 s, 40 s … at most an hour, and never before the other side wants to be asked again. */
function pauseMs(attempts: number, afterSeconds: number | null): number {
  const own = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (attempts - 1));
  return Math.max(own, afterSeconds ?? 0) * 1000;
}
