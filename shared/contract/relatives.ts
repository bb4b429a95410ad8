import * as z from 'zod/mini';
import { greenGrounds } from '../rules/green-ground';
import { documentKinds } from '../rules/id-number-documents';
import { consentGivers, relations, relativeConsentVersion } from '../rules/relatives';
import { endpoint } from './endpoint';
import { identity } from './queue-ticket';
import { byId, date, id, instant, nothing } from './shapes';

const allRelatives = z.strictObject({
  /** Whom I book for. */
  relatives: z.array(
    z.strictObject({
      id: id('rel'),
      name: z.string(),
      relation: z.enum(relations),
      idKind: z.enum(documentKinds),
      idNumberMasked: z.string(),
      birthDate: z.nullable(date),
      greenChannel: z.nullable(z.enum(greenGrounds)),
      consentBy: z.enum(consentGivers),
      consentedAt: instant,
    }),
  ),
  /** How many I may have. */
  most: z.number(),
  /** Who books for me. */
  bookers: z.array(z.strictObject({ id: id('rel'), name: z.string(), relation: z.enum(relations), consentedAt: instant })),
});

/** A4: relatives a person books and fills in for, each with a verified name and a recorded consent. */
export const relatives = {
  'relatives.list': endpoint({
    summary: 'My relatives whom I book for, and who books for me',
    audience: 'person',
    input: nothing,
    output: allRelatives,
    errors: [],
  }),
  'relatives.add': endpoint({
    summary: 'Add a relative: real name checked as my own was, with the consent of the relative or, for a child under 16, of the guardian',
    audience: 'person',
    collects: 'identity',
    input: z.strictObject({
      ...identity.shape,
      relation: z.enum(relations),
      /** The words that the page showed, and who agreed to them. */
      consent: z.strictObject({ version: z.literal(relativeConsentVersion), by: z.enum(consentGivers) }),
    }),
    output: allRelatives,
    errors: [
      'real_name_required',
      'real_name_mismatch',
      'real_name_unavailable',
      'relative_is_yourself',
      'relative_known',
      'too_many_relatives',
      'consent_wrong',
    ],
  }),
  'relatives.remove': endpoint({
    summary: 'End it: the person who books removes the relative, or the relative withdraws the consent; appointments stay with the relative',
    audience: 'person',
    collects: 'nothing',
    input: byId('rel'),
    output: allRelatives,
    errors: ['not_found', 'relative_visit_ahead'],
  }),
};
