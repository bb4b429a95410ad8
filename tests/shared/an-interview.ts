import { parseCondition } from '../../db/content/condition-text';
import type { Interview, Question } from '../../shared/rules/interview';
import { always } from '../../shared/rules/interview-conditions';

const when = (text?: string) => (text === undefined ? always : parseCondition(text));

/** A question with two or more options; `when` in the editor's text form. */
export function aChoice(id: string, options: string[], more: { when?: string; known?: Question['known'] } = {}): Question {
  const words = { text: `${id}?`, why: '原因', help: '办法', fact: null };
  return { ...words, id, kind: 'choice', options: options.map((value) => ({ value, text: value })), when: when(more.when), known: more.known ?? [] };
}

export function aDate(id: string, more: { when?: string; fact?: 'birthDate' } = {}): Question {
  return { id, kind: 'date', text: `${id}?`, why: '原因', help: '办法', when: when(more.when), fact: more.fact ?? null, known: [] };
}

export function aNumber(id: string, minimum: number, maximum: number, more: { when?: string } = {}): Question {
  return {
    id,
    kind: 'number',
    minimum,
    maximum,
    unit: '个',
    text: `${id}?`,
    why: '原因',
    help: '办法',
    when: when(more.when),
    fact: null,
    known: [],
  };
}

type Rules = {
  questions: Question[];
  /** Material id → condition; '' = always. The name is the id unless given after a colon: `copy:护照`. */
  materials?: Record<string, string>;
  notes?: Record<string, string>;
  refusals?: Record<string, string>;
  onlyAt?: Record<string, string>;
};

/** A small interview for tests. */
export function anInterview({ questions, materials = {}, notes = {}, refusals = {}, onlyAt = {} }: Rules): Interview {
  const condition = (text: string) => when(text === '' ? undefined : text);
  return {
    item: 'test-item',
    version: 1,
    questions,
    materials: Object.entries(materials).map(([key, text]) => {
      const [id = key, name = id] = key.split(':');
      const paper = { form: 'original' as const, originals: 1, copies: 0, checkpoints: ['清晰'], source: '派出所', sample: '', sharedData: false };
      return { ...paper, id, name, when: condition(text) };
    }),
    notes: Object.entries(notes).map(([id, text]) => ({ id, text: id, when: condition(text) })),
    refusals: Object.entries(refusals).map(([id, text]) => ({ id, text: id, instead: '别的办法', insteadItem: null, when: condition(text) })),
    fees: [],
    durations: [{ promisedWorkingDays: 7, statutoryWorkingDays: 20, when: always }],
    minutes: [{ minutes: 10, when: always }],
    halls: ['guancheng', 'humen'],
    onlyAt: Object.entries(onlyAt).map(([hall, text]) => ({ halls: [hall], when: condition(text) })),
  };
}
