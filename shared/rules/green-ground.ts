import { ageGroup, type GreenAges } from './age';
import type { Day } from './shanghai';

/** Why somebody takes the green channel (C5): the first two by age, the others by a document that the staff sees. */
export const greenGrounds = ['aged', 'young', 'military', 'special_talent'] as const;
export type GreenGround = (typeof greenGrounds)[number];

/** Grounds that a document proves; an officer who has checked it writes it down, and from then on it holds for booking too. */
export const greenDocumentKinds = ['military', 'special_talent'] as const satisfies readonly GreenGround[];
export type GreenDocumentKind = (typeof greenDocumentKinds)[number];

export const greenDocumentActions = ['check', 'withdraw'] as const;
export type GreenDocumentAction = (typeof greenDocumentActions)[number];

/** What the green channel knows of a person. */
export type GreenFacts = { birthDate: Day | null; greenChannelUntil: Day | null; greenChannelKind: GreenDocumentKind | null };

/** The ground that holds on a Shanghai date: age first, else a checked document until its last day, that day included. */
export function greenGroundOn({ birthDate, greenChannelUntil, greenChannelKind }: GreenFacts, day: Day, ages: GreenAges): GreenGround | null {
  const ofAge = birthDate === null ? null : ageGroup(birthDate, day, ages);
  if (ofAge !== null) return ofAge;
  return greenChannelUntil !== null && greenChannelUntil >= day ? greenChannelKind : null;
}

/** What is wrong with the last day of a document that is checked `today`, or null: it has run out, or is further away than so many years (setting `greenDocumentYears`). */
export function greenDocumentProblem(until: Day, today: Day, years: number): 'past' | 'too_far' | null {
  if (until < today) return 'past';
  const limit = `${Number(today.slice(0, 4)) + years}${today.slice(4)}`;
  return until > limit ? 'too_far' : null;
}
