import * as z from 'zod/mini';
import { auditEffects, lookedAt } from '../rules/audit';
import { endpoint } from './endpoint';
import { date, instant, words } from './shapes';

/** K2: the log as whoever oversees the others reads it; nothing here changes anything. */
export const audit = {
  'audit.search': endpoint({
    summary: 'Who did what to whose data within reach, by days, person and object, newest first',
    audience: ['audit_administrator'],
    input: z.strictObject({
      from: date,
      until: date,
      /** Name of who acted. */
      actor: z.optional(words(2, 30)),
      /** An id, or the number of a request. */
      object: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{4,64}$/))),
      effect: z.optional(z.enum(auditEffects)),
      cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
    }),
    output: z.strictObject({
      entries: z.array(
        z.strictObject({
          id: z.number(),
          at: instant,
          /** Null: nobody was signed in, or the act keeps no person. */
          actor: z.nullable(z.string()),
          /** Where the actor works now. */
          units: z.array(z.string()),
          effect: z.enum(auditEffects),
          endpoint: z.string(),
          what: z.enum(lookedAt),
          subjects: z.array(z.string()),
          reason: z.nullable(z.string()),
        }),
      ),
      nextCursor: z.nullable(z.string()),
    }),
    errors: ['period_wrong'],
  }),
};
