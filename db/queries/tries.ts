import type { Db } from '../client';

/** Who tries, and how often each may in a minute. Empty: nobody counts. */
export type Tries = { trySubjects: string[]; tryLimits: number[] };

const minuteRuns = `seen.since > excluded.since - interval '1 minute' and seen.since <= excluded.since + interval '1 minute'`;

/**
 * Counts a try of each subject in its running minute; in one order, so that two never wait for each other. `subjects` is a FROM item that yields
 * `subject`. A minute that begins more than a minute from now was begun while the clock ran ahead, and is over.
 */
export const counting = (subjects: string, now: string) => `
  insert into place_try as seen (subject, since, tries) select subject, ${now}, 1 from ${subjects} order by subject
  on conflict (subject) do update set
    tries = case when ${minuteRuns} then seen.tries + 1 else 1 end,
    since = case when ${minuteRuns} then seen.since else excluded.since end
  returning subject, since, tries`;

/** Seconds until `subjects` may try again by what `counting` has yielded as `counted`, 0 when this try was allowed. */
export const waitSeconds = (subjects: string, limits: string, now: string) => `
  (select coalesce(max(ceil(extract(epoch from since + interval '1 minute' - ${now}))), 0)::int
  from counted join unnest(${subjects}, ${limits}) allowed(subject, most) using (subject) where tries > most)`;

/** Counts a try that is no booking; seconds until the next may be made when there were too many, else 0. */
export async function countTries(db: Db, tries: Tries & { now: string }): Promise<number> {
  const [row] = await db.unsafe<{ seconds: number }[]>(
    `with counted as (${counting('unnest($1::text[]) subject', '$3::timestamptz')}) select ${waitSeconds('$1::text[]', '$2::int[]', '$3::timestamptz')} as seconds`,
    [tries.trySubjects, tries.tryLimits, tries.now],
    { prepare: true },
  );
  return row?.seconds ?? 0;
}

/** Forgets counts of minutes that are over. */
export async function forgetTries(db: Db, before: string, limit: number): Promise<number> {
  const rows = await db`
    delete from place_try where ctid = any(array(select ctid from place_try where since < ${before} limit ${limit} for update skip locked)) returning 1`;
  return rows.length;
}
