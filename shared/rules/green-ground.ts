/** Why somebody takes the green channel (C5): the first two by age, the others by a document that the staff sees. */
export const greenGrounds = ['aged_60', 'under_16', 'military', 'special_talent'] as const;
export type GreenGround = (typeof greenGrounds)[number];
