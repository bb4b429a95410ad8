import * as z from 'zod/mini';
import { ratingLevels, ratingPlaces, ratingReasons, ratingSubjects } from '../rules/rating';
import { noticeKinds } from '../text/notices';
import { endpoint } from './endpoint';
import { byId, done, id, instant, nothing, words } from './shapes';

/** E1: one rating an occasion, voluntary, no default. J1: the in-app inbox. */
export const followup = {
  'ratings.open': endpoint({
    summary: 'Finished occasions the person may still rate',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      occasions: z.array(
        z.strictObject({
          id: id('rate'),
          subject: z.enum(ratingSubjects),
          subjectId: z.string(),
          place: z.enum(ratingPlaces),
          title: z.string(),
          unitName: z.string(),
          finishedAt: instant,
        }),
      ),
    }),
    errors: [],
  }),
  'ratings.give': endpoint({
    summary: 'Rate an occasion once: a level, reasons that belong to it, words if wanted',
    audience: 'person',
    input: z.strictObject({
      id: id('rate'),
      level: z.literal(ratingLevels),
      reasons: z.array(z.enum(ratingReasons)).check(z.maxLength(5)),
      words: z.optional(words(1, 500)),
    }),
    output: z.strictObject({ id: id('rate'), level: z.literal(ratingLevels), ratedAt: instant }),
    errors: ['not_found', 'already_rated', 'invalid_input'],
  }),
  'notices.list': endpoint({
    summary: 'The in-app inbox, newest first',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      notices: z.array(
        z.strictObject({
          id: id('note'),
          kind: z.enum(noticeKinds),
          title: z.string(),
          body: z.string(),
          subjectId: z.nullable(z.string()),
          createdAt: instant,
          readAt: z.nullable(instant),
        }),
      ),
    }),
    errors: [],
  }),
  'notices.read': endpoint({
    summary: 'Mark a notice as read',
    audience: 'person',
    input: byId('note'),
    output: done,
    errors: ['not_found'],
  }),
  'notices.readAll': endpoint({
    summary: 'Mark all notices as read that there are by now',
    audience: 'person',
    input: nothing,
    output: done,
    errors: [],
  }),
  'notices.grant': endpoint({
    summary: 'Record the subscribe-message grants the person just gave on the phone: one grant, one message',
    audience: 'person',
    input: z.strictObject({ templates: z.array(z.enum(noticeKinds)).check(z.minLength(1), z.maxLength(3)) }),
    output: done,
    errors: [],
  }),
};
