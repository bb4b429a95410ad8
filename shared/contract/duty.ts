import * as z from 'zod/mini';
import { dutyEvents, dutyKeepers, dutyShifts } from '../rules/duty';
import { staffRoles } from '../rules/roles';
import { endpoint } from './endpoint';
import { date, id, instant, key, words } from './shapes';

const someone = z.strictObject({ personId: id('per'), name: z.nullable(z.string()) });
const shiftOn = { day: date, shift: z.enum(dutyShifts) };
const channel = {
  id: key,
  name: z.string(),
  town: z.nullable(z.string()),
  phone: z.string(),
  hours: z.string(),
  /** Now; null: the unit above answers. */
  onDuty: z.nullable(someone),
  mayKeep: z.boolean(),
};

const detail = z.strictObject({
  ...channel,
  named: z.boolean(),
  /** Who is on duty where the roster names nobody. */
  standing: z.nullable(someone),
  /** The present one first. */
  shifts: z.array(z.strictObject({ ...shiftOn, endsAt: instant, rostered: z.nullable(someone) })),
  /** Who may be put on duty; empty for those who do not keep the roster. */
  candidates: z.array(z.strictObject({ personId: id('per'), name: z.nullable(z.string()), unitName: z.string() })),
  /** Newest first. */
  history: z.array(z.strictObject({ id: z.string(), at: instant, action: z.enum(dutyEvents), by: z.nullable(z.string()), text: z.string() })),
});

/** A7: each contact channel has a phone, hours and a duty person. */
export const duty = {
  'duty.list': endpoint({
    summary: 'The contact channels where the caller works, above or below, with who is on duty now, and the shifts of the caller',
    audience: staffRoles,
    input: z.strictObject({}),
    output: z.strictObject({
      channels: z.array(z.strictObject(channel)),
      mine: z.array(z.strictObject({ ...shiftOn, endsAt: instant, unitId: key, unitName: z.string() })),
    }),
    errors: [],
  }),
  'duty.read': endpoint({
    summary: 'One of them: phone, hours, the roster from the present shift on, and who changed what',
    audience: staffRoles,
    input: z.strictObject({ id: key }),
    output: detail,
    errors: ['not_found'],
  }),
  'duty.setContact': endpoint({
    summary: 'Phone, hours, who is on duty where the roster names nobody, and whether people are told names',
    audience: dutyKeepers,
    input: z.strictObject({
      id: key,
      phone: z.string().check(z.regex(/^[0-9][0-9-]{2,19}$/)),
      hours: words(2, 80),
      named: z.boolean(),
      /** Null: the unit above answers. The bureau always names somebody. */
      standingId: z.nullable(id('per')),
    }),
    output: detail,
    errors: ['not_found', 'not_duty_staff', 'duty_at_top'],
  }),
  'duty.assign': endpoint({
    summary: 'Put one person of the channel on shifts that are not over, or nobody: then whoever is always on duty has them',
    audience: dutyKeepers,
    input: z.strictObject({
      id: key,
      shifts: z.array(z.strictObject(shiftOn)).check(z.minLength(1), z.maxLength(28)),
      personId: z.nullable(id('per')),
    }),
    output: detail,
    errors: ['not_found', 'not_duty_staff', 'shift_not_ahead'],
  }),
};
