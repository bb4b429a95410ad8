import { shareOf } from './hall-figures';
import { type RatingLevel, ratingLevels } from './rating';

/** E4: by what figures of ratings are put together. Never by person: no key of this kind exists. */
export const figureKeys = ['unit', 'item', 'channel'] as const;
export type FigureKey = (typeof figureKeys)[number];

/** Counts of the occasions that were finished in a period. */
export type RatingCounts = {
  /** Occasions whose person could or can rate. */
  asked: number;
  /** Ratings that count, by level. */
  levels: Record<RatingLevel, number>;
  /** Ratings that were not counted after appeal and review. */
  notCounted: number;
  /** Over, and nothing was said. */
  notRated: number;
  /** Low ratings whose remedy has ended or is late, and those of them that ended in time. */
  remedyDue: number;
  remedyOnTime: number;
  /** Named low ratings whose contact was made or is late, those contacted in time, and those contacted at all. */
  contactDue: number;
  contactOnTime: number;
  contacted: number;
  /** Closed requests, those returned to (answered, or called at least once), those whose person was reached, and what these said (E2). */
  returnDue: number;
  returned: number;
  returnReached: number;
  returnSolved: number;
  returnNotSolved: number;
};

export type RatingFigures = {
  asked: number;
  rated: number;
  notRated: number;
  /** Still open: neither rated nor over. */
  open: number;
  notCounted: number;
  /** In percent with one decimal; null of nothing. */
  responseShare: number | null;
  levels: { level: RatingLevel; count: number; share: number | null }[];
  /** 基本满意 and better among the ratings that count; who has not rated is in neither part. */
  satisfiedShare: number | null;
  remedyDue: number;
  remedyOnTimeShare: number | null;
  contactOnTimeShare: number | null;
  /** Named low ratings that were returned to: 100 % is wanted (国办发〔2019〕51号). */
  contactedShare: number | null;
  returnDue: number;
  /** Of the closed requests: returned to, and reached; of those who said whether it is solved: solved. */
  returnedShare: number | null;
  returnReachedShare: number | null;
  returnSolvedShare: number | null;
};

/** Shares of counts. A rating that is not counted is a response and nothing else; one that was not given is neither satisfied nor dissatisfied. */
export function ratingFigures(counts: RatingCounts): RatingFigures {
  const counted = ratingLevels.reduce((sum, level) => sum + counts.levels[level], 0);
  const rated = counted + counts.notCounted;
  const satisfied = counts.levels[5] + counts.levels[4] + counts.levels[3];
  return {
    asked: counts.asked,
    rated,
    notRated: counts.notRated,
    open: counts.asked - rated - counts.notRated,
    notCounted: counts.notCounted,
    responseShare: shareOf(rated, counts.asked),
    levels: ratingLevels.map((level) => ({ level, count: counts.levels[level], share: shareOf(counts.levels[level], counted) })),
    satisfiedShare: shareOf(satisfied, counted),
    remedyDue: counts.remedyDue,
    remedyOnTimeShare: shareOf(counts.remedyOnTime, counts.remedyDue),
    contactOnTimeShare: shareOf(counts.contactOnTime, counts.contactDue),
    contactedShare: shareOf(counts.contacted, counts.contactDue),
    returnDue: counts.returnDue,
    returnedShare: shareOf(counts.returned, counts.returnDue),
    returnReachedShare: shareOf(counts.returnReached, counts.returnDue),
    returnSolvedShare: shareOf(counts.returnSolved, counts.returnSolved + counts.returnNotSolved),
  };
}
