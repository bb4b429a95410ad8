import type { Db } from '../../db/client';
import { insertRating, type OccasionRecord, occasionById, openOccasionsOf, ratingsOf } from '../../db/queries/ratings';
import { remedyOfOccasion } from '../../db/queries/remedies';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { isLow, occasionState, openSpan, ratingClosesAt, ratingOpensAt, reasonsFor } from '../../shared/rules/rating';
import { availableRemedyActions, remedyFlow } from '../../shared/rules/remedy-flow';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { ratingLevelWords } from '../../shared/text/ratings';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { openRemedy, stepRemedy } from '../remedies';

/** Occasions shown at once; older ones appear as these are rated. */
const shownOccasions = 50;

/** E1: voluntary, once an occasion, no default; the database decides which of several at once is the one. */
export const ratings = {
  'ratings.open': async ({ database, actor, now, settings }) => {
    const found = await openOccasionsOf(database, actor.personId, openSpan(now, settings), shownOccasions);
    return { occasions: found };
  },

  'ratings.mine': async ({ database, actor }) => ({
    ratings: await ratingsOf(database, actor.personId, shownOccasions),
  }),

  'ratings.read': async (call) => detail(call.database, await mine(call.database, call.input.id, call), call),

  'ratings.give': async (call) => {
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => {
      const { id, level, reasons, words, optionsVersion = 1, anonymous: isAnonymous = false } = call.input;
      const { now, settings } = call;
      const occasion = await mine(tx, id, call);
      const offered = reasonsFor(level, occasion.place, optionsVersion);
      if (new Set(reasons).size < reasons.length || !reasons.every((reason) => offered.includes(reason))) {
        refuse('invalid_input', { issues: [{ path: 'reasons', problem: 'not offered for this level' }] });
      }
      const state = stateOf(occasion, settings, now);
      if (state === 'not_yet') refuse('rating_not_open');
      if (state === 'not_rated') refuse('rating_over');
      const rating = { occasionId: id, level, reasons, words: words ?? null, optionsVersion, isAnonymous, now };
      if (!(await insertRating(tx, rating))) refuse('already_rated');
      if (isLow(level)) await openRemedy(tx, calendar, occasion, rating, call);
      return { id, level, ratedAt: now };
    });
  },

  'ratings.rateRemedy': (call) =>
    call.write(async (tx) => {
      const { id, level, words = null } = call.input;
      const { now, actor } = call;
      const occasion = await mine(tx, id, call);
      const row = (await remedyOfOccasion(tx, id, 'lock')) ?? refuse('not_found');
      const status = remedyFlow[row.status].rate ?? refuse('wrong_state', { status: row.status });
      if (!availableRemedyActions(row, actor, now).includes('rate')) refuse('already_rated');
      const change = { resultLevel: level, resultWords: words, resultAt: now };
      await stepRemedy(tx, row, { action: 'rate', status, at: now, actorId: null, text: ratingLevelWords[level] }, change);
      return detail(tx, occasion, call);
    }),
} satisfies Handlers<'ratings.'>;

type Reader = { actor: Actor; now: string; settings: Settings };

/** Another person's occasion answers as if it were not there. */
async function mine(db: Db, id: string, { actor, now }: Reader): Promise<OccasionRecord> {
  const occasion = await occasionById(db, id, shanghaiDay(now));
  return occasion?.personId === actor.personId ? occasion : refuse('not_found');
}

const stateOf = (occasion: OccasionRecord, settings: Settings, now: string) =>
  occasionState({ ...occasion, isRated: occasion.ratedAt !== null }, settings, now);

async function detail(db: Db, occasion: OccasionRecord, { actor, now, settings }: Reader): Promise<Output<'ratings.read'>> {
  const { id, subject, subjectId, place, title, unitName, finishedAt, level, reasons, words, isAnonymous, ratedAt } = occasion;
  const row = ratedAt === null ? null : await remedyOfOccasion(db, id);
  return {
    id,
    subject,
    subjectId,
    place,
    title,
    unitName,
    finishedAt,
    state: stateOf(occasion, settings, now),
    opensAt: ratingOpensAt(place, finishedAt, settings),
    closesAt: ratingClosesAt(finishedAt, settings),
    rating: level !== null && reasons && ratedAt !== null ? { level, reasons, words, anonymous: isAnonymous === true, ratedAt } : null,
    remedy: row && {
      status: row.status,
      contactDueAt: row.contactDueAt,
      contactedAt: row.contactedAt,
      dueAt: row.dueAt,
      explanation: row.explanation,
      result: row.outcomeText,
      rule: row.rule,
      settledAt: row.settledAt,
      resultLevel: row.resultLevel,
      resultWords: row.resultWords,
      mayRate: availableRemedyActions(row, actor, now).includes('rate'),
    },
  };
}
