import * as z from 'zod/mini';
import { documentKinds } from '../rules/id-number-documents';
import { lanes } from '../rules/queue-order';
import { ticketActions, ticketStatuses } from '../rules/ticket-flow';
import { id, itemCode, key, words } from './shapes';

/** Who stands at the window, as the document says; the staff has it in hand. */
export const identity = z.strictObject({
  name: words(2, 30),
  idKind: z.enum(documentKinds),
  idNumber: z.string().check(z.trim(), z.minLength(5), z.maxLength(30)),
});

/** A ticket as the staff of the hall sees it. */
export const windowTicket = z.strictObject({
  id: id('tick'),
  /** A012, as called in the hall. */
  number: z.string(),
  status: z.enum(ticketStatuses),
  lane: z.enum(lanes),
  counter: z.nullable(z.string()),
  /** Transferred to this counter: no other calls it. */
  forCounter: z.nullable(z.string()),
  itemCode: z.union([itemCode, z.literal('')]),
  itemName: z.string(),
  hallId: key,
  /** Null while nobody knows who walked in. */
  applicantName: z.nullable(z.string()),
  appointmentId: z.nullable(id('apt')),
  missedCalls: z.number(),
  /** What the asking officer may do now; nothing with a ticket that another has called. */
  actions: z.array(z.enum(ticketActions)),
});
