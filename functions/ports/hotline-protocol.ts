import * as z from 'zod/mini';
import { instant } from '../../shared/contract/shapes';

/** The exchange with 12345, version 1 (G1). Inbound orders are `exchange.receiveOrder` of the contract. */
export const hotlinePaths = { updates: '/exchange/v1/updates', orders: '/api/exchange/12345/orders' } as const;

/** Names in `X-Exchange-Sender`; part of what is signed, so a message cannot be sent back to its author. */
export const exchangeSender = { us: 'onewindow', hotline: '12345' } as const;

export const hotlineUpdateKinds = [
  'received',
  'contacted',
  'accepted',
  'materials_wanted',
  'referred_back',
  'completed',
  'declined',
  'withdrawn',
  'reopened',
  'rated',
] as const;
export type HotlineUpdateKind = (typeof hotlineUpdateKinds)[number];

/**
 * What the hotline is told about one of its orders. The same event id is applied once; `sequence` (1, 2, … per case) says
 * in which order updates happened, whatever the order in which they arrive.
 */
export const hotlineUpdateSchema = z.strictObject({
  version: z.literal(1),
  eventId: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  orderNumber: z.string().check(z.regex(/^[A-Za-z0-9-]{4,40}$/)),
  caseNumber: z.string().check(z.minLength(1), z.maxLength(40)),
  sequence: z.int().check(z.minimum(1)),
  kind: z.enum(hotlineUpdateKinds),
  at: instant,
  /** What the caller may be told: public words of the timeline, never an internal note. */
  words: z.string().check(z.maxLength(2000)),
  unitName: z.string().check(z.maxLength(60)),
  /** Date the case is promised for, Asia/Shanghai, or null. */
  dueDate: z.nullable(z.iso.date()),
});
export type HotlineUpdate = z.infer<typeof hotlineUpdateSchema>;

/** What the hotline answers with HTTP 200. */
export const hotlineReceiptSchema = z.object({ received: z.literal(true), duplicate: z.boolean() });
/** What it answers with 4xx. */
export const hotlineErrorSchema = z.object({ error: z.object({ code: z.string(), message: z._default(z.string(), '') }) });
