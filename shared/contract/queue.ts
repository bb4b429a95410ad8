import * as z from 'zod/mini';
import { greenGrounds } from '../rules/green-ground';
import { endpoint, type Audience } from './endpoint';
import { identity, windowTicket } from './queue-ticket';
import { byId, id, itemCode, key, shortCode, words } from './shapes';
import { windowAppointment } from './window';

const officers = ['officer', 'unit_head'] as const satisfies Audience;
const hallStaff = ['officer', 'guide', 'unit_head'] as const satisfies Audience;

/** A ticket and, once it is known who it is and with which list, the appointment it stands for. */
export const turn = z.strictObject({ ticket: windowTicket, appointment: z.nullable(windowAppointment) });

const counter = words(1, 10);

/** Open counters of a hall, and what each takes; `itemCodes` null is everything. */
export const openCounters = z.strictObject({
  counters: z.array(
    z.strictObject({ counter: z.string(), mine: z.boolean(), officerName: z.nullable(z.string()), itemCodes: z.nullable(z.array(itemCode)) }),
  ),
});

/** C12: tickets of those who booked and of those who walked in, one queue. */
export const queue = {
  'queue.walkIn': endpoint({
    summary: 'Take in somebody who did not book: a ticket for an item, with the identity when it is known',
    audience: hallStaff,
    input: z.strictObject({
      hallId: key,
      itemCode,
      /** The list made with the guide; with it and the identity the window finds everything ready. */
      checklistCode: z.optional(shortCode),
      identity: z.optional(identity),
      /** The document for the green channel that was seen. */
      green: z.optional(z.enum(greenGrounds)),
    }),
    output: turn,
    errors: ['not_found', 'wrong_hall', 'item_unknown', 'already_booked', 'hall_closed', 'invalid_input'],
  }),
  'queue.identify': endpoint({
    summary: 'Say who a walk-in is and with which list: the ticket gets its appointment',
    audience: hallStaff,
    input: z.strictObject({ id: id('tick'), checklistCode: shortCode, identity: z.optional(identity) }),
    output: turn,
    errors: ['not_found', 'wrong_state', 'already_booked', 'identity_missing', 'wrong_hall', 'hall_closed', 'invalid_input'],
  }),
  'queue.read': endpoint({
    summary: 'One ticket of the hall',
    audience: hallStaff,
    input: byId('tick'),
    output: turn,
    errors: ['not_found'],
  }),
  'queue.callNext': endpoint({
    summary: 'Call the next ticket that this counter takes; two officers never get the same one. Opens the counter when nobody has',
    audience: officers,
    input: z.strictObject({ hallId: key, counter }),
    output: turn,
    errors: ['not_found', 'queue_empty', 'wrong_state', 'counter_taken'],
  }),
  'queue.recall': endpoint({
    summary: 'Call the same ticket again',
    audience: officers,
    input: byId('tick'),
    output: turn,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'queue.skip': endpoint({
    summary: 'The person did not come: the ticket goes back three places; the third time it ends',
    audience: officers,
    input: byId('tick'),
    output: turn,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'queue.bringBack': endpoint({
    summary: 'Somebody who missed all calls has come back: a place as of now, and one call more',
    audience: hallStaff,
    input: byId('tick'),
    output: turn,
    errors: ['not_found', 'wrong_state'],
  }),
  'queue.park': endpoint({
    summary: 'Set a ticket aside while the person fetches something; the counter is free',
    audience: officers,
    input: z.strictObject({ id: id('tick'), note: z.optional(words(1, 100)) }),
    output: turn,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'queue.resume': endpoint({
    summary: 'The person is back: the ticket waits again at its old place, for the counter that set it aside',
    audience: hallStaff,
    input: byId('tick'),
    output: turn,
    errors: ['not_found', 'wrong_state'],
  }),
  'queue.transfer': endpoint({
    summary: 'Pass a ticket on to a named counter, or to whichever is free; its place in the queue stays',
    audience: hallStaff,
    input: z.strictObject({ id: id('tick'), counter: z.optional(counter), note: z.optional(words(1, 100)) }),
    output: turn,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'queue.start': endpoint({
    summary: 'The person is at the counter: service begins',
    audience: officers,
    input: byId('tick'),
    output: turn,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'queue.finish': endpoint({
    summary: 'End the service of a walk-in for whom no appointment was needed, such as an answered question',
    audience: officers,
    input: z.strictObject({ id: id('tick'), note: z.optional(words(1, 200)) }),
    output: turn,
    errors: ['not_found', 'wrong_state', 'other_counter'],
  }),
  'queue.counters': endpoint({
    summary: 'The open counters of a hall and what each takes',
    audience: hallStaff,
    input: z.strictObject({ hallId: key }),
    output: openCounters,
    errors: ['not_found'],
  }),
  'queue.openCounter': endpoint({
    summary: 'Open a counter, or change what mine takes',
    audience: officers,
    input: z.strictObject({
      hallId: key,
      counter,
      /** Absent: everything that the hall takes. */
      itemCodes: z.optional(z.array(itemCode).check(z.minLength(1), z.maxLength(200))),
    }),
    output: openCounters,
    errors: ['not_found', 'counter_taken', 'item_unknown'],
  }),
  'queue.closeCounter': endpoint({
    summary: 'Close my counter; a unit head closes any. Nobody may still be called or served there',
    audience: officers,
    input: z.strictObject({ hallId: key, counter }),
    output: openCounters,
    errors: ['not_found', 'counter_taken', 'wrong_state'],
  }),
};
