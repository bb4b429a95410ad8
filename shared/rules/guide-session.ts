import type { FieldKind } from './form-types';
import { type Answers, changeAnswer, type Facts, type Interview, isValidAnswer, progress, type Question, walk } from './interview';
import type { Value } from './interview-conditions';
import type { Instant } from './shanghai';

/** F2: a guide's phone sees the interview or the form of a citizen's phone, for a while and by a code that the citizen shows. */
export const guidedKinds = ['interview', 'form'] as const;
export type GuidedKind = (typeof guidedKinds)[number];

export const guideSides = ['citizen', 'guide'] as const;
export type GuideSide = (typeof guideSides)[number];

/** waiting: the code is shown. joined: a guide sees it. ended: nobody does but the citizen, who sees that it is over. */
export const guideStatuses = ['waiting', 'joined', 'ended'] as const;
export type GuideStatus = (typeof guideStatuses)[number];

/** What ended it: a tap, a sign-out, the time, another session of the same phone, or that the list or the form was finished. */
export const guideEndings = ['citizen', 'guide', 'sign_out', 'time', 'replaced', 'finished'] as const;
export type GuideEnding = (typeof guideEndings)[number];

export const guideEntryActions = ['begin', 'join', 'answer', 'fill', 'end'] as const;
export type GuideEntryAction = (typeof guideEntryActions)[number];

/** The words of the consent as they stand in shared/text/pages/guiding.ts. A change of the words is a new version. */
export const guideConsentVersion = '2026-11';

type Times = { endedAt: Instant | null; guideId: string | null; codeUntil: Instant; endsAt: Instant | null };

/** What a session is at an instant: time ends it whether or not a job has come by. Both ends are exclusive: at the very instant it is over. */
export function guideStatusAt({ endedAt, guideId, codeUntil, endsAt }: Times, now: Instant): GuideStatus {
  if (endedAt !== null) return 'ended';
  if (guideId === null) return now < codeUntil ? 'waiting' : 'ended';
  return endsAt !== null && now < endsAt ? 'joined' : 'ended';
}

/**
 * Which side somebody is on; null is nobody. The citizen sees it to the end and after; the guide only while it lasts and only with the role
 * held at this moment.
 */
export function guideSideOf(
  session: Times & { personId: string },
  actor: { personId: string; staff: readonly { role: string }[] },
  now: Instant,
): GuideSide | null {
  if (actor.personId === session.personId) return 'citizen';
  const isGuide = actor.personId === session.guideId && actor.staff.some(({ role }) => role === 'guide');
  return isGuide && guideStatusAt(session, now) === 'joined' ? 'guide' : null;
}

/** Numbers of a form that only the citizen's own phone shows whole, and only it fills in. */
export const isPrivateField = ({ kind }: { kind: FieldKind }): boolean => kind === 'id_number' || kind === 'phone';

/** Who last wrote an answer or a field, and the version of the session since. */
export type LatestEntry = { subject: string; side: GuideSide; version: number };

/** The other side has written the same answer or field since `seen`: what is newer is looked at before it is written over. */
export function wasQuicker(latest: readonly LatestEntry[], subject: string, side: GuideSide, seen: number): boolean {
  return latest.some((entry) => entry.subject === subject && entry.side !== side && entry.version > seen);
}

/** An interview as both phones show it: what was answered, and the question on the screen. */
export type GuidedInterview = {
  given: { question: Question; value: Value; source: 'answer' | 'fact' }[];
  asked: Question | null;
  /** What was answered to it before. */
  value: Value | null;
  atMost: number;
  share: number;
};

/** `turnedTo` is a question that was answered and is looked at again; otherwise the next one is asked. */
export function guidedInterview(interview: Interview, answers: Answers, facts: Facts, turnedTo: string | null): GuidedInterview {
  const { accepted, next } = walk(interview, answers, facts);
  const asked = accepted.find(({ question, source }) => source === 'answer' && question.id === turnedTo)?.question ?? next;
  const { atMost, share } = progress(interview, answers, facts);
  return { given: accepted, asked, value: asked ? (answers[asked.id] ?? null) : null, atMost, share };
}

/** The answers with one more or another one; null when the question is not, or no longer, one that is asked, or the value is no answer to it. */
export function guidedAnswers(interview: Interview, answers: Answers, facts: Facts, questionId: string, value: Value): Answers | null {
  const { accepted, next } = walk(interview, answers, facts);
  const open = [...accepted.flatMap(({ question, source }) => (source === 'answer' ? [question] : [])), ...(next ? [next] : [])];
  const question = open.find(({ id }) => id === questionId);
  return question && isValidAnswer(question, value, facts.today) ? changeAnswer(interview, answers, facts, questionId, value) : null;
}
