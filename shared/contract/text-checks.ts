import * as z from 'zod/mini';
import { checkedTexts, holdReasons, textCheckRoles } from '../rules/text-check';
import { endpoint } from './endpoint';
import { done, id, instant, words } from './shapes';

/** What the author, and staff, are told of words that others may not read, or not yet. */
export const unshown = z.nullable(
  z.strictObject({ state: z.enum(['waiting', 'held', 'refused']), /** Why it was refused. */ answer: z.nullable(z.string()) }),
);

/** K4: words that WeChat's content check did not pass wait here for a person. */
export const textChecks = {
  'textChecks.list': endpoint({
    summary: 'Held words within reach, the longest held first; never the own ones',
    audience: textCheckRoles,
    input: z.strictObject({}),
    output: z.strictObject({
      texts: z.array(
        z.strictObject({
          id: id('check'),
          kind: z.enum(checkedTexts),
          /** The request, return visit or entry. */
          subjectId: z.string(),
          words: z.string(),
          reason: z.enum(holdReasons),
          authorName: z.nullable(z.string()),
          unitName: z.string(),
          createdAt: instant,
        }),
      ),
    }),
    errors: [],
  }),
  'textChecks.decide': endpoint({
    summary: 'Let others read held words, or do not, with a reason that the author reads',
    audience: textCheckRoles,
    input: z.strictObject({ id: id('check'), approve: z.boolean(), /** Wanted to refuse. */ reason: z.optional(words(2, 200)) }),
    output: done,
    errors: ['not_found', 'wrong_state', 'invalid_input'],
  }),
};
