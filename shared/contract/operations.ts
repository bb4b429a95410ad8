import * as z from 'zod/mini';
import { openStates } from '../rules/case-clocks';
import { caseCategories, caseChannels } from '../rules/case-flow';
import { caseRow } from './cases';
import { endpoint } from './endpoint';
import { byId, cursor, done, id, instant, itemCode, key, words } from './shapes';

const standing = { open: z.number(), overdue: z.number(), dueSoon: z.number() };

/** I1 (thin), the dead-letter list of the outbox, and the exchange with 12345 (G1, thin). */
export const operations = {
  'supervision.board': endpoint({
    summary: 'Open cases within reach by how their clocks stand, and by unit, item and channel',
    audience: ['supervisor', 'unit_head'],
    input: z.strictObject({}),
    output: z.strictObject({
      /** At most a minute ago; in a city with few open requests, now. */
      countedAt: instant,
      counts: z.strictObject({ overdue: z.number(), dueSoon: z.number(), running: z.number(), paused: z.number() }),
      /** Hidden dangers of the units within reach: being put right, of these late, and passed since the year began (D13). */
      hazards: z.strictObject({ open: z.number(), overdue: z.number(), passed: z.number() }),
      byUnit: z.array(z.strictObject({ unitId: key, unitName: z.string(), ...standing })),
      /** The items with most open cases; no code: cases that name none. */
      byItem: z.array(z.strictObject({ itemCode: z.nullable(itemCode), itemName: z.nullable(z.string()), ...standing })),
      byChannel: z.array(z.strictObject({ channel: z.enum(caseChannels), ...standing })),
    }),
    errors: [],
  }),
  'supervision.cases': endpoint({
    summary: 'The open cases behind a number of the board, nearest deadline first',
    audience: ['supervisor', 'unit_head'],
    input: z.strictObject({
      state: z.optional(z.enum(openStates)),
      unitId: z.optional(key),
      itemCode: z.optional(itemCode),
      channel: z.optional(z.enum(caseChannels)),
      cursor,
    }),
    output: z.strictObject({ cases: z.array(caseRow), nextCursor: z.nullable(z.string()) }),
    errors: [],
  }),
  'operations.deadLetters': endpoint({
    summary: 'Outbox messages that could not be delivered, with the last error',
    audience: ['administrator'],
    input: z.strictObject({}),
    output: z.strictObject({
      pending: z.number(),
      letters: z.array(
        z.strictObject({ id: id('out'), kind: z.string(), attempts: z.number(), lastError: z.nullable(z.string()), createdAt: instant }),
      ),
    }),
    errors: [],
  }),
  'operations.retry': endpoint({
    summary: 'Put an undelivered message back in the queue',
    audience: ['administrator'],
    input: byId('out'),
    output: done,
    errors: ['not_found'],
  }),
  'exchange.receiveOrder': endpoint({
    summary: 'A work order from 12345, signed; the same event id is applied once',
    audience: 'machine',
    input: z.strictObject({
      version: z.literal(1),
      eventId: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)),
      orderNumber: z.string().check(z.regex(/^[A-Za-z0-9-]{4,40}$/)),
      category: z.enum(caseCategories),
      town: words(1, 20),
      title: words(2, 60),
      body: words(5, 2000),
      callerName: words(1, 30),
      callerPhone: z.string().check(z.regex(/^[0-9-]{5,20}$/)),
    }),
    output: z.strictObject({ orderNumber: z.string(), caseNumber: z.string() }),
    errors: ['signature_invalid', 'replayed', 'calendar_unknown'],
    idempotency: 'by_event_id',
  }),
};
