/** 好差评 (GB/T 39734-2020, 39735-2020; 国办发〔2019〕51号): five levels, reasons by level and place, versioned. */
export const ratingLevels = [5, 4, 3, 2, 1] as const;
export type RatingLevel = (typeof ratingLevels)[number];

export const ratingPlaces = ['online', 'on_site'] as const;
export type RatingPlace = (typeof ratingPlaces)[number];

export const ratingSubjects = ['appointment', 'case', 'consultation'] as const;
export type RatingSubject = (typeof ratingSubjects)[number];

export const ratingReasons = [
  'fast',
  'clear_guide',
  'easy',
  'kind',
  'skilled',
  'one_trip',
  'as_promised',
  'acceptable',
  'slow',
  'unclear_guide',
  'hard_to_use',
  'poor_attitude',
  'unskilled',
  'more_than_listed',
  'several_trips',
  'not_solved',
  'not_told',
] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** The version of the options a rating was given under. */
export const ratingOptionsVersion = 1;

const praise: Record<RatingPlace, readonly RatingReason[]> = {
  online: ['fast', 'clear_guide', 'easy', 'as_promised'],
  on_site: ['fast', 'skilled', 'kind', 'one_trip'],
};
const middling: Record<RatingPlace, readonly RatingReason[]> = {
  online: ['acceptable', 'slow', 'unclear_guide', 'hard_to_use'],
  on_site: ['acceptable', 'slow', 'unclear_guide', 'several_trips'],
};
const criticism: Record<RatingPlace, readonly RatingReason[]> = {
  online: ['not_solved', 'slow', 'not_told', 'unclear_guide', 'hard_to_use'],
  on_site: ['slow', 'poor_attitude', 'unskilled', 'more_than_listed', 'several_trips'],
};

/** The reasons offered for a level at a place; the handler refuses any other. */
export function reasonsFor(level: RatingLevel, place: RatingPlace): readonly RatingReason[] {
  if (level >= 4) return praise[place];
  return level === 3 ? middling[place] : criticism[place];
}
