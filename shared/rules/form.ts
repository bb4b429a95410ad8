/**
 * The form of an item before the visit (B10): which fields a checklist's answers call for, what a typed value means, and what is wrong with it.
 * The phone asks these functions while a person types, the server before it stores a finished form.
 */
import type { FieldFact, FormField } from './form-types';
import { checkIdNumber, type IdNumberProblem } from './id-number';
import { type Answers, type Interview, lookupIn, type KnownAnswers, settle } from './interview';
import { evaluate, type Lookup } from './interview-conditions';
import { type Day, isDay } from './shanghai';
import { documentKey, halfWidth } from './text-keys';
import { checkUscc, type UsccProblem } from './uscc';

/** none: nothing stored. draft: may have gaps, only its person sees it. filled: checked as a whole, the window sees it. */
export const formStates = ['none', 'draft', 'filled'] as const;
export type FormState = (typeof formStates)[number];

/** Why a form can no longer be changed: its list has run out without an appointment, or the person is already at the window. */
export const formLocks = ['open', 'expired', 'at_window'] as const;
export type FormLock = (typeof formLocks)[number];

/** Field id → what was typed. An empty value is the same as none. */
export type FormValues = Readonly<Record<string, string>>;

/** A field that applies, as the page shows it: its condition has been decided. */
export type AskedField = Omit<FormField, 'when'>;

const ownProblems = [
  'missing',
  'too_short',
  'too_long',
  'not_an_option',
  'no_such_date',
  'not_a_number',
  'too_small',
  'too_large',
  'not_a_phone',
] as const;
const idProblems = ['length', 'characters', 'no_such_date', 'born_in_future', 'check_digit'] as const satisfies readonly IdNumberProblem[];
const usccProblems = ['length', 'characters', 'check_digit'] as const satisfies readonly UsccProblem[];

export type FieldProblem = (typeof ownProblems)[number] | `id_${IdNumberProblem}` | `uscc_${UsccProblem}`;
export const fieldProblems: readonly FieldProblem[] = [
  ...ownProblems,
  ...idProblems.map((problem) => `id_${problem}` as const),
  ...usccProblems.map((problem) => `uscc_${problem}` as const),
];
export type FormProblem = { field: string; problem: FieldProblem };

/**
 * The fields whose condition holds for the answers a checklist was frozen with; `today` is the Shanghai day of that walk, so that an age counts
 * as it did then. A question the walk had no need to ask has no value: tests of it are false.
 */
export function fieldsThatApply(form: readonly FormField[], interview: Interview, given: Answers, today: Day): AskedField[] {
  const known: KnownAnswers = new Map(Object.entries(given).map(([name, value]) => [name, { state: 'value', value }]));
  settle(interview, known, today);
  const walked = lookupIn(known);
  const lookup: Lookup = (name) => {
    const one = walked(name);
    return one.state === 'open' ? { state: 'absent' } : one;
  };
  return form.filter((field) => evaluate(field.when, lookup, today) === true).map(({ when, ...field }) => field);
}

/** A typed value as it is stored: full-width digits and letters as half-width, no spaces at the ends, document numbers in capitals without gaps. */
export function normalisedValue(field: Pick<AskedField, 'kind'>, typed: string): string {
  switch (field.kind) {
    case 'id_number':
    case 'uscc':
      return documentKey(typed);
    case 'phone':
      return documentKey(typed).replace(/^(\+|00)?86(?=1\d{10}$)/, '');
    case 'number':
      return halfWidth(typed).replace(/[\s,]/g, '');
    case 'choice':
    case 'date':
      return halfWidth(typed).trim();
    case 'text':
      return plainWords(typed).replace(/\s+/g, ' ').trim();
    case 'long_text':
      return plainWords(typed)
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim();
  }
}

// Chinese punctuation stays full-width: it belongs to the sentence.
function plainWords(typed: string): string {
  return typed
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, halfWidth)
    .replace(/\u3000/g, ' ')
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ');
}

/** The values of fields that apply, normalised; empty ones and those of other fields are left out. */
export function normalisedForm(fields: readonly AskedField[], values: FormValues): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const field of fields) {
    const value = normalisedValue(field, values[field.id] ?? '');
    if (value !== '') kept[field.id] = value;
  }
  return kept;
}

/**
 * What is wrong, at most one thing a field, in the order of the form. A draft is checked only where it is filled; a complete form must have
 * every required field. Lengths count characters, both ends included.
 */
export function checkForm(fields: readonly AskedField[], values: FormValues, today: Day, how: 'draft' | 'complete'): FormProblem[] {
  return fields.flatMap((field) => {
    const value = normalisedValue(field, values[field.id] ?? '');
    const problem = value === '' ? (field.required && how === 'complete' ? 'missing' : null) : problemOf(field, value, today);
    return problem ? [{ field: field.id, problem }] : [];
  });
}

const mobile = /^1[3-9]\d{9}$/;
/** Area code with its leading 0, and seven or eight digits. */
const landline = /^0[1-9]\d{8,10}$/;

function problemOf(field: AskedField, value: string, today: Day): FieldProblem | null {
  switch (field.kind) {
    case 'text':
    case 'long_text': {
      const length = [...value].length;
      if (length < field.minimum) return 'too_short';
      return length > field.maximum ? 'too_long' : null;
    }
    case 'choice':
      return field.options.some((option) => option.value === value) ? null : 'not_an_option';
    case 'date':
      return isDay(value) && value >= '1900-01-01' && value <= '2199-12-31' ? null : 'no_such_date';
    case 'number': {
      if (!/^\d{1,9}$/.test(value)) return 'not_a_number';
      if (Number(value) < field.minimum) return 'too_small';
      return Number(value) > field.maximum ? 'too_large' : null;
    }
    case 'phone':
      return mobile.test(value) || landline.test(value) ? null : 'not_a_phone';
    case 'id_number': {
      const check = checkIdNumber(value, today);
      return check.ok ? null : `id_${check.problem}`;
    }
    case 'uscc': {
      const check = checkUscc(value);
      return check.ok ? null : `uscc_${check.problem}`;
    }
  }
}

/** What the verified identity puts into the fields, by field id. Fields whose fact is not known stay to be typed. */
export function factValues(fields: readonly AskedField[], facts: Partial<Record<FieldFact, string>>): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const fact = field.fact ? facts[field.fact] : undefined;
      return fact ? [[field.id, fact]] : [];
    }),
  );
}
