import { ageOn } from './age';
import type { Day } from './shanghai';

/** What a relative is to the person who books (A4). */
export const relations = ['spouse', 'child', 'parent', 'grandparent', 'grandchild', 'sibling', 'ward', 'other'] as const;
export type Relation = (typeof relations)[number];

/** Who gives the consent that is recorded: the relative, or, for a child, the person who books as its guardian. */
export const consentGivers = ['relative', 'guardian'] as const;
export type ConsentGiver = (typeof consentGivers)[number];

/** The words of the consent as they stand in shared/text/pages/relatives.ts. A change of the words is a new version; what was given keeps its own. */
export const relativeConsentVersion = '2026-11';

/** From this age on a relative consents in person. */
const consentsFrom = 16;

/** Whose consent is wanted on a Shanghai date; of a document without a birth date either may be given. */
export function consentGiversFor(birthDate: Day | null, today: Day): readonly ConsentGiver[] {
  if (birthDate === null) return consentGivers;
  return ageOn(birthDate, today) < consentsFrom ? ['guardian'] : ['relative'];
}
