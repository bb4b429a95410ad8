import * as z from 'zod/mini';
import { complaintActions, complaintEvents, complaintKinds, complaintRoles, complaintStatuses } from '../rules/complaint-flow';
import { endpoint } from './endpoint';
import { type ErrorCode, errorStatus } from './errors';
import { byId, id, instant, key, words } from './shapes';

const event = z.strictObject({
  at: instant,
  action: z.enum(complaintEvents),
  /** Null: who filed it. */
  by: z.nullable(z.string()),
  text: z.nullable(z.string()),
});

/** F5: what was refused, by which code, and on which page. */
const refused = z.strictObject({ code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]), doing: words(1, 60) });

const row = z.strictObject({
  id: id('comp'),
  kind: z.enum(complaintKinds),
  text: z.string(),
  /** The refusal it came from, with its words as they are now; null of one that nobody uses any more. */
  refused: z.nullable(z.strictObject({ code: z.string(), doing: z.string(), words: z.nullable(z.string()) })),
  unitName: z.string(),
  unitPhone: z.string(),
  /** Who has it. */
  ownerName: z.nullable(z.string()),
  filedAt: instant,
  /** Until when it is answered. */
  dueAt: instant,
  status: z.enum(complaintStatuses),
  actions: z.array(z.enum(complaintActions)),
});
const detail = z.strictObject({ ...row.shape, history: z.array(event) });
const code = z.string().check(z.regex(/^[2-9A-HJKMNP-Z]{16}$/));

const deskRow = z.strictObject({
  ...row.shape,
  /** Nothing of an anonymous one says who it was. */
  anonymous: z.boolean(),
  personName: z.nullable(z.string()),
  about: z.nullable(z.string()),
});
const deskDetail = z.strictObject({ ...deskRow.shape, history: z.array(event) });

/** F5, F6. */
export const complaints = {
  'complaints.file': endpoint({
    summary:
      'Complain, suggest, or ask the head of a unit to look at what cannot be done; with `anonymous` nothing is kept of who it was, and the code looks up the answer',
    audience: 'anyone',
    rate: 'report',
    input: z.strictObject({
      kind: z.enum(complaintKinds),
      text: words(4, 1000),
      anonymous: z.boolean(),
      /** The unit it is about; else the bureau. */
      unitId: z.optional(key),
      hallId: z.optional(key),
      /** The name of whom it is about. */
      about: z.optional(words(2, 30)),
      refused: z.optional(refused),
    }),
    output: z.strictObject({ code: z.nullable(code), dueAt: instant, id: z.nullable(id('comp')) }),
    errors: ['sign_in_required', 'not_found', 'nobody_on_duty', 'calendar_unknown', 'too_many_complaints'],
  }),
  'complaints.lookUp': endpoint({
    summary: 'How an anonymous one stands, by its code',
    audience: 'anyone',
    input: z.strictObject({ code }),
    output: detail,
    errors: ['not_found'],
  }),
  'complaints.list': endpoint({
    summary: "The signed-in person's complaints and suggestions, newest first",
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ complaints: z.array(row) }),
    errors: [],
  }),
  'complaints.read': endpoint({
    summary: 'One of them with what was done',
    audience: 'person',
    input: byId('comp'),
    output: detail,
    errors: ['not_found'],
  }),
  'complaints.withdraw': endpoint({
    summary: 'Take it back',
    audience: 'person',
    collects: 'nothing',
    input: byId('comp'),
    output: detail,
    errors: ['not_found', 'wrong_state'],
  }),
  'complaintDesk.list': endpoint({
    summary: 'What I may look into, due first on top; never what is about me or by me',
    audience: complaintRoles,
    input: z.strictObject({ which: z.optional(z.enum(['waiting', 'answered'])) }),
    output: z.strictObject({ complaints: z.array(deskRow) }),
    errors: [],
  }),
  'complaintDesk.read': endpoint({
    summary: 'One of them',
    audience: complaintRoles,
    input: byId('comp'),
    output: deskDetail,
    errors: ['not_found'],
  }),
  'complaintDesk.take': endpoint({
    summary: 'Take it on, or over from a colleague',
    audience: complaintRoles,
    input: byId('comp'),
    output: deskDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'complaintDesk.answer': endpoint({
    summary: 'Say what was found and done; the end of it',
    audience: complaintRoles,
    input: z.strictObject({ id: id('comp'), text: words(4, 1000) }),
    output: deskDetail,
    errors: ['not_found', 'wrong_state'],
  }),
};
