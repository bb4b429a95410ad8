/**
 * What must be true of every path of an interview (B4, B6), read from its diagram: exact, without walking paths one by one. That the phone walks
 * as the diagram says is for tests/prove to show.
 */
import { situationKey } from './checklist';
import type { Answers } from './interview';
import { compile, type Diagram, type Rule, type RuleKind } from './interview-diagram';
import { exampleAnswers, outcomesOf } from './interview-outcome';
import type { Interview } from './interview-types';
import type { Day } from './shanghai';

export type Defect =
  /** Answers after which nothing can be asked and something is not decided. */
  | { kind: 'endless'; answers: Answers }
  /** Asked after a question that stands behind it: the order of answers could matter. */
  | { kind: 'out_of_order'; question: string }
  /** Never asked. */
  | { kind: 'dead_question'; question: string }
  /** Asked where every answer leads to the same. */
  | { kind: 'dead_answers'; question: string; answers: Answers }
  /** A line that never holds; a duration also when another always comes before it. `index` is its place in its list. */
  | { kind: 'unreachable'; what: RuleKind; index: number; id: string }
  /** One paper twice on a list, under two ids. */
  | { kind: 'contradiction'; name: string; answers: Answers }
  | { kind: 'no_hall'; answers: Answers }
  | { kind: 'empty_list'; answers: Answers };

export type Proof = {
  diagram: Diagram;
  /** Distinct situations: materials, notes, duration, halls, refusal. */
  situations: number;
  /** Ways through the diagram, one for each combination of classes of answers that is asked. */
  paths: number;
  /** Questions on the shortest and on the longest way. */
  shortest: number;
  longest: number;
  /** The first of each sort; empty = proved. */
  defects: Defect[];
};

/** Proves an interview. `today` fixes what an age means; the proof does not depend on it. */
export function prove(interview: Interview, today: Day): Proof {
  const diagram = compile(interview, today);
  return { diagram, situations: situationKeys(diagram).size, ...measure(diagram), defects: defectsOf(diagram) };
}

/** The key of each distinct situation with the first terminal that has it. */
export function situationKeys(diagram: Diagram): Map<string, number> {
  const outcomeAt = outcomesOf(diagram);
  const keys = new Map<string, number>();
  diagram.terminals.forEach((terminal, index) => {
    const key = situationKey(outcomeAt(terminal));
    if (!keys.has(key)) keys.set(key, index);
  });
  return keys;
}

/** One set of answers for each distinct situation: exactly those a walk asks for. */
export function situationExamples(diagram: Diagram): Answers[] {
  const example = exampleAnswers(diagram);
  return [...situationKeys(diagram).values()].map((terminal) => example(~terminal));
}

/** Lengths and number of ways, from the ends up: a node stands after all it leads to, so there is no way back and every way ends. */
function measure({ nodes, root }: Diagram): { paths: number; shortest: number; longest: number } {
  type Measure = { paths: number; shortest: number; longest: number };
  const end: Measure = { paths: 1, shortest: 0, longest: 0 };
  const measures: Measure[] = [];
  const at = (place: number) => (place < 0 ? end : (measures[place] ?? end));
  for (const { branches } of nodes) {
    const below = branches.map(at);
    measures.push({
      paths: below.reduce((sum, { paths }) => sum + paths, 0),
      shortest: 1 + Math.min(...below.map(({ shortest }) => shortest)),
      longest: 1 + Math.max(...below.map(({ longest }) => longest)),
    });
  }
  return at(root);
}

/** Keeps the first defect of each sort; examples are looked for only then. */
type Report = (key: string, make: () => Defect) => void;

function defectsOf(diagram: Diagram): Defect[] {
  const first = new Map<string, Defect>();
  const report: Report = (key, make) => {
    if (!first.has(key)) first.set(key, make());
  };
  // Only a broken interview needs examples.
  let found: ((place: number) => Answers) | undefined;
  const example = (place: number) => {
    found ??= exampleAnswers(diagram);
    return found(place);
  };
  checkPaths(diagram, example, report);
  checkEnds(diagram, example, report);
  return [...first.values()];
}

function checkPaths({ interview, nodes }: Diagram, example: (place: number) => Answers, report: Report): void {
  const idOf = (question: number) => interview.questions[question]?.id ?? '';
  const asked = new Set(nodes.map(({ question }) => question));
  interview.questions.forEach(({ id }, index) => {
    if (!asked.has(index)) report(`dead_question ${id}`, () => ({ kind: 'dead_question', question: id }));
  });
  nodes.forEach(({ question, branches }, place) => {
    const late = branches.map((next) => nodes[next]?.question ?? interview.questions.length).find((next) => next <= question);
    if (late !== undefined) report(`out_of_order ${late}`, () => ({ kind: 'out_of_order', question: idOf(late) }));
    if (new Set(branches).size > 1) return;
    report(`dead_answers ${question}`, () => ({ kind: 'dead_answers', question: idOf(question), answers: example(place) }));
  });
}

const none = BigInt(0);
const union = (rules: readonly Rule[]) => rules.reduce((all, { bit }) => all | bit, none);

function checkEnds({ interview, rules, terminals }: Diagram, example: (place: number) => Answers, report: Report): void {
  const ofKind = (kind: RuleKind) => rules.filter((rule) => rule.kind === kind);
  const [refusals, materials] = [union(ofKind('refusal')), union(ofKind('material'))];
  const durations = ofKind('duration');
  const twins = sameNames(interview, ofKind('material'));
  const hallLeft = hallsLeft(interview, ofKind('only_at'));
  let reached = none;
  terminals.forEach(({ holds, open }, index) => {
    const answers = () => example(~index);
    if (open !== none) report('endless', () => ({ kind: 'endless', answers: answers() }));
    // Of several durations that hold only the first is said.
    const unsaid = durations.filter(({ bit }) => (holds & bit) !== none).slice(1);
    reached |= holds & ~union(unsaid);
    if (open !== none || (holds & refusals) !== none) return;
    for (const { name, both } of twins) {
      if ((holds & both) === both) report(`contradiction ${name}`, () => ({ kind: 'contradiction', name, answers: answers() }));
    }
    if (!hallLeft(holds)) report('no_hall', () => ({ kind: 'no_hall', answers: answers() }));
    if ((holds & materials) === none) report('empty_list', () => ({ kind: 'empty_list', answers: answers() }));
  });
  for (const { kind, index, bit } of rules) {
    if ((reached & bit) === none)
      report(`${kind} ${index}`, () => ({ kind: 'unreachable', what: kind, index, id: nameOfLine(interview, kind, index) }));
  }
}

/** Pairs of materials with one name. */
function sameNames({ materials }: Interview, rules: readonly Rule[]): { name: string; both: bigint }[] {
  return rules.flatMap((rule, place) => {
    const name = materials[rule.index]?.name ?? '';
    return rules.slice(place + 1).flatMap((other) => (materials[other.index]?.name === name ? [{ name, both: rule.bit | other.bit }] : []));
  });
}

/** Whether a set of rules leaves a hall to go to. */
function hallsLeft({ halls, onlyAt }: Interview, rules: readonly Rule[]): (holds: bigint) => boolean {
  const known = new Map<bigint, boolean>();
  const all = union(rules);
  return (holds) => {
    const lines = holds & all;
    const answer =
      known.get(lines) ?? halls.some((hall) => rules.every(({ bit, index }) => (lines & bit) === none || onlyAt[index]?.halls.includes(hall)));
    known.set(lines, answer);
    return answer;
  };
}

/** What an author knows a line by: its id, or what it says. */
function nameOfLine(interview: Interview, kind: RuleKind, index: number): string {
  const names: Record<RuleKind, () => string | undefined> = {
    material: () => interview.materials[index]?.id,
    note: () => interview.notes[index]?.id,
    refusal: () => interview.refusals[index]?.id,
    fee: () => interview.fees[index]?.text,
    duration: () => String(interview.durations[index]?.promisedWorkingDays),
    minutes: () => String(interview.minutes[index]?.minutes),
    only_at: () => interview.onlyAt[index]?.halls.join(),
  };
  return names[kind]() ?? '';
}
