import * as z from 'zod/mini';
import { explanationOutcomes } from '../rules/no-show';
import { endpoint, type Audience } from './endpoint';
import { id, instant, key, words } from './shapes';

const officers = ['officer', 'unit_head'] as const satisfies Audience;

/** What a person said about a missed appointment, and what the window answered; without an outcome it waits. */
export const explanation = z.strictObject({
  words: z.string(),
  givenAt: instant,
  outcome: z.nullable(z.enum(explanationOutcomes)),
  reply: z.nullable(z.string()),
});

const explanationsOfHall = z.strictObject({
  explanations: z.array(
    z.strictObject({
      ...explanation.shape,
      appointmentId: id('apt'),
      applicantName: z.string(),
      /** The relative who handed it in for the applicant (A4). */
      givenBy: z.nullable(z.string()),
      itemName: z.string(),
      startsAt: instant,
      /** Missed appointments of this person that count now, wherever. */
      missed: z.number(),
      blockedUntil: z.nullable(instant),
    }),
  ),
});

/** C9: the way back from a block. */
export const explanations = {
  'explanations.give': endpoint({
    summary: 'Say why I, or a relative for whom I booked, missed an appointment: once, as long as it counts',
    audience: 'person',
    input: z.strictObject({ id: id('apt'), words: words(4, 200) }),
    output: explanation,
    errors: ['not_found', 'wrong_state'],
  }),
  'explanations.list': endpoint({
    summary: 'Explanations for appointments missed at a hall, those that wait first',
    audience: officers,
    input: z.strictObject({ hallId: key }),
    output: explanationsOfHall,
    errors: ['not_found'],
  }),
  'explanations.decide': endpoint({
    summary:
      'Accept or refuse an explanation with words that the person reads; an accepted one does not count, and a block that rested on it ends at once',
    audience: officers,
    input: z.strictObject({ id: id('apt'), outcome: z.enum(explanationOutcomes), reply: words(2, 100) }),
    output: explanationsOfHall,
    errors: ['not_found', 'wrong_state', 'own_matter'],
  }),
};
