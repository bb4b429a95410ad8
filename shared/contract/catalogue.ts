import * as z from 'zod/mini';
import type { Checklist } from '../rules/checklist';
import type { Interview } from '../rules/interview';
import { branches, itemCategories, itemModes } from '../rules/service-item';
import { endpoint } from './endpoint';
import { procedureSummary } from './procedures';
import { date, instant, itemCode, key, shortCode, id } from './shapes';

export const itemSummary = z.strictObject({
  code: itemCode,
  name: z.string(),
  category: z.enum(itemCategories),
  branch: z.enum(branches),
  /** One line: what it is for. */
  summary: z.string(),
  promisedWorkingDays: z.number(),
  minutesAtWindow: z.number(),
  modes: z.array(z.enum(itemModes)),
});

const ground = z.strictObject({
  question: z.string(),
  questionText: z.string(),
  answer: z.nullable(z.union([z.string(), z.number()])),
  answerText: z.string(),
});
const because = z.array(ground);

/** What the interview yields (shared/rules/checklist.ts), as it travels. */
const checklistContent = z.strictObject({
  item: itemCode,
  version: z.number(),
  outcome: z.enum(['materials', 'refusal']),
  materials: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      form: z.enum(['original', 'copy', 'original_and_copy', 'form', 'photo']),
      originals: z.number(),
      copies: z.number(),
      checkpoints: z.array(z.string()),
      source: z.string(),
      sample: z.string(),
      sharedData: z.boolean(),
      because,
    }),
  ),
  notes: z.array(z.strictObject({ id: z.string(), text: z.string(), because })),
  refusals: z.array(z.strictObject({ id: z.string(), text: z.string(), instead: z.string(), insteadItem: z.nullable(z.string()), because })),
  fees: z.array(z.strictObject({ text: z.string(), amountFen: z.number(), because })),
  totalFen: z.number(),
  promisedWorkingDays: z.number(),
  statutoryWorkingDays: z.nullable(z.number()),
  minutesAtWindow: z.number(),
  halls: z.array(key),
}) satisfies z.ZodMiniType<Checklist>;

/** What a later version of the rules makes of a frozen list (B9). */
export const listChange = z.strictObject({
  toVersion: z.number(),
  effectiveFrom: date,
  /** Each change one sentence, the same for the person and the officer. */
  lines: z.array(z.string()),
  /** The new rules ask something that was not answered: the lines then only say so. */
  needsAnswers: z.boolean(),
  /** What was answered, so that only what is new need be asked. */
  answers: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** B8: the contract between the person and the window; frozen with the version of the rules. */
export const checklist = z.strictObject({
  code: shortCode,
  itemCode,
  itemName: z.string(),
  createdAt: instant,
  expiresAt: instant,
  answers: z.array(z.strictObject({ question: z.string(), questionText: z.string(), answerText: z.string() })),
  content: checklistContent,
  change: z.nullable(listChange),
  /** The relative of the asking person whose list it is (A4). */
  relative: z.nullable(z.strictObject({ id: id('rel'), name: z.string() })),
  /** Guides who helped to answer, or to fill in the form (F2). */
  assistedBy: z.array(z.string()),
});

const interview = z.custom<Interview>((value) => typeof value === 'object' && value !== null);

/** SVG text. */
const picture = z.string();

/** B1–B8: items, their interview (walked on the phone, verified here), the frozen checklist. No sign-in needed. */
export const catalogue = {
  'items.search': endpoint({
    summary: 'Items by everyday words, pinyin, initials or life event; all of them without a query',
    audience: 'anyone',
    rate: 'search',
    input: z.strictObject({
      query: z.optional(z.string().check(z.trim(), z.maxLength(60))),
      /** Only what this hall takes. */
      hallId: z.optional(key),
    }),
    output: z.strictObject({
      items: z.array(itemSummary),
      /** Matters without an entry (B11). */
      procedures: z.array(procedureSummary),
      lifeEvents: z.array(z.string()),
    }),
    errors: [],
    cacheSeconds: 60,
  }),
  'items.read': endpoint({
    summary: 'One item with conditions, fee, times and its interview',
    audience: 'anyone',
    input: z.strictObject({ code: itemCode }),
    output: z.strictObject({
      ...itemSummary.shape,
      version: z.number(),
      effectiveFrom: date,
      conditions: z.array(z.string()),
      basis: z.array(z.string()),
      feeText: z.string(),
      statutoryWorkingDays: z.nullable(z.number()),
      statutoryText: z.string(),
      halls: z.array(key),
      /** What the item's owner still has to confirm. */
      verify: z.array(z.strictObject({ about: z.string(), reason: z.string() })),
      interview,
    }),
    errors: ['not_found'],
    cacheSeconds: 60,
  }),
  'items.map': endpoint({
    summary: "The item's questions drawn as a map (SVG); with `answers` (`question.value~question.value`) that path is lit",
    audience: 'anyone',
    rate: 'search',
    input: z.strictObject({
      code: itemCode,
      answers: z.optional(z.string().check(z.maxLength(2000), z.regex(/^[a-z][a-z0-9_]*\.[A-Za-z0-9_-]+(~[a-z][a-z0-9_]*\.[A-Za-z0-9_-]+)*$/))),
    }),
    output: picture,
    errors: ['not_found', 'answers_invalid'],
    cacheSeconds: 60,
  }),
  'checklists.create': endpoint({
    summary: "Freeze the checklist that the answers lead to; the server walks the interview itself and believes nobody's result",
    audience: 'anyone',
    rate: 'checklist',
    input: z.strictObject({
      itemCode,
      itemVersion: z.number().check(z.int(), z.positive()),
      answers: z.record(z.string().check(z.maxLength(64)), z.union([z.string().check(z.maxLength(64)), z.number()])),
      /** One of my relatives whose situation it is; wants a sign-in. */
      relativeId: z.optional(id('rel')),
      /** Somebody else who sits there: nothing of the asking person is taken for known, and the list is nobody's until it is booked with. */
      forVisitor: z.optional(z.literal(true)),
      /** It was answered together with a guide (F2), whose session ends with it. */
      guideSessionId: z.optional(id('guide')),
    }),
    output: checklist,
    errors: ['not_found', 'sign_in_required', 'answers_incomplete', 'answers_invalid'],
  }),
  'checklists.mine': endpoint({
    summary: 'My checklists that may be booked with now, the newest of each item: what may be added to a visit (C6)',
    audience: 'person',
    input: z.strictObject({ relativeId: z.optional(id('rel')) }),
    output: z.strictObject({
      /** Items that one visit may have. */
      most: z.number(),
      checklists: z.array(z.strictObject({ code: shortCode, itemCode, itemName: z.string(), halls: z.array(key), minutes: z.number() })),
    }),
    errors: ['not_found'],
  }),
  'checklists.read': endpoint({
    summary: 'A frozen checklist by its short code',
    audience: 'anyone',
    input: z.strictObject({ code: shortCode }),
    output: checklist,
    errors: ['not_found'],
  }),
  'checklists.map': endpoint({
    summary: 'The map of the version a checklist was frozen with, its path lit (SVG)',
    audience: 'anyone',
    rate: 'search',
    input: z.strictObject({ code: shortCode }),
    output: picture,
    errors: ['not_found'],
  }),
  'checklists.notice': endpoint({
    summary: 'A frozen checklist as a notice to print (办理告知单, PDF), with the map',
    audience: 'anyone',
    input: z.strictObject({ code: shortCode }),
    output: z.instanceof(Uint8Array),
    errors: ['not_found'],
  }),
};
