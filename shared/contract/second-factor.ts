import * as z from 'zod/mini';
import { endpoint } from './endpoint';
import { instant } from './shapes';

/** Six digits of the authenticator, or a recovery code. */
const code = z.string().check(z.trim(), z.regex(/^(\d{6}|[2-9A-HJKMNP-Z]{10})$/));
/** What the phone keeps and shows again, so that it is told apart from strangers. */
const device = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** A8: binding a WeChat account to a staff member, and the second factor of heads, supervisors and administrators. */
export const secondFactor = {
  'binding.bind': endpoint({
    summary: "Bind this WeChat account to the staff member for whom an administrator made the one-time code; the session becomes that member's",
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({
      code: z.string().check(z.regex(/^[2-9A-HJKMNP-Z]{8}$/)),
      /** What the phone says of itself: 华为 Mate 60. */
      phone: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
    }),
    output: z.strictObject({ device }),
    errors: ['binding_code_invalid', 'account_in_use', 'device_bound', 'too_many_wrong_codes', 'too_many_wrong_codes_here'],
  }),
  'secondFactor.state': endpoint({
    summary: 'Whether the roles of the signed-in person need a second factor, whether it is enrolled, until when it holds',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ needed: z.boolean(), enrolled: z.boolean(), until: z.nullable(instant) }),
    errors: [],
  }),
  'secondFactor.begin': endpoint({
    summary: 'A new secret for the authenticator, shown until its first code confirms it',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({}),
    output: z.strictObject({ uri: z.string(), secret: z.string() }),
    errors: ['role_required', 'already_enrolled'],
  }),
  'secondFactor.enrol': endpoint({
    summary: 'Confirm the secret with its first code; answers with the recovery codes, shown this once',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ code: z.string().check(z.trim(), z.regex(/^\d{6}$/)) }),
    output: z.strictObject({ recoveryCodes: z.array(z.string()), until: instant, device }),
    errors: ['role_required', 'already_enrolled', 'not_enrolled', 'wrong_code', 'too_many_wrong_codes'],
  }),
  'secondFactor.pass': endpoint({
    summary: 'Pass the second factor for this session with a code of the authenticator, once each, or a recovery code',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ code, device: z.optional(device) }),
    output: z.strictObject({ until: instant, /** New where the phone was not known. */ device: z.nullable(device) }),
    errors: ['role_required', 'not_enrolled', 'wrong_code', 'code_replayed', 'too_many_wrong_codes', 'too_many_wrong_codes_here'],
  }),
};
