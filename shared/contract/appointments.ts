import * as z from 'zod/mini';
import { acceptanceStatuses } from '../rules/acceptance-flow';
import { appointmentActions, appointmentStatuses } from '../rules/appointment-flow';
import { ticketStatuses } from '../rules/ticket-flow';
import { acceptance, oneTimeNotice } from './acceptances';
import { listChange } from './catalogue';
import { endpoint } from './endpoint';
import { explanation } from './explanations';
import { extraMaterial } from './extras';
import { windowTicket } from './queue-ticket';
import { byId, date, done, id, instant, itemCode, key, shortCode, words } from './shapes';

export const queuePosition = z.strictObject({
  ticketId: id('tick'),
  /** A012, as called in the hall. */
  number: z.string(),
  status: z.enum(ticketStatuses),
  ahead: z.number(),
  estimatedMinutes: z.number(),
  counter: z.nullable(z.string()),
});

export const appointmentSummary = z.strictObject({
  id: id('apt'),
  /** Short code that a person can read out; also in the QR. */
  code: shortCode,
  status: z.enum(appointmentStatuses),
  itemCode,
  itemName: z.string(),
  /** Names of the further items of the same visit (C6). */
  otherItems: z.array(z.string()),
  hallId: key,
  hallName: z.string(),
  startsAt: instant,
  endsAt: instant,
});

const historyLine = z.strictObject({
  at: instant,
  action: z.enum(['book', ...appointmentActions]),
  status: z.enum(appointmentStatuses),
  /** Role of who did it, never the name of an officer: applicant, officer, system. */
  by: z.enum(['applicant', 'officer', 'system']),
  note: z.nullable(z.string()),
});

export const appointmentDetail = z.strictObject({
  ...appointmentSummary.shape,
  applicantName: z.string(),
  hallAddress: z.string(),
  hallPhone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  checklistCode: shortCode,
  /** Rules that changed since the list was made and hold on the day of the appointment. */
  change: z.nullable(listChange),
  /** What the window asked for beyond the list, each with its reason (B8). */
  extras: z.array(extraMaterial),
  /** What the window accepted and has not finished at once; what was missing at this visit (C13). */
  acceptance: z.nullable(acceptance),
  notice: z.nullable(oneTimeNotice),
  actions: z.array(z.enum(appointmentActions)),
  /** A change after this instant is marked late (C9). */
  lateFrom: instant,
  /** Minutes before the slot at which the person is reminded, by the phone's calendar too (C15). */
  remindMinutes: z.number(),
  /** The other items of the same visit; they are changed together. */
  visit: z.array(z.strictObject({ id: id('apt'), itemName: z.string(), checklistCode: shortCode, status: z.enum(appointmentStatuses) })),
  history: z.array(historyLine),
  /** Why it was missed, as the person has said; and whether that may be said now (C9). */
  explanation: z.nullable(explanation),
  mayExplain: z.boolean(),
  queue: z.nullable(queuePosition),
  /** The occasion to rate once the service is finished and not yet rated. */
  ratingId: z.nullable(id('rate')),
  /** When to look again whether it may be rated, while it may not be yet. */
  ratingFrom: z.nullable(instant),
});

/** One of my relatives who comes instead of me (A4). */
export const relativeId = z.optional(id('rel'));

/** Of the items of one visit (C6). */
export const checklistCodes = z.array(shortCode).check(z.minLength(1), z.maxLength(5));

/** C2–C4, C9: hold, book, cancel, move. A place is never given twice: db/queries/places.ts is the only way to one. */
export const appointments = {
  'appointments.hold': endpoint({
    summary: 'Hold the places that these items need, from a slot on, while the form is filled in',
    audience: 'person',
    input: z.strictObject({ slotId: id('slot'), checklistCodes: z.optional(checklistCodes), relativeId }),
    output: z.strictObject({ holdId: id('hold'), slotId: id('slot'), heldUntil: instant, startsAt: instant, endsAt: instant }),
    rate: 'own',
    errors: ['not_found', 'slot_full', 'slot_past', 'online_booking_blocked', 'no_adjacent_places'],
  }),
  'appointments.releaseHold': endpoint({
    summary: 'Give a held place back before its time',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ holdId: id('hold') }),
    output: done,
    errors: ['hold_expired'],
  }),
  'appointments.book': endpoint({
    summary: 'Book a place of a slot, the held one when holdId is given, for the matter of a checklist',
    audience: 'person',
    input: z.strictObject({
      slotId: id('slot'),
      holdId: z.optional(id('hold')),
      checklistCode: shortCode,
      /** Checklists of further items of the same visit (C6). */
      also: z.optional(checklistCodes),
      relativeId,
    }),
    output: appointmentSummary,
    errors: [
      'not_found',
      'slot_full',
      'slot_past',
      'hold_expired',
      'already_booked',
      'too_many_live',
      'real_name_required',
      'checklist_expired',
      'situation_refused',
      'online_booking_blocked',
      'wrong_hall',
      'too_many_items',
      'no_adjacent_places',
    ],
    idempotency: 'in_statement',
  }),
  'appointments.list': endpoint({
    summary: 'My appointments and those I booked for relatives, those ahead first',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      appointments: z.array(
        z.strictObject({
          ...appointmentSummary.shape,
          relativeName: z.nullable(z.string()),
          /** How what the window accepted at this visit stands; of several items the one that is still open (C13). */
          acceptance: z.nullable(z.enum(acceptanceStatuses)),
        }),
      ),
    }),
    errors: [],
  }),
  'appointments.read': endpoint({
    summary: 'One of my appointments with history, actions, queue position',
    audience: 'person',
    input: byId('apt'),
    output: appointmentDetail,
    errors: ['not_found'],
  }),
  'appointments.checkIn': endpoint({
    summary: "Say that I am here, by the code of the hall's QR; gives a queue ticket",
    audience: 'person',
    input: z.strictObject({ id: id('apt'), hallCode: shortCode }),
    output: appointmentDetail,
    errors: ['not_found', 'wrong_state', 'wrong_day', 'wrong_hall'],
  }),
  'appointments.cancel': endpoint({
    summary: 'Cancel my appointment; within 2 hours of the slot it is marked late',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('apt'), reason: z.optional(words(1, 100)) }),
    output: appointmentDetail,
    errors: ['not_found', 'wrong_state', 'too_late'],
  }),
  'appointments.move': endpoint({
    summary: 'Move my appointment to another slot: the new place is taken before the old one is given back',
    audience: 'person',
    input: z.strictObject({ id: id('apt'), slotId: id('slot') }),
    output: appointmentDetail,
    errors: ['not_found', 'wrong_state', 'too_late', 'slot_full', 'slot_past', 'no_adjacent_places'],
  }),
};

export const dayRow = z.strictObject({
  ...appointmentSummary.shape,
  applicantName: z.string(),
  actions: z.array(z.enum(appointmentActions)),
  ticket: z.nullable(windowTicket),
});

export const windowDay = z.strictObject({
  date,
  hallId: key,
  hallName: z.string(),
  /** Counters of the hall, as they are called. */
  counters: z.array(z.string()),
  counts: z.strictObject({ toConfirm: z.number(), waiting: z.number(), served: z.number() }),
  rows: z.array(dayRow),
  /** Tickets of walk-ins who have no appointment yet, in the order of the queue. */
  walkIns: z.array(windowTicket),
});
