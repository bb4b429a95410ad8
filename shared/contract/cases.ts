import * as z from 'zod/mini';
import { caseActions, caseCategories, caseChannels, caseOutcomes, caseStatuses } from '../rules/case-flow';
import { clockKinds } from '../rules/case-clocks';
import { endpoint } from './endpoint';
import { byId, cursor, id, instant, key, words } from './shapes';

export const clock = z.strictObject({
  kind: z.enum(clockKinds),
  startedAt: instant,
  dueAt: instant,
  stoppedAt: z.nullable(instant),
  pausedAt: z.nullable(instant),
  state: z.enum(['running', 'due_soon', 'overdue', 'paused', 'met', 'missed']),
  /** 为什么是这一天: one Chinese line a step. */
  explanation: z.array(z.string()),
});

const event = z.strictObject({
  at: instant,
  action: z.enum(['file', ...caseActions]),
  status: z.enum(caseStatuses),
  /** Named owner or office for the requester; 您 for the requester's own acts. */
  by: z.string(),
  text: z.nullable(z.string()),
  internal: z.boolean(),
});

export const caseRow = z.strictObject({
  id: id('case'),
  /** Number for people: D20261122-00001. */
  number: z.string(),
  title: z.string(),
  category: z.enum(caseCategories),
  channel: z.enum(caseChannels),
  status: z.enum(caseStatuses),
  enterpriseName: z.nullable(z.string()),
  unitName: z.string(),
  /** Who has it. */
  ownerName: z.string(),
  /** Until when: the nearest running clock, or null when none runs. */
  nearestClock: z.nullable(clock),
  filedAt: instant,
});

export const caseDetail = z.strictObject({
  ...caseRow.shape,
  body: z.string(),
  place: z.nullable(z.string()),
  ownerRole: z.string(),
  unitPhone: z.string(),
  liaisonName: z.nullable(z.string()),
  outcome: z.nullable(z.enum(caseOutcomes)),
  outcomeText: z.nullable(z.string()),
  clocks: z.array(clock),
  timeline: z.array(event),
  actions: z.array(z.enum(caseActions)),
  disputeUntil: z.nullable(instant),
  ratingId: z.nullable(id('rate')),
});

const page = z.strictObject({ cases: z.array(caseRow), nextCursor: z.nullable(z.string()) });

/** D1, D4, D10 from the requester's side. */
export const cases = {
  'enterprises.mine': endpoint({
    summary: 'Enterprises the person belongs to',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      enterprises: z.array(
        z.strictObject({
          id: key,
          name: z.string(),
          uscc: z.string(),
          town: z.string(),
          liaisonName: z.nullable(z.string()),
          unitName: z.string(),
          unitPhone: z.string(),
        }),
      ),
    }),
    errors: [],
  }),
  'cases.file': endpoint({
    summary: 'File a request for an enterprise; it has an owner and clocks from the first second',
    audience: 'person',
    input: z.strictObject({
      enterpriseId: key,
      category: z.enum(caseCategories),
      title: words(2, 60),
      body: words(5, 2000),
      place: z.optional(words(2, 120)),
    }),
    output: caseDetail,
    errors: ['enterprise_required', 'calendar_unknown'],
  }),
  'cases.list': endpoint({
    summary: "My enterprises' requests: who has each, until when",
    audience: 'person',
    input: z.strictObject({ cursor }),
    output: page,
    errors: [],
  }),
  'cases.read': endpoint({
    summary: 'One request with timeline and clocks, without internal notes',
    audience: 'person',
    input: byId('case'),
    output: caseDetail,
    errors: ['not_found'],
  }),
  'cases.withdraw': endpoint({
    summary: 'Withdraw my request',
    audience: 'person',
    input: z.strictObject({ id: id('case'), reason: z.optional(words(1, 200)) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'cases.dispute': endpoint({
    summary: 'Say "not solved" within 10 days of closing: the request opens again',
    audience: 'person',
    input: z.strictObject({ id: id('case'), text: words(2, 500) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state', 'deadline_passed', 'calendar_unknown'],
  }),
  'cases.supply': endpoint({
    summary: 'Answer a request for materials; the paused clock runs again',
    audience: 'person',
    input: z.strictObject({ id: id('case'), text: words(2, 2000) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state', 'calendar_unknown'],
  }),
};

const staff = ['liaison', 'handler', 'unit_head', 'supervisor'] as const;

/** D3–D5, D10, D14 from the staff's side. */
export const desk = {
  'desk.list': endpoint({
    summary: 'Requests within reach, nearest deadline first',
    audience: staff,
    input: z.strictObject({ scope: z.optional(z.enum(['mine', 'unit', 'finished'])), cursor }),
    output: page,
    errors: [],
  }),
  'desk.read': endpoint({
    summary: 'One request with internal notes, and what may be done now',
    audience: staff,
    input: byId('case'),
    output: z.strictObject({
      ...caseDetail.shape,
      requesterName: z.string(),
      requesterPhone: z.nullable(z.string()),
      /** Who may be assigned: handlers of the unit. */
      handlers: z.array(z.strictObject({ id: id('per'), name: z.string() })),
    }),
    errors: ['not_found'],
  }),
  'desk.contact': endpoint({
    summary: 'Record the first contact; stops the 24-hour clock',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(2, 1000) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'desk.assign': endpoint({
    summary: 'Name the handler, who becomes the owner',
    audience: ['unit_head', 'supervisor'],
    input: z.strictObject({ id: id('case'), handlerId: id('per') }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'desk.accept': endpoint({
    summary: 'Take the case on: the one who accepts becomes the owner',
    audience: ['handler', 'unit_head'],
    input: byId('case'),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'desk.askForMaterials': endpoint({
    summary: 'Ask the requester for materials; the processing clock pauses, with the reason shown',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(2, 1000) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'desk.note': endpoint({
    summary: 'Internal note; never reaches the requester',
    audience: staff,
    input: z.strictObject({ id: id('case'), text: words(1, 1000) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
  'desk.complete': endpoint({
    summary: 'Close with an outcome and evidence: words that the requester sees',
    audience: staff,
    input: z.strictObject({ id: id('case'), outcome: z.enum(caseOutcomes), text: words(5, 2000) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state', 'evidence_required'],
  }),
  'desk.decline': endpoint({
    summary: 'Not a matter for the police: decline with the reason and where to go instead',
    audience: ['handler', 'unit_head'],
    input: z.strictObject({ id: id('case'), text: words(5, 1000) }),
    output: caseDetail,
    errors: ['not_found', 'wrong_state'],
  }),
};
