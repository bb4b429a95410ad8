import type { CaseChannel } from '../../shared/rules/case-flow';
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
    /** By what way it came. */
    channel: CaseChannel;
    itemCode: string | null;
    /** Who did what is rated. */
    handledBy: readonly string[];
  },
): Promise<void> {
  await tx`
    insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, item_code, handled_by)
    select ${occasion.id}, ${occasion.subject}, ${occasion.subjectId}, coalesce(max(run), 0) + 1, ${occasion.place}, ${occasion.title},
      ${occasion.personId}, ${occasion.unitId}, ${occasion.finishedAt}, ${occasion.channel}, ${occasion.itemCode},
      ${[...new Set(occasion.handledBy)]}::text[]
    from rating_occasion where subject = ${occasion.subject} and subject_id = ${occasion.subjectId}`;
}

/** Between which instants of finishing an occasion may be rated: the rule of shared/rules/rating.ts at one instant. */
export type OpenSpan = { since: string; onSiteUntil: string; today: string };

/** Condition of an occasion `o` that may be rated now: in time, not rated, and its person in no hall. */
export const isOpenOccasion = (db: Db, { since, onSiteUntil, today }: OpenSpan) => db`
  o.finished_at >= ${since} and (o.place = 'online' or o.finished_at <= ${onSiteUntil})
  and not exists (select from rating r where r.occasion_id = o.id) and not ${isInHall(db, today)}`;

/** Whether the person of an occasion `o` is served or waits in a hall today. */
export const isInHall = (db: Db, today: string) => db`
  exists (select from appointment a join slot s on s.id = a.slot_id
    where a.person_id = o.person_id and a.status in ('arrived', 'in_service') and s.day = ${today})`;

/** The occasion of this subject that its person may still rate, or null. */
export async function openOccasion(db: Db, subject: RatingSubject, subjectId: string, span: OpenSpan): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select o.id from rating_occasion o
    where o.subject = ${subject} and o.subject_id = ${subjectId} and ${isOpenOccasion(db, span)}
    order by o.run desc limit 1`;
  return row?.id ?? null;
}

export type Finished = { id: string; place: RatingPlace; finishedAt: string; isRated: boolean; inHall: boolean };

/** The last occasion of this subject, however it stands; `today` is the Shanghai date that its person may be in a hall on. */
export async function lastOccasion(db: Db, subject: RatingSubject, subjectId: string, today: string): Promise<Finished | null> {
  const [row] = await db<Finished[]>`
    select o.id, o.place, o.finished_at as "finishedAt", exists (select from rating r where r.occasion_id = o.id) as "isRated",
      ${isInHall(db, today)} as "inHall"
    from rating_occasion o where o.subject = ${subject} and o.subject_id = ${subjectId} order by o.run desc limit 1`;
  return row ?? null;
}

/** Makes somebody one of the rated of an occasion that was finished since an instant and has no rating yet. False where there is none. */
export async function joinOccasion(tx: Db, subject: RatingSubject, subjectId: string, by: { since: string; personId: string }): Promise<boolean> {
  const rows = await tx`
    update rating_occasion o
    set handled_by = case when ${by.personId} = any(handled_by) then handled_by else array_append(handled_by, ${by.personId}) end
    where subject = ${subject} and subject_id = ${subjectId} and finished_at >= ${by.since}
      and not exists (select from rating r where r.occasion_id = o.id) returning 1`;
  return rows.length > 0;
}

/** Who worked on a request that is being closed: its owner, who handed in the answer, and who completed it. */
export async function handlersOfCase(db: Db, caseId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select owner_id as id from service_case where id = ${caseId}
    union select answered_by from service_case where id = ${caseId} and answered_by is not null
    union select actor_id from case_event where case_id = ${caseId} and action in ('complete', 'submitAnswer', 'decline') and actor_id is not null`;
  return rows.map((row) => row.id);
}

/** Who served an appointment at the counter. */
export async function handlersOfAppointment(db: Db, appointmentId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select distinct actor_id as id from appointment_event
    where appointment_id = ${appointmentId} and action in ('start', 'complete') and by = 'officer' and actor_id is not null`;
  return rows.map((row) => row.id);
}
