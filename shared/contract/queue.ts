import * as z from 'zod/mini';
import { greenGrounds } from '../rules/green-ground';
import { ticketSeries } from '../rules/queue-order';
import { endpoint, type Audience } from './endpoint';
import { queuePosition } from './appointments';
import { identity, windowTicket } from './queue-ticket';
import { byId, date, id, instant, itemCode, key, shortCode, words } from './shapes';
import { windowAppointment } from './window';

const officers = ['officer', 'unit_head'] as const satisfies Audience;
const hallStaff = ['officer', 'guide', 'unit_head'] as const satisfies Audience;

/** A ticket and, once it is known who it is and with which list, the appointment it stands for. */
export const turn = z.strictObject({ ticket: windowTicket, appointment: z.nullable(windowAppointment) });

const counter = words(1, 10);

/** A place in the queue as anybody who holds the ticket may see it. `hallId` and `day` say which queue the stream follows. */
export const ticketPosition = z.strictObject({ ...queuePosition.shape, hallId: key, hallName: z.string(), day: date, itemName: z.string() });

/** What hangs in the hall: the latest calls and how many wait. No names. */
const hallBoard = z.strictObject({
  hallId: key,
  hallName: z.string(),
  day: date,
  /** Calls and repeated calls, newest first. `id` is announced once, whatever is read twice. */
  calls: z.array(z.strictObject({ id: z.number(), number: z.string(), counter: z.string(), at: instant })),
  waiting: z.array(z.strictObject({ series: z.enum(ticketSeries), waiting: z.number() })),
  openCounters: z.number(),
});

const token = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const displays = z.strictObject({ displays: z.array(z.strictObject({ id: id('disp'), name: z.string(), madeAt: instant })) });

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
  'queue.hallCode': endpoint({
    summary: "The code of the hall's check-in QR, to print and hang up",
    audience: hallStaff,
    input: z.strictObject({ hallId: key }),
    output: z.strictObject({ hallId: key, hallName: z.string(), code: shortCode }),
    errors: ['not_found'],
  }),
  'queue.position': endpoint({
    summary: 'Where a ticket stands; whoever has the ticket may ask. Nothing personal',
    audience: 'anyone',
    input: byId('tick'),
    output: ticketPosition,
    errors: ['not_found'],
  }),
  'queue.live': endpoint({
    summary: 'The same as Server-Sent Events: now, and whenever it has changed',
    audience: 'anyone',
    input: byId('tick'),
    output: ticketPosition,
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

/** C12: the display of a hall, opened with a token that the unit head makes. */
export const display = {
  'display.read': endpoint({
    summary: "The hall's latest calls and waiting counts, for its display",
    audience: 'anyone',
    input: z.strictObject({ token }),
    output: hallBoard,
    errors: ['display_unknown'],
  }),
  'display.live': endpoint({
    summary: 'The same as Server-Sent Events: now, and whenever it has changed',
    audience: 'anyone',
    input: z.strictObject({ token }),
    output: hallBoard,
    errors: ['display_unknown'],
  }),
  'display.list': endpoint({
    summary: 'The displays of a hall that may be opened',
    audience: ['unit_head'],
    input: z.strictObject({ hallId: key }),
    output: displays,
    errors: ['not_found'],
  }),
  'display.make': endpoint({
    summary: 'Allow a display; its token is shown this once',
    audience: ['unit_head'],
    input: z.strictObject({ hallId: key, name: words(1, 30) }),
    output: z.strictObject({ id: id('disp'), name: z.string(), token }),
    errors: ['not_found'],
  }),
  'display.revoke': endpoint({
    summary: 'Take a display back: its token opens nothing any more',
    audience: ['unit_head'],
    input: byId('disp'),
    output: displays,
    errors: ['not_found'],
  }),
};
