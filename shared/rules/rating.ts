import { type Day, type Instant, later, shanghaiDay } from './shanghai';
import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';
import type { Settings } from './settings';

/** 好差评 (GB/T 39734-2020, 39735-2020; 国办发〔2019〕51号): five levels, reasons by level and place, versioned. */
export const ratingLevels = [5, 4, 3, 2, 1] as const;
export type RatingLevel = (typeof ratingLevels)[number];

export const ratingPlaces = ['online', 'on_site'] as const;
export type RatingPlace = (typeof ratingPlaces)[number];

/** Every occasion of E1. Trainings do not exist yet: nothing makes an occasion of one. */
export const ratingSubjects = ['appointment', 'case', 'consultation', 'home_visit', 'training'] as const;
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
  'answered_clearly',
  'answer_unclear',
  'on_time',
  'not_on_time',
] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** The versions of the options so far; a rating keeps the one it was given under. */
export const ratingOptionsVersions = [1, 2] as const;
export type RatingOptionsVersion = (typeof ratingOptionsVersions)[number];
/** What is offered now. */
export const ratingOptionsVersion: RatingOptionsVersion = 2;

type Tone = 'praise' | 'middling' | 'criticism';
type Options = Record<Tone, Record<RatingPlace, readonly RatingReason[]>>;

/** A version never changes once ratings were given under it; the second has the reasons of consultations and home visits. */
const ratingOptions: Record<RatingOptionsVersion, Options> = {
  1: {
    praise: { online: ['fast', 'clear_guide', 'easy', 'as_promised'], on_site: ['fast', 'skilled', 'kind', 'one_trip'] },
    middling: {
      online: ['acceptable', 'slow', 'unclear_guide', 'hard_to_use'],
      on_site: ['acceptable', 'slow', 'unclear_guide', 'several_trips'],
    },
    criticism: {
      online: ['not_solved', 'slow', 'not_told', 'unclear_guide', 'hard_to_use'],
      on_site: ['slow', 'poor_attitude', 'unskilled', 'more_than_listed', 'several_trips'],
    },
  },
  2: {
    praise: {
      online: ['fast', 'answered_clearly', 'clear_guide', 'easy', 'as_promised'],
      on_site: ['fast', 'skilled', 'kind', 'one_trip', 'on_time'],
    },
    middling: {
      online: ['acceptable', 'slow', 'answer_unclear', 'unclear_guide', 'hard_to_use'],
      on_site: ['acceptable', 'slow', 'unclear_guide', 'several_trips', 'not_on_time'],
    },
    criticism: {
      online: ['not_solved', 'slow', 'not_told', 'answer_unclear', 'unclear_guide', 'hard_to_use'],
      on_site: ['slow', 'poor_attitude', 'unskilled', 'more_than_listed', 'several_trips', 'not_on_time'],
    },
  },
};

const toneOf = (level: RatingLevel): Tone => (level >= 4 ? 'praise' : level === 3 ? 'middling' : 'criticism');

/** The reasons offered for a level at a place; the handler refuses any other. */
export function reasonsFor(level: RatingLevel, place: RatingPlace, version: RatingOptionsVersion = ratingOptionsVersion): readonly RatingReason[] {
  return ratingOptions[version][toneOf(level)][place];
}

/** 差评: the two lower levels (E3). */
export const isLow = (level: RatingLevel): boolean => level <= 2;

/** `not_rated` is a state of its own: the time is over and nothing was said. It counts as neither satisfied nor dissatisfied. */
export const occasionStates = ['not_yet', 'open', 'rated', 'not_rated'] as const;
export type OccasionState = (typeof occasionStates)[number];

export type RatingTimes = Pick<Settings, 'ratingDelayMinutes' | 'ratingOpenDays'>;

/** From when on a finished service may be rated: on site not before the person has left the counter. */
export const ratingOpensAt = (place: RatingPlace, finishedAt: Instant, { ratingDelayMinutes }: RatingTimes): Instant =>
  place === 'on_site' ? later(finishedAt, ratingDelayMinutes * 60_000) : finishedAt;

/** The last instant at which it may be rated. */
export const ratingClosesAt = (finishedAt: Instant, { ratingOpenDays }: RatingTimes): Instant => later(finishedAt, ratingOpenDays * 86_400_000);

/** The same limits the other way round: what was finished between which instants may be rated at `now`. For queries. */
export const openSpan = (
  now: Instant,
  { ratingDelayMinutes, ratingOpenDays }: RatingTimes,
): { since: Instant; onSiteUntil: Instant; today: Day } => ({
  since: later(now, -ratingOpenDays * 86_400_000),
  onSiteUntil: later(now, -ratingDelayMinutes * 60_000),
  today: shanghaiDay(now),
});

/** How an occasion stands at `now`. Whoever still is in a hall is not asked, whatever the time (`inHall`). */
export function occasionState(
  { place, finishedAt, isRated, inHall }: { place: RatingPlace; finishedAt: Instant; isRated: boolean; inHall: boolean },
  times: RatingTimes,
  now: Instant,
): OccasionState {
  if (isRated) return 'rated';
  if (now > ratingClosesAt(finishedAt, times)) return 'not_rated';
  return inHall || now < ratingOpensAt(place, finishedAt, times) ? 'not_yet' : 'open';
}

const lookAgainMs = 60_000;

/** When an open page looks again, for an occasion that may not be rated yet: at its time, or in a minute while the person is still in a hall. */
export function ratingLooksAgainAt(place: RatingPlace, finishedAt: Instant, times: RatingTimes, now: Instant): Instant {
  const opensAt = ratingOpensAt(place, finishedAt, times);
  return opensAt > now ? opensAt : later(now, lookAgainMs);
}

/** Who takes a rating down for somebody without an account: a caller of 12345, or one for whom staff took the request down. */
export const ratingTakers = ['liaison', 'handler', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];

/** Never one of the rated: they are not to know who rated (E1). Nor for somebody who can say it on the own phone. */
export const takesRatingDown = (
  actor: Actor,
  occasion: { personId: string; hasAccount: boolean; handledBy: readonly string[]; unitPath: string },
): boolean =>
  !occasion.hasAccount &&
  actor.personId !== occasion.personId &&
  !occasion.handledBy.includes(actor.personId) &&
  reachesUnit(actor, ratingTakers, occasion.unitPath);
