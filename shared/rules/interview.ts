/**
 * Interviews are data; these functions walk them, on the phone offline and on the server alike (B3, B5). A walk asks the first question, in
 * the order of the file, whose condition holds and on whose answer something still depends. Answers to questions a walk does not reach
 * have no effect, so the result is the same in whatever order a person gave them.
 */
import type { Checklist } from './checklist';
import type { Condition, Known, Lookup, Value } from './interview-conditions';
import { addOpenNames, evaluate } from './interview-conditions';
import { checklistOf, rulesOf } from './interview-result';
import type { FactName, Interview, Question } from './interview-types';
import { factNames } from './interview-types';
import type { Day } from './shanghai';
import { isDay } from './shanghai';

export type { Interview, Question } from './interview-types';

export type Answers = Readonly<Record<string, Value>>;

/** What is known of the signed-in person without asking. `today` is the Shanghai date on which ages count. */
export type Facts = { today: Day; birthDate?: Day; sex?: 'male' | 'female'; idKind?: string };

export type AnswerProblem = 'unknown_question' | 'invalid_answer' | 'not_asked' | 'missing';

export type Walk = {
  /** Answers that count, given or known, in the order asked. */
  accepted: { question: Question; value: Value; source: 'answer' | 'fact' }[];
  /** The question to ask now; null when the result is settled. */
  next: Question | null;
  /** How many questions at most are still to come, the next one included. */
  atMost: number;
  lookup: Lookup;
};

/** Follows the answers through the interview. Answers that are not valid or not asked for are passed over. */
export function walk(interview: Interview, answers: Answers, facts: Facts): Walk {
  const known: KnownAnswers = new Map();
  const lookup = lookupIn(known);
  const accepted: Walk['accepted'] = [];
  let undecided: readonly Condition[] | undefined;
  for (;;) {
    const { next, open, left } = settle(interview, known, facts.today, undecided);
    undecided = left;
    if (!next) return { accepted, next, atMost: 0, lookup };
    const fact = factFor(next, facts, lookup);
    const value = fact ?? answers[next.id];
    if (value === undefined || !isValidAnswer(next, value, facts.today)) {
      const toAsk = interview.questions.filter((question) => open.has(question.id) && factFor(question, facts, lookup) === null);
      return { accepted, next, atMost: toAsk.length, lookup };
    }
    known.set(next.id, { state: 'value', value });
    accepted.push({ question: next, value, source: fact === null ? 'answer' : 'fact' });
  }
}

/** The question to ask now, or null when nothing more is needed. */
export function nextQuestion(interview: Interview, answers: Answers, facts: Facts): Question | null {
  return walk(interview, answers, facts).next;
}

/** The personal checklist, or null while a question is open. */
export function result(interview: Interview, answers: Answers, facts: Facts): Checklist | null {
  const path = walk(interview, answers, facts);
  return path.next ? null : checklistOf(interview, path, facts.today);
}

/** Answers after one was changed: the rest stays, what can no longer be asked is dropped. An invalid value throws RangeError. */
export function changeAnswer(interview: Interview, answers: Answers, facts: Facts, questionId: string, value: Value): Record<string, Value> {
  const question = interview.questions.find((candidate) => candidate.id === questionId);
  if (!question || !isValidAnswer(question, value, facts.today)) throw new RangeError(`no such answer: ${questionId} = ${value}`);
  return reachable(interview, { ...answers, [questionId]: value }, facts);
}

/** Only the answers that a walk asks for or, beyond an open question, may still ask for. */
export function reachable(interview: Interview, answers: Answers, facts: Facts): Record<string, Value> {
  const known: KnownAnswers = new Map();
  const lookup = lookupIn(known);
  const kept: Record<string, Value> = {};
  let { open, left } = settle(interview, known, facts.today);
  for (const question of interview.questions) {
    if (!open.has(question.id)) continue;
    const fact = factFor(question, facts, lookup);
    const value = fact ?? answers[question.id];
    if (value === undefined || !isValidAnswer(question, value, facts.today)) continue;
    if (fact === null) kept[question.id] = value;
    // An answer behind an open question is kept but proves nothing yet.
    if (evaluate(question.when, lookup, facts.today) !== true) continue;
    known.set(question.id, { state: 'value', value });
    ({ open, left } = settle(interview, known, facts.today, left));
  }
  return kept;
}

/**
 * How far a walk is: questions answered by the person, at most how many to come, and the share of the way. The share never falls when one
 * more question is answered: what is open only shrinks as more is known.
 */
export function progress(interview: Interview, answers: Answers, facts: Facts): { answered: number; atMost: number; share: number } {
  const { accepted, atMost } = walk(interview, answers, facts);
  const answered = accepted.filter((step) => step.source === 'answer').length;
  return { answered, atMost, share: answered + atMost === 0 ? 1 : answered / (answered + atMost) };
}

/** What is wrong with a set of answers that claims to be complete; the server runs this before it freezes a checklist. */
export function validateAnswers(interview: Interview, answers: Answers, facts: Facts): { question: string; problem: AnswerProblem }[] {
  const problems: { question: string; problem: AnswerProblem }[] = [];
  const { accepted, next } = walk(interview, answers, facts);
  for (const [id, value] of Object.entries(answers)) {
    const question = interview.questions.find((candidate) => candidate.id === id);
    if (!question) problems.push({ question: id, problem: 'unknown_question' });
    else if (!isValidAnswer(question, value, facts.today)) problems.push({ question: id, problem: 'invalid_answer' });
    else if (!accepted.some((step) => step.question.id === id)) problems.push({ question: id, problem: 'not_asked' });
  }
  if (next && !problems.some((problem) => problem.question === next.id)) problems.push({ question: next.id, problem: 'missing' });
  return problems;
}

/** Whether a value can be an answer to a question on that day. */
export function isValidAnswer(question: Question, value: Value, today: Day): boolean {
  switch (question.kind) {
    case 'choice':
      return question.options.some((option) => option.value === value);
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && value >= question.minimum && value <= question.maximum;
    case 'date':
      return typeof value === 'string' && isDay(value) && value <= today && value >= '1900-01-01';
  }
}

/** The answer a known fact gives to a question; null = ask. `lookup` tells what is known of earlier questions. */
export function factFor(question: Question, facts: Facts, lookup: Lookup): Value | null {
  const factOrAnswer: Lookup = (name) => {
    if (!(factNames as readonly string[]).includes(name)) return lookup(name);
    const value = facts[name as FactName];
    return value === undefined ? { state: 'absent' } : { state: 'value', value };
  };
  if (question.fact) {
    const value = facts[question.fact];
    if (value !== undefined && isValidAnswer(question, value, facts.today)) return value;
  }
  for (const rule of question.known) {
    if (evaluate(rule.when, factOrAnswer, facts.today) === true) return rule.answer;
  }
  return null;
}

export type KnownAnswers = Map<string, Known>;

/** What a map of known answers says of a name; `open` when it says nothing. */
export function lookupIn(known: KnownAnswers): Lookup {
  return (name) => known.get(name) ?? { state: 'open' };
}

/**
 * The questions on whose answer the result still depends, closed over the conditions that show them, and the first of them that may be asked
 * now. Marks questions whose condition has come out false as absent in `known`, so that conditions on them are decided. `left` are the
 * conditions that are still open: who goes on from here with more known passes them on as `undecided`, and the rest is not looked at again.
 */
export function settle(
  interview: Interview,
  known: KnownAnswers,
  today: Day,
  undecided?: readonly Condition[],
): { next: Question | null; open: Set<string>; left: Condition[] } {
  const lookup = lookupIn(known);
  const shown = new Map<string, Question>();
  const waiting = new Map<string, Question>();
  for (const question of interview.questions) {
    if (known.has(question.id)) continue;
    const truth = evaluate(question.when, lookup, today);
    if (truth === false) known.set(question.id, { state: 'absent' });
    else (truth === true ? shown : waiting).set(question.id, question);
  }
  const open = new Set<string>();
  const left: Condition[] = [];
  const rules = rulesOf(interview);
  if (rules.refusals.some((when) => evaluate(when, lookup, today) === true)) return { next: null, open, left };
  for (const condition of undecided ?? [...rules.refusals, ...rules.others]) {
    if (addOpenNames(condition, lookup, today, open)) left.push(condition);
  }
  // A set goes on to what is added to it meanwhile.
  for (const name of open) {
    const question = waiting.get(name);
    if (question) addOpenNames(question.when, lookup, today, open);
  }
  for (const [id, question] of shown) if (open.has(id)) return { next: question, open, left };
  return { next: null, open, left };
}
