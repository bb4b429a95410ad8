import type { Audience } from '../contract/endpoint';

/**
 * What a person agrees to, each apart from the others (PIPL art. 14, 29): `notice`, that the service works with what the privacy notice names;
 * `identity`, that it works with document numbers and addresses, which are sensitive (art. 28).
 */
export const consentPurposes = ['notice', 'identity'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** The version in force of each purpose's words (shared/text/privacy). Other words are another version, and are agreed to anew. */
export const consentsInForce: Readonly<Record<ConsentPurpose, string>> = { notice: '2026-11', identity: '2026-11' };

/** A step of a person's consent. Rows are added, never changed: taking it back is a step of its own. */
export const consentActs = ['give', 'withdraw'] as const;
export type ConsentAct = (typeof consentActs)[number];

/** The versions a person has agreed to last and not taken back. */
export type Agreed = Readonly<Partial<Record<ConsentPurpose, string>>>;

/** What a refusal names, so that the phone can ask for it. */
export type ConsentWanted = { purpose: ConsentPurpose; version: string };

/**
 * What must be agreed to before a write of an endpoint. Staff work on the ground of their duties (PIPL art. 13 no. 3, art. 34) and are never asked;
 * whoever has no account has nothing to agree with; reading what is there collects nothing.
 */
export function consentsFor({ audience, collects }: { audience: Audience; collects?: Collects | undefined }): readonly ConsentPurpose[] {
  if (audience !== 'person' || collects === 'nothing') return [];
  return collects === 'identity' ? ['notice', 'identity'] : ['notice'];
}

/**
 * What a write of an endpoint takes in, where that is not what the notice covers: `identity`, document numbers or addresses; `nothing`, so that who
 * takes back every consent can still end what is under way.
 */
export type Collects = 'identity' | 'nothing';

/** The first of these that is not agreed to in the version in force; null when all are. */
export function consentWanted(needed: readonly ConsentPurpose[], agreed: Agreed): ConsentWanted | null {
  const purpose = needed.find((one) => agreed[one] !== consentsInForce[one]);
  return purpose === undefined ? null : { purpose, version: consentsInForce[purpose] };
}
