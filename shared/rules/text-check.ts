import { later } from './shanghai';
import type { StaffRole } from './roles';

/** Words that are checked by WeChat's msgSecCheck (K4): of a request, what was added to one, said on a return visit; a public answer. */
export const checkedTexts = ['request', 'request_words', 'return_words', 'answer'] as const;
export type CheckedText = (typeof checkedTexts)[number];

/** `held` waits for a person of staff, whose word is `approved` or `refused`. */
export const textStates = ['waiting', 'passed', 'held', 'approved', 'refused'] as const;
export type TextState = (typeof textStates)[number];
/** In these, words are read by whoever may read their subject; in any other by their author and by staff only. */
export const shownTextStates = ['passed', 'approved'] as const satisfies readonly TextState[];
export type UnshownState = Exclude<TextState, (typeof shownTextStates)[number]>;

/** WeChat wants somebody to look, or says risky; cannot check it (no account, not here within two hours); did not answer for a day. */
export const holdReasons = ['review', 'risky', 'uncheckable', 'late'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Who decides on held words: whoever works on requests and questions of the unit, never the author. */
export const textCheckRoles = ['liaison', 'handler', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];

/** WeChat's scenes: requests and answers are read like comments and forum entries. */
export const textScenes: Readonly<Record<CheckedText, 'comment' | 'forum'>> = {
  request: 'comment',
  request_words: 'comment',
  return_words: 'comment',
  answer: 'forum',
};

/** Steps of a request whose words the requester's side types; those of the others are the service's own. */
export const isTyped = (action: string): boolean => ['withdraw', 'dispute', 'remark', 'supply'].includes(action);

/**
 * Who reads, besides the author and the staff who must act on it, what is typed at an endpoint. What `colleagues` of the firm or `everyone` read is
 * checked first; staff read at once what was meant for them, in whatever words. `not_yet`: others read it, and it is not checked so far
 * (docs/security.md).
 */
export type Readers = 'nobody' | 'colleagues' | 'everyone' | 'not_yet';
export const readersOfWords: Readonly<Record<string, Readers>> = {
  'appointments.cancel': 'nobody',
  'cases.dispute': 'colleagues',
  'cases.file': 'colleagues',
  // Narrow a list, or are compared with requests: kept nowhere.
  'cases.list': 'nobody',
  'cases.similar': 'nobody',
  'cases.remark': 'colleagues',
  'cases.supply': 'colleagues',
  'cases.withdraw': 'colleagues',
  // Names of people and firms, proven by documents and registers.
  'claims.file': 'nobody',
  'complaints.file': 'nobody',
  'consultations.ask': 'nobody',
  'consultations.askOn': 'nobody',
  'explanations.give': 'nobody',
  // Fields of forms: staff read them, a guide too while asked in.
  'forms.save': 'nobody',
  'forms.submit': 'nobody',
  'guideSession.fill': 'nobody',
  'knowledgeDesk.make': 'everyone',
  // The reason, in the letter to whom it concerns.
  'me.verifyRealName': 'nobody',
  'members.decide': 'not_yet',
  'members.remove': 'not_yet',
  'ratings.give': 'nobody',
  'ratings.rateRemedy': 'nobody',
  'relatives.add': 'nobody',
  'returnVisits.answer': 'colleagues',
  'urgent.ask': 'nobody',
  'visits.ask': 'not_yet',
  'visits.cancel': 'not_yet',
};

/** A check that has brought no verdict for so long is a person's to make. */
const patienceMs = 24 * 3_600_000;
const firstPauseSeconds = 10;
const longestPauseSeconds = 3_600;

/** What WeChat said of a text, or why it said nothing. `retryAfterSeconds` null: never with this text. */
export type CheckAnswer = { suggest: 'pass' | 'review' | 'risky' } | { retryAfterSeconds: number | null };
export type CheckVerdict = { state: 'passed' } | { state: 'held'; reason: HoldReason } | { state: 'waiting'; dueAt: string };

/** What becomes of a text after its `tries`-th try. Without a clear "pass" it is never shown. */
export function checkVerdict(answer: CheckAnswer, { tries, createdAt }: { tries: number; createdAt: string }, now: string): CheckVerdict {
  if ('suggest' in answer) return answer.suggest === 'pass' ? { state: 'passed' } : { state: 'held', reason: answer.suggest };
  if (answer.retryAfterSeconds === null) return { state: 'held', reason: 'uncheckable' };
  if (now >= later(createdAt, patienceMs)) return { state: 'held', reason: 'late' };
  const own = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (tries - 1));
  return { state: 'waiting', dueAt: later(now, Math.max(own, answer.retryAfterSeconds) * 1000) };
}
