import type { RatingPlace, RatingSubject } from '../../shared/rules/rating';
import type { Db } from '../client';

/** Opens a finished service for rating; a service finished once more after reopening is a new occasion. */
export async function insertOccasion(
  tx: Db,
  occasion: {
    id: string;
    subject: RatingSubject;
    subjectId: string;
    place: RatingPlace;
    title: string;
    personId: string;
    unitId: string;
    finishedAt: string;
  },
): Promise<void> {
  await tx`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at)
    select ${occasion.id}, ${occasion.subject}, ${occasion.subjectId}, coalesce(max(run), 0) + 1, ${occasion.place}, ${occasion.title},
      ${occasion.personId}, ${occasion.unitId}, ${occasion.finishedAt}
    from rating_occasion where subject = ${occasion.subject} and subject_id = ${occasion.subjectId}`;
}

/** The occasion of this subject that its person may still rate, or null. */
export async function openOccasion(db: Db, subject: RatingSubject, subjectId: string): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select o.id from rating_occasion o left join rating r on r.occasion_id = o.id
    where o.subject = ${subject} and o.subject_id = ${subjectId} and r.occasion_id is null
    order by o.run desc limit 1`;
  return row?.id ?? null;
}
