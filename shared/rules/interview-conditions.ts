import { ageOn } from './age';
import type { Day } from './shanghai';
import { isDay } from './shanghai';

/** An answer or a known fact: the value of an option, a number, or a date `YYYY-MM-DD`. */
export type Value = string | number;

export type Comparison = '<' | '<=' | '>' | '>=' | '=';

/**
 * The whole language of rules (B3): total, without side effects, over named values. A name that was never asked has no value:
 * every test of it is false, so `not` of it is true. `age` counts full years of a date on the day of asking.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { equals: [name: string, value: Value] }
  | { in: [name: string, values: Value[]] }
  | { compare: [name: string, comparison: Comparison, value: number] }
  | { age: [name: string, comparison: Comparison, years: number] };

export const always: Condition = { all: [] };

/** What is known of a name: its value, that it will never have one (`absent`), or nothing yet (`open`). */
export type Known = { state: 'value'; value: Value } | { state: 'absent' } | { state: 'open' };
export type Lookup = (name: string) => Known;

export type Truth = true | false | 'open';

/** Kleene's three values: `open` only while some answer could still turn it either way. */
export function evaluate(condition: Condition, lookup: Lookup, today: Day): Truth {
  if ('all' in condition) return combine(condition.all, false, lookup, today);
  if ('any' in condition) return combine(condition.any, true, lookup, today);
  if ('not' in condition) {
    const inner = evaluate(condition.not, lookup, today);
    return inner === 'open' ? 'open' : !inner;
  }
  const known = lookup(testedName(condition));
  if (known.state !== 'value') return known.state === 'open' ? 'open' : false;
  return test(condition, known.value, today);
}

/** Adds the names on which the truth of a condition still depends, given what is known; false, and none, as soon as it is decided. */
export function addOpenNames(condition: Condition, lookup: Lookup, today: Day, into: Set<string>): boolean {
  if ('all' in condition || 'any' in condition) {
    if (evaluate(condition, lookup, today) !== 'open') return false;
    for (const part of 'all' in condition ? condition.all : condition.any) addOpenNames(part, lookup, today, into);
    return true;
  }
  if ('not' in condition) return addOpenNames(condition.not, lookup, today, into);
  const name = testedName(condition);
  if (lookup(name).state !== 'open') return false;
  into.add(name);
  return true;
}

/** Every name a condition mentions. */
export function namesIn(condition: Condition, into: Set<string> = new Set()): Set<string> {
  if ('all' in condition || 'any' in condition) {
    for (const part of 'all' in condition ? condition.all : condition.any) namesIn(part, into);
  } else if ('not' in condition) namesIn(condition.not, into);
  else into.add(testedName(condition));
  return into;
}

/**
 * The names whose values made a decided condition what it is: with only these known it would have come out the same. Where one true part of
 * an `any` (or one false part of an `all`) is enough, the part with the fewest names is given.
 */
export function grounds(condition: Condition, lookup: Lookup, today: Day): Set<string> {
  const truth = evaluate(condition, lookup, today);
  if (truth === 'open') return new Set();
  if ('not' in condition) return grounds(condition.not, lookup, today);
  if (!('all' in condition || 'any' in condition)) return new Set([testedName(condition)]);
  const parts = 'all' in condition ? condition.all : condition.any;
  const oneIsEnough = 'all' in condition ? truth === false : truth === true;
  if (!oneIsEnough) return new Set(parts.flatMap((part) => [...grounds(part, lookup, today)]));
  const candidates = parts.filter((part) => evaluate(part, lookup, today) === truth).map((part) => grounds(part, lookup, today));
  return candidates.reduce((best, next) => (next.size < best.size ? next : best));
}

/** The leaves of a condition: every test of a name. */
export function tests(condition: Condition): Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition }>[] {
  if ('all' in condition) return condition.all.flatMap(tests);
  if ('any' in condition) return condition.any.flatMap(tests);
  if ('not' in condition) return tests(condition.not);
  return [condition];
}

/** One test of a name. */
export type Leaf = ReturnType<typeof tests>[number];

/** The name a leaf tests. */
export function testedName(leaf: Leaf): string {
  if ('equals' in leaf) return leaf.equals[0];
  if ('in' in leaf) return leaf.in[0];
  return 'compare' in leaf ? leaf.compare[0] : leaf.age[0];
}

function combine(parts: Condition[], decisive: boolean, lookup: Lookup, today: Day): Truth {
  let open = false;
  for (const part of parts) {
    const truth = evaluate(part, lookup, today);
    if (truth === decisive) return decisive;
    if (truth === 'open') open = true;
  }
  return open ? 'open' : !decisive;
}

function test(leaf: Leaf, value: Value, today: Day): boolean {
  if ('equals' in leaf) return value === leaf.equals[1];
  if ('in' in leaf) return leaf.in[1].includes(value);
  if ('compare' in leaf) return typeof value === 'number' && compare(value, leaf.compare[1], leaf.compare[2]);
  if (typeof value !== 'string' || !isDay(value) || value > today) return false;
  return compare(ageOn(value, today), leaf.age[1], leaf.age[2]);
}

function compare(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
  }
}
