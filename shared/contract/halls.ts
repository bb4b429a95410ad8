import * as z from 'zod/mini';
import { endpoint } from './endpoint';
import { date, id, instant, itemCode, key } from './shapes';

const hall = z.strictObject({
  id: key,
  name: z.string(),
  town: z.string(),
  address: z.string(),
  phone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  /** 周一至周五 09:00–12:00 14:00–17:00, one line a pattern. */
  openingLines: z.array(z.string()),
  nextFree: z.nullable(z.strictObject({ date, free: z.number() })),
});

/** C1: halls, their days and their slots. What is shown free is advice; the database decides the last place. */
export const halls = {
  'halls.list': endpoint({
    summary: 'Halls that take an item, with the next day that has free places',
    audience: 'anyone',
    input: z.strictObject({ itemCode: z.optional(itemCode) }),
    output: z.strictObject({ halls: z.array(hall) }),
    errors: ['not_found'],
    cacheSeconds: 5,
  }),
  'halls.days': endpoint({
    summary: 'The coming 14 days of a hall: open or why not, and how many places are free',
    audience: 'anyone',
    input: z.strictObject({ hallId: key }),
    output: z.strictObject({
      hall,
      days: z.array(
        z.strictObject({
          date,
          open: z.boolean(),
          /** Why closed (holiday, no pattern) or special (make-up day), in words. */
          note: z.nullable(z.string()),
          free: z.number(),
          capacity: z.number(),
        }),
      ),
    }),
    errors: ['not_found'],
    cacheSeconds: 5,
  }),
  'halls.slots': endpoint({
    summary: 'The slots of a day with places left',
    audience: 'anyone',
    input: z.strictObject({ hallId: key, date }),
    output: z.strictObject({
      slots: z.array(z.strictObject({ id: id('slot'), startsAt: instant, endsAt: instant, free: z.number(), capacity: z.number() })),
    }),
    errors: ['not_found'],
    cacheSeconds: 2,
  }),
};
