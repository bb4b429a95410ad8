import type { Condition, Leaf, Value } from './interview-conditions';
import { evaluate, testedName, tests } from './interview-conditions';
import { rulesOf } from './interview-result';
import type { Interview, Question } from './interview-types';
import type { Day } from './shanghai';

/** Answers to a question that no condition tells apart. */
export type AnswerClass = { value: Value; values: Value[] };

/** The answers of one question in classes, and the class of any answer; -1 for what is no answer. */
export type Classes = { list: AnswerClass[]; indexOf(value: Value): number };

/** Every condition that matters to a walk: of the rules and of the questions. */
export function conditionsOf(interview: Interview): Condition[] {
  const { refusals, others } = rulesOf(interview);
  return [...refusals, ...others, ...interview.questions.map((question) => question.when)];
}

/** The tests of an interview by the name they look at. */
export function testsByName(interview: Interview): Map<string, Leaf[]> {
  const found = new Map<string, Leaf[]>();
  for (const leaf of conditionsOf(interview).flatMap(tests)) {
    const name = testedName(leaf);
    const list = found.get(name);
    if (list) list.push(leaf);
    else found.set(name, [leaf]);
  }
  return found;
}

/**
 * The classes of a question's answers under some tests: options with the same outcome of every test are one class; a number or an age is tried
 * on both sides of every limit. `today` fixes what an age means; how many classes there are does not depend on it.
 */
export function classesOf(question: Question, leaves: readonly Leaf[], today: Day): Classes {
  const outcomes = (value: Value) => leaves.map((leaf) => (evaluate(leaf, () => ({ state: 'value', value }), today) ? '1' : '0')).join('');
  const list: AnswerClass[] = [];
  const byOutcomes = new Map<string, number>();
  for (const value of candidates(question, leaves, today)) {
    const key = outcomes(value);
    const index = byOutcomes.get(key);
    if (index === undefined) {
      byOutcomes.set(key, list.length);
      list.push({ value, values: [value] });
    } else list[index]?.values.push(value);
  }
  const isOption = (value: Value) => question.kind !== 'choice' || question.options.some((option) => option.value === value);
  return { list, indexOf: (value) => (isOption(value) ? (byOutcomes.get(outcomes(value)) ?? -1) : -1) };
}

/** The numbers at which the outcome of a test may turn. */
export function limitsOf(leaf: Leaf): number[] {
  if ('compare' in leaf) return [leaf.compare[2]];
  if ('age' in leaf) return [leaf.age[2]];
  return ('equals' in leaf ? [leaf.equals[1]] : leaf.in[1]).filter((value) => typeof value === 'number');
}

/** Every option of a choice; of a number or a date at least one answer of each class. */
function candidates(question: Question, leaves: readonly Leaf[], today: Day): Value[] {
  if (question.kind === 'choice') return question.options.map((option) => option.value);
  const points = leaves.flatMap(limitsOf).flatMap((limit) => [Math.floor(limit), Math.floor(limit) - 1, Math.floor(limit) + 1]);
  const within = (least: number, most: number) => [...new Set([least, most, ...points])].filter((point) => point >= least && point <= most);
  if (question.kind === 'number') return within(question.minimum, question.maximum);
  // Born on 1 January the birthday of the year has passed whatever `today` is.
  const year = Number(today.slice(0, 4));
  return within(0, year - 1900).map((age) => `${year - age}-01-01`);
}
