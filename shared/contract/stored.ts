import * as z from 'zod/mini';
import { dataCategories, dataPurposes, keepings, type Keeping } from '../rules/personal-data';
import { endpoint } from './endpoint';
import { nothing } from './shapes';

/** A9: what is stored about the person who asks; nobody else can be named. */
export const stored = {
  'stored.read': endpoint({
    summary: 'What is stored about me, by what it is for: sorts of data, how many rows, how long they are kept',
    audience: 'person',
    input: nothing,
    output: z.strictObject({
      kinds: z.array(
        z.strictObject({
          purpose: z.enum(dataPurposes),
          pieces: z.number(),
          categories: z.array(z.enum(dataCategories)),
          /** The number is that of the setting, in its own unit; null where no period runs. */
          keeps: z.array(z.strictObject({ keep: z.enum(Object.keys(keepings) as Keeping[]), period: z.nullable(z.number()) })),
        }),
      ),
    }),
    errors: [],
  }),
  'stored.export': endpoint({
    summary: 'All that is stored about me as one .xlsx: numbers whole, other people unnamed',
    audience: 'person',
    rate: 'document',
    recorded: true,
    input: nothing,
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
    errors: [],
  }),
};
