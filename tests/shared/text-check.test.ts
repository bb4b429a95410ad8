import { toJSONSchema } from 'zod/v4/core';
import { endpoints } from '../../shared/contract/index';
import { later } from '../../shared/rules/shanghai';
import { checkVerdict, readersOfWords } from '../../shared/rules/text-check';

/** K4: what becomes of words that others are to read. */
const now = '2026-11-23T02:00:00.000Z';
type Verdict = typeof checkVerdict;

/** What is wrong with a way to judge; nothing with the right one. */
function wrongIn(judge: Verdict): string[] {
  const wrong: string[] = [];
  const young = { tries: 1, createdAt: now };
  const old = { tries: 40, createdAt: later(now, -24 * 3_600_000) };
  const expect = (what: string, answer: Parameters<Verdict>[0], about: Parameters<Verdict>[1], state: string, reason?: string) => {
    const verdict = judge(answer, about, now);
    if (verdict.state !== state || (reason && (!('reason' in verdict) || verdict.reason !== reason))) wrong.push(what);
  };
  expect('pass', { suggest: 'pass' }, young, 'passed');
  expect('risky', { suggest: 'risky' }, young, 'held', 'risky');
  expect('review', { suggest: 'review' }, young, 'held', 'review');
  expect('no answer', { retryAfterSeconds: 10 }, young, 'waiting');
  expect('never with this text', { retryAfterSeconds: null }, young, 'held', 'uncheckable');
  expect('a day without an answer', { retryAfterSeconds: 10 }, old, 'held', 'late');
  const quota = judge({ retryAfterSeconds: 3600 }, young, now);
  if (quota.state === 'waiting' && quota.dueAt < later(now, 3_600_000)) wrong.push('asked again before WeChat wants it');
  const tenth = judge({ retryAfterSeconds: 10 }, { ...young, tries: 10 }, now);
  if (tenth.state === 'waiting' && tenth.dueAt < later(now, 600_000)) wrong.push('does not slow down');
  return wrong;
}

test('shows what WeChat passed and nothing else, tries again with growing pauses, and gives the rest to a person', () => {
  expect(wrongIn(checkVerdict)).toEqual([]);
});

const changed =
  (when: (answer: Parameters<Verdict>[0], verdict: ReturnType<Verdict>) => boolean, to: ReturnType<Verdict>): Verdict =>
  (answer, about, at) => {
    const verdict = checkVerdict(answer, about, at);
    return when(answer, verdict) ? to : verdict;
  };

test.each<[string, Verdict]>([
  ['lets pass what was not checked', changed((_, { state }) => state === 'waiting', { state: 'passed' })],
  ['lets pass what cannot be checked', changed((_, verdict) => 'reason' in verdict && verdict.reason === 'uncheckable', { state: 'passed' })],
  ['lets pass what waited too long', changed((_, verdict) => 'reason' in verdict && verdict.reason === 'late', { state: 'passed' })],
  ['takes review for pass', changed((answer) => 'suggest' in answer && answer.suggest === 'review', { state: 'passed' })],
  ['asks for ever', (answer, about, at) => checkVerdict(answer, { ...about, createdAt: at }, at)],
  ['asks at once again', changed((_, { state }) => state === 'waiting', { state: 'waiting', dueAt: now })],
])('the seeded defect is found: %s', (_, wrong) => {
  expect(wrongIn(wrong)).not.toEqual([]);
});

/** Only words typed by people have this form (shared/contract/shapes.ts). */
const typed = String.raw`(?:[\n\r\t]|\P{Cc})*`;

test('says of every endpoint at which a person types who reads it', () => {
  const taken = Object.entries(endpoints).filter(
    ([, { audience, input }]) =>
      audience === 'person' &&
      JSON.stringify(toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).includes(JSON.stringify(typed).slice(1, -1)),
  );
  expect(taken.map(([name]) => name).filter((name) => !(name in readersOfWords))).toEqual([]);
  expect(Object.keys(readersOfWords).filter((name) => !(name in endpoints))).toEqual([]);
});
