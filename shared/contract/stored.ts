import * as z from 'zod/mini';
import { erasureBlockers, erasureGrounds } from '../rules/erasure';
import { dataCategories, dataPurposes, keepings, type Keeping } from '../rules/personal-data';
import { endpoint } from './endpoint';
import { date, instant, nothing } from './shapes';

/** Made by the phone before it asks, so that it finds the receipt though it has no session any more. */
const receiptCode = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,64}$/));
const parts = z.array(
  z.strictObject({
    purpose: z.enum(dataPurposes),
    goes: z.number(),
    stays: z.number(),
    /** Until when in Shanghai; null while nobody can say. */
    grounds: z.array(z.strictObject({ ground: z.enum(erasureGrounds), until: z.nullable(date) })),
  }),
);

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
  'stored.erasure': endpoint({
    summary: 'What would be deleted now if I asked, what would stay, on which ground and until when; or what is to be ended before',
    audience: 'person',
    rate: 'document',
    input: nothing,
    output: z.strictObject({ blockers: z.array(z.enum(erasureBlockers)), parts }),
    errors: [],
  }),
  'stored.erase': endpoint({
    summary: 'Deletes what is stored about me and ends the account; answers what went and what stayed, as the receipt',
    audience: 'person',
    collects: 'nothing',
    rate: 'document',
    input: z.strictObject({ code: receiptCode }),
    output: z.strictObject({ at: instant, parts }),
    errors: ['erasure_blocked'],
  }),
  'stored.receipt': endpoint({
    summary: 'The receipt of a deletion, for whoever has the code that its phone made',
    audience: 'anyone',
    input: z.strictObject({ code: receiptCode }),
    output: z.strictObject({ at: instant, parts }),
    errors: [],
  }),
};
