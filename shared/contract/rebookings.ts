import * as z from 'zod/mini';
import { rebookingEnds } from '../rules/rebooking';
import { endpoint } from './endpoint';
import { done, id, instant, key, shortCode } from './shapes';

const state = z.enum(['offered', 'lapsed', 'none', ...rebookingEnds]);
const offer = z.nullable(z.strictObject({ hallName: z.string(), startsAt: instant, endsAt: instant, expiresAt: instant }));

/** C10: what a person is offered whose place a hall has taken away, and how it stands. */
export const rebookings = {
  'rebookings.read': endpoint({
    summary: 'What my appointment is offered after its hall took the place away; null where it was not',
    audience: 'person',
    input: z.strictObject({ id: id('apt') }),
    output: z.strictObject({ rebooking: z.nullable(z.strictObject({ id: id('rebook'), reason: z.string(), state, offer })) }),
    errors: ['not_found'],
  }),
  'rebookings.accept': endpoint({
    summary: 'Take the offered place, which is held for me',
    audience: 'person',
    input: z.strictObject({ id: id('rebook') }),
    output: done,
    errors: ['not_found', 'hold_expired', 'wrong_state', 'slot_full', 'slot_past', 'no_adjacent_places'],
  }),
  'rebookings.ofHall': endpoint({
    summary: 'Who was hit by changes of a hall, who has answered and who has not',
    audience: ['officer', 'guide', 'unit_head', 'supervisor', 'administrator'],
    input: z.strictObject({ hallId: key }),
    output: z.strictObject({
      open: z.number(),
      rows: z.array(
        z.strictObject({
          id: id('rebook'),
          code: shortCode,
          appointmentId: id('apt'),
          itemName: z.string(),
          applicantName: z.string(),
          startsAt: instant,
          reason: z.string(),
          state,
          offer,
        }),
      ),
    }),
    errors: ['not_found'],
  }),
};
