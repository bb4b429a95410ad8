import type { Db, Tx } from '../../db/client';
import { insertRating, type OccasionRecord, occasionById, openOccasionsOf, ratingsOf } from '../../db/queries/ratings';
import { remedyOfOccasion } from '../../db/queries/remedies';
import { refuse } from '../../shared/contract/errors';
import type { Input, Output } from '../../shared/contract/index';
import { isLow, occasionState, openSpan, ratingClosesAt, ratingOpensAt, reasonsFor, takesRatingDown } from '../../shared/rules/rating';
import { availableRemedyActions, remedyFlow } from '../../shared/rules/remedy-flow';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
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
    return call.write(async (tx) => give(tx, calendar, await mine(tx, call.input.id, call), null, call));
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

/** E1 for those without an account: somebody who had no part in it takes down by telephone what they say. */
export const ratingDesk = {
  'ratingDesk.read': async ({ database, input, actor, now, settings }) => {
    const row = await ofCaller(database, input.id, { actor, now });
    const { id, subject, subjectId, place, title, unitName, finishedAt, personName } = row;
    return { id, subject, subjectId, place, title, unitName, finishedAt, personName, state: stateOf(row, settings, now) };
  },

  'ratingDesk.take': async (call) => {
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => give(tx, calendar, await ofCaller(tx, call.input.id, call), call.actor.personId, call));
  },
} satisfies Handlers<'ratingDesk.'>;

type Giving = { input: Input<'ratings.give'>; settings: Settings; now: string };

/** The one rating of an occasion, with the order of a low one. */
async function give(tx: Tx, calendar: WorkCalendar, occasion: OccasionRecord, takenBy: string | null, { input, settings, now }: Giving) {
  const { id, level, reasons, words, optionsVersion = 1, anonymous: isAnonymous = false } = input;
  const offered = reasonsFor(level, occasion.place, optionsVersion);
  if (new Set(reasons).size < reasons.length || !reasons.every((reason) => offered.includes(reason))) {
    return refuse('invalid_input', { issues: [{ path: 'reasons', problem: 'not offered for this level' }] });
  }
  const state = stateOf(occasion, settings, now);
  if (state === 'not_yet') return refuse('rating_not_open');
  if (state === 'not_rated') return refuse('rating_over');
  const rating = { occasionId: id, level, reasons, words: words ?? null, optionsVersion, isAnonymous, takenBy, now };
  if (!(await insertRating(tx, rating))) return refuse('already_rated');
  if (isLow(level)) await openRemedy(tx, calendar, occasion, rating, { settings, now });
  return { id, level, ratedAt: now };
}

/** What the own work was rated for, and what the person can rate on the own phone, answers as if it were not there. */
async function ofCaller(db: Db, id: string, { actor, now }: Pick<Reader, 'actor' | 'now'>): Promise<OccasionRecord> {
  const occasion = await occasionById(db, id, shanghaiDay(now));
  return occasion && takesRatingDown(actor, occasion) ? occasion : refuse('not_found');
}

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
