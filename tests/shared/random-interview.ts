import type { Interview } from '../../shared/rules/interview';
import { always, type Condition } from '../../shared/rules/interview-conditions';
import type { Question } from '../../shared/rules/interview-types';
import { aChoice, aDate, aNumber, anInterview } from './an-interview';
import type { seeded } from './numbers';

type Random = ReturnType<typeof seeded>;

/** An interview of a few questions whose conditions are drawn by lot: good ones and broken ones alike, but none whose question waits for a later one. */
export function aRandomInterview(random: Random, size = 2 + random.below(4)): Interview {
  const questions: Question[] = [];
  for (let index = 0; index < size; index += 1) {
    const id = `q${index}`;
    const kind = random.below(8);
    const question = kind === 0 ? aNumber(id, 0, 6) : kind === 1 ? aDate(id) : aChoice(id, ['a', 'b', 'c'].slice(0, 2 + random.below(2)));
    questions.push({ ...question, when: index === 0 || random.below(2) === 0 ? always : aCondition(questions, random) });
  }
  const when = () => aCondition(questions, random);
  const base = anInterview({ questions });
  const paper = { form: 'original', originals: 1, copies: 0, checkpoints: ['清晰'], source: '派出所', sample: '', sharedData: false } as const;
  const several = <Line>(make: (index: number) => Line) => Array.from({ length: random.below(4) }, (_, index) => make(index));
  return {
    ...base,
    materials: several((index) => ({ ...paper, checkpoints: [...paper.checkpoints], id: `m${index}`, name: `m${index}`, when: when() })),
    notes: several((index) => ({ id: `n${index}`, text: `n${index}`, when: when() })),
    refusals: several((index) => ({ id: `r${index}`, text: '不行', instead: '别处', insteadItem: null, when: when() })).slice(0, 2),
    fees: several((index) => ({ text: `f${index}`, amountFen: 100, when: when() })),
    durations: [...several((index) => ({ promisedWorkingDays: index, statutoryWorkingDays: null, when: when() })), ...base.durations],
    onlyAt: several((index) => ({ halls: [base.halls[index % 2] as string], when: when() })),
  };
}

function aCondition(questions: readonly Question[], random: Random, depth = 2): Condition {
  const shape = depth === 0 ? 0 : random.below(6);
  const part = () => aCondition(questions, random, depth - 1);
  if (shape === 3) return { all: [part(), part()] };
  if (shape === 4) return { any: [part(), part()] };
  if (shape === 5) return { not: part() };
  const question = random.pick(questions);
  if (question.kind === 'number') return { compare: [question.id, random.pick(['<', '>=', '='] as const), random.below(8)] };
  if (question.kind === 'date') return { age: [question.id, random.pick(['<', '<=', '>', '>='] as const), random.pick([16, 60])] };
  const values = question.options.map((option) => option.value);
  return random.below(2) === 0 ? { equals: [question.id, random.pick(values)] } : { in: [question.id, values.slice(random.below(values.length))] };
}
