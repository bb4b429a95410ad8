import { situationKey } from '../../shared/rules/checklist';
import type { Answers, Interview } from '../../shared/rules/interview';
import { nextQuestion, result } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import type { Question } from '../../shared/rules/interview-types';
import type { Day } from '../../shared/rules/shanghai';

export type NaiveCount = { keys: Set<string>; walks: number; shortest: number; longest: number };

/**
 * Counts situations as simply as can be: tries every answer to every question, one walk after the other, with the phone's functions. Knows no
 * classes, no diagram, no condition; a number is tried at every value up to 20 and around round ones, a date at every age up to 100. Null when that
 * takes more than `mostWalks` walks.
 */
export function naiveSituations(interview: Interview, today: Day, mostWalks: number): NaiveCount | null {
  const count: NaiveCount = { keys: new Set(), walks: 0, shortest: Number.POSITIVE_INFINITY, longest: 0 };
  const visit = (answers: Answers, asked: number): void => {
    if (count.walks > mostWalks) return;
    const question = nextQuestion(interview, answers, { today });
    if (question) {
      for (const value of everyAnswer(question, today)) visit({ ...answers, [question.id]: value }, asked + 1);
      return;
    }
    const list = result(interview, answers, { today });
    if (!list) throw new Error(`no result: ${JSON.stringify(answers)}`);
    count.keys.add(situationKey(list));
    count.walks += 1;
    count.shortest = Math.min(count.shortest, asked);
    count.longest = Math.max(count.longest, asked);
  };
  visit({}, 0);
  return count.walks > mostWalks ? null : count;
}

export function everyAnswer(question: Question, today: Day): Value[] {
  if (question.kind === 'choice') return question.options.map((option) => option.value);
  if (question.kind === 'number') {
    const round = [10, 100, 1000, 10_000, 100_000].flatMap((ten) => Array.from({ length: 19 }, (_, index) => (ten * (index + 2)) / 2));
    const near = [...Array.from({ length: 21 }, (_, index) => index), ...round.flatMap((value) => [value - 1, value, value + 1])];
    return [...new Set([question.minimum, question.maximum, ...near])].filter((value) => value >= question.minimum && value <= question.maximum);
  }
  return Array.from({ length: 101 }, (_, age) => `${Number(today.slice(0, 4)) - age}-01-01`);
}
