import * as z from 'zod/mini';
import { figureKeys } from '../rules/rating-figures';
import { endpoint } from './endpoint';
import { date } from './shapes';

const share = z.nullable(z.number());

const figures = {
  asked: z.number(),
  rated: z.number(),
  notRated: z.number(),
  open: z.number(),
  notCounted: z.number(),
  /** In percent with one decimal; null of nothing. */
  responseShare: share,
  /** From 非常满意 down, in words. */
  levels: z.array(z.strictObject({ word: z.string(), count: z.number(), share })),
  satisfiedShare: share,
  remedyDue: z.number(),
  remedyOnTimeShare: share,
  contactOnTimeShare: share,
  contactedShare: share,
  returnDue: z.number(),
  returnedShare: share,
  returnReachedShare: share,
  returnSolvedShare: share,
};

/** E4: how services are found, per unit, item, channel and period. Nothing here is of a person, and nothing is in the order of a figure. */
export const ratingFigures = {
  'ratingFigures.list': endpoint({
    summary: 'Ratings and their remedies of the units within reach, whole and by unit, item or channel, in the order of the tree or of names',
    audience: ['unit_head', 'supervisor', 'administrator'],
    input: z.strictObject({ from: date, until: date, by: z.enum(figureKeys) }),
    output: z.strictObject({
      whole: z.strictObject(figures),
      parts: z.array(z.strictObject({ key: z.string(), name: z.string(), ...figures })),
    }),
    errors: ['period_wrong'],
  }),
};
