import { expect, test } from '@jest/globals';
import { type RatingCounts, ratingFigures } from '../../shared/rules/rating-figures';

const counts: RatingCounts = {
  asked: 20,
  levels: { 5: 4, 4: 2, 3: 1, 2: 1, 1: 0 },
  notCounted: 2,
  notRated: 6,
  remedyDue: 3,
  remedyOnTime: 2,
  contactDue: 4,
  contactOnTime: 3,
  contacted: 4,
  returnDue: 8,
  returned: 6,
  returnReached: 4,
  returnSolved: 2,
  returnNotSolved: 1,
};

test('shares are of what they say: responses of all, levels of those that count, and who has not rated is in neither', () => {
  expect(ratingFigures(counts)).toEqual({
    asked: 20,
    rated: 10,
    notRated: 6,
    open: 4,
    notCounted: 2,
    responseShare: 50,
    levels: [
      { level: 5, count: 4, share: 50 },
      { level: 4, count: 2, share: 25 },
      { level: 3, count: 1, share: 12.5 },
      { level: 2, count: 1, share: 12.5 },
      { level: 1, count: 0, share: 0 },
    ],
    satisfiedShare: 87.5,
    remedyDue: 3,
    remedyOnTimeShare: 66.7,
    contactOnTimeShare: 75,
    contactedShare: 100,
    returnDue: 8,
    returnedShare: 75,
    returnReachedShare: 50,
    returnSolvedShare: 66.7,
  });
});

test('not rated never moves the satisfied share', () => {
  const shares = [0, 6, 600].map((notRated) => ratingFigures({ ...counts, asked: 14 + notRated, notRated }).satisfiedShare);
  expect(new Set(shares).size).toBe(1);
});

test('of nothing there is no share', () => {
  const none = Object.fromEntries(Object.keys(counts).map((name) => [name, 0])) as Omit<RatingCounts, 'levels'>;
  expect(ratingFigures({ ...none, levels: { 5: 0, 4: 0, 3: 0, 2: 0, 1: 0 } })).toMatchObject({
    returnedShare: null,
    returnSolvedShare: null,
    responseShare: null,
    satisfiedShare: null,
    remedyOnTimeShare: null,
    contactedShare: null,
  });
});
