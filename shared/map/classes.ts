import { evaluate, type Value } from '../rules/interview-conditions';
import { limitsOf, type testsByName } from '../rules/interview-classes';
import type { Question } from '../rules/interview-types';
import type { Day } from '../rules/shanghai';
import { mapText } from '../text/map';

/** Answers of a question that no rule tells apart, drawn as one. Each value stands for its whole class. */
export type AnswerClass = { text: string; value: Value; includes: (answer: Value) => boolean };

/** The answers of a question as the map draws them: options as they are, numbers and ages in the ranges between the limits that rules name. */
export function classesOf(question: Question, tests: ReturnType<typeof testsByName>, today: Day): AnswerClass[] {
  if (question.kind === 'choice') {
    return question.options.map(({ value, text }) => ({ text, value, includes: (answer) => answer === value }));
  }
  const leaves = tests.get(question.id) ?? [];
  const truths = (value: Value) => leaves.map((leaf) => evaluate(leaf, () => ({ state: 'value', value }), today) === true).join();
  if (question.kind === 'number') {
    const { minimum, maximum, unit } = question;
    const ranges = rangesOf(minimum, maximum, leaves.flatMap(limitsOf), truths);
    return ranges.map(([from, to]) => ({
      text: ranges.length === 1 ? mapText.any : to === maximum && from !== to ? mapText.from(from, unit) : rangeText(from, to, unit),
      value: from,
      includes: (answer) => typeof answer === 'number' && answer >= from && answer <= to,
    }));
  }
  const year = Number(today.slice(0, 4));
  // Born on 1 January the birthday of the year has passed whatever today is.
  const bornAt = (age: number) => `${year - age}-01-01`;
  const ranges = rangesOf(0, 120, leaves.flatMap(limitsOf), (age) => truths(bornAt(age)));
  return ranges.map(([from, to]) => ({
    text: ranges.length === 1 ? mapText.any : to === 120 ? mapText.over(from) : from === 0 ? mapText.under(to + 1) : mapText.ages(from, to),
    value: bornAt(from),
    includes: (answer) => typeof answer === 'string' && truths(answer) === truths(bornAt(from)),
  }));
}

const rangeText = (from: number, to: number, unit: string) => (from === to ? mapText.exactly(from, unit) : mapText.between(from, to, unit));

/** Neighbouring whole numbers of which all tests say the same; it can only change at a limit or right after one. */
function rangesOf(minimum: number, maximum: number, limits: number[], truths: (value: number) => string): [from: number, to: number][] {
  const starts = [...new Set(limits.flatMap((limit) => [Math.ceil(limit), Math.floor(limit) + 1]))]
    .filter((start) => start > minimum && start <= maximum)
    .sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  let last = '';
  for (const [index, start] of [minimum, ...starts].entries()) {
    const end = (starts[index] ?? maximum + 1) - 1;
    const now = truths(start);
    const open = ranges[ranges.length - 1];
    if (open && now === last) open[1] = end;
    else ranges.push([start, end]);
    last = now;
  }
  return ranges;
}
