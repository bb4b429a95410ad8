import type { RatingLevel, RatingPlace, RatingReason, RatingSubject } from '../../shared/rules/rating';
import { type Db, json } from '../client';

export type OpenOccasion = {
  id: string;
  subject: RatingSubject;
  subjectId: string;
  place: RatingPlace;
  title: string;
  unitName: string;
  finishedAt: string;
};

/** Finished services that the person has not rated, newest first. A case that was opened again is not finished. */
export async function openOccasionsOf(db: Db, personId: string, limit: number): Promise<OpenOccasion[]> {
  const rows = await db<OpenOccasion[]>`
    select o.id, o.subject, o.subject_id as "subjectId", o.place, o.title, u.name as "unitName", o.finished_at as "finishedAt"
    from rating_occasion o join unit u on u.id = o.unit_id
    where o.person_id = ${personId} and not exists (select from rating r where r.occasion_id = o.id)
      and not exists (select from service_case c where o.subject = 'case' and c.id = o.subject_id and c.status <> 'completed')
    order by o.finished_at desc, o.id desc limit ${limit}`;
  return [...rows];
}

export async function occasionById(db: Db, id: string): Promise<{ personId: string; place: RatingPlace } | null> {
  const [row] = await db<{ personId: string; place: RatingPlace }[]>`
    select person_id as "personId", place from rating_occasion where id = ${id}`;
  return row ?? null;
}

export type NewRating = {
  occasionId: string;
  level: RatingLevel;
  reasons: RatingReason[];
  words: string | null;
  optionsVersion: number;
  now: string;
};

/** Stores the one rating of an occasion: the primary key decides among any number at once. False when there is one already. */
export async function insertRating(tx: Db, rating: NewRating): Promise<boolean> {
  const rows = await tx`
    insert into rating (occasion_id, level, reasons, words, options_version, rated_at)
    values (${rating.occasionId}, ${rating.level}, ${json(tx, rating.reasons)}, ${rating.words}, ${rating.optionsVersion}, ${rating.now})
    on conflict (occasion_id) do nothing returning 1`;
  return rows.length === 1;
}
