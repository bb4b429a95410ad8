import * as z from 'zod/mini';
import { consentActs, consentPurposes } from '../rules/consents';
import { endpoint } from './endpoint';
import { date, instant, nothing } from './shapes';

export const consentVersion = z.string().check(z.regex(/^20\d{2}-\d{2}(-\d{1,2})?$/));
/** The page on which it was tapped, as the phone calls it. */
export const consentPage = z.string().check(z.regex(/^[a-z][a-z0-9/-]{0,63}$/));
const purpose = z.enum(consentPurposes);

const mine = z.strictObject({
  consents: z.array(
    z.strictObject({
      purpose,
      /** Whether what was agreed to is what is in force, and not taken back. */
      holds: z.boolean(),
      inForce: z.string(),
      /** Oldest first. */
      steps: z.array(z.strictObject({ act: z.enum(consentActs), version: z.string(), at: instant })),
    }),
  ),
});

/** K5: what is agreed to, in which words, since when. */
export const consents = {
  'privacy.read': endpoint({
    summary: 'The words of a consent: the privacy notice, or what a separate consent is about; those in force, or an earlier version',
    audience: 'anyone',
    cacheSeconds: 300,
    input: z.strictObject({ purpose, version: z.optional(consentVersion) }),
    output: z.strictObject({
      purpose,
      version: z.string(),
      since: date,
      title: z.string(),
      /** What the person says by the tap. */
      ask: z.string(),
      /** What does not work without it, and what does. */
      without: z.string(),
      parts: z.array(z.strictObject({ heading: z.string(), lines: z.array(z.string()) })),
      /** All that were published, oldest first. */
      versions: z.array(z.string()),
    }),
    errors: ['not_found'],
  }),
  'consents.mine': endpoint({
    summary: 'What I have agreed to and taken back, by purpose',
    audience: 'person',
    input: nothing,
    output: mine,
    errors: [],
  }),
  'consents.give': endpoint({
    summary: 'Agree to the version in force; once more is no other step',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ purpose, version: consentVersion, page: consentPage }),
    output: mine,
    errors: ['consent_outdated'],
  }),
  'consents.withdraw': endpoint({
    summary: 'Take a consent back; what was done by it stays done (PIPL art. 15)',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ purpose, page: consentPage }),
    output: mine,
    errors: [],
  }),
};
