import * as z from 'zod/mini';
import { occasionStates, ratingLevels, ratingOptionsVersions, ratingPlaces, ratingReasons, ratingSubjects, ratingTakers } from '../rules/rating';
import { remedyStatuses } from '../rules/remedy-flow';
import { endpoint } from './endpoint';
import { byId, id, instant, words } from './shapes';

const occasion = {
  id: id('rate'),
  subject: z.enum(ratingSubjects),
  subjectId: z.string(),
  place: z.enum(ratingPlaces),
  title: z.string(),
  unitName: z.string(),
  finishedAt: instant,
};
const level = z.literal(ratingLevels);

const detail = z.strictObject({
  ...occasion,
  state: z.enum(occasionStates),
  opensAt: instant,
  closesAt: instant,
  rating: z.nullable(
    z.strictObject({ level, reasons: z.array(z.enum(ratingReasons)), words: z.nullable(z.string()), anonymous: z.boolean(), ratedAt: instant }),
  ),
  /** What came of a low rating. */
  remedy: z.nullable(
    z.strictObject({
      status: z.enum(remedyStatuses),
      contactDueAt: z.nullable(instant),
      contactedAt: z.nullable(instant),
      dueAt: z.nullable(instant),
      /** How the last date came about. */
      explanation: z.array(z.string()),
      result: z.nullable(z.string()),
      rule: z.nullable(z.string()),
      settledAt: z.nullable(instant),
      resultLevel: z.nullable(level),
      resultWords: z.nullable(z.string()),
      mayRate: z.boolean(),
    }),
  ),
});

const given = {
  id: id('rate'),
  level,
  reasons: z.array(z.enum(ratingReasons)).check(z.maxLength(6)),
  words: z.optional(words(1, 500)),
  /** The version of the reasons that the phone showed; the first for phones from before it was sent. */
  optionsVersion: z.optional(z.literal(ratingOptionsVersions)),
  /** The person does not want to be contacted about it. */
  anonymous: z.optional(z.boolean()),
};
const rated = z.strictObject({ id: id('rate'), level, ratedAt: instant });

/** E1: one rating an occasion, voluntary, no default; only the rater reads it here. */
export const ratings = {
  'ratings.open': endpoint({
    summary: 'Finished occasions the person may rate now',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ occasions: z.array(z.strictObject(occasion)) }),
    errors: [],
  }),
  'ratings.mine': endpoint({
    summary: 'What the person has rated, newest first, with the state of its remedy',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      ratings: z.array(
        z.strictObject({
          id: id('rate'),
          title: z.string(),
          unitName: z.string(),
          level,
          ratedAt: instant,
          remedy: z.nullable(z.enum(remedyStatuses)),
          /** It has ended, and the person has not said how it was. */
          mayRateRemedy: z.boolean(),
        }),
      ),
    }),
    errors: [],
  }),
  'ratings.read': endpoint({
    summary: "One of the person's occasions: whether it may be rated, what was said, and what came of it",
    audience: 'person',
    input: byId('rate'),
    output: detail,
    errors: ['not_found'],
  }),
  'ratings.give': endpoint({
    summary: 'Rate an occasion once: a level, reasons that belong to it, words if wanted; a low one opens its remedy',
    audience: 'person',
    input: z.strictObject(given),
    output: rated,
    errors: ['not_found', 'already_rated', 'invalid_input', 'rating_not_open', 'rating_over'],
  }),
  'ratingDesk.read': endpoint({
    summary: 'An occasion of somebody without an account, for staff who had no part in it: what it was, and whether it may be rated now',
    audience: ratingTakers,
    input: byId('rate'),
    output: z.strictObject({ ...occasion, personName: z.nullable(z.string()), state: z.enum(occasionStates) }),
    errors: ['not_found'],
  }),
  'ratingDesk.take': endpoint({
    summary: 'Take down by telephone how somebody without an account rates; a low one opens its remedy. Never by the rated',
    audience: ratingTakers,
    input: z.strictObject(given),
    output: rated,
    errors: ['not_found', 'already_rated', 'invalid_input', 'rating_not_open', 'rating_over'],
  }),
  'ratings.rateRemedy': endpoint({
    summary: 'Say once how the remedy of a low rating was',
    audience: 'person',
    input: z.strictObject({ id: id('rate'), level, words: z.optional(words(1, 500)) }),
    output: detail,
    errors: ['not_found', 'already_rated', 'wrong_state'],
  }),
};
