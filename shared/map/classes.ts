import { evaluate, testedName, tests, type Condition, type Value } from '../rules/interview-conditions';
import type { Interview, Question } from '../rules/interview-types';
import type { Day } from '../rules/shanghai';
import { mapText } from '../text/map';

/** Answers of a question that no rule tells apart, drawn as one. Each value stands for its whole class. */
export type AnswerClass = { text: string; value: Value; includes: (answer: Value) => boolean };

/** Every condition of an interview, in which its answers are tested. */
export function conditionsOf(interview: Interview): Condition[] {
  const { refusals, materials, notes, fees, durations, minutes, onlyAt, questions } = interview;
  return [refusals, materials, notes, fees, durations, minutes, onlyAt, questions].flatMap((rules) => rules.map((rule) => rule.when));
}

/** The answers of a question as the map draws them: options as they are, numbers and ages in the ranges between the limits that rules name. */
export function classesOf(question: Question, conditions: readonly Condition[], today: Day): AnswerClass[] {
  if (question.kind === 'choice') {
    return question.options.map(({ value, text }) => ({ text, value, includes: (answer) => answer === value }));
  }
  const leaves = conditions.flatMap(tests).filter((leaf) => testedName(leaf) === question.id);
  const truths = (value: Value) => leaves.map((leaf) => evaluate(leaf, () => ({ state: 'value', value }), today) === true).join();
  if (question.kind === 'number') {
    const { minimum, maximum, unit } = question;
    const ranges = rangesOf(minimum, maximum, truths);
    return ranges.map(([from, to]) => ({
      text: ranges.length === 1 ? mapText.any : to === maximum && from !== to ? mapText.from(from, unit) : rangeText(from, to, unit),
      value: from,
      includes: (answer) => typeof answer === 'number' && answer >= from && answer <= to,
    }));
  }
  const year = Number(today.slice(0, 4));
  // Born on 1 January the birthday of the year has passed whatever today is.
  const bornAt = (age: number) => `${year - age}-01-01`;
  const ranges = rangesOf(0, 120, (age) => truths(bornAt(age)));
  return ranges.map(([from, to]) => ({
    text: ranges.length === 1 ? mapText.any : to === 120 ? mapText.over(from) : from === 0 ? mapText.under(to + 1) : mapText.ages(from, to),
    value: bornAt(from),
    includes: (answer) => typeof answer === 'string' && truths(answer) === truths(bornAt(from)),
  }));
}

const rangeText = (from: number, to: number, unit: string) => (from === to ? mapText.exactly(from, unit) : mapText.between(from, to, unit));

/** Neighbouring whole numbers of which all tests say the same. */
function rangesOf(minimum: number, maximum: number, truths: (value: number) => string): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  let last = '';
  for (let value = minimum; value <= maximum; value += 1) {
    const now = truths(value);
    const open = ranges[ranges.length - 1];
    if (open && now === last) open[1] = value;
    else ranges.push([value, value]);
    last = now;
  }
  return ranges;
}
