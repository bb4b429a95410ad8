import type { Settings } from './settings';
import type { Day } from './shanghai';
import { isDay } from './shanghai';

/** Groups that the green channel gives by age alone; the others need a document that an officer sees. */
export const ageGroups = ['aged', 'young'] as const;
export type AgeGroup = (typeof ageGroups)[number];

/** The ages that a bureau has set for them. */
export type GreenAges = Pick<Settings, 'greenFromAge' | 'greenUnderAge'>;

/**
 * Age in full years on a Shanghai date, counted by birthday: 60 on the 60th birthday.
 * Born on 29 February: a year older on 1 March of a year without that day. Throws RangeError for no date or a birth after `today`.
 */
export function ageOn(birthDate: Day, today: Day): number {
  if (!isDay(birthDate) || !isDay(today)) throw new RangeError(`not a date: ${isDay(birthDate) ? today : birthDate}`);
  if (birthDate > today) throw new RangeError(`born after ${today}`);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** The green-channel group that age gives: 60 and above from the 60th birthday, under 16 until the day before the 16th, where nobody has set other ages. */
export function ageGroup(birthDate: Day, today: Day, { greenFromAge, greenUnderAge }: GreenAges): AgeGroup | null {
  const age = ageOn(birthDate, today);
  if (age >= greenFromAge) return 'aged';
  return age < greenUnderAge ? 'young' : null;
}

/** Under 14 the data is a child's and needs the guardian's consent (个人信息保护法). */
export function needsGuardianConsent(birthDate: Day, today: Day): boolean {
  return ageOn(birthDate, today) < 14;
}
