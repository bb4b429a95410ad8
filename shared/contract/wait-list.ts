import * as z from 'zod/mini';
import { waitStatuses } from '../rules/wait-list';
import { appointmentSummary, relativeId } from './appointments';
import { endpoint } from './endpoint';
import { byId, date, id, instant, key, nothing, shortCode } from './shapes';

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const waitEntries = z.strictObject({
  entries: z.array(
    z.strictObject({
      id: id('wait'),
      /** The relative who waits, where it is not the person who asks (A4). */
      relativeName: z.nullable(z.string()),
      hallId: key,
      hallName: z.string(),
      date,
      checklistCode: shortCode,
      itemName: z.string(),
      fromAt: z.nullable(instant),
      untilAt: z.nullable(instant),
      status: z.enum(waitStatuses),
      /** 1: next. Only while it waits and its place in the line is known. */
      position: z.nullable(z.number()),
      /** The day is not open yet: from then on its places are given to the line, which stands by lot. */
      drawsAt: z.nullable(instant),
      offer: z.nullable(z.strictObject({ startsAt: instant, until: instant })),
    }),
  ),
});

/** C7: the wait list of a full day, in order; an offer is held for one person, then goes to the next. */
export const waitList = {
  'waitList.join': endpoint({
    summary: "Wait for a place of a hall's day, or of some hours of it, with a checklist, for oneself or a relative",
    audience: 'person',
    input: z.strictObject({ hallId: key, date, checklistCode: shortCode, from: z.optional(clock), until: z.optional(clock), relativeId }),
    output: waitEntries,
    errors: [
      'not_found',
      'in_line_already',
      'too_many_waits',
      'real_name_required',
      'online_booking_blocked',
      'checklist_expired',
      'situation_refused',
      'wrong_hall',
      'day_not_open',
    ],
  }),
  'waitList.list': endpoint({
    summary: 'My places on wait lists and those I took for relatives, and what is offered',
    audience: 'person',
    input: nothing,
    output: waitEntries,
    errors: [],
  }),
  'waitList.accept': endpoint({
    summary: 'Book the place that is offered to me or to the relative for whom I joined',
    audience: 'person',
    input: byId('wait'),
    output: appointmentSummary,
    errors: [
      'not_found',
      'wrong_state',
      'slot_full',
      'slot_past',
      'hold_expired',
      'no_adjacent_places',
      'too_many_items',
      'already_booked',
      'too_many_live',
      'real_name_required',
      'checklist_expired',
      'situation_refused',
      'online_booking_blocked',
      'wrong_hall',
    ],
    idempotency: 'in_statement',
  }),
  'waitList.leave': endpoint({
    summary: 'Leave the line, or give up what is offered: the next in line gets it',
    audience: 'person',
    collects: 'nothing',
    input: byId('wait'),
    output: waitEntries,
    errors: ['not_found', 'wrong_state'],
  }),
};
