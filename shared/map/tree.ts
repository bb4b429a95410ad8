/**
 * The map of an item's questions (B7) as a tree: questions that everyone may meet stand one after another, questions that an answer brings up hang
 * on that answer, and each answer says what it adds. Pure: the phone draws it without a network, the server for print and for links.
 */
import { namesIn, type Condition, type Value } from '../rules/interview-conditions';
import { type Answers, type Facts, walk } from '../rules/interview';
import { testsByName } from '../rules/interview-classes';
import { checklistOf } from '../rules/interview-result';
import type { Checklist } from '../rules/checklist';
import type { Interview, Question } from '../rules/interview-types';
import { mapText } from '../text/map';
import { type AnswerClass, classesOf } from './classes';
import { alternatives, at, given, nowhere, openWords, type Place, truthAt } from './residual';

export type AdditionKind = 'material' | 'note' | 'refusal' | 'fee' | 'days' | 'halls';

/** What an answer puts on the list; `condition` names the other answers it takes as well. */
export type Addition = { kind: AdditionKind; text: string; condition: string };

/** plain: no path is shown. lit: on the person's path. here: the question to answer now. ahead: may still come. off: left aside. */
export type PathState = 'plain' | 'lit' | 'here' | 'ahead' | 'off';

export type MapAnswer = { text: string; additions: Addition[]; state: PathState };
/** Answers that bring up the same questions are drawn together. */
export type MapGroup = { answers: MapAnswer[]; leadsTo: MapQuestion[] };
export type MapQuestion = { id: string; number: number; text: string; condition: string; state: PathState; groups: MapGroup[] };

export type InterviewMap = {
  item: string;
  name: string;
  /** What everyone needs. */
  everyone: Addition[];
  questions: MapQuestion[];
  /** What depends on answers in a way that hangs on none of them alone. */
  others: Addition[];
  /** Null when no answers are shown. */
  path: { result: Checklist | null; atMost: number } | null;
};

type Rule = { kind: AdditionKind; id: string; text: string; when: Condition };
type Asked = { question: Question; number: number; classes: AnswerClass[] };

/** Draws up the map; with `answers` the person's path is lit. `facts.today` is the day on which ages count. */
export function interviewMap(name: string, interview: Interview, facts: Facts, answers?: Answers): InterviewMap {
  const { today } = facts;
  const tests = testsByName(interview);
  const asked = new Map<string, Asked>();
  for (const [index, question] of interview.questions.entries()) {
    asked.set(question.id, { question, number: index + 1, classes: classesOf(question, tests, today) });
  }
  const hangsOn = hooks(interview, asked, today);
  const rules = placedRules(interview, asked, today);
  const path = answers ? walk(interview, answers, facts) : null;
  const chosen = new Map(path?.accepted.map((step) => [step.question.id, step.value]) ?? []);

  const stateOf = (id: string, reachable: boolean): PathState => {
    if (!path) return 'plain';
    if (chosen.has(id)) return reachable ? 'lit' : 'off';
    if (path.next?.id === id) return reachable ? 'here' : 'off';
    return reachable && path.next && isAhead(interview, id, path.lookup) ? 'ahead' : 'off';
  };
  const answerState = (id: string, one: AnswerClass, question: PathState): PathState => {
    if (question !== 'lit') return question === 'here' ? 'ahead' : question;
    return one.includes(chosen.get(id) as Value) ? 'lit' : 'off';
  };

  const draw = (id: string, place: Place, reachable: boolean): MapQuestion => {
    const { question, number, classes } = asked.get(id) as Asked;
    const here = given(place, question.when);
    const state = stateOf(id, reachable);
    const groups: { classes: AnswerClass[]; leadsTo: string[] }[] = [];
    for (const one of classes) {
      const leadsTo = [...hangsOn].filter(([, hook]) => hook?.question === id && hook.values.includes(one.value)).map(([child]) => child);
      const same = leadsTo.length > 0 ? groups.find((group) => group.leadsTo.join() === leadsTo.join()) : undefined;
      if (same) same.classes.push(one);
      else groups.push({ classes: [one], leadsTo });
    }
    return {
      id,
      number,
      text: question.text,
      condition: conditionText(openWords(question.when, place, asked, today)),
      state,
      groups: groups.map((group) => {
        const values = group.classes.map((one) => one.value);
        const answersDrawn = group.classes.map((one) => ({
          text: one.text,
          additions: additionsAt(rules, id, at(here, id, [one.value]), one.value, asked, today),
          state: answerState(id, one, state),
        }));
        const goesOn = answersDrawn.some((one) => one.state !== 'off');
        return { answers: answersDrawn, leadsTo: group.leadsTo.map((child) => draw(child, at(here, id, values), goesOn)) };
      }),
    };
  };

  return {
    item: interview.item,
    name,
    everyone: rules.filter((rule) => rule.on === null && rule.always).map(({ kind, text }) => ({ kind, text, condition: '' })),
    questions: interview.questions.filter((question) => !hangsOn.get(question.id)).map((question) => draw(question.id, nowhere, true)),
    others: unique(
      rules
        .filter((rule) => rule.on === null && !rule.always)
        .map(({ kind, text, when }) => ({ kind, text, condition: openWords(when, nowhere, asked, today) })),
    ),
    path: path ? { result: path.next ? null : checklistOf(interview, path, today), atMost: path.atMost } : null,
  };
}

const conditionText = (words: string) => (words === '' ? '' : mapText.onlyIf(words));

/** A question not yet reached that an open walk may still ask. */
function isAhead(interview: Interview, id: string, lookup: ReturnType<typeof walk>['lookup']): boolean {
  return interview.questions.some((question) => question.id === id) && lookup(id).state === 'open';
}

/** A question may be kept from being asked; then a test of it is false whatever was answered. */
const isHideable = (question: Question) => !('all' in question.when && question.when.all.length === 0);

/** The question on whose answers a condition hangs: the last one it names that can make it false, if it cannot hold without that question. */
function hookOf(when: Condition, asked: ReadonlyMap<string, Asked>, today: string): { question: string; values: Value[] } | null {
  const names = [...namesIn(when)].sort((a, b) => (asked.get(b)?.number ?? 0) - (asked.get(a)?.number ?? 0));
  for (const name of names) {
    const one = asked.get(name);
    if (!one) continue;
    const values = one.classes.map((answer) => answer.value).filter((value) => truthAt(when, at(nowhere, name, [value]), today) !== false);
    const holdsWithout = isHideable(one.question) && truthAt(when, at(nowhere, name, 'absent'), today) !== false;
    if (values.length > 0 && values.length < one.classes.length && !holdsWithout) return { question: name, values };
  }
  return null;
}

/** Where each question hangs; null for those that stand in the row. One that would be drawn more than twice stands in the row with its condition. */
function hooks(interview: Interview, asked: ReadonlyMap<string, Asked>, today: string): Map<string, { question: string; values: Value[] } | null> {
  const hung = new Map(interview.questions.map((question) => [question.id, hookOf(question.when, asked, today)]));
  for (;;) {
    const times = (id: string): number => {
      const hook = hung.get(id);
      if (!hook) return 1;
      const siblings = [...hung].filter(([, other]) => other?.question === hook.question);
      const kinds = new Set(
        hook.values.map((value) =>
          siblings
            .filter(([, other]) => other?.values.includes(value))
            .map(([child]) => child)
            .join(),
        ),
      );
      return kinds.size * times(hook.question);
    };
    const tooMany = interview.questions.find((question) => times(question.id) > 2);
    if (!tooMany) return hung;
    let top = tooMany.id;
    // The question itself may be drawn often only because what it hangs on is.
    for (let hook = hung.get(top); hook && times(hook.question) > 2; hook = hung.get(top)) top = hook.question;
    hung.set(top, null);
  }
}

type Placed = Rule & { on: { question: string; values: Value[] } | null; always: boolean };

function placedRules(interview: Interview, asked: ReadonlyMap<string, Asked>, today: string): Placed[] {
  return allRules(interview).flatMap((rule): Placed[] => {
    if (truthAt(rule.when, nowhere, today) === true) return [{ ...rule, on: null, always: true }];
    return alternatives(rule.when).map((tests) => {
      const when: Condition = tests.length === 1 && tests[0] ? tests[0] : { all: tests };
      return { ...rule, when, on: hookOf(when, asked, today), always: false };
    });
  });
}

function allRules(interview: Interview): Rule[] {
  const rule = (kind: AdditionKind) => (one: { id?: string; text: string; when: Condition }, index: number) => ({
    kind,
    id: `${kind} ${one.id ?? index}`,
    text: one.text,
    when: one.when,
  });
  const { refusals, materials, notes, fees, durations, onlyAt } = interview;
  return [
    ...refusals.map(rule('refusal')),
    ...materials.map((one) => ({ ...one, text: one.name })).map(rule('material')),
    ...fees.map((one) => ({ text: `${one.text} ${one.amountFen / 100} 元`, when: one.when })).map(rule('fee')),
    // The last one holds for everyone else and is the item's own.
    ...durations
      .slice(0, -1)
      .map((one) => ({ text: mapText.days(one.promisedWorkingDays), when: one.when }))
      .map(rule('days')),
    ...onlyAt.map((one) => ({ text: mapText.halls(one.halls.length), when: one.when })).map(rule('halls')),
    ...notes.map(rule('note')),
  ];
}

function additionsAt(
  rules: readonly Placed[],
  question: string,
  place: Place,
  value: Value,
  asked: ReadonlyMap<string, Asked>,
  today: string,
): Addition[] {
  return unique(
    rules
      .filter((rule) => rule.on?.question === question && rule.on.values.includes(value) && truthAt(rule.when, place, today) !== false)
      .map(({ kind, text, when }) => ({ kind, text, condition: openWords(when, place, asked, today) })),
  );
}

/** One line a thing: where it is added without a condition, the lines with one say nothing more. */
function unique(additions: Addition[]): Addition[] {
  const plain = new Set(additions.filter((one) => one.condition === '').map((one) => one.kind + one.text));
  const seen = new Set<string>();
  return additions.filter((one) => {
    const key = `${one.kind}${one.text}${one.condition}`;
    if (seen.has(key) || (one.condition !== '' && plain.has(one.kind + one.text))) return false;
    seen.add(key);
    return true;
  });
}
