/**
 * Which situations a new version of an interview touches (B6): both diagrams are followed together, each answer given to both, so that every
 * pair of results that one person can get before and after is found, and none that nobody can.
 */
import type { Checklist } from './checklist';
import { situationKey } from './checklist';
import { type ChecklistChange, checklistChange } from './checklist-change';
import { type Answers, isValidAnswer } from './interview';
import { classesOf, testsByName } from './interview-classes';
import type { Condition, Value } from './interview-conditions';
import { compile, type Diagram } from './interview-diagram';
import { outcomesOf } from './interview-outcome';
import type { Interview } from './interview-types';
import type { Day } from './shanghai';

/** What changes alike for a number of situations. `after_only`: answers that could not be given before; `before_only`: that no longer can. */
export type ChangeGroup = { situations: number; answers: Answers } & (
  | { kind: 'changed'; change: ChecklistChange }
  | { kind: 'after_only' | 'before_only'; outcome: Checklist['outcome'] }
);

export type InterviewComparison = {
  /**
   * Distinct situations before and after. Those of before in which somebody gets something else now are `changed`; of these, `removed` have
   * become situations that were there already, and `added` have been split off situations that are still there.
   */
  situations: { before: number; after: number; changed: number; removed: number; added: number };
  /** What changed, the most frequent first. Wording of things that stay does not count. */
  groups: ChangeGroup[];
};

/** Compares two versions exactly. `today` fixes what an age means; the counts do not depend on it. */
export function compareInterviews(before: Interview, after: Interview, today: Day): InterviewComparison {
  const old = resultsOf(compile(before, today));
  const fresh = resultsOf(compile(wordedAs(before, after), today));
  const grouped = new Map<string, { group: ChangeGroup; keys: Set<string> }>();
  const put = (text: string, key: string, make: () => ChangeGroup) => {
    const known = grouped.get(text);
    if (known) known.keys.add(key);
    else grouped.set(text, { group: make(), keys: new Set([key]) });
  };
  const changed = new Set<string>();
  // A situation that is gone and one that is new are the same one changed, if somebody passes from one to the other.
  const merged = new Set([...old.keys].filter((key) => !fresh.keys.has(key)));
  const split = new Set([...fresh.keys].filter((key) => !old.keys.has(key)));
  const gone = new Set(merged);
  const come = new Set(split);
  pairs(old.diagram, fresh.diagram, today, (one, other, answers) => {
    const was = one === null ? undefined : old.found[one];
    const is = other === null ? undefined : fresh.found[other];
    if (!was && is)
      put(`after_only ${is.list.outcome}`, is.key, () => ({ kind: 'after_only', outcome: is.list.outcome, situations: 0, answers: answers() }));
    if (was && !is)
      put(`before_only ${was.list.outcome}`, was.key, () => ({ kind: 'before_only', outcome: was.list.outcome, situations: 0, answers: answers() }));
    if (!was || !is || was.full === is.full) return;
    const change = checklistChange(was.list, is.list);
    if (!change) return;
    changed.add(was.key);
    if (gone.has(was.key) && come.has(is.key)) {
      merged.delete(was.key);
      split.delete(is.key);
    }
    put(changeKey(change), was.key, () => ({ kind: 'changed', change, situations: 0, answers: answers() }));
  });
  return {
    situations: { before: old.keys.size, after: fresh.keys.size, changed: changed.size, removed: merged.size, added: split.size },
    groups: [...grouped.values()].map(({ group, keys }) => ({ ...group, situations: keys.size })).sort((a, b) => b.situations - a.situations),
  };
}

/** The later interview in the words of the earlier: rewording is no change of a situation. */
function wordedAs(before: Interview, after: Interview): Interview {
  const worded = <Line extends { id: string; when: Condition }>(earlier: readonly Line[], lines: readonly Line[]): Line[] =>
    lines.map((line) => ({ ...(earlier.find(({ id }) => id === line.id) ?? line), when: line.when }));
  return {
    ...after,
    materials: worded(before.materials, after.materials),
    notes: worded(before.notes, after.notes),
    refusals: worded(before.refusals, after.refusals),
  };
}

type Found = { list: Checklist; key: string; full: string };

function resultsOf(diagram: Diagram): { diagram: Diagram; keys: ReadonlySet<string>; found: Found[] } {
  const outcomeAt = outcomesOf(diagram);
  const found = diagram.terminals.map((terminal): Found => {
    const list = outcomeAt(terminal);
    const key = situationKey(list);
    return { list, key, full: `${key}|${list.totalFen}|${list.statutoryWorkingDays}|${list.minutesAtWindow}` };
  });
  return { diagram, keys: new Set(found.map(({ key }) => key)), found };
}

/** Equal for changes that are the same by ids and values; where a list becomes a refusal or back, what decides is the refusals. */
function changeKey({ outcome, materials, notes, refusals, ...values }: ChecklistChange): string {
  const ids = ({ added, removed }: { added: { id: string }[]; removed: { id: string }[] }) => [
    added.map(({ id }) => id),
    removed.map(({ id }) => id),
  ];
  return JSON.stringify(outcome ? [outcome, ids(refusals)] : [ids(materials), ids(notes), ids(refusals), values]);
}

const nothing: ReadonlySet<string> = new Set();

type Branch = { value: Value; before: number; after: number };

/** Every pair of terminals that one set of answers can reach; null where the answers are none in that version. `found` may be told a pair once. */
function pairs(
  before: Diagram,
  after: Diagram,
  today: Day,
  found: (before: number | null, after: number | null, answers: () => Answers) => void,
): void {
  const branches = jointBranches(before, after, today);
  const needs = { before: neededBelow(before), after: neededBelow(after) };
  const answers: Record<string, Value> = {};
  const given: string[] = [];
  const common = new Set(before.interview.questions.map((question) => question.id));
  const seen = new Set<string>();
  const ended = new Set<string>();

  const asks = (diagram: Diagram, at: number | null) =>
    at === null || at < 0 ? undefined : diagram.interview.questions[diagram.nodes[at]?.question ?? -1]?.id;
  const step = (diagram: Diagram, at: number, branch: number): number | null => diagram.nodes[at]?.branches[branch] ?? null;
  // An answer that only one version has asked for so far counts when the other asks for it further on.
  const kept = (one: number | null, other: number | null): string => {
    let text = '';
    const [inOne, inOther] = [one === null ? nothing : needs.before(one), other === null ? nothing : needs.after(other)];
    for (const id of given) if (inOne.has(id) || inOther.has(id)) text += `/${id}=${answers[id]}`;
    return text;
  };

  const visit = (one: number | null, other: number | null): void => {
    const first = asks(before, one);
    const second = asks(after, other);
    // What only the later version asks is asked where it asks it, so that both go on together.
    const isNew = second !== undefined && !common.has(second);
    const id = [first, second].find((asked) => asked !== undefined && asked in answers) ?? (isNew ? second : (first ?? second));
    if (id === undefined) {
      const key = `${one}/${other}`;
      if (!ended.has(key)) found(one === null ? null : ~one, other === null ? null : ~other, () => ({ ...answers }));
      ended.add(key);
      return;
    }
    const state = `${one}/${other}${kept(one, other)}`;
    if (seen.has(state)) return;
    seen.add(state);
    const known = answers[id];
    if (known === undefined) given.push(id);
    for (const branch of branches.get(id) ?? []) {
      if (known !== undefined && branch.value !== known) continue;
      answers[id] = branch.value;
      visit(first === id ? step(before, one as number, branch.before) : one, second === id ? step(after, other as number, branch.after) : other);
    }
    if (known !== undefined) return;
    given.pop();
    delete answers[id];
  };
  visit(before.root, after.root);
}

/** For each question of either version its answers, one for each pair of classes that it can fall in. */
function jointBranches(before: Diagram, after: Diagram, today: Day): Map<string, Branch[]> {
  const leaves = [testsByName(before.interview), testsByName(after.interview)];
  const all = [...before.interview.questions, ...after.interview.questions];
  const indexIn = (diagram: Diagram, id: string, value: Value) => {
    const place = diagram.interview.questions.findIndex((question) => question.id === id);
    const question = diagram.interview.questions[place];
    return question && isValidAnswer(question, value, today) ? (diagram.classes[place]?.indexOf(value) ?? -1) : -1;
  };
  const branches = new Map<string, Branch[]>();
  for (const { id } of all) {
    const both = leaves.flatMap((byName) => byName.get(id) ?? []);
    const values = all
      .filter((question) => question.id === id)
      .flatMap((question) => classesOf(question, both, today).list.flatMap((one) => one.values));
    const distinct = new Map<string, Branch>();
    for (const value of values) {
      const branch = { value, before: indexIn(before, id, value), after: indexIn(after, id, value) };
      const key = `${branch.before}/${branch.after}`;
      if (!distinct.has(key)) distinct.set(key, branch);
    }
    branches.set(id, [...distinct.values()]);
  }
  return branches;
}

/** The questions that are asked somewhere below a place. */
function neededBelow({ interview, nodes }: Diagram): (at: number) => ReadonlySet<string> {
  const byText = new Map<string, ReadonlySet<string>>();
  const sets: ReadonlySet<string>[] = [];
  // A node stands after all it leads to.
  for (const node of nodes) {
    const below = new Set([interview.questions[node.question]?.id ?? '']);
    for (const next of new Set(node.branches)) if (next >= 0) for (const id of sets[next] ?? nothing) below.add(id);
    const text = [...below].sort().join();
    const known = byText.get(text) ?? below;
    byText.set(text, known);
    sets.push(known);
  }
  return (at) => (at < 0 ? nothing : (sets[at] ?? nothing));
}
