import * as z from 'zod/mini';
import { answersShown } from '../rules/knowledge';
import { endpoint } from './endpoint';
import { itemCode } from './shapes';

const entry = z.strictObject({
  code: itemCode,
  question: z.string(),
  answer: z.string(),
  /** What it leads to. */
  items: z.array(z.strictObject({ code: itemCode, name: z.string() })),
  /** Who answers for it. */
  unitName: z.string(),
  updatedAt: z.string(),
});

/** F1: the answer base, searched before a person is asked. */
export const knowledge = {
  'knowledge.search': endpoint({
    summary: `The ${answersShown} entries nearest to a question in everyday words, pinyin or initials; none where nothing is near`,
    audience: 'anyone',
    input: z.strictObject({ query: z.string().check(z.trim(), z.maxLength(200)) }),
    output: z.strictObject({ entries: z.array(entry) }),
    errors: [],
    cacheSeconds: 60,
  }),
  'knowledge.read': endpoint({
    summary: 'One entry; past its review date it is not there',
    audience: 'anyone',
    input: z.strictObject({ code: itemCode }),
    output: entry,
    errors: ['not_found'],
    cacheSeconds: 60,
  }),
};
