import type { Checklist } from '../../shared/rules/checklist';
import type { Answers, Interview } from '../../shared/rules/interview';
import { changeAnswer, progress, result, walk } from '../../shared/rules/interview';
import { always, type Condition } from '../../shared/rules/interview-conditions';
import { checklistOf } from '../../shared/rules/interview-result';
import type { Question } from '../../shared/rules/interview-types';
import type { Found } from './prove-item';
import { type Phone, realPhone } from './trial';

/** A fault put into a copy of a real item, or into the functions a phone would walk it by, and how it must show. */
export type PlantedFault = {
  name: string;
  /** Null where the item has no place for it. */
  plant: (item: Interview) => { interview?: Interview; phone?: Phone } | null;
  shows: (found: Found) => boolean;
};

const aQuestion = (id: string, when: Condition = always): Question => ({
  id,
  text: `${id}？`,
  why: '原因',
  help: '办法',
  kind: 'choice',
  options: [
    { value: 'yes', text: '是' },
    { value: 'no', text: '否' },
  ],
  when,
  fact: null,
  known: [],
});
const is = (id: string, value: string): Condition => ({ equals: [id, value] });
const aNote = (id: string, when: Condition) => ({ id, text: '请注意', when });
const never: Condition = { all: [{ equals: ['planted', 'yes'] }, { equals: ['planted', 'no'] }] };

/** The item with a question of two answers at its end, on which a note depends; refusals may still end a walk before it. */
function withQuestion(item: Interview): Interview {
  return { ...item, questions: [...item.questions, aQuestion('planted')], notes: [...item.notes, aNote('planted_note', is('planted', 'yes'))] };
}

const unreachable =
  (what: string) =>
  (found: Found): boolean =>
    found.kind === 'unreachable' && found.what === what && found.id.startsWith('planted');

const inInterview = (change: (item: Interview) => Interview | null) => (item: Interview) => {
  const interview = change(withQuestion(item));
  return interview && { interview };
};
/** The item with four questions more at its beginning that everybody is asked, so that a fault of the phone has where to show in any item. */
function withFour(item: Interview): Interview {
  const ids = ['planted_a', 'planted_b', 'planted_c', 'planted_d'];
  return {
    ...item,
    questions: [...ids.map((id) => aQuestion(id)), ...item.questions],
    notes: [...item.notes, ...ids.map((id) => aNote(`${id}_note`, is(id, 'yes')))],
  };
}
const refusing = (item: Interview, ...ids: string[]): Interview => ({
  ...item,
  refusals: [...ids.map((id) => ({ id, text: '不能办', instead: '别处', insteadItem: null, when: is(id, 'yes') })), ...item.refusals],
  // A note behind a refusal would be a fault of its own.
  notes: item.notes.filter(({ id }) => !ids.includes(id.replace('_note', ''))),
});
const inPhone = (change: (item: Interview) => Interview, phone: Partial<Phone>) => (item: Interview) => ({
  interview: change(item),
  phone: { ...realPhone, ...phone },
});

const changedResult =
  (change: (list: Checklist, interview: Interview) => Checklist): Phone['result'] =>
  (interview, answers, facts) => {
    const list = result(interview, answers, facts);
    return list && change(list, interview);
  };

export const plantedFaults: PlantedFault[] = [
  {
    name: 'two questions that wait for each other',
    plant: inInterview((item) => ({
      ...item,
      questions: [...item.questions, aQuestion('planted_a', is('planted_b', 'yes')), aQuestion('planted_b', is('planted_a', 'yes'))],
      notes: [...item.notes, aNote('planted_end', is('planted_a', 'yes'))],
    })),
    shows: ({ kind }) => kind === 'endless',
  },
  {
    name: 'a question that depends on a later one',
    plant: inInterview((item) => ({
      ...item,
      questions: [aQuestion('planted_early', is('planted', 'yes')), ...item.questions],
      notes: [...item.notes, aNote('planted_late', is('planted_early', 'yes'))],
    })),
    shows: (found) => found.kind === 'out_of_order' && found.question === 'planted_early',
  },
  {
    name: 'a question on which nothing depends',
    plant: inInterview((item) => ({ ...item, questions: [...item.questions, aQuestion('planted_idle')] })),
    shows: (found) => found.kind === 'dead_question' && found.question === 'planted_idle',
  },
  {
    name: 'a question whose condition never holds',
    plant: inInterview((item) => ({
      ...item,
      questions: [...item.questions, aQuestion('planted_never', never)],
      notes: [...item.notes, aNote('planted_too', { any: [is('planted', 'no'), is('planted_never', 'yes')] })],
    })),
    shows: (found) => found.kind === 'dead_question' && found.question === 'planted_never',
  },
  {
    name: 'a question all of whose answers lead to the same',
    plant: inInterview((item) => ({
      ...item,
      questions: [...item.questions, aQuestion('planted_vain')],
      notes: [...item.notes, aNote('planted_always', { any: [is('planted_vain', 'yes'), is('planted_vain', 'no')] })],
    })),
    shows: (found) => found.kind === 'dead_answers' && found.question === 'planted_vain',
  },
  {
    name: 'a material that nobody gets',
    plant: inInterview((item) => {
      const [paper] = item.materials;
      return paper ? { ...item, materials: [...item.materials, { ...paper, id: 'planted_paper', name: '没有人要带的', when: never }] } : null;
    }),
    shows: unreachable('material'),
  },
  {
    name: 'a note behind a refusal',
    plant: inInterview((item) => {
      const [refusal] = item.refusals;
      return refusal ? { ...item, notes: [...item.notes, aNote('planted_behind', refusal.when)] } : null;
    }),
    shows: unreachable('note'),
  },
  {
    name: 'a refusal that cannot happen',
    plant: inInterview((item) => ({
      ...item,
      refusals: [...item.refusals, { id: 'planted_no', text: '不能办', instead: '别处', insteadItem: null, when: is('planted', 'perhaps') }],
    })),
    shows: unreachable('refusal'),
  },
  {
    name: 'a refusal that stops everybody',
    plant: inInterview((item) => ({
      ...item,
      refusals: [...item.refusals, { id: 'everybody', text: '不能办', instead: '别处', insteadItem: null, when: always }],
    })),
    shows: (found) => found.kind === 'unreachable' && found.what === 'material',
  },
  {
    name: 'a fee that nobody pays',
    plant: inInterview((item) => ({ ...item, fees: [...item.fees, { text: 'planted', amountFen: 100, when: never }] })),
    shows: unreachable('fee'),
  },
  {
    name: 'a duration that another always comes before',
    plant: inInterview((item) => {
      const line = { promisedWorkingDays: 398, statutoryWorkingDays: null, when: is('planted', 'yes') };
      return { ...item, durations: [line, { ...line, promisedWorkingDays: 399 }, ...item.durations] };
    }),
    shows: (found) => found.kind === 'unreachable' && found.what === 'duration' && found.id === '399',
  },
  {
    name: 'minutes that nobody needs',
    plant: inInterview((item) => ({ ...item, minutes: [...item.minutes, { minutes: 239, when: never }] })),
    shows: (found) => found.kind === 'unreachable' && found.what === 'minutes' && found.id === '239',
  },
  {
    name: 'a limit of halls that never applies',
    plant: inInterview((item) => ({ ...item, onlyAt: [...item.onlyAt, { halls: item.halls.slice(0, 1), when: never }] })),
    shows: (found) => found.kind === 'unreachable' && found.what === 'only_at',
  },
  {
    name: 'one paper twice on a list, under two ids',
    plant: inInterview((item) => {
      const paper = item.materials.find(({ when }) => 'all' in when && when.all.length === 0);
      return paper ? { ...item, materials: [...item.materials, { ...paper, id: 'planted_twin', when: is('planted', 'yes') }] } : null;
    }),
    shows: ({ kind }) => kind === 'contradiction',
  },
  {
    name: 'limits of halls that exclude each other',
    plant: inInterview((item) => {
      const [one, other] = item.halls;
      if (one === undefined || other === undefined) return null;
      return {
        ...item,
        onlyAt: [...item.onlyAt, { halls: [one], when: is('planted', 'yes') }, { halls: [other], when: is('planted', 'yes') }],
      };
    }),
    shows: ({ kind }) => kind === 'no_hall',
  },
  {
    name: 'a list with nothing on it',
    plant: inInterview((item) => ({
      ...item,
      materials: item.materials.map((paper) => ({ ...paper, when: { all: [paper.when, is('planted', 'yes')] } })),
    })),
    shows: ({ kind }) => kind === 'empty_list',
  },
  {
    name: 'a walk that asks its last question again and again',
    plant: inPhone(withFour, {
      walk: (interview, answers, facts) => {
        const path = walk(interview, answers, facts);
        return path.next || path.accepted.length === 0 ? path : { ...path, next: path.accepted.at(-1)?.question ?? null };
      },
    }),
    shows: ({ kind }) => kind === 'endless',
  },
  {
    name: 'a walk that asks in the order in which answers were given',
    plant: inPhone((item) => refusing(withFour(item), 'planted_a', 'planted_b'), {
      result: (interview, answers, facts) => result({ ...interview, questions: inOrderGiven(interview, answers) }, answers, facts),
    }),
    shows: ({ kind }) => kind === 'order_matters',
  },
  {
    name: 'an answer that counts though nobody asked for it',
    plant: inPhone(hidingOne, {
      result: (interview, answers, facts) => {
        const path = walk(interview, answers, facts);
        const lookup: typeof path.lookup = (name) => {
          const value = answers[name];
          return value === undefined ? path.lookup(name) : { state: 'value', value };
        };
        return path.next ? null : checklistOf(interview, { ...path, lookup }, facts.today);
      },
    }),
    shows: ({ kind }) => kind === 'result_differs',
  },
  {
    name: 'a change of one answer that forgets another',
    plant: inPhone(withFour, {
      changeAnswer: (interview, answers, facts, id, value) => {
        const next = changeAnswer(interview, answers, facts, id, value);
        const [oldest] = Object.keys(next);
        return Object.keys(next).length < 3 ? next : Object.fromEntries(Object.entries(next).filter(([name]) => name !== oldest));
      },
    }),
    shows: ({ kind }) => kind === 'endless',
  },
  {
    name: 'a refusal together with materials',
    plant: inPhone((item) => refusing(withFour(item), 'planted_d'), {
      result: changedResult((list, { materials }) =>
        list.outcome === 'refusal' ? { ...list, materials: materials.map(({ when, ...paper }) => ({ ...paper, because: [] })) } : list,
      ),
    }),
    shows: ({ kind }) => kind === 'refusal_with_list',
  },
  {
    name: 'a list that leaves out its last paper',
    plant: inPhone(withFour, { result: changedResult((list) => ({ ...list, materials: list.materials.slice(0, -1) })) }),
    shows: ({ kind }) => kind === 'result_differs',
  },
  {
    name: 'progress that falls back',
    plant: inPhone(withFour, {
      progress: (interview, answers, facts) => {
        const real = progress(interview, answers, facts);
        return real.answered === 2 && real.share < 1 ? { ...real, share: 0 } : real;
      },
    }),
    shows: ({ kind }) => kind === 'progress_falls',
  },
  {
    name: 'a known fact that is asked for again',
    plant: inPhone(askingBirthDate, {
      walk: (interview, answers, facts) => walk(interview, answers, { today: facts.today }),
    }),
    shows: ({ kind }) => kind === 'asks_known_fact',
  },
];

/** The second of the questions is shown to some only, and a note depends on nothing but its answer. */
function hidingOne(item: Interview): Interview {
  const four = withFour(item);
  return {
    ...four,
    questions: four.questions.map((question) => (question.id === 'planted_b' ? { ...question, when: is('planted_a', 'yes') } : question)),
  };
}

function askingBirthDate(item: Interview): Interview {
  const question: Question = { ...aQuestion('planted_birth'), kind: 'date', fact: 'birthDate' };
  return {
    ...item,
    questions: [question, ...item.questions],
    notes: [...item.notes, aNote('planted_old', { age: ['planted_birth', '>=', 50] })],
  };
}

function inOrderGiven({ questions }: Interview, answers: Answers): Question[] {
  const given = Object.keys(answers);
  const place = ({ id }: Question) => (given.includes(id) ? given.indexOf(id) : given.length);
  return [...questions].sort((a, b) => place(a) - place(b));
}
