import { evaluate, namesIn, testedName, type Condition, type Truth, type Value } from '../rules/interview-conditions';
import type { Day } from '../rules/shanghai';
import { mapText } from '../text/map';
import type { AnswerClass } from './classes';

/** What is known at one place of the map: which answers a question may have there, or that it is not asked; and conditions that hold there. */
export type Place = { values: ReadonlyMap<string, readonly Value[] | 'absent'>; holding: ReadonlySet<string> };

export const nowhere: Place = { values: new Map(), holding: new Set() };

/** The place reached by an answer, or by several of which it is one. */
export function at(place: Place, question: string, values: readonly Value[] | 'absent'): Place {
  return { ...place, values: new Map(place.values).set(question, values) };
}

/** The place where a condition holds, because what is drawn there is drawn only then. */
export function given(place: Place, condition: Condition): Place {
  const parts = 'all' in condition ? condition.all : [condition];
  return { ...place, holding: new Set([...place.holding, ...parts.map((part) => JSON.stringify(part))]) };
}

/** Whether a condition holds at a place: as `evaluate`, with the place's sets of answers instead of single ones. */
export function truthAt(condition: Condition, place: Place, today: Day): Truth {
  if (place.holding.has(JSON.stringify(condition))) return true;
  if ('not' in condition) {
    const inner = truthAt(condition.not, place, today);
    return inner === 'open' ? 'open' : !inner;
  }
  if ('all' in condition || 'any' in condition) {
    const decisive = !('all' in condition);
    const truths = ('all' in condition ? condition.all : condition.any).map((part) => truthAt(part, place, today));
    if (truths.includes(decisive)) return decisive;
    return truths.includes('open') ? 'open' : !decisive;
  }
  const values = place.values.get(testedName(condition));
  if (values === undefined) return 'open';
  if (values === 'absent') return false;
  const truths = new Set(values.map((value) => evaluate(condition, () => ({ state: 'value', value }), today) === true));
  return truths.size === 1 ? truths.has(true) : 'open';
}

/** A condition as alternatives, each a list of tests that hold together (disjunctive normal form, negations on the tests). */
export function alternatives(condition: Condition, negated = false): Condition[][] {
  if ('not' in condition) return alternatives(condition.not, !negated);
  if (!('all' in condition || 'any' in condition)) return [[negated ? { not: condition } : condition]];
  const parts = ('all' in condition ? condition.all : condition.any).map((part) => alternatives(part, negated));
  if ('any' in condition !== negated) return parts.flat();
  return parts.reduce<Condition[][]>((done, part) => done.flatMap((left) => part.map((right) => [...left, ...right])), [[]]);
}

type Numbered = { number: number; classes: readonly AnswerClass[] };

/** What of a condition is still open at a place, in words: 第 3 题选“委托他人”. Empty when nothing is. */
export function openWords(condition: Condition, place: Place, questions: ReadonlyMap<string, Numbered>, today: Day): string {
  const open = alternatives(condition)
    .filter((tests) => tests.every((test) => truthAt(test, place, today) !== false))
    .map((tests) => tests.filter((test) => truthAt(test, place, today) === 'open'))
    .map((tests) => [...new Set(tests.map((test) => testWords(test, questions, today)))].filter(Boolean).join(mapText.and));
  return open.includes('') ? '' : [...new Set(open)].join(mapText.or);
}

function testWords(test: Condition, questions: ReadonlyMap<string, Numbered>, today: Day): string {
  const [name = ''] = namesIn(test);
  const asked = questions.get(name);
  if (!asked) return '';
  const isTrue = (one: AnswerClass) => evaluate(test, () => ({ state: 'value', value: one.value }), today) === true;
  const yes = asked.classes.filter(isTrue).map((one) => one.text);
  const no = asked.classes.filter((one) => !isTrue(one)).map((one) => one.text);
  // A question that is not asked counts as not chosen: only a negated test may be told by what is not chosen.
  return 'not' in test && no.length > 0 ? mapText.notChosen(asked.number, no) : mapText.chosen(asked.number, yes);
}
