import * as z from 'zod/mini';
import { lookedAt } from '../rules/audit';
import { greenGrounds } from '../rules/green-ground';
import { documentKinds } from '../rules/id-number-documents';
import { enterpriseRoles, staffRoles } from '../rules/roles';
import { endpoint } from './endpoint';
import { consentPage, consentVersion } from './consents';
import { date, done, id, instant, key, nothing, words } from './shapes';

const me = z.strictObject({
  id: id('per'),
  /** Name as verified, or null before real name is given. */
  name: z.nullable(z.string()),
  realNameVerified: z.boolean(),
  /** Masked: 441900********123X. */
  idNumberMasked: z.nullable(z.string()),
  idKind: z.nullable(z.enum(documentKinds)),
  birthDate: z.nullable(date),
  /** Masked: 138****0000. */
  phoneMasked: z.nullable(z.string()),
  greenChannel: z.nullable(z.enum(greenGrounds)),
  staff: z.array(
    z.strictObject({ role: z.enum(staffRoles), unitId: key, unitName: z.string(), hallId: z.nullable(key), counter: z.nullable(z.string()) }),
  ),
  enterprises: z.array(z.strictObject({ id: key, name: z.string(), role: z.enum(enterpriseRoles) })),
  unreadNotices: z.number(),
});

const tokens = z.strictObject({
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  refreshExpiresAt: instant,
});

/** A1–A3: sign in with WeChat, real name, phone number. `session_key` never appears here. */
export const session = {
  'session.signIn': endpoint({
    summary: 'Exchange a wx.login code for a session of our own',
    audience: 'anyone',
    rate: 'sign_in',
    input: z.strictObject({
      code: z.string().check(z.minLength(8), z.maxLength(128)),
      /** The version of the privacy notice that the person has agreed to; not wanted of who was here before. */
      agreed: z.optional(z.strictObject({ version: consentVersion, page: consentPage })),
    }),
    output: z.strictObject({ ...tokens.shape, me }),
    errors: ['code_invalid', 'wechat_unavailable', 'consent_needed'],
  }),
  'session.refresh': endpoint({
    summary: 'Exchange a refresh token for a new pair; the old one dies, and using it again ends the session',
    audience: 'anyone',
    rate: 'sign_in',
    input: z.strictObject({ refreshToken: z.string().check(z.minLength(20), z.maxLength(128)) }),
    output: tokens,
    errors: ['session_expired'],
  }),
  'session.signOut': endpoint({
    summary: 'End this session at once',
    audience: 'person',
    collects: 'nothing',
    input: nothing,
    output: done,
    errors: [],
  }),
  'me.read': endpoint({
    summary: 'The signed-in person: masked numbers, roles, enterprises',
    audience: 'person',
    input: nothing,
    output: me,
    errors: [],
  }),
  'me.accesses': endpoint({
    summary: 'Who of the staff has looked at what is mine: by day, unit and kind of thing, newest first',
    audience: 'person',
    input: nothing,
    output: z.strictObject({
      accesses: z.array(
        z.strictObject({
          day: date,
          lastAt: instant,
          looks: z.number(),
          what: z.enum(lookedAt),
          units: z.array(z.string()),
          /** Given where a number was seen whole. */
          reason: z.nullable(z.string()),
        }),
      ),
    }),
    errors: [],
  }),
  'me.verifyRealName': endpoint({
    summary: 'Give real name and document number; checked by form, then by the real-name service',
    audience: 'person',
    collects: 'identity',
    input: z.strictObject({
      name: words(2, 30),
      idKind: z.enum(documentKinds),
      idNumber: z.string().check(z.trim(), z.minLength(5), z.maxLength(30)),
    }),
    output: me,
    errors: ['real_name_mismatch', 'real_name_unavailable', 'real_name_taken', 'already_booked'],
  }),
  'me.setPhone': endpoint({
    summary: "Store a phone number: from WeChat's phone-number button, or typed",
    audience: 'person',
    input: z.union([
      z.strictObject({ code: z.string().check(z.minLength(8), z.maxLength(128)) }),
      z.strictObject({ phone: z.string().check(z.regex(/^1[3-9]\d{9}$/)) }),
    ]),
    output: me,
    errors: ['phone_code_invalid', 'wechat_unavailable'],
  }),
};
