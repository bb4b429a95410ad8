import * as z from 'zod/mini';
import { fieldFacts, fieldKinds } from '../../shared/rules/form-types';
import { branches, itemCategories, itemModes } from '../../shared/rules/service-item';

/** The data files of the catalogue, as a person edits them (CONTRIBUTING: add a service item). */
const words = z.string().check(z.trim(), z.minLength(1));
const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{2,63}$/));
const name = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/));
const days = z.number().check(z.int(), z.minimum(0), z.maximum(400));
const count = z.number().check(z.int(), z.minimum(0), z.maximum(20));
const when = z.optional(words);

const materialFields = {
  name: z.optional(words),
  form: z.optional(z.enum(['original', 'copy', 'original_and_copy', 'form', 'photo'])),
  originals: z.optional(count),
  copies: z.optional(count),
  checkpoints: z.optional(z.array(words)),
  source: z.optional(words),
  sample: z.optional(words),
  sharedData: z.optional(z.boolean()),
};

/** Materials described once (materials.json); an item takes one with `use` and may say any part of it differently. */
export const materialsFile = z.record(name, z.strictObject(materialFields));

const material = z.strictObject({ id: name, use: z.optional(name), ...materialFields, when });

const questionFields = {
  text: z.optional(words),
  why: z.optional(words),
  help: z.optional(words),
  /** Value → what the person reads, in the order shown. */
  options: z.optional(z.record(name, words)),
  number: z.optional(z.strictObject({ minimum: z.int(), maximum: z.int(), unit: words })),
  date: z.optional(z.literal(true)),
  /** A known fact that is the answer. */
  fact: z.optional(z.enum(['birthDate', 'sex', 'idKind'])),
  known: z.optional(z.array(z.strictObject({ when: words, answer: z.union([words, z.number()]) }))),
};

/** Questions described once (questions.json). */
export const questionsFile = z.record(name, z.strictObject(questionFields));

const question = z.strictObject({ id: name, use: z.optional(name), ...questionFields, when });

const fieldFields = {
  label: z.optional(words),
  hint: z.optional(words),
  kind: z.optional(z.enum(fieldKinds)),
  /** Of a choice: value → what the person reads. */
  options: z.optional(z.record(name, words)),
  /** Characters of a text, the value of a number. */
  minimum: z.optional(z.int().check(z.minimum(0))),
  maximum: z.optional(z.int().check(z.minimum(1))),
  unit: z.optional(words),
  /** May be left empty. */
  optional: z.optional(z.boolean()),
  fact: z.optional(z.enum(fieldFacts)),
};

/** Form fields described once (fields.json). */
export const fieldsFile = z.record(name, z.strictObject(fieldFields));

const field = z.strictObject({ id: name, use: z.optional(name), ...fieldFields, when });

export const itemFile = z.strictObject({
  code,
  version: z.int().check(z.minimum(1)),
  effectiveFrom: z.iso.date(),
  /** The last day on which the item is offered; withdraws it without touching its version. */
  effectiveUntil: z.optional(z.iso.date()),
  name: words,
  category: z.enum(itemCategories),
  branch: z.enum(branches),
  summary: words,
  conditions: z.array(words).check(z.minLength(1)),
  basis: z.array(words),
  modes: z.array(z.enum(itemModes)).check(z.minLength(1)),
  feeText: words,
  promisedWorkingDays: days,
  statutoryWorkingDays: z.nullable(days),
  statutoryText: z.optional(words),
  minutes: z.int().check(z.minimum(1), z.maximum(240)),
  halls: z.union([z.literal('all'), z.array(name).check(z.minLength(1))]),
  synonyms: z.array(words).check(z.minLength(1)),
  lifeEvents: z.array(words),
  verify: z.array(z.strictObject({ about: words, reason: words })),
  questions: z.array(question),
  materials: z.array(material).check(z.minLength(1)),
  notes: z.array(z.strictObject({ id: name, text: words, when })),
  refusals: z.array(z.strictObject({ id: name, text: words, instead: words, insteadItem: z.optional(code), when: words })),
  fees: z.array(z.strictObject({ text: words, yuan: z.number().check(z.minimum(0)), when })),
  /** Other promises than the item's own, the first that holds. */
  durations: z.optional(z.array(z.strictObject({ promisedWorkingDays: days, statutoryWorkingDays: z.optional(z.nullable(days)), when: words }))),
  extraMinutes: z.optional(z.array(z.strictObject({ minutes: z.int().check(z.minimum(1), z.maximum(240)), when: words }))),
  /** What is filled in before the visit; `when` speaks of the questions above. */
  form: z.array(field),
  onlyAt: z.optional(z.array(z.strictObject({ halls: z.array(name).check(z.minLength(1)), when: words }))),
});

export type ItemFile = z.output<typeof itemFile>;
export type MaterialsFile = z.output<typeof materialsFile>;
export type FieldsFile = z.output<typeof fieldsFile>;
export type QuestionsFile = z.output<typeof questionsFile>;
