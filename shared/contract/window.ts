import * as z from 'zod/mini';
import { greenGrounds } from '../rules/green-ground';
import { gapReasons } from '../rules/gap';
import { documentKinds } from '../rules/id-number-documents';
import { appointmentActions, appointmentStatuses } from '../rules/appointment-flow';
import { appointmentDetail, appointmentSummary, checklistCodes, windowDay } from './appointments';
import { acceptance, oneTimeNotice } from './acceptances';
import { checklist } from './catalogue';
import { endpoint, type Audience } from './endpoint';
import { filledForm } from './forms';
import { extraMaterial, extraWords } from './extras';
import { identity, windowTicket } from './queue-ticket';
import { relations } from '../rules/relatives';
import { byId, date, id, itemCode, key, shortCode, words } from './shapes';

const officers = ['officer', 'unit_head'] as const satisfies Audience;

/** One appointment as the window sees it: the same frozen checklist, with the ticks. */
export const windowAppointment = z.strictObject({
  id: id('apt'),
  code: shortCode,
  status: z.enum(appointmentStatuses),
  itemCode,
  itemName: z.string(),
  hallId: key,
  startsAt: z.string(),
  endsAt: z.string(),
  applicantName: z.string(),
  applicantIdMasked: z.nullable(z.string()),
  /** Who booked for the person: a relative (A4) or staff; null when the person did. */
  bookedBy: z.nullable(z.strictObject({ name: z.string(), relation: z.nullable(z.enum(relations)) })),
  greenChannel: z.nullable(z.enum(greenGrounds)),
  checklist,
  /** What the window asked for beyond the list, each with its reason (B8). */
  extras: z.array(extraMaterial),
  ticks: z.array(
    z.strictObject({
      materialId: z.string(),
      state: z.enum(['ok', 'gap']),
      reason: z.nullable(z.enum(gapReasons)),
      note: z.nullable(z.string()),
      /** 容缺: accepted with the promise to bring it by this day; null when it must be there first. */
      supplyBy: z.nullable(date),
    }),
  ),
  /** The day that is proposed for a gap, how it came about, and the last day an officer may agree to; null past the end of the work calendar. */
  supply: z.nullable(z.strictObject({ by: date, explanation: z.array(z.string()), latest: date })),
  /** What the person was told at the last visit for the same item; `beyond`: materials that were in order then. */
  earlierNotice: z.nullable(z.strictObject({ ...oneTimeNotice.shape, beyond: z.array(z.string()) })),
  notice: z.nullable(oneTimeNotice),
  acceptance: z.nullable(acceptance),
  actions: z.array(z.enum(appointmentActions)),
  /** The other items of the same visit, each with a list of its own (C6). */
  visit: appointmentDetail.shape.visit,
  ticket: z.nullable(windowTicket),
  /** B10: what the person filled in for this visit, once it is complete. */
  form: z.nullable(filledForm),
  history: appointmentDetail.shape.history,
});

const tickOf = { id: id('apt'), materialId: z.string().check(z.minLength(1), z.maxLength(64)) };
const gapOf = {
  ...tickOf,
  state: z.literal('gap'),
  /** Accepts the gap until this day (容缺受理). */
  supplyBy: z.optional(date),
  /** Why something is asked for that was in order at the last visit: becomes an entry of improvement (B8). */
  beyond: z.optional(extraWords),
};

/** C8, C11–C13: the officer's phone. */
export const window = {
  'window.day': endpoint({
    summary: "A hall's appointments of one day, the next thing to do on top",
    audience: ['officer', 'guide', 'unit_head'],
    input: z.strictObject({ date: z.optional(date), hallId: z.optional(key) }),
    output: windowDay,
    errors: ['not_found', 'role_required'],
  }),
  'window.read': endpoint({
    summary: 'One appointment with its checklist, ticks and ticket',
    audience: ['officer', 'guide', 'unit_head'],
    input: byId('apt'),
    output: windowAppointment,
    errors: ['not_found'],
  }),
  'window.book': endpoint({
    summary:
      'Book a visit, of one item or several, for somebody whose document the staff has in hand: the limits hold as for everybody, a block for missed appointments does not',
    audience: ['officer', 'guide', 'unit_head'],
    input: z.strictObject({ identity, slotId: id('slot'), checklistCode: shortCode, also: z.optional(checklistCodes) }),
    output: appointmentSummary,
    errors: [
      'not_found',
      'invalid_input',
      'slot_full',
      'slot_past',
      'no_adjacent_places',
      'already_booked',
      'too_many_live',
      'too_many_items',
      'checklist_expired',
      'situation_refused',
      'wrong_hall',
      'wrong_state',
    ],
    idempotency: 'in_statement',
  }),
  'window.confirm': endpoint({
    summary: 'Confirm a booked appointment with one tap',
    audience: officers,
    input: byId('apt'),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'place_lost'],
  }),
  'window.move': endpoint({
    summary: 'Move an appointment to another slot with a reason that the citizen sees: the new place is taken before the old one is given back',
    audience: officers,
    input: z.strictObject({ id: id('apt'), slotId: id('slot'), reason: words(2, 100) }),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'slot_full', 'slot_past', 'no_adjacent_places'],
  }),
  'window.decline': endpoint({
    summary: 'Decline an appointment with a reason that the citizen sees; the place falls free',
    audience: officers,
    input: z.strictObject({ id: id('apt'), reason: words(2, 100) }),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state'],
  }),
  'window.checkIn': endpoint({
    summary: "Check in by the person's code (scanned or typed), or by the identity number on the card; gives a queue ticket",
    audience: ['officer', 'guide', 'unit_head'],
    input: z.union([
      z.strictObject({ code: shortCode }),
      z.strictObject({ hallId: key, idKind: z.enum(documentKinds), idNumber: identity.shape.idNumber }),
    ]),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'wrong_day', 'wrong_hall', 'nobody_booked'],
  }),
  'window.tick': endpoint({
    summary: 'Tick a material against its key points, or note a gap',
    audience: officers,
    input: z.union([
      z.strictObject({ ...tickOf, state: z.enum(['ok', 'clear']) }),
      z.strictObject({ ...gapOf, reason: z.enum(gapReasons), note: z.optional(words(1, 200)) }),
    ]),
    output: windowAppointment,
    errors: [
      'not_found',
      'wrong_state',
      'other_counter',
      'invalid_input',
      'gap_not_allowed',
      'supply_day_wrong',
      'calendar_unknown',
      'beyond_notice',
    ],
  }),
  'window.complete': endpoint({
    summary: 'Accept: every material in order or promised. What is done at once is finished, anything else becomes a case with a promised date',
    audience: officers,
    input: z.strictObject({ id: id('apt'), note: z.optional(words(1, 300)) }),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'other_counter', 'materials_unticked', 'materials_missing', 'calendar_unknown', 'supply_day_wrong'],
  }),
  'window.giveNotice': endpoint({
    summary: 'End the visit with a one-time notice of everything that is missing, taken from the ticks',
    audience: officers,
    input: byId('apt'),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'other_counter', 'materials_unticked', 'nothing_missing'],
  }),
  'window.noShow': endpoint({
    summary: 'Note that the person did not come',
    audience: officers,
    input: byId('apt'),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state'],
  }),
};
