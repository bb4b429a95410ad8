import type { RatingLevel, RatingPlace, RatingReason, RatingSubject } from '../../shared/rules/rating';
import type { RemedyStatus } from '../../shared/rules/remedy-flow';
import { type Db, json } from '../client';
import { isInHall, isOpenOccasion, type OpenSpan } from './occasions';

export type Occasion = {
  id: string;
  subject: RatingSubject;
  subjectId: string;
  place: RatingPlace;
  title: string;
  unitName: string;
  finishedAt: string;
};

const occasionColumns = (db: Db) => db`
  o.id, o.subject, o.subject_id as "subjectId", o.place, o.title, u.name as "unitName", o.finished_at as "finishedAt"`;

/** Finished services that the person may rate now, newest first. A case that was opened again is not finished. */
export async function openOccasionsOf(db: Db, personId: string, span: OpenSpan, limit: number): Promise<Occasion[]> {
  const rows = await db<Occasion[]>`
    select ${occasionColumns(db)}
    from rating_occasion o join unit u on u.id = o.unit_id
    where o.person_id = ${personId} and ${isOpenOccasion(db, span)}
      and not exists (select from service_case c where o.subject = 'case' and c.id = o.subject_id and c.status <> 'completed')
    order by o.finished_at desc, o.id desc limit ${limit}`;
  return [...rows];
}

export type OccasionRecord = Occasion & {
  personId: string;
  unitId: string;
  unitPath: string;
  handledBy: string[];
  inHall: boolean;
  /** Whether the person can rate on a phone of the own; of a caller nothing is known but name and number. */
  hasAccount: boolean;
  personName: string | null;
  level: RatingLevel | null;
  reasons: RatingReason[] | null;
  words: string | null;
  isAnonymous: boolean | null;
  ratedAt: string | null;
};

/** One occasion with its rating; `today` is the Shanghai date that the person may be in a hall on. */
export async function occasionById(db: Db, id: string, today: string): Promise<OccasionRecord | null> {
  const [row] = await db<OccasionRecord[]>`
    select ${occasionColumns(db)}, o.person_id as "personId", o.unit_id as "unitId", u.path as "unitPath", o.handled_by as "handledBy",
      ${isInHall(db, today)} as "inHall", (rater.openid is not null or rater.id_number_hash is not null) as "hasAccount", rater.name as "personName", r.level, r.reasons, r.words, r.is_anonymous as "isAnonymous", r.rated_at as "ratedAt"
    from rating_occasion o join unit u on u.id = o.unit_id join person rater on rater.id = o.person_id
      left join rating r on r.occasion_id = o.id where o.id = ${id}`;
  return row ?? null;
}

export type NewRating = {
  occasionId: string;
  level: RatingLevel;
  reasons: RatingReason[];
  words: string | null;
  optionsVersion: number;
  isAnonymous: boolean;
  takenBy: string | null;
  now: string;
};

/** Stores the one rating of an occasion: the primary key decides among any number at once. False when there is one already. */
export async function insertRating(tx: Db, rating: NewRating): Promise<boolean> {
  const rows = await tx`
    insert into rating (occasion_id, level, reasons, words, options_version, is_anonymous, rated_at, taken_by)
    values (${rating.occasionId}, ${rating.level}, ${json(tx, rating.reasons)}, ${rating.words}, ${rating.optionsVersion}, ${rating.isAnonymous},
      ${rating.now}, ${rating.takenBy})
    on conflict (occasion_id) do nothing returning 1`;
  return rows.length === 1;
}

export type GivenRating = {
  id: string;
  title: string;
  unitName: string;
  level: RatingLevel;
  ratedAt: string;
  remedy: RemedyStatus | null;
  mayRateRemedy: boolean;
};

/** What the person has rated, newest first, with the state of its remedy. */
export async function ratingsOf(db: Db, personId: string, limit: number): Promise<GivenRating[]> {
  const rows = await db<GivenRating[]>`
    select o.id, o.title, u.name as "unitName", r.level, r.rated_at as "ratedAt", m.status as remedy,
      coalesce(m.settled_at is not null and m.result_level is null, false) as "mayRateRemedy"
    from rating_occasion o join unit u on u.id = o.unit_id join rating r on r.occasion_id = o.id
      left join remedy_order m on m.occasion_id = o.id
    where o.person_id = ${personId} order by r.rated_at desc, o.id desc limit ${limit}`;
  return [...rows];
}
