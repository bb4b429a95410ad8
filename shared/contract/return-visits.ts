import * as z from 'zod/mini';
import { caseOutcomes } from '../rules/case-flow';
import { returnActions, returnOutcomes, returnRoles, returnStatuses, returnWays } from '../rules/return-visit';
import { endpoint } from './endpoint';
import { byId, id, instant, words } from './shapes';

const stands = {
  status: z.enum(returnStatuses),
  outcome: z.nullable(z.enum(returnOutcomes)),
  way: z.nullable(z.enum(returnWays)),
  /** What was said besides. */
  words: z.nullable(z.string()),
  endedAt: z.nullable(instant),
};

/** How a request stands that was returned to; a part of the request for both sides. */
export const returnOfCase = z.strictObject({
  /** For who may answer it, or see the call; null for everybody else, who handled it among them. */
  id: z.nullable(id('ret')),
  ...stands,
  /** Who calls, once somebody is to. */
  returnerName: z.nullable(z.string()),
  tries: z.number(),
});

const question = z.strictObject({
  id: id('ret'),
  caseId: id('case'),
  number: z.string(),
  title: z.string(),
  unitName: z.string(),
  finishedAt: instant,
  /** What was told at the end. */
  caseOutcome: z.nullable(z.enum(caseOutcomes)),
  outcomeText: z.nullable(z.string()),
  ...stands,
  mayAnswer: z.boolean(),
  /** Until when the request may be opened again by "not solved"; null when it may not. */
  disputeUntil: z.nullable(instant),
  timesReopened: z.number(),
});

const row = z.strictObject({
  id: id('ret'),
  caseId: id('case'),
  number: z.string(),
  title: z.string(),
  unitName: z.string(),
  ...stands,
  finishedAt: instant,
  listedAt: z.nullable(instant),
  returnerName: z.nullable(z.string()),
  tries: z.number(),
});

const detail = z.strictObject({
  ...row.shape,
  /** Whom to call; the number masked, null where none is known. */
  personName: z.nullable(z.string()),
  phoneMasked: z.nullable(z.string()),
  enterpriseName: z.nullable(z.string()),
  caseOutcome: z.nullable(z.enum(caseOutcomes)),
  outcomeText: z.nullable(z.string()),
  /** Called and not reached so often, it ends. */
  most: z.number(),
  /** Has no phone of ours: "not solved" opens the request again at once, where that is still possible. */
  isCaller: z.boolean(),
  /** The occasion of a caller, whose rating may be taken down; null for everybody who rates on the own phone. */
  ratingId: z.nullable(id('rate')),
  mayCall: z.boolean(),
  history: z.array(z.strictObject({ at: instant, action: z.enum(returnActions), by: z.nullable(z.string()), text: z.nullable(z.string()) })),
});

/** E2: whether a closed request was really solved, asked by the service, or by somebody who did not handle it. */
export const returnVisits = {
  'returnVisits.read': endpoint({
    summary: 'The question that follows a closed request of my side: what was told, and what I said',
    audience: 'person',
    input: byId('ret'),
    output: question,
    errors: ['not_found'],
  }),
  'returnVisits.answer': endpoint({
    summary: 'Say once whether it is solved, and add words; opening it again is cases.dispute',
    audience: 'person',
    input: z.strictObject({ id: id('ret'), solved: z.boolean(), words: z.optional(words(1, 500)) }),
    output: question,
    errors: ['not_found', 'wrong_state'],
  }),
  'returnVisitDesk.list': endpoint({
    summary: 'Return visits to make by telephone, of oneself or within reach, the longest waiting on top; or those that have ended',
    audience: returnRoles,
    input: z.strictObject({ which: z.optional(z.enum(['open', 'ended'])) }),
    output: z.strictObject({ returns: z.array(row) }),
    errors: [],
  }),
  'returnVisitDesk.read': endpoint({
    summary: 'One return visit: what was told at the end, and what came of each try; never for who handled the request',
    audience: returnRoles,
    input: byId('ret'),
    output: detail,
    errors: ['not_found'],
  }),
  'returnVisitDesk.reveal': endpoint({
    summary: 'See the whole number; that it was seen is kept in the history',
    audience: returnRoles,
    input: byId('ret'),
    output: z.strictObject({ phone: z.string() }),
    errors: ['not_found', 'wrong_state'],
    unmasks: true,
  }),
  'returnVisitDesk.takeDown': endpoint({
    summary: 'Take down what came of a call: solved, not solved, no wish to say, or not reached',
    audience: returnRoles,
    input: z.strictObject({ id: id('ret'), result: z.enum([...returnOutcomes, 'not_reached']), text: z.optional(words(1, 500)) }),
    output: detail,
    errors: ['not_found', 'wrong_state', 'calendar_unknown'],
  }),
};
