import * as z from 'zod/mini';
import { unitKinds } from '../rules/unit-kinds';
import { peopleRoles, staffRoles } from '../rules/roles';
import { staffEvents } from '../rules/staff-events';
import { endpoint } from './endpoint';
import { id, instant, key, words } from './shapes';

const role = z.enum(staffRoles);
const reason = words(2, 100);
const unit = z.strictObject({
  id: key,
  parentId: z.nullable(key),
  name: z.string(),
  kind: z.enum(unitKinds),
  town: z.nullable(z.string()),
  phone: z.string(),
  hours: z.string(),
  isChannel: z.boolean(),
  /** Who receives first what comes in. */
  dutyName: z.nullable(z.string()),
  /** People with a role at the unit itself. */
  people: z.number(),
});

const staffOfUnit = z.strictObject({
  unit,
  people: z.array(
    z.strictObject({
      personId: id('per'),
      name: z.nullable(z.string()),
      phoneMasked: z.nullable(z.string()),
      /** At this unit. */
      roles: z.array(role),
      boundAt: z.nullable(instant),
      device: z.nullable(z.string()),
      codeUntil: z.nullable(instant),
      secondFactor: z.boolean(),
      isMyself: z.boolean(),
    }),
  ),
  /** Newest first. */
  history: z.array(
    z.strictObject({
      id: z.string(),
      at: instant,
      action: z.enum(staffEvents),
      who: z.nullable(z.string()),
      role: z.nullable(role),
      by: z.nullable(z.string()),
      reason: z.nullable(z.string()),
    }),
  ),
});

const audience = ['administrator'] as const;
const aboutPerson = z.strictObject({ id: key, personId: id('per'), reason });

/** A7, A8: units and those who work there, by administrators of the tree, second factors by its security administrators; nobody changes the own roles or binding. */
export const staff = {
  'channels.list': endpoint({
    summary: 'The contact channels of the city: phone, hours, whether somebody is on duty',
    audience: 'anyone',
    input: z.strictObject({}),
    output: z.strictObject({
      channels: z.array(
        z.strictObject({
          id: key,
          name: z.string(),
          town: z.nullable(z.string()),
          phone: z.string(),
          hours: z.string(),
          hasDuty: z.boolean(),
          /** Only where the unit says so. */
          onDuty: z.nullable(z.string()),
        }),
      ),
    }),
    errors: [],
    cacheSeconds: 300,
  }),
  'staff.units': endpoint({
    summary: 'The units within reach, in the order of the tree',
    audience: peopleRoles,
    input: z.strictObject({}),
    output: z.strictObject({ units: z.array(unit) }),
    errors: [],
  }),
  'staff.list': endpoint({
    summary: 'Who works at a unit: roles, binding, second factor, and what happened',
    audience: peopleRoles,
    input: z.strictObject({ id: key }),
    output: staffOfUnit,
    errors: ['not_found'],
  }),
  'staff.add': endpoint({
    summary: 'Give a first role at a unit to somebody, who is found by phone number and name or added',
    audience,
    input: z.strictObject({ id: key, name: words(2, 30), phone: z.string().check(z.regex(/^1[3-9]\d{9}$/)), role, reason }),
    output: staffOfUnit,
    errors: ['not_found', 'role_held', 'roles_apart', 'not_yourself'],
  }),
  'staff.give': endpoint({
    summary: 'Give another role at a unit to one of its people',
    audience,
    input: z.strictObject({ ...aboutPerson.shape, role }),
    output: staffOfUnit,
    errors: ['not_found', 'role_held', 'roles_apart', 'not_yourself'],
  }),
  'staff.take': endpoint({
    summary: 'Take a role at a unit away',
    audience,
    input: z.strictObject({ ...aboutPerson.shape, role }),
    output: staffOfUnit,
    errors: ['not_found', 'not_yourself'],
  }),
  'staff.makeCode': endpoint({
    summary: 'Make the one-time code by which the WeChat account of one who is not bound is bound; shown this once',
    audience,
    input: z.strictObject({ id: key, personId: id('per') }),
    output: z.strictObject({ code: z.string(), expiresAt: instant }),
    errors: ['not_found', 'wrong_state', 'not_yourself'],
  }),
  'staff.unbind': endpoint({
    summary: 'End the binding of an account: the person has no power from then on, sessions end, the second factor is forgotten',
    audience,
    input: aboutPerson,
    output: staffOfUnit,
    errors: ['not_found', 'wrong_state', 'not_yourself'],
  }),
  'staff.resetSecondFactor': endpoint({
    summary: 'Forget the second factor of one who lost the authenticator: it is enrolled anew',
    audience: ['security_administrator'],
    input: aboutPerson,
    output: staffOfUnit,
    errors: ['not_found', 'wrong_state', 'not_yourself'],
  }),
};
