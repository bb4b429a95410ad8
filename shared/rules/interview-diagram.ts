/**
 * The compiler of interviews (B4, B6; ADR 0013): an interview becomes an ordered decision diagram that shares equal nodes, with one branch for
 * each class of answers and a terminal for each set of rules that hold. What can be said of all paths is read from it. Not for the phone.
 */
import type { Answers, KnownAnswers } from './interview';
import { lookupIn, settle } from './interview';
import { type Classes, classesOf, testsByName } from './interview-classes';
import type { Condition, Lookup, Value } from './interview-conditions';
import { evaluate } from './interview-conditions';
import type { Interview } from './interview-types';
import type { Day } from './shanghai';

export const ruleKinds = ['refusal', 'material', 'note', 'fee', 'duration', 'minutes', 'only_at'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A line of the interview that holds or not; `index` is its place in the interview's list of its kind, `bit` stands for it in a set. */
export type Rule = { kind: RuleKind; index: number; bit: bigint; when: Condition };

/** `holds` is the set of rules that are certain at the end of a path; `open` those that nobody can decide: empty unless the interview is broken. */
export type Terminal = { holds: bigint; open: bigint };

/** A question (its index) and, for each class of its answers, where it leads: the index of a node, or `~index` of a terminal. */
export type Node = { question: number; branches: number[] };

export type Diagram = {
  interview: Interview;
  rules: Rule[];
  /** By question. */
  classes: Classes[];
  /** A node stands after all nodes it leads to. */
  nodes: Node[];
  terminals: Terminal[];
  root: number;
};

const none = BigInt(0);

/** Every rule of an interview, refusals first. */
export function rulesIn(interview: Interview): Rule[] {
  const lists: Record<RuleKind, { when: Condition }[]> = {
    refusal: interview.refusals,
    material: interview.materials,
    note: interview.notes,
    fee: interview.fees,
    duration: interview.durations,
    minutes: interview.minutes,
    only_at: interview.onlyAt,
  };
  return ruleKinds
    .flatMap((kind) => lists[kind].map(({ when }, index) => ({ kind, index, when })))
    .map((rule, place) => ({ ...rule, bit: BigInt(1) << BigInt(place) }));
}

/** Compiles an interview. `today` fixes what an age means; the shape does not depend on it. */
export function compile(interview: Interview, today: Day): Diagram {
  const rules = rulesIn(interview);
  const leaves = testsByName(interview);
  const classes = interview.questions.map((question) => classesOf(question, leaves.get(question.id) ?? [], today));
  const { steps, first } = stepsOf(interview, rules, classes, today);

  const nodes: Node[] = [];
  const terminals: Terminal[] = [];
  const nodeByText = new Map<string, number>();
  const terminalByText = new Map<string, number>();
  const unfolded = steps.map(() => new Map<bigint, number>());

  const terminal = (holds: bigint, open: bigint): number => {
    const text = `${holds.toString(36)}/${open.toString(36)}`;
    const known = terminalByText.get(text);
    if (known !== undefined) return ~known;
    terminalByText.set(text, terminals.length);
    return ~(terminals.push({ holds, open }) - 1);
  };
  // A step forgets what has been decided before it; unfolding remembers it, and equal futures become one node.
  const unfold = (edge: Edge, before: bigint): number => {
    const step = steps[edge.to];
    if (edge.to === refused || !step) return terminal(edge.adds, edge.open);
    const holds = before | edge.adds;
    if (step.question < 0) return terminal(holds, edge.open);
    const known = unfolded[edge.to]?.get(holds);
    if (known !== undefined) return known;
    const branches = step.edges.map((next) => unfold(next, holds));
    const text = `${step.question}:${branches.join()}`;
    const node = nodeByText.get(text) ?? nodes.push({ question: step.question, branches }) - 1;
    nodeByText.set(text, node);
    unfolded[edge.to]?.set(holds, node);
    return node;
  };
  const root = unfold(first, none);
  return { interview, rules, classes, nodes, terminals, root };
}

/** A state of the walk: what is asked (-1 = the end), and for each class of answers the next state with the rules it makes certain. */
type Step = { question: number; edges: Edge[] };
type Edge = { to: number; adds: bigint; open: bigint };
const refused = -1;

/** The walk as a machine: states are equal when what is left of every open condition is. Built with the functions that the phone walks by. */
function stepsOf(interview: Interview, rules: Rule[], classes: Classes[], today: Day): { steps: Step[]; first: Edge } {
  const steps: Step[] = [];
  const stepByText = new Map<string, number>();
  const visit = (known: KnownAnswers, undecided: Rule[]): Edge => {
    const { next, open } = settle(interview, known, today);
    const lookup = lookupIn(known);
    let adds = none;
    const left: Rule[] = [];
    const texts: string[] = [];
    for (const rule of undecided) {
      const truth = evaluate(rule.when, lookup, today);
      if (truth === true) adds |= rule.bit;
      else if (truth === 'open') {
        left.push(rule);
        texts.push(`${rule.bit.toString(36)}${residual(rule.when, lookup, today)}`);
      }
    }
    const refusals = rules.reduce((found, rule) => (rule.kind === 'refusal' && (adds & rule.bit) !== none ? found | rule.bit : found), none);
    if (refusals !== none) return { to: refused, adds: refusals, open: none };
    const undecidable = next ? none : left.reduce((sum, rule) => sum | rule.bit, none);
    const question = next ? interview.questions.indexOf(next) : -1;
    for (const one of interview.questions) if (open.has(one.id)) texts.push(`${one.id}?${residual(one.when, lookup, today)}`);
    const text = `${question};${texts.join(';')}`;
    let to = stepByText.get(text);
    if (to === undefined) {
      const step: Step = { question, edges: [] };
      to = steps.push(step) - 1;
      stepByText.set(text, to);
      if (next) {
        const answered = (value: Value): KnownAnswers => new Map(known).set(next.id, { state: 'value', value });
        step.edges = (classes[question]?.list ?? []).map(({ value }) => visit(answered(value), left));
      }
    }
    return { to, adds, open: undecidable };
  };
  return { first: visit(new Map(), rules), steps };
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

/** Where answers lead; null when one that is asked for is missing or is no answer. */
export function follow(diagram: Diagram, answers: Answers): { terminal: Terminal; asked: string[] } | null {
  const asked: string[] = [];
  let at = diagram.root;
  while (at >= 0) {
    const node = diagram.nodes[at] as Node;
    const question = diagram.interview.questions[node.question] as Interview['questions'][number];
    const value = answers[question.id];
    const branch = value === undefined ? -1 : (diagram.classes[node.question]?.indexOf(value) ?? -1);
    const next = node.branches[branch];
    if (next === undefined) return null;
    asked.push(question.id);
    at = next;
  }
  return { terminal: diagram.terminals[~at] as Terminal, asked };
}
