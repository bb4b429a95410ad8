import * as z from 'zod/mini';
import { enterpriseActions, enterpriseEvents, enterpriseStatuses, enterpriseTiers, registerRoles, throughTrainRoles } from '../rules/enterprise-flow';
import { endpoint } from './endpoint';
import { groupRow } from './groups';
import { visit } from './home-visits';
import { date, instant, key, words } from './shapes';

const status = z.enum(enterpriseStatuses);
const tier = z.enum(enterpriseTiers);

const row = z.strictObject({
  id: key,
  uscc: z.string(),
  name: z.string(),
  town: z.string(),
  unitName: z.string(),
  status,
  tier: z.nullable(tier),
  /** Day of the last step; null before the first. */
  since: z.nullable(date),
  liaisonName: z.nullable(z.string()),
  /** May write to the mayor or a deputy (G4). */
  throughTrain: z.boolean(),
});

const detail = z.strictObject({
  ...row.shape,
  /** The days on which the next step may have been taken; `from` is null before the first. */
  stepDays: z.strictObject({ from: z.nullable(date), until: date }),
  /** Oldest first. */
  history: z.array(
    z.strictObject({
      seq: z.number(),
      at: instant,
      day: date,
      action: z.enum(enterpriseEvents),
      status,
      /** Null: by list, on the command line. */
      who: z.nullable(z.string()),
      reason: z.string(),
    }),
  ),
  actions: z.array(z.enum(enterpriseActions)),
  /** Whether the caller may change `throughTrain` now. */
  setsThroughTrain: z.boolean(),
});

const audience = ['liaison', ...registerRoles] as const;

/** A6: the register of key service enterprises. */
export const enterpriseRegister = {
  'register.list': endpoint({
    summary: "The register within reach, by name: heads, supervisors and administrators see their unit's tree, a liaison officer the own enterprises",
    audience,
    input: z.strictObject({
      /** Part of the name, or the beginning of the code. */
      query: z.optional(z.string().check(z.trim(), z.maxLength(60))),
      /** Every status but `unlisted` when absent. */
      status: z.optional(status),
      /** Id of the last row of the page before. */
      cursor: z.optional(key),
    }),
    output: z.strictObject({
      enterprises: z.array(row),
      /** How many there are within reach by status, whatever was searched. */
      counts: z.record(status, z.number()),
      nextCursor: z.nullable(key),
    }),
    errors: [],
  }),
  'register.read': endpoint({
    summary: 'One enterprise with what may be done now and its history',
    audience,
    input: z.strictObject({ id: key }),
    output: detail,
    errors: ['not_found'],
  }),
  'register.services': endpoint({
    summary: 'What was done at the door of an enterprise and for its lists of employees, the latest first',
    audience: ['liaison', 'unit_head', 'supervisor'],
    input: z.strictObject({ id: key }),
    output: z.strictObject({ visits: z.array(visit), groups: z.array(groupRow) }),
    errors: ['not_found'],
  }),
  'register.act': endpoint({
    summary: 'Take a step of the register, with its reason and the day on which it takes effect; whoever submitted does not decide',
    audience,
    input: z.strictObject({
      id: key,
      action: z.enum(enterpriseActions),
      reason: words(2, 200),
      /** Today when absent. */
      day: z.optional(date),
      /** Of the enterprise from now on; must be given when it has none yet. Only when filing. */
      tier: z.optional(tier),
    }),
    output: detail,
    errors: ['not_found', 'wrong_state', 'day_not_allowed', 'tier_missing'],
  }),
  'register.setThroughTrain': endpoint({
    summary: 'Entitle a registered enterprise to write to the mayor or a deputy, or end that, with the reason',
    audience: throughTrainRoles,
    input: z.strictObject({ id: key, on: z.boolean(), reason: words(2, 200) }),
    output: detail,
    errors: ['not_found', 'wrong_state'],
  }),
};
