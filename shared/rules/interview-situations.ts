/**
 * Counts what an interview can yield by walking every reachable answer (B4, B6): not by multiplying questions. States from which the rest of
 * the walk is the same are visited once, so the count is exact and quick. Run on the server and in tests, not on the phone.
 */
import type { Checklist } from './checklist';
import { situationKey } from './checklist';
import type { Answers, KnownAnswers } from './interview';
import { lookupIn, settle } from './interview';
import type { Condition, Lookup, Value } from './interview-conditions';
import { evaluate, testedName, tests } from './interview-conditions';
import { checklistOf, rulesOf } from './interview-result';
import type { Interview, Question } from './interview-types';
import type { Day } from './shanghai';

export type Defect =
  | { kind: 'dead_question'; question: string }
  | { kind: 'dead_answer'; question: string; answer: Value }
  | { kind: 'unreachable'; what: 'material' | 'note' | 'refusal'; id: string }
  | { kind: 'contradiction'; name: string; answers: Answers }
  | { kind: 'no_hall'; answers: Answers }
  | { kind: 'empty_list'; answers: Answers };

export type Situations = {
  /** Distinct results: materials, notes, duration, halls, refusal. */
  count: number;
  /** States visited; a measure of the work, not of the interview. */
  states: number;
  longestWalk: number;
  defects: Defect[];
  /** One set of answers for each situation, by its key. */
  examples: Map<string, Answers>;
};

/** Enumerates an interview. `today` fixes what an age means; the count does not depend on it. */
export function situations(interview: Interview, today: Day): Situations {
  const conditions = allConditions(interview);
  const values = new Map(interview.questions.map((question) => [question.id, representatives(question, conditions, today)]));
  const examples = new Map<string, Answers>();
  const asked = new Set<string>();
  const reached = new Set<string>();
  const seen = new Set<string>();
  const defects: Defect[] = [];
  let longestWalk = 0;

  const visit = (known: KnownAnswers, before: string[]): void => {
    const { next } = settle(interview, known, today);
    const lookup = lookupIn(known);
    // A decided condition stays decided; only the open ones are looked at again.
    const residuals = conditions.map((condition, index) =>
      before[index] === 'T' || before[index] === 'F' ? before[index] : residual(condition, lookup, today),
    );
    const state = residuals.join(';');
    if (seen.has(state)) return;
    seen.add(state);
    if (next) {
      asked.add(next.id);
      for (const value of values.get(next.id) ?? []) visit(new Map(known).set(next.id, { state: 'value', value }), residuals);
      return;
    }
    const accepted = interview.questions.flatMap((question) => {
      const one = known.get(question.id);
      return one?.state === 'value' ? [{ question, value: one.value }] : [];
    });
    longestWalk = Math.max(longestWalk, accepted.length);
    const answers = Object.fromEntries(accepted.map(({ question, value }) => [question.id, value]));
    const checklist = checklistOf(interview, { accepted, lookup }, today, false);
    for (const [what, list] of [
      ['material', checklist.materials],
      ['note', checklist.notes],
      ['refusal', checklist.refusals],
    ] as const) {
      for (const entry of list) reached.add(`${what}:${entry.id}`);
    }
    defects.push(...defectsOf(checklist, answers));
    const key = situationKey(checklist);
    if (!examples.has(key)) examples.set(key, answers);
  };
  visit(new Map(), []);

  for (const question of interview.questions) if (!asked.has(question.id)) defects.push({ kind: 'dead_question', question: question.id });
  for (const [what, list] of [
    ['material', interview.materials],
    ['note', interview.notes],
    ['refusal', interview.refusals],
  ] as const) {
    for (const entry of list) if (!reached.has(`${what}:${entry.id}`)) defects.push({ kind: 'unreachable', what, id: entry.id });
  }
  return { count: examples.size, states: seen.size, longestWalk, defects: firstOfEach(defects), examples };
}

function defectsOf(checklist: Checklist, answers: Answers): Defect[] {
  if (checklist.outcome === 'refusal') return [];
  const defects: Defect[] = [];
  const names = checklist.materials.map((material) => material.name);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) defects.push({ kind: 'contradiction', name, answers });
  if (checklist.halls.length === 0) defects.push({ kind: 'no_hall', answers });
  if (checklist.materials.length === 0) defects.push({ kind: 'empty_list', answers });
  return defects;
}

function firstOfEach(defects: Defect[]): Defect[] {
  const first = new Map<string, Defect>();
  for (const defect of defects) {
    const key = defect.kind === 'contradiction' ? `contradiction ${defect.name}` : 'answers' in defect ? defect.kind : JSON.stringify(defect);
    if (!first.has(key)) first.set(key, defect);
  }
  return [...first.values()];
}

function allConditions(interview: Interview): Condition[] {
  const { refusals, others } = rulesOf(interview);
  return [...refusals, ...others, ...interview.questions.map((question) => question.when)];
}

/** One answer for each group of answers that no condition tells apart. */
function representatives(question: Question, conditions: Condition[], today: Day): Value[] {
  if (question.kind === 'choice') return question.options.map((option) => option.value);
  const leaves = conditions.flatMap(tests).filter((leaf) => testedName(leaf) === question.id);
  if (question.kind === 'number') {
    const points = [question.minimum, question.maximum];
    for (const leaf of leaves) {
      if ('compare' in leaf) points.push(leaf.compare[2] - 1, leaf.compare[2], leaf.compare[2] + 1);
      if ('equals' in leaf && typeof leaf.equals[1] === 'number') points.push(leaf.equals[1] - 1, leaf.equals[1], leaf.equals[1] + 1);
      if ('in' in leaf) for (const value of leaf.in[1]) if (typeof value === 'number') points.push(value - 1, value, value + 1);
    }
    return [...new Set(points.filter((point) => point >= question.minimum && point <= question.maximum))];
  }
  const ages = new Set([0, 40]);
  for (const leaf of leaves) if ('age' in leaf) for (const near of [-1, 0, 1]) ages.add(Math.max(0, leaf.age[2] + near));
  // Born on 1 January the birthday of the year has passed whatever `today` is.
  return [...ages].map((age) => `${Number(today.slice(0, 4)) - age}-01-01`);
}

/** What is left of a condition once the known part is worked in, as text: equal texts, equal future. */
function residual(condition: Condition, lookup: Lookup, today: Day): string {
  const truth = evaluate(condition, lookup, today);
  if (truth !== 'open') return truth ? 'T' : 'F';
  if ('not' in condition) return `!${residual(condition.not, lookup, today)}`;
  if ('all' in condition || 'any' in condition) {
    const parts = ('all' in condition ? condition.all : condition.any).filter((part) => evaluate(part, lookup, today) === 'open');
    return `${'all' in condition ? '&' : '|'}(${parts.map((part) => residual(part, lookup, today)).join(',')})`;
  }
  return JSON.stringify(condition);
}
