import * as z from 'zod/mini';
import { fieldProblems, formLocks, formStates } from '../rules/form';
import { fieldFacts, fieldKinds } from '../rules/form-types';
import { endpoint } from './endpoint';
import { instant, itemCode, shortCode } from './shapes';

/** Wider than any field allows: a draft keeps what was typed, right or wrong. Control characters never belong to it. */
export const typedValue = z.string().check(z.maxLength(2000), z.regex(/^(?:[\n\r\t]|\P{Cc})*$/u));
export const fieldId = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/));
const values = z.record(fieldId, typedValue);

export const field = z.strictObject({
  id: fieldId,
  label: z.string(),
  hint: z.string(),
  kind: z.enum(fieldKinds),
  options: z.array(z.strictObject({ value: z.string(), text: z.string() })),
  minimum: z.number(),
  maximum: z.number(),
  unit: z.string(),
  required: z.boolean(),
  fact: z.nullable(z.enum(fieldFacts)),
});

const form = z.strictObject({
  code: shortCode,
  itemCode,
  itemName: z.string(),
  /** Those that apply to the answers of the checklist, in order. */
  fields: z.array(field),
  /** What the interview already knows; not asked again. */
  answers: z.array(z.strictObject({ question: z.string(), questionText: z.string(), answerText: z.string() })),
  state: z.enum(formStates),
  lock: z.enum(formLocks),
  /** Of what is stored; 0 = nothing. */
  version: z.number(),
  updatedAt: z.nullable(instant),
  /** What the person typed; empty for who is not signed in. */
  values,
  /** What the verified identity puts into fields without a typed value, numbers masked. */
  facts: values,
  problems: z.array(z.strictObject({ field: fieldId, problem: z.enum(fieldProblems) })),
});

/** `version` is that of the stored form on which the typed values are based. */
const write = z.strictObject({ code: shortCode, values, version: z.int().check(z.minimum(0)) });

/** B10: the form of a checklist. It belongs to the checklist's person; a list made without signing in becomes that of the first who saves. */
export const forms = {
  'forms.read': endpoint({
    summary: 'The form of a checklist: fields that apply, what is stored, what the verified identity fills in; fields only without a session',
    audience: 'anyone',
    input: z.strictObject({ code: shortCode }),
    output: form,
    errors: ['not_found', 'sign_in_required', 'session_expired'],
  }),
  'forms.save': endpoint({
    summary: 'Keep a draft, gaps and mistakes included; refused when another phone has written since `version`',
    audience: 'person',
    collects: 'identity',
    input: write,
    output: form,
    errors: ['not_found', 'form_changed', 'form_closed', 'checklist_expired', 'wrong_state'],
  }),
  'forms.submit': endpoint({
    summary: 'Hand the form in, complete and checked; the window sees it from now on, until then and again it may be changed',
    audience: 'person',
    collects: 'identity',
    input: write,
    output: form,
    errors: ['not_found', 'form_changed', 'form_closed', 'checklist_expired', 'form_incomplete'],
  }),
};

/** A filled form as the officer sees it: in order, identity numbers masked. */
export const filledForm = z.strictObject({
  filledAt: instant,
  lines: z.array(z.strictObject({ id: fieldId, label: z.string(), value: z.string(), masked: z.boolean() })),
});
