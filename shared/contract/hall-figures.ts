import * as z from 'zod/mini';
import { endpoint } from './endpoint';
import { date, instant, key, words } from './shapes';

const minutes = z.nullable(z.strictObject({ median: z.number(), p90: z.number() }));

const figures = {
  /** Finished visits, with and without an appointment. */
  visits: z.number(),
  waiting: minutes,
  handling: minutes,
  settled: z.number(),
  oneTrip: z.number(),
  /** In percent with one decimal. */
  oneTripShare: z.nullable(z.number()),
  due: z.number(),
  missed: z.number(),
  missedShare: z.nullable(z.number()),
};

const hall = z.strictObject({
  hallId: key,
  hallName: z.string(),
  ...figures,
  places: z.strictObject({ planned: z.number(), booked: z.number(), used: z.number() }),
  /** Median minutes from the ticket to the end. */
  visitMinutes: z.nullable(z.number()),
  /** Entered by a person (`enteredAt`), or of the hall's own first days (`from`, `until`). */
  baseline: z.nullable(
    z.strictObject({
      minutes: z.number(),
      enteredAt: z.nullable(instant),
      reason: z.nullable(z.string()),
      from: z.nullable(date),
      until: z.nullable(date),
    }),
  ),
  /** Percent against the baseline; beside it stands `yardstick`. */
  change: z.nullable(z.number()),
});

const period = { from: date, until: date };
const audience = ['unit_head', 'supervisor', 'administrator'] as const;

/** C14: measured from the events themselves. */
export const hallFigures = {
  'hallFigures.list': endpoint({
    summary: 'Halls within reach: one-trip share, waiting and handling, no-shows, places, visit time against the own baseline',
    audience,
    input: z.strictObject(period),
    output: z.strictObject({ yardstick: z.number(), halls: z.array(hall) }),
    errors: ['period_wrong'],
  }),
  'hallFigures.read': endpoint({
    summary: 'One hall with each of its items',
    audience,
    input: z.strictObject({ hallId: key, ...period }),
    output: z.strictObject({
      yardstick: z.number(),
      hall,
      items: z.array(z.strictObject({ itemCode: z.string(), itemName: z.string(), ...figures })),
      mayEnter: z.boolean(),
    }),
    errors: ['not_found', 'period_wrong'],
  }),
  'hallFigures.enterBaseline': endpoint({
    summary: 'Enter what a visit took before, with where the number comes from',
    audience: ['unit_head', 'administrator'],
    input: z.strictObject({ hallId: key, minutes: z.number().check(z.minimum(1), z.maximum(600)), reason: words(2, 200) }),
    output: z.strictObject({ done: z.literal(true) }),
    errors: ['not_found'],
  }),
};
