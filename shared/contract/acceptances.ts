import * as z from 'zod/mini';
import { acceptanceActions, acceptanceStatuses } from '../rules/acceptance-flow';
import { gapReasons } from '../rules/gap';
import { endpoint } from './endpoint';
import { byId, cursor, date, id, instant, key, shortCode, words } from './shapes';

/** 容缺: what was accepted as still to come. */
const gap = z.strictObject({
  materialId: z.string(),
  name: z.string(),
  reason: z.enum(gapReasons),
  note: z.nullable(z.string()),
  promise: z.string(),
  supplyBy: date,
  suppliedAt: z.nullable(instant),
  overdue: z.boolean(),
});

/** A 窗口办件 (C13), as applicant and staff both see it. */
export const acceptance = z.strictObject({
  id: id('acc'),
  status: z.enum(acceptanceStatuses),
  hallName: z.string(),
  hallAddress: z.string(),
  hallPhone: z.string(),
  acceptedAt: instant,
  promisedWorkingDays: z.number(),
  dueAt: instant,
  /** “为什么是这一天”, line by line. */
  explanation: z.array(z.string()),
  endedAt: z.nullable(instant),
  endNote: z.nullable(z.string()),
  gaps: z.array(gap),
});

/** The same for staff of the hall. */
export const staffAcceptance = z.strictObject({
  ...acceptance.shape,
  appointmentId: id('apt'),
  code: shortCode,
  itemName: z.string(),
  applicantName: z.string(),
  ownerName: z.string(),
  overdue: z.boolean(),
  actions: z.array(z.enum(acceptanceActions)),
});

/** 一次告知: everything that was missing at one visit. */
export const oneTimeNotice = z.strictObject({
  code: shortCode,
  hallName: z.string(),
  givenAt: instant,
  lines: z.array(z.strictObject({ name: z.string(), why: z.string(), how: z.string() })),
});

const officers = ['officer', 'unit_head'] as const;

export const acceptances = {
  'acceptances.list': endpoint({
    summary: "A hall's cases of the window: open, with gaps, with overdue gaps, or ended",
    audience: officers,
    input: z.strictObject({ hallId: z.optional(key), scope: z.enum(['open', 'gaps', 'overdue', 'ended']), cursor }),
    output: z.strictObject({ hallId: key, hallName: z.string(), acceptances: z.array(staffAcceptance), nextCursor: z.nullable(z.string()) }),
    errors: ['not_found', 'role_required'],
  }),
  'acceptances.read': endpoint({
    summary: 'One case of a window',
    audience: officers,
    input: byId('acc'),
    output: staffAcceptance,
    errors: ['not_found'],
  }),
  'acceptances.supply': endpoint({
    summary: 'Note that a gap was supplied, by any officer of the hall',
    audience: officers,
    input: z.strictObject({ id: id('acc'), materialId: z.string().check(z.minLength(1), z.maxLength(64)) }),
    output: staffAcceptance,
    errors: ['not_found', 'wrong_state'],
  }),
  'acceptances.complete': endpoint({
    summary: 'Finish a case once nothing is missing; the person is told that the result can be collected',
    audience: officers,
    input: z.strictObject({ id: id('acc'), note: z.optional(words(2, 200)) }),
    output: staffAcceptance,
    errors: ['not_found', 'wrong_state', 'gaps_open'],
  }),
  'acceptances.discontinue': endpoint({
    summary: 'End a case whose promise was not kept, with a reason that the person sees',
    audience: officers,
    input: z.strictObject({ id: id('acc'), reason: words(6, 200) }),
    output: staffAcceptance,
    errors: ['not_found', 'wrong_state', 'gap_not_overdue'],
  }),
  'acceptances.notice': endpoint({
    summary: 'A one-time notice as a page to print (一次告知书, PDF)',
    audience: 'anyone',
    input: z.strictObject({ code: shortCode }),
    output: z.instanceof(Uint8Array),
    errors: ['not_found'],
  }),
};
