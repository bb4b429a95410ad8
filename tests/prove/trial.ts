import type { Checklist } from '../../shared/rules/checklist';
import type { Answers, Facts, Interview } from '../../shared/rules/interview';
import { changeAnswer, factFor, progress, result, walk } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import { type Diagram, follow, type Terminal } from '../../shared/rules/interview-diagram';
import { exampleAnswers, outcomesOf } from '../../shared/rules/interview-outcome';
import type { Question } from '../../shared/rules/interview-types';
import type { Day } from '../../shared/rules/shanghai';
import type { seeded } from '../shared/numbers';

/** The functions a phone walks by; a planted fault puts another in the place of one. */
export type Phone = { walk: typeof walk; result: typeof result; changeAnswer: typeof changeAnswer; progress: typeof progress };

export const realPhone: Phone = { walk, result, changeAnswer, progress };

export type Disagreement = {
  kind: 'endless' | 'asks_otherwise' | 'result_differs' | 'refusal_with_list' | 'order_matters' | 'progress_falls' | 'asks_known_fact';
  answers: Answers;
};

export type Samples = {
  /** Terminals tried: all of an interview that has no more, else so many at random. */
  terminals: number;
  /** Random sets of answers to every question, asked for or not. */
  random: number;
  /** Of these, so many given one by one, in the order asked and in others, and by a person of whom something is known. */
  stepwise: number;
};

type Random = ReturnType<typeof seeded>;

/** What the phone's functions do otherwise than the diagram says, the first of each sort; empty = they agree. Counts what it tried; stops at what is `enough`. */
export function trial(
  diagram: Diagram,
  today: Day,
  random: Random,
  samples: Samples,
  phone: Phone = realPhone,
  enough: (disagreement: Disagreement) => boolean = () => false,
): { tried: number; disagreements: Disagreement[] } {
  const { interview, terminals } = diagram;
  const first = new Map<Disagreement['kind'], Disagreement>();
  const differs = (kind: Disagreement['kind'], answers: Answers) => {
    if (!first.has(kind)) first.set(kind, { kind, answers: { ...answers } });
  };
  const outcomeAt = outcomesOf(diagram);
  const texts = new Map<Terminal, string>();
  const expected = (answers: Answers) => {
    const way = follow(diagram, answers);
    if (!way) return null;
    const list = texts.get(way.terminal) ?? textOf(outcomeAt(way.terminal));
    texts.set(way.terminal, list);
    return { asked: way.asked.join(), list };
  };
  const compare = (answers: Answers) => {
    const way = expected(answers);
    const { accepted, next } = phone.walk(interview, answers, { today });
    if (!way || next !== null || accepted.map(({ question }) => question.id).join() !== way.asked) differs('asks_otherwise', answers);
    const list = phone.result(interview, answers, { today });
    if (list?.outcome === 'refusal' && list.materials.length + list.notes.length + list.fees.length + list.halls.length > 0)
      differs('refusal_with_list', answers);
    if (!list || textOf(list) !== way?.list) differs('result_differs', answers);
  };

  const example = exampleAnswers(diagram);
  const all = terminals.length <= samples.terminals;
  const tried = all ? terminals.length : samples.terminals;
  for (let index = 0; index < tried; index += 1) compare(example(~(all ? index : random.below(terminals.length))));

  for (let round = 0; round < samples.random && ![...first.values()].some(enough); round += 1) {
    const answers = Object.fromEntries(interview.questions.map((question) => [question.id, anAnswer(question, today, random)]));
    compare(answers);
    if (round < samples.stepwise) stepwise(interview, answers, expected(answers)?.list ?? '', today, random, phone, differs);
  }
  return { tried: tried + samples.random, disagreements: [...first.values()] };
}

/** Gives answers one by one: as asked, in a random order, all at once in a random order, and with facts known. */
function stepwise(
  interview: Interview,
  full: Answers,
  expected: string,
  today: Day,
  random: Random,
  phone: Phone,
  differs: (kind: Disagreement['kind'], answers: Answers) => void,
): void {
  const listOf = (answers: Answers, facts: Facts) => {
    const list = phone.result(interview, answers, facts);
    return list ? textOf(list) : '';
  };
  const asked: string[] = [];
  const asAsked = (facts: Facts): Answers | null => {
    let answers: Answers = {};
    let share = -1;
    for (let step = 0; step <= interview.questions.length; step += 1) {
      const now = phone.progress(interview, answers, facts).share;
      if (now < share || now > 1) differs('progress_falls', answers);
      share = now;
      const { next, lookup } = phone.walk(interview, answers, facts);
      if (!next) {
        if (now !== 1) differs('progress_falls', answers);
        return answers;
      }
      asked.push(next.id);
      if (factFor(next, facts, lookup) !== null) differs('asks_known_fact', answers);
      answers = phone.changeAnswer(interview, answers, facts, next.id, full[next.id] as Value);
    }
    differs('endless', answers);
    return null;
  };
  const answers = asAsked({ today });
  if (!answers) return;
  if (listOf(answers, { today }) !== expected) differs('result_differs', answers);

  let mixed: Answers = {};
  for (const id of shuffled([...asked], random)) mixed = phone.changeAnswer(interview, mixed, { today }, id, full[id] as Value);
  const atOnce = Object.fromEntries(shuffled(Object.entries(full), random));
  for (const one of [mixed, atOnce]) if (listOf(one, { today }) !== expected) differs('order_matters', one);

  // What is known of a person stands for the answers: the list is the one that the same answers give to anybody.
  const facts: Facts = { today, birthDate: aBirthDate(today, random), sex: random.pick(['male', 'female'] as const), idKind: 'resident_id' };
  const given = asAsked(facts);
  if (!given) return;
  const { accepted } = phone.walk(interview, given, facts);
  const told = Object.fromEntries(accepted.map(({ question, value }) => [question.id, value]));
  if (listOf(given, facts) !== listOf(told, { today })) differs('result_differs', given);
}

/** Everything of a checklist but the reasons. */
function textOf(list: Checklist): string {
  const plain = (entries: readonly { because: unknown }[]) => entries.map((entry) => ({ ...entry, because: [] }));
  const { item, version, outcome, totalFen, promisedWorkingDays, statutoryWorkingDays, minutesAtWindow, halls } = list;
  const lists = [list.materials, list.notes, list.refusals, list.fees].map(plain);
  return JSON.stringify([item, version, outcome, lists, totalFen, promisedWorkingDays, statutoryWorkingDays, minutesAtWindow, halls]);
}

function anAnswer(question: Question, today: Day, random: Random): Value {
  if (question.kind === 'choice') return random.pick(question.options).value;
  if (question.kind === 'date') return aBirthDate(today, random);
  const span = question.maximum - question.minimum + 1;
  // Limits are mostly near the lower end.
  return question.minimum + random.below(random.below(2) === 0 ? Math.min(20, span) : span);
}

function aBirthDate(today: Day, random: Random): Day {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Number(today.slice(0, 4)) - 1 - random.below(95)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
}

function shuffled<Item>(items: Item[], random: Random): Item[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = random.below(index + 1);
    [items[index], items[other]] = [items[other] as Item, items[index] as Item];
  }
  return items;
}
