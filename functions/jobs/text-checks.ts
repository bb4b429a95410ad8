import { type CheckEnd, type ClaimedCheck, claimTextChecks, finishTextCheck } from '../../db/queries/text-checks';
import { later } from '../../shared/rules/shanghai';
import { checkVerdict, textScenes } from '../../shared/rules/text-check';
import type { Room } from '../call';
import { log } from '../log';

/** Longer than one try can take: token, check and their time-outs. */
const leaseMs = 60_000;
const atOnce = 8;
const mostBatches = 25;

/**
 * K4: has WeChat check what others are to read. Claims before it asks, so any number may run at once; a check whose answer is lost is asked for
 * again, since asking changes nothing. While WeChat does not answer a run ends with its first batch, and the other jobs do not wait for it.
 */
export async function textChecks(room: Room, now: string): Promise<Record<'textsPassed' | 'textsHeld', number>> {
  const done = { textsPassed: 0, textsHeld: 0 };
  for (let round = 0; round < mostBatches; round += 1) {
    const texts = await claimTextChecks(room.database, { now, leasedUntil: later(now, leaseMs), limit: atOnce });
    const ends = await Promise.all(texts.map((text) => checkOne(room, text, now)));
    done.textsPassed += ends.filter((state) => state === 'passed').length;
    done.textsHeld += ends.filter((state) => state === 'held').length;
    if (texts.length < atOnce || ends.includes('waiting')) break;
  }
  return done;
}

async function checkOne(room: Room, text: ClaimedCheck, now: string): Promise<CheckEnd['state'] | 'gone'> {
  const end = await endOf(room, text, now);
  return (await finishTextCheck(room.database, text, end)) ? end.state : 'gone';
}

async function endOf({ ports }: Room, { kind, openid, words, tries, createdAt }: ClaimedCheck, now: string): Promise<CheckEnd> {
  // WeChat checks for its own users only.
  if (openid === null) return { state: 'held', reason: 'uncheckable', label: null, traceId: null };
  const answer = await ports.wechat.checkText(openid, textScenes[kind], words);
  if (!answer.ok) log.warn({ refusal: answer.refusal, errcode: answer.errcode, tries }, 'WeChat did not check a text');
  const verdict = checkVerdict(answer.ok ? answer.value : answer, { tries, createdAt }, now);
  if (verdict.state === 'waiting') return verdict;
  const said = answer.ok ? { label: answer.value.label, traceId: answer.value.traceId } : { label: null, traceId: null };
  return { state: verdict.state, reason: verdict.state === 'held' ? verdict.reason : null, ...said };
}
