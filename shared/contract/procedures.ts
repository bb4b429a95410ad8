import * as z from 'zod/mini';
import { endpoint } from './endpoint';
import { itemCode } from './shapes';

/** A matter without an entry in the catalogue, in a list. */
export const procedureSummary = z.strictObject({ code: itemCode, name: z.string(), summary: z.string() });

/** B11: notices of matters without an entry, each kept by the unit that takes it. */
export const procedures = {
  'procedures.read': endpoint({
    summary: 'The notice of a matter without an entry: steps, what to bring, where and whom to call; `item` when it has become an item',
    audience: 'anyone',
    input: z.strictObject({ code: itemCode }),
    output: z.strictObject({
      ...procedureSummary.shape,
      unitName: z.string(),
      steps: z.array(z.string()),
      bring: z.array(z.string()),
      where: z.string(),
      phone: z.string(),
      item: z.nullable(itemCode),
    }),
    errors: ['not_found'],
    cacheSeconds: 60,
  }),
};
