import type { Checklist, Ground } from './checklist';
import type { Condition, Lookup, Value } from './interview-conditions';
import { evaluate, grounds } from './interview-conditions';
import type { Interview, Question } from './interview-types';
import type { Day } from './shanghai';

type Rules = { refusals: Condition[]; others: Condition[] };

// An interview is data and never changed; a walk asks for its rules at every step.
const rulesCache = new WeakMap<Interview, Rules>();

/** Every condition on which a result depends; once a refusal holds nothing else matters. */
export function rulesOf(interview: Interview): Rules {
  const known = rulesCache.get(interview);
  if (known) return known;
  const others = [interview.materials, interview.notes, interview.fees, interview.durations, interview.minutes, interview.onlyAt].flatMap((rules) =>
    rules.map((rule) => rule.when),
  );
  const rules = { refusals: interview.refusals.map((rule) => rule.when), others };
  rulesCache.set(interview, rules);
  return rules;
}

type Path = { accepted: { question: Question; value: Value }[]; lookup: Lookup };

/** The checklist at the end of a walk. `explain: false` leaves out which answers put each thing there, for who only counts. */
export function checklistOf(interview: Interview, path: Path, today: Day, explain = true): Checklist {
  const holds = (rule: { when: Condition }) => evaluate(rule.when, path.lookup, today) === true;
  const because = (when: Condition) => (explain ? groundsOf(interview, path, when, today) : []);
  const refusals = interview.refusals.filter(holds).map(({ when, ...refusal }) => ({ ...refusal, because: because(when) }));
  const refused = refusals.length > 0;
  const kept = <Rule extends { when: Condition }>(rules: Rule[]) => (refused ? [] : rules.filter(holds));
  const fees = kept(interview.fees).map(({ when, ...fee }) => ({ ...fee, because: because(when) }));
  const duration = kept(interview.durations)[0];
  return {
    item: interview.item,
    version: interview.version,
    outcome: refused ? 'refusal' : 'materials',
    materials: kept(interview.materials).map(({ when, ...material }) => ({ ...material, because: because(when) })),
    notes: kept(interview.notes).map(({ when, ...note }) => ({ ...note, because: because(when) })),
    refusals,
    fees,
    totalFen: fees.reduce((total, fee) => total + fee.amountFen, 0),
    promisedWorkingDays: duration?.promisedWorkingDays ?? 0,
    statutoryWorkingDays: duration?.statutoryWorkingDays ?? null,
    minutesAtWindow: kept(interview.minutes).reduce((total, line) => total + line.minutes, 0),
    halls: refused ? [] : interview.onlyAt.filter(holds).reduce((halls, line) => halls.filter((hall) => line.halls.includes(hall)), interview.halls),
  };
}

/** The answers behind a condition that holds; a question that was never shown is traced to the answers that kept it away. */
function groundsOf(interview: Interview, path: Path, when: Condition, today: Day): Ground[] {
  const given = new Map(path.accepted.map((step) => [step.question.id, step]));
  const names = new Set<string>();
  const queue = [...grounds(when, path.lookup, today)];
  const seen = new Set<string>();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (given.has(name)) names.add(name);
    else {
      const hidden = interview.questions.find((question) => question.id === name);
      if (hidden) queue.push(...grounds(hidden.when, path.lookup, today));
    }
  }
  return path.accepted
    .filter((step) => names.has(step.question.id))
    .map(({ question, value }) => ({ question: question.id, questionText: question.text, answer: value, answerText: answerText(question, value) }));
}

/** An answer as the person reads it. */
export function answerText(question: Question, value: Value): string {
  if (question.kind === 'choice') return question.options.find((option) => option.value === value)?.text ?? String(value);
  if (question.kind === 'number') return `${value} ${question.unit}`;
  const [year, month, day] = String(value).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The answers of a frozen checklist, read back from its words with the version it was frozen with: the reverse of `answerText`. */
export function answersFromTexts(interview: Interview, frozen: readonly { question: string; answerText: string }[]): Record<string, Value> {
  return Object.fromEntries(
    frozen.flatMap(({ question: id, answerText: text }) => {
      const question = interview.questions.find((candidate) => candidate.id === id);
      const value = question && valueInText(question, text);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

function valueInText(question: Question, text: string): Value | undefined {
  if (question.kind === 'choice') return question.options.find((option) => option.text === text)?.value;
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const value = question.kind === 'number' ? numbers[0] : numbers.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
  return value !== undefined && answerText(question, value) === text ? value : undefined;
}
