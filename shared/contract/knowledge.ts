import * as z from 'zod/mini';
import { consultationRoles } from '../rules/consultation-flow';
import { answersShown, knowledgeOrigins } from '../rules/knowledge';
import { endpoint } from './endpoint';
import { byId, date, done, id, itemCode, words } from './shapes';

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
    rate: 'search',
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
  'knowledgeDesk.draft': endpoint({
    summary: 'What an entry made of an answered question would say: names and numbers of the asker already taken out, and which ones',
    audience: consultationRoles,
    input: byId('cons'),
    output: z.strictObject({
      question: z.string(),
      answer: z.string(),
      items: z.array(itemCode),
      takenOut: z.array(z.string()),
      reviewOn: date,
    }),
    errors: ['not_found', 'wrong_state'],
  }),
  'knowledgeDesk.make': endpoint({
    summary: 'Make an entry of an answered question; refused while names or numbers of a person stand in it',
    audience: consultationRoles,
    input: z.strictObject({
      id: id('cons'),
      question: words(4, 60),
      phrasings: z.array(words(2, 40)).check(z.maxLength(12)),
      answer: words(4, 400),
      items: z.array(itemCode).check(z.maxLength(5)),
      reviewOn: date,
    }),
    output: z.strictObject({ code: itemCode }),
    errors: ['not_found', 'wrong_state', 'personal_words', 'item_unknown', 'review_day_wrong'],
  }),
  'knowledgeDesk.list': endpoint({
    summary: 'Entries of my units, those to be looked at first on top',
    audience: consultationRoles,
    input: z.strictObject({}),
    output: z.strictObject({
      entries: z.array(
        z.strictObject({
          ...entry.shape,
          ownerName: z.nullable(z.string()),
          origin: z.enum(knowledgeOrigins),
          reviewOn: date,
          /** Past its review date: nobody sees it. */
          hidden: z.boolean(),
          /** Waits for the content check or failed it: nobody sees it either. */
          unchecked: z.boolean(),
          /** What the bureau must still confirm before people rely on it. */
          verify: z.array(z.strictObject({ about: z.string(), reason: z.string() })),
        }),
      ),
    }),
    errors: [],
  }),
  'knowledgeDesk.renew': endpoint({
    summary: 'Looked at again and still right: shown until another day. Entries of the files are renewed in the files',
    audience: consultationRoles,
    input: z.strictObject({ code: itemCode, reviewOn: date }),
    output: done,
    errors: ['not_found', 'review_day_wrong'],
  }),
};
