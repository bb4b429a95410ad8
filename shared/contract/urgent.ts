import * as z from 'zod/mini';
import { urgentActions, urgentAnswers, urgentDeskRoles, urgentEvents, urgentLevels, urgentStatuses } from '../rules/urgent-flow';
import { endpoint } from './endpoint';
import { byId, id, instant, itemCode, key, words } from './shapes';

const event = z.strictObject({
  at: instant,
  action: z.enum(urgentEvents),
  /** Null: the service itself, or the requester. */
  by: z.nullable(z.string()),
  text: z.nullable(z.string()),
});

const row = z.strictObject({
  id: id('urg'),
  unitName: z.string(),
  unitPhone: z.string(),
  itemName: z.nullable(z.string()),
  why: z.string(),
  wantedBy: instant,
  askedAt: instant,
  /** Until when a person answers. */
  dueAt: instant,
  status: z.enum(urgentStatuses),
  /** Who was on duty at asking; to the requester only where the unit gives names. */
  onDuty: z.nullable(z.string()),
  /** Who has it now. */
  takenBy: z.nullable(z.string()),
  /** Who was told that the answer is late. */
  escalated: z.nullable(z.enum(urgentLevels)),
  answer: z.nullable(z.enum(urgentAnswers)),
  meetAt: z.nullable(instant),
  place: z.nullable(z.string()),
  note: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  instead: z.nullable(z.string()),
  actions: z.array(z.enum(urgentActions)),
});
const detail = z.strictObject({ ...row.shape, history: z.array(event) });

const deskRow = z.strictObject({ ...row.shape, askerName: z.nullable(z.string()) });
const deskDetail = z.strictObject({ ...deskRow.shape, /** To call back. */ phone: z.string(), history: z.array(event) });

/** C16 特事特办: asked of the duty person of a contact channel, answered by a person. */
export const urgent = {
  'urgent.ask': endpoint({
    summary: 'Ask the duty person of a channel, or of the channel of a hall, for what cannot wait for opening hours',
    audience: 'person',
    input: z.strictObject({
      /** Exactly one of the two. */
      unitId: z.optional(key),
      hallId: z.optional(key),
      itemCode: z.optional(itemCode),
      why: words(4, 300),
      wantedBy: instant,
      /** The person's own number on file where none is given. */
      phone: z.optional(z.string().check(z.regex(/^1[3-9]\d{9}$/))),
    }),
    output: detail,
    errors: ['not_found', 'item_unknown', 'time_not_ahead', 'phone_missing', 'urgent_open', 'too_many_urgent', 'nobody_on_duty'],
  }),
  'urgent.list': endpoint({
    summary: "The signed-in person's urgent requests, newest first",
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ requests: z.array(row) }),
    errors: [],
  }),
  'urgent.read': endpoint({
    summary: 'One of them: who has it, until when, and the answer',
    audience: 'person',
    input: byId('urg'),
    output: detail,
    errors: ['not_found'],
  }),
  'urgent.withdraw': endpoint({
    summary: 'Take it back: it is settled otherwise, or the person will not come',
    audience: 'person',
    collects: 'nothing',
    input: byId('urg'),
    output: detail,
    errors: ['not_found', 'wrong_state'],
  }),
  'urgentDesk.list': endpoint({
    summary: 'What is put to me or lies within reach: without an answer, due first on top; or the rest',
    audience: urgentDeskRoles,
    input: z.strictObject({ which: z.optional(z.enum(['waiting', 'answered'])) }),
    output: z.strictObject({ requests: z.array(deskRow) }),
    errors: [],
  }),
  'urgentDesk.read': endpoint({
    summary: 'One request with the number to call back',
    audience: urgentDeskRoles,
    input: byId('urg'),
    output: deskDetail,
    errors: ['not_found'],
  }),
  'urgentDesk.take': endpoint({
    summary: 'Take it on, or over from a colleague: the requester is told who has it',
    audience: urgentDeskRoles,
    input: byId('urg'),
    output: deskDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'urgentDesk.answer': endpoint({
    summary: 'Answer: a time and a place, or why not and what else can be done',
    audience: urgentDeskRoles,
    input: z.strictObject({
      id: id('urg'),
      answer: z.enum(urgentAnswers),
      /** Wanted for `met`. */
      meetAt: z.optional(instant),
      place: z.optional(words(2, 100)),
      /** What to bring. */
      note: z.optional(words(2, 200)),
      /** Wanted for `not_possible`. */
      reason: z.optional(words(2, 200)),
      instead: z.optional(words(2, 200)),
    }),
    output: deskDetail,
    errors: ['not_found', 'wrong_state', 'answer_incomplete', 'time_not_ahead'],
  }),
  'urgentDesk.close': endpoint({
    summary: 'Close what was answered, with what came of it',
    audience: urgentDeskRoles,
    input: z.strictObject({ id: id('urg'), result: words(2, 200) }),
    output: deskDetail,
    errors: ['not_found', 'wrong_state'],
  }),
};
