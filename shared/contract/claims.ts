import * as z from 'zod/mini';
import { claimActions, claimCapacities, claimReadRoles, claimReviewRoles, claimStatuses, otherPrincipals } from '../rules/claim-flow';
import { endpoint } from './endpoint';
import { photo, someIds } from './files';
import { byId, date, firmName, id, instant, key, words } from './shapes';

const claim = z.strictObject({
  id: id('claim'),
  uscc: z.string(),
  name: z.string(),
  town: z.string(),
  unitName: z.string(),
  status: z.enum(claimStatuses),
  filedAt: instant,
  /** Why it was decided so; null while it is under review. */
  reason: z.nullable(z.string()),
  /** Once approved. */
  enterpriseId: z.nullable(key),
  actions: z.array(z.enum(claimActions)),
});

const underReview = z.strictObject({
  ...claim.shape,
  claimantName: z.nullable(z.string()),
  capacity: z.enum(claimCapacities),
  legalRepresentative: z.string(),
  licenceIssuedOn: date,
  /** What the register calls the enterprise of this code; null when there is none yet. */
  knownAs: z.nullable(z.string()),
  /** Names of those who are its principals already. */
  principals: z.array(z.string()),
});

const detail = z.strictObject({
  ...underReview.shape,
  /** Masked. */
  phoneMasked: z.nullable(z.string()),
  /** Of the business licence, and of the authority where there is one; only for those who review. */
  photos: z.array(photo),
});

/** A5: a person registers as principal of an enterprise; the unit of its town reviews. */
export const claims = {
  'claims.file': endpoint({
    summary: 'Claim to be principal of an enterprise, by its unified social credit code; real name is needed',
    audience: 'person',
    input: z.strictObject({
      uscc: z.string().check(z.trim(), z.minLength(15), z.maxLength(30)),
      name: firmName,
      town: words(1, 20),
      capacity: z.enum(claimCapacities),
      legalRepresentative: words(2, 30),
      licenceIssuedOn: date,
      /** The business licence as proof; an authorised person adds the authority. */
      photos: someIds,
    }),
    output: claim,
    errors: [
      'photo_missing',
      'real_name_required',
      'uscc_invalid',
      'town_unknown',
      'day_not_allowed',
      'already_claimed',
      'already_principal',
      'too_many_claims',
    ],
  }),
  'claims.mine': endpoint({
    summary: "The signed-in person's claims, newest first",
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ claims: z.array(claim) }),
    errors: [],
  }),
  'claims.withdraw': endpoint({
    summary: 'Take back a claim that is under review',
    audience: 'person',
    collects: 'nothing',
    input: byId('claim'),
    output: claim,
    errors: ['not_found', 'wrong_state'],
  }),
  'claims.review': endpoint({
    summary: 'Claims within reach: under review, those that wait longest first, or decided, newest first',
    audience: claimReadRoles,
    input: z.strictObject({ which: z.optional(z.enum(['filed', 'decided'])) }),
    output: z.strictObject({ claims: z.array(underReview) }),
    errors: [],
  }),
  'claims.read': endpoint({
    summary: 'One claim with what the claimant gave as proof',
    audience: claimReadRoles,
    input: byId('claim'),
    output: detail,
    errors: ['not_found'],
  }),
  'claims.decide': endpoint({
    summary: 'Approve or refuse a claim with its reason; who is principal already stays beside or becomes an employee, as decided',
    audience: claimReviewRoles,
    input: z.strictObject({
      id: id('claim'),
      approve: z.boolean(),
      reason: words(2, 200),
      /** Must be given with approval when the enterprise has a principal. */
      others: z.optional(z.enum(otherPrincipals)),
    }),
    output: detail,
    errors: ['not_found', 'wrong_state', 'principal_exists'],
  }),
};
