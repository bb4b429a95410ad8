import { insertRating, occasionById, openOccasionsOf } from '../../db/queries/ratings';
import { refuse } from '../../shared/contract/errors';
import { ratingOptionsVersion, reasonsFor } from '../../shared/rules/rating';
import type { Handlers } from '../call';

/** Occasions shown at once; older ones appear as these are rated. */
const shownOccasions = 50;

/** E1: voluntary, once an occasion, no default; the database decides which of several at once is the one. */
export const ratings = {
  'ratings.open': async (call) => ({ occasions: await openOccasionsOf(call.database, call.actor.personId, shownOccasions) }),

  'ratings.give': (call) =>
    call.write(async (tx) => {
      const { id, level, reasons, words } = call.input;
      const occasion = await occasionById(tx, id);
      if (occasion?.personId !== call.actor.personId) return refuse('not_found');
      const offered = reasonsFor(level, occasion.place);
      if (new Set(reasons).size < reasons.length || !reasons.every((reason) => offered.includes(reason))) {
        refuse('invalid_input', { issues: [{ path: 'reasons', problem: 'not offered for this level' }] });
      }
      const rating = { occasionId: id, level, reasons, words: words ?? null, optionsVersion: ratingOptionsVersion, now: call.now };
      if (!(await insertRating(tx, rating))) refuse('already_rated');
      return { id, level, ratedAt: call.now };
    }),
} satisfies Handlers<'ratings.'>;
