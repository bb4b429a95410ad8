import * as z from 'zod/mini';
import { consultationActions, consultationDeskRoles, consultationEvents, consultationStatuses } from '../rules/consultation-flow';
import { endpoint } from './endpoint';
import { photo, photoIds } from './files';
import { byId, id, instant, itemCode, key, words } from './shapes';

const entry = z.strictObject({
  at: instant,
  action: z.enum(consultationEvents),
  /** Which side speaks; the service itself closes. */
  side: z.enum(['asker', 'staff', 'service']),
  /** The name of who answered; the asker's only at the desk. */
  by: z.nullable(z.string()),
  text: z.nullable(z.string()),
  photos: z.array(photo),
});

const row = z.strictObject({
  id: id('cons'),
  question: z.string(),
  itemCode: z.nullable(itemCode),
  itemName: z.nullable(z.string()),
  unitName: z.string(),
  unitPhone: z.string(),
  /** Who has it. */
  ownerName: z.nullable(z.string()),
  urgent: z.boolean(),
  askedAt: instant,
  /** Until when a person answers. */
  dueAt: instant,
  status: z.enum(consultationStatuses),
  actions: z.array(z.enum(consultationActions)),
});
const detail = z.strictObject({
  ...row.shape,
  thread: z.array(entry),
  /** The occasion that the asker may still rate. */
  toRate: z.nullable(id('rate')),
});
const deskRow = z.strictObject({ ...row.shape, askerName: z.nullable(z.string()) });
const deskDetail = z.strictObject({ ...deskRow.shape, thread: z.array(entry) });

const said = { text: words(4, 1000), photos: photoIds };

/** F1: what the answer base does not answer is asked of a person. */
export const consultations = {
  'consultations.ask': endpoint({
    summary: 'Ask a unit: the department of an item, a unit by its id, or else the bureau; an urgent question goes to who is on duty',
    audience: 'person',
    input: z.strictObject({ ...said, itemCode: z.optional(itemCode), unitId: z.optional(key), urgent: z.optional(z.boolean()) }),
    output: detail,
    errors: ['item_unknown', 'not_found', 'photo_missing', 'too_many_questions', 'nobody_on_duty', 'calendar_unknown'],
  }),
  'consultations.list': endpoint({
    summary: "The signed-in person's questions, newest first",
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ consultations: z.array(row) }),
    errors: [],
  }),
  'consultations.read': endpoint({
    summary: 'One of them with its thread: who has it, until when, the answers',
    audience: 'person',
    input: byId('cons'),
    output: detail,
    errors: ['not_found'],
  }),
  'consultations.askOn': endpoint({
    summary: 'Ask on after an answer: the clock begins anew',
    audience: 'person',
    input: z.strictObject({ id: id('cons'), ...said }),
    output: detail,
    errors: ['not_found', 'wrong_state', 'photo_missing', 'calendar_unknown'],
  }),
  'consultations.close': endpoint({
    summary: 'Close it: answered, or settled otherwise',
    audience: 'person',
    collects: 'nothing',
    input: byId('cons'),
    output: detail,
    errors: ['not_found', 'wrong_state'],
  }),
  'consultationDesk.list': endpoint({
    summary: 'Questions I own or within reach: without an answer, due first on top; or the rest',
    audience: consultationDeskRoles,
    input: z.strictObject({ which: z.optional(z.enum(['waiting', 'answered'])) }),
    output: z.strictObject({ consultations: z.array(deskRow) }),
    errors: [],
  }),
  'consultationDesk.read': endpoint({
    summary: 'One question with its thread',
    audience: consultationDeskRoles,
    input: byId('cons'),
    output: deskDetail,
    errors: ['not_found'],
  }),
  'consultationDesk.answer': endpoint({
    summary: 'Answer it; who answers owns it from then on, and the asker may rate the answer',
    audience: consultationDeskRoles,
    input: z.strictObject({ id: id('cons'), ...said }),
    output: deskDetail,
    errors: ['not_found', 'wrong_state', 'photo_missing'],
  }),
};
