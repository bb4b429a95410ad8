import * as z from 'zod/mini';
import { callResults, callRoles, callStates, noticeStandings } from '../rules/notice-call';
import { noticeKinds } from '../text/notices';
import { endpoint } from './endpoint';
import { byId, id, instant, words } from './shapes';

const row = z.strictObject({
  id: id('ring'),
  kind: z.enum(noticeKinds),
  title: z.string(),
  body: z.string(),
  subjectId: z.nullable(z.string()),
  personName: z.nullable(z.string()),
  phoneMasked: z.nullable(z.string()),
  unitName: z.string(),
  hallName: z.nullable(z.string()),
  state: z.enum(callStates),
  /** Calls made so far. */
  tries: z.number(),
  toldAt: instant,
  /** After it what the notice tells of is over. */
  until: instant,
  lastAt: instant,
  /** Null: the service itself. */
  lastBy: z.nullable(z.string()),
  lastText: z.nullable(z.string()),
});

/** J1: people whom neither WeChat nor the inbox has reached are told by telephone. */
export const noticeCalls = {
  'noticeCalls.list': endpoint({
    summary: 'Notices to tell by telephone within reach, soonest over on top; or those that are settled',
    audience: callRoles,
    input: z.strictObject({ which: z.optional(z.enum(['open', 'ended'])) }),
    output: z.strictObject({ calls: z.array(row), /** Tries after which nobody calls any more. */ most: z.number() }),
    errors: [],
  }),
  'noticeCalls.reveal': endpoint({
    summary: 'See the whole number, for a reason that is kept',
    audience: callRoles,
    input: z.strictObject({ id: id('ring'), reason: words(2, 100) }),
    output: z.strictObject({ phone: z.string() }),
    errors: ['not_found', 'wrong_state'],
    unmasks: true,
  }),
  'noticeCalls.takeDown': endpoint({
    summary: 'Take down what came of a call',
    audience: callRoles,
    input: z.strictObject({ id: id('ring'), result: z.enum(callResults), note: z.optional(words(1, 100)) }),
    output: row,
    errors: ['not_found', 'wrong_state'],
  }),
  'noticeCalls.ofAppointment': endpoint({
    summary: 'What the person of an appointment was told about it, and where each notice ended',
    audience: callRoles,
    input: byId('apt'),
    output: z.strictObject({
      told: z.array(z.strictObject({ id: id('note'), title: z.string(), createdAt: instant, standing: z.enum(noticeStandings) })),
    }),
    errors: ['not_found'],
  }),
};
