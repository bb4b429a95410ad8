import { describe, expect, test } from '@jest/globals';
import { type AskedField, checkForm, factValues, fieldProblems, fieldsThatApply, normalisedForm, normalisedValue } from '../../shared/rules/form';
import type { FieldKind, FormField } from '../../shared/rules/form-types';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { result, walk } from '../../shared/rules/interview';
import type { Interview } from '../../shared/rules/interview-types';
import { answersFromTexts, answerText } from '../../shared/rules/interview-result';
import { usccCheckCharacter } from '../../shared/rules/uscc';
import { fieldProblemText, fieldValueText } from '../../shared/text/form';

const today = '2026-11-24';
const number = (first17: string) => first17 + idCheckCharacter(first17);

function aField(kind: FieldKind, more: Partial<AskedField> = {}): AskedField {
  return { id: 'one', label: '一栏', hint: '', kind, options: [], minimum: 0, maximum: 1_000_000, unit: '', required: true, fact: null, ...more };
}
const problem = (field: AskedField, value: string) => checkForm([field], { one: value }, today, 'draft')[0]?.problem ?? null;

describe('what is wrong with a value', () => {
  test('a text has from its least to its most characters, counted as people count them', () => {
    const field = aField('text', { minimum: 2, maximum: 4 });
    expect(['一', '一二', '一二三四', '一二三四五'].map((value) => problem(field, value))).toEqual(['too_short', null, null, 'too_long']);
    // One character outside the first plane is one character, though two units of a JavaScript string.
    expect([problem(field, '𠮷'), problem(field, '𠮷𠮷𠮷𠮷')]).toEqual(['too_short', null]);
    expect(problem(field, '　 一 　')).toBe('too_short');
  });

  test('a number is whole and within its limits, both ends included', () => {
    const field = aField('number', { minimum: 3, maximum: 40 });
    expect(['2', '3', '40', '41', '3.5', '-4', '四', '１２'].map((value) => problem(field, value))).toEqual([
      'too_small',
      null,
      null,
      'too_large',
      'not_a_number',
      'not_a_number',
      'not_a_number',
      null,
    ]);
  });

  test('a date is a day that exists', () => {
    const field = aField('date');
    expect(['2024-02-29', '2026-02-29', '2026-13-01', '1899-12-31', '1900-01-01', '2026-2-1'].map((value) => problem(field, value))).toEqual([
      null,
      'no_such_date',
      'no_such_date',
      'no_such_date',
      null,
      'no_such_date',
    ]);
  });

  test('a phone is a mobile of eleven digits or a landline with its area code', () => {
    const field = aField('phone');
    expect(
      ['13800000000', '+86 138 0000 0000', '１３８００００００００', '0769-22222222', '010-12345678'].map((value) => problem(field, value)),
    ).toEqual([null, null, null, null, null]);
    expect(['1380000000', '138000000000', '12800000000', '22222222', '076922'].map((value) => problem(field, value))).toEqual(
      Array(5).fill('not_a_phone'),
    );
  });

  test('an identity number is checked by its own rule, born today at the latest', () => {
    const field = aField('id_number');
    const good = number('99000119880808123');
    expect(problem(field, good)).toBeNull();
    expect(problem(field, good.slice(0, 17))).toBe('id_length');
    expect(problem(field, good.slice(0, 17) + (good.endsWith('1') ? '2' : '1'))).toBe('id_check_digit');
    expect([problem(field, number('99000120261124123')), problem(field, number('99000120261125123'))]).toEqual([null, 'id_born_in_future']);
  });

  test('a unified social credit code is checked by its own rule', () => {
    const first = '91990001MA0000000';
    const code = first + usccCheckCharacter(first);
    expect([problem(aField('uscc'), code.toLowerCase()), problem(aField('uscc'), code.slice(1))]).toEqual([null, 'uscc_length']);
  });

  test('a choice is one of its options', () => {
    const field = aField('choice', { options: [{ value: 'post', text: '邮寄' }] });
    expect([problem(field, 'post'), problem(field, 'fly')]).toEqual([null, 'not_an_option']);
  });

  test('a draft may have gaps, a complete form may not; an optional field may stay empty but not be wrong', () => {
    const fields = [aField('text', { minimum: 1, maximum: 5 }), aField('phone', { id: 'two', required: false })];
    expect(checkForm(fields, {}, today, 'draft')).toEqual([]);
    expect(checkForm(fields, { one: '   ' }, today, 'complete')).toEqual([{ field: 'one', problem: 'missing' }]);
    expect(checkForm(fields, { one: '一', two: '12' }, today, 'complete')).toEqual([{ field: 'two', problem: 'not_a_phone' }]);
  });

  test('every problem has a sentence that ends and names what to do', () => {
    for (const one of fieldProblems) expect(fieldProblemText(aField('text'), one)).toMatch(/^[^\n]{5,}。$/);
  });
});

test('typed values are stored without gaps, in half-width, and Chinese punctuation stays', () => {
  expect(normalisedValue(aField('id_number'), ' ９９０００１ 1988-0808 123x ')).toBe('99000119880808123X');
  expect(normalisedValue(aField('text'), '　莞太路３号，Ｂ座（东） ')).toBe('莞太路3号，B座（东）');
  expect(normalisedValue(aField('long_text'), '一 \r\n\r\n\r\n 二\u0007')).toBe('一\n\n二');
  expect(normalisedForm([aField('text')], { one: ' ', other: 'x' })).toEqual({});
});

const always = { all: [] };
const interview: Interview = {
  item: 'x',
  version: 1,
  questions: [
    {
      id: 'who',
      kind: 'choice',
      text: '谁来办',
      why: '',
      help: '',
      when: always,
      fact: null,
      known: [],
      options: [
        { value: 'self', text: '本人' },
        { value: 'agent', text: '代办' },
      ],
    },
    { id: 'born', kind: 'date', text: '生日', why: '', help: '', when: always, fact: null, known: [] },
    {
      id: 'months',
      kind: 'number',
      text: '几个月',
      why: '',
      help: '',
      when: { equals: ['who', 'self'] },
      fact: null,
      known: [],
      minimum: 0,
      maximum: 99,
      unit: '个月',
    },
  ],
  materials: [
    {
      id: 'm',
      name: 'm',
      form: 'original',
      originals: 1,
      copies: 0,
      checkpoints: [],
      source: '',
      sample: '',
      sharedData: false,
      when: { compare: ['months', '>=', 6] },
    },
    {
      id: 'n',
      name: 'n',
      form: 'original',
      originals: 1,
      copies: 0,
      checkpoints: [],
      source: '',
      sample: '',
      sharedData: false,
      when: { age: ['born', '<', 16] },
    },
  ],
  notes: [],
  refusals: [],
  fees: [],
  durations: [{ promisedWorkingDays: 1, statutoryWorkingDays: null, when: always }],
  minutes: [],
  halls: ['h'],
  onlyAt: [],
};
const field = (id: string, when: FormField['when']): FormField => ({ ...aField('text', { id }), when });

describe('which fields apply', () => {
  const form = [
    field('name', always),
    field('agent', { equals: ['who', 'agent'] }),
    field('child', { age: ['born', '<', 16] }),
    field('long', { compare: ['months', '>=', 6] }),
    field('not_asked', { not: { equals: ['months', 7] } }),
  ];
  const ids = (answers: Record<string, string | number>) => fieldsThatApply(form, interview, answers, today).map((one) => one.id);

  test('those whose condition holds for the answers; a question that was not asked makes every test of it false', () => {
    expect(ids({ who: 'self', born: '1990-01-01', months: 6 })).toEqual(['name', 'long', 'not_asked']);
    expect(ids({ who: 'self', born: '2010-11-25', months: 7 })).toEqual(['name', 'child', 'long']);
    expect(ids({ who: 'agent', born: '2010-11-24' })).toEqual(['name', 'agent', 'not_asked']);
  });

  test('the answers of a frozen list are read back from its words', () => {
    const answers = { who: 'self', born: '2010-03-04', months: 14 };
    const frozen = walk(interview, answers, { today }).accepted.map(({ question, value }) => ({
      question: question.id,
      answerText: answerText(question, value),
    }));
    expect(result(interview, answers, { today })).not.toBeNull();
    expect(answersFromTexts(interview, frozen)).toEqual(answers);
    expect(
      answersFromTexts(interview, [
        { question: 'who', answerText: '没有这个选项' },
        { question: 'gone', answerText: '1' },
      ]),
    ).toEqual({});
  });
});

test('facts fill the fields that ask for them, and only when known', () => {
  const fields = [aField('text', { fact: 'name' }), aField('phone', { id: 'two', fact: 'phone' }), aField('text', { id: 'three' })];
  expect(factValues(fields, { name: '何静雯' })).toEqual({ one: '何静雯' });
});

test('values read as words', () => {
  expect(fieldValueText(aField('date'), '2026-02-03')).toBe('2026年2月3日');
  expect(fieldValueText(aField('number', { unit: '人' }), '12')).toBe('12 人');
  expect(fieldValueText(aField('choice', { options: [{ value: 'post', text: '邮寄' }] }), 'post')).toBe('邮寄');
});
