import * as z from 'zod/mini';
import { extraOutcomes, extraReasons } from '../rules/extra-material';
import { endpoint } from './endpoint';
import { byId, done, id, instant, itemCode, words } from './shapes';

/** What a window asked for beyond the frozen list, as applicant and officer both see it. */
export const extraMaterial = z.strictObject({
  id: id('extra'),
  name: z.string(),
  reason: z.enum(extraReasons),
  words: z.string(),
  askedAt: instant,
});

/** Why something is asked for that nobody was told of. */
export const extraWords = z.strictObject({ reason: z.enum(extraReasons), words: words(6, 200) });

/** B8: whoever asks for more than the list gives a reason; the owner of the item settles it. */
export const extras = {
  'extras.ask': endpoint({
    summary: 'Ask the applicant for something that is not on the frozen list, with a reason that the applicant and the owner of the item see',
    audience: ['officer', 'unit_head'],
    input: z.strictObject({ id: id('apt'), name: words(2, 60), ...extraWords.shape }),
    output: extraMaterial,
    errors: ['not_found', 'wrong_state', 'already_on_list'],
  }),
  'extras.list': endpoint({
    summary: 'What windows asked for beyond the lists of the items that the actor owns; what is not settled first, newest first',
    audience: ['unit_head', 'administrator'],
    input: z.strictObject({}),
    output: z.strictObject({
      open: z.number(),
      extras: z.array(
        z.strictObject({
          ...extraMaterial.shape,
          itemCode,
          itemName: z.string(),
          itemVersion: z.number(),
          hallName: z.string(),
          /** How often this was asked for this item, under the same name. */
          times: z.number(),
          outcome: z.nullable(z.enum(extraOutcomes)),
          reply: z.nullable(z.string()),
        }),
      ),
    }),
    errors: [],
  }),
  'extras.settle': endpoint({
    summary: 'Settle an entry: the list is put right, or the thing was not needed; the officer who asked is told',
    audience: ['unit_head', 'administrator'],
    input: z.strictObject({ ...byId('extra').shape, outcome: z.enum(extraOutcomes), reply: words(4, 200) }),
    output: done,
    errors: ['not_found', 'wrong_state'],
  }),
};
