import * as z from 'zod/mini';
import { greenGrounds } from '../rules/green-ground';
import { documentKinds } from '../rules/id-number-documents';
import { appointmentActions, appointmentStatuses } from '../rules/appointment-flow';
import { appointmentDetail, appointmentSummary, windowDay } from './appointments';
import { checklist } from './catalogue';
import { endpoint, type Audience } from './endpoint';
import { filledForm } from './forms';
import { extraMaterial } from './extras';
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
  ticks: z.array(z.strictObject({ materialId: z.string(), state: z.enum(['ok', 'gap']), note: z.nullable(z.string()) })),
  actions: z.array(z.enum(appointmentActions)),
  /** The other items of the same visit, each with a list of its own (C6). */
  visit: appointmentDetail.shape.visit,
  ticket: z.nullable(windowTicket),
  /** B10: what the person filled in for this visit, once it is complete. */
  form: z.nullable(filledForm),
  history: appointmentDetail.shape.history,
});

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
    summary: 'Book for somebody whose document the staff has in hand: the limits hold as for everybody, a block for missed appointments does not',
    audience: ['officer', 'guide', 'unit_head'],
    input: z.strictObject({ identity, slotId: id('slot'), checklistCode: shortCode }),
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
    input: z.strictObject({
      id: id('apt'),
      materialId: z.string().check(z.minLength(1), z.maxLength(64)),
      state: z.enum(['ok', 'gap', 'clear']),
      note: z.optional(words(1, 200)),
    }),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'window.complete': endpoint({
    summary: 'Finish: every material ticked, or accepted with the gaps that were noted',
    audience: officers,
    input: z.strictObject({ id: id('apt'), note: z.optional(words(1, 300)) }),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state', 'other_counter', 'materials_unticked'],
  }),
  'window.noShow': endpoint({
    summary: 'Note that the person did not come',
    audience: officers,
    input: byId('apt'),
    output: windowAppointment,
    errors: ['not_found', 'wrong_state'],
  }),
};
