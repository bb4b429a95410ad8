import type { Checklist } from './checklist';
import type { Answers } from './interview';
import type { Value } from './interview-conditions';
import type { Diagram, Rule, Terminal } from './interview-diagram';

/**
 * The checklist that each terminal stands for, without reasons. Written from the sets, not by the function the phone uses, so that one proves
 * the other.
 */
export function outcomesOf({ interview, rules }: Diagram): (terminal: Terminal) => Checklist {
  const plain = <Line extends { when: unknown }>(list: readonly Line[]) => list.map(({ when, ...line }) => ({ ...line, because: [] }));
  const lists = {
    refusal: plain(interview.refusals),
    material: plain(interview.materials),
    note: plain(interview.notes),
    fee: plain(interview.fees),
  };
  const first = (kind: Rule['kind']) => rules.findIndex((rule) => rule.kind === kind);
  const places: Record<Rule['kind'], number> = {
    refusal: first('refusal'),
    material: first('material'),
    note: first('note'),
    fee: first('fee'),
    duration: first('duration'),
    minutes: first('minutes'),
    only_at: first('only_at'),
  };
  return (terminal) => {
    // Rules of a kind stand together; the digit of rule 0 is the last.
    const digits = terminal.holds.toString(2);
    const holding = <Line>(list: readonly Line[], kind: Rule['kind']) =>
      list.filter((_, index) => digits[digits.length - 1 - places[kind] - index] === '1');
    const refusals = holding(lists.refusal, 'refusal');
    const lines = <Line>(list: readonly Line[], kind: Rule['kind']) => (refusals.length > 0 ? [] : holding(list, kind));
    const fees = lines(lists.fee, 'fee');
    const [duration] = lines(interview.durations, 'duration');
    const only = lines(interview.onlyAt, 'only_at');
    return {
      item: interview.item,
      version: interview.version,
      outcome: refusals.length > 0 ? 'refusal' : 'materials',
      materials: lines(lists.material, 'material'),
      notes: lines(lists.note, 'note'),
      refusals,
      fees,
      totalFen: fees.reduce((sum, fee) => sum + fee.amountFen, 0),
      promisedWorkingDays: duration?.promisedWorkingDays ?? 0,
      statutoryWorkingDays: duration?.statutoryWorkingDays ?? null,
      minutesAtWindow: lines(interview.minutes, 'minutes').reduce((sum, line) => sum + line.minutes, 0),
      halls: refusals.length > 0 ? [] : interview.halls.filter((hall) => only.every(({ halls }) => halls.includes(hall))),
    };
  };
}

/** One set of answers that leads to a node or (`~index`) a terminal: exactly those a walk asks for. */
export function exampleAnswers({ interview, classes, nodes, root }: Diagram): (place: number) => Answers {
  const cameFrom = new Map<number, { node: number; branch: number }>();
  const queue = [root];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const [branch, next] of (nodes[node]?.branches ?? []).entries()) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, { node, branch });
      if (next >= 0) queue.push(next);
    }
  }
  return (place) => {
    const steps: [string, Value][] = [];
    for (let step = cameFrom.get(place); step; step = cameFrom.get(step.node)) {
      const { question = -1 } = nodes[step.node] ?? {};
      const value = classes[question]?.list[step.branch]?.value;
      const id = interview.questions[question]?.id;
      if (id !== undefined && value !== undefined) steps.unshift([id, value]);
    }
    return Object.fromEntries(steps);
  };
}
