import * as z from 'zod/mini';
import { fieldProblems, formLocks, formStates } from '../rules/form';
import { guideConsentVersion, guidedKinds, guideEndings, guideSides, guideStatuses } from '../rules/guide-session';
import type { Question } from '../rules/interview';
import { endpoint } from './endpoint';
import { field, fieldId, typedValue } from './forms';
import { byId, done, id, instant, itemCode, nothing, shortCode } from './shapes';

const name = z.string().check(z.maxLength(64));
const value = z.union([z.string().check(z.maxLength(64)), z.number()]);
/** The newest version that the phone had on its screen when the answer was chosen, or the field begun. */
const seen = z.int().check(z.minimum(1));

const interview = z.strictObject({
  /** In order. What the verified identity answers is named without its value. */
  given: z.array(
    z.strictObject({
      question: z.string(),
      questionText: z.string(),
      answerText: z.nullable(z.string()),
      value: z.nullable(value),
      by: z.enum([...guideSides, 'identity']),
    }),
  ),
  /** All that was answered, also what waits behind an open question. */
  answers: z.record(name, value),
  /** The question on both screens; null when all is answered. */
  asked: z.nullable(z.custom<Question>((question) => typeof question === 'object' && question !== null)),
  value: z.nullable(value),
  atMost: z.number(),
  share: z.number(),
});

const form = z.strictObject({
  fields: z.array(field),
  /** Numbers are masked on the guide's phone. */
  values: z.record(fieldId, z.string()),
  /** What the verified identity fills in, masked on both. */
  facts: z.record(fieldId, z.string()),
  /** Only the citizen's phone fills these in. */
  private: z.array(fieldId),
  /** Who wrote a field last, in this session. */
  by: z.record(fieldId, z.enum(guideSides)),
  problems: z.array(z.strictObject({ field: fieldId, problem: z.enum(fieldProblems) })),
  state: z.enum(formStates),
  lock: z.enum(formLocks),
});

const session = z.strictObject({
  id: id('guide'),
  /** Whose phone asks. */
  side: z.enum(guideSides),
  kind: z.enum(guidedKinds),
  status: z.enum(guideStatuses),
  endedBy: z.nullable(z.enum(guideEndings)),
  itemCode,
  itemVersion: z.number(),
  itemName: z.string(),
  guideName: z.nullable(z.string()),
  codeUntil: instant,
  endsAt: z.nullable(instant),
  version: z.number(),
  interview: z.nullable(interview),
  form: z.nullable(form),
});

/** F2: a citizen shows six digits, a guide's phone opens the same interview or form. Nothing can be handed in or booked from the guide's phone. */
export const guideSession = {
  'guideSession.mine': endpoint({
    summary: 'The session that lasts, of the person as citizen or as guide; null when there is none',
    audience: 'person',
    input: nothing,
    output: z.strictObject({
      session: z.nullable(z.strictObject({ id: id('guide'), side: z.enum(guideSides), kind: z.enum(guidedKinds), itemCode })),
    }),
    errors: [],
  }),
  'guideSession.begin': endpoint({
    summary: 'Ask a guide to the interview or form on this phone, after consenting; answers with the six digits, once. An earlier session ends',
    audience: 'person',
    collects: 'identity',
    input: z.strictObject({
      about: z.union([
        z.strictObject({
          kind: z.literal('interview'),
          itemCode,
          itemVersion: z.int().check(z.minimum(1)),
          /** Those that were given already. */
          answers: z.record(name, value),
          /** One of my relatives whose situation it is. */
          relativeId: z.optional(id('rel')),
        }),
        z.strictObject({ kind: z.literal('form'), checklistCode: shortCode }),
      ]),
      consent: z.literal(guideConsentVersion),
    }),
    output: z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/)), session }),
    errors: ['not_found', 'form_closed', 'checklist_expired', 'wrong_state'],
  }),
  'guideSession.join': endpoint({
    summary: 'Join by the six digits that a citizen shows; they are dead afterwards. An earlier session of this guide ends',
    audience: ['guide'],
    input: z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/)) }),
    output: session,
    errors: ['guide_code_wrong', 'guide_own_code', 'too_many_wrong_codes'],
  }),
  'guideSession.read': endpoint({
    summary: 'The session as this side sees it now; asked again every second or two. For the guide it is gone once it has ended',
    audience: 'person',
    input: byId('guide'),
    output: session,
    errors: ['not_found'],
  }),
  'guideSession.answer': endpoint({
    summary: 'Answer a question of the interview; refused when the other phone has answered it since `seen`, or it is no longer asked',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('guide'), question: name, value, seen }),
    output: session,
    errors: ['not_found', 'guiding_over', 'other_was_quicker', 'wrong_state'],
  }),
  'guideSession.turn': endpoint({
    summary: 'Look at an answered question again on both phones, or go on to the next one',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('guide'), question: z.nullable(name) }),
    output: session,
    errors: ['not_found', 'guiding_over', 'wrong_state'],
  }),
  'guideSession.fill': endpoint({
    summary: "Write a field of the citizen's draft; refused when the other phone has written it since `seen`, or it is for the citizen alone",
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('guide'), field: fieldId, value: typedValue, seen }),
    output: session,
    errors: ['not_found', 'guiding_over', 'other_was_quicker', 'field_private', 'wrong_state', 'form_closed', 'checklist_expired'],
  }),
  'guideSession.end': endpoint({
    summary: 'End it, from either phone: the guide sees nothing any more',
    audience: 'person',
    collects: 'nothing',
    input: byId('guide'),
    output: done,
    errors: ['not_found'],
  }),
};
