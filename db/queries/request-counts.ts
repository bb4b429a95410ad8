import type { RateClass } from '../../shared/rules/rate-limits';
import type { Db } from '../client';

export type Counting = { rate: RateClass; windowSeconds: number; counted: readonly { subject: string; most: number }[]; now: string };

/**
 * Counts one call of each subject in its running window, and yields the seconds until all of them may call again: 0 when this call was allowed.
 * One statement, exact whatever comes at once because the row's lock decides; subjects in one order, so that two calls never wait for each other.
 */
export async function countRequest(db: Db, { rate, windowSeconds, counted, now }: Counting): Promise<number> {
  const [row] = await db<{ seconds: number }[]>`
    with tried as (
      insert into request_count as seen (rate, subject, ends_at, requests)
      select ${rate}, subject, ${now}::timestamptz + ${windowSeconds} * interval '1 second', 1
      from unnest(${counted.map(({ subject }) => subject)}::text[]) subject order by subject
      on conflict (rate, subject) do update set
        requests = case when ${runs(db, now)} then seen.requests + 1 else 1 end,
        ends_at = case when ${runs(db, now)} then seen.ends_at else excluded.ends_at end
      returning subject, ends_at, requests
    )
    select coalesce(max(ceil(extract(epoch from ends_at - ${now}::timestamptz))), 0)::int as seconds
    from tried join unnest(${counted.map(({ subject }) => subject)}::text[], ${counted.map(({ most }) => most)}::int[]) allowed(subject, most) using (subject)
    where requests > most`;
  return row?.seconds ?? 0;
}

/** One that ends more than a minute later than one that begins now was begun while the clock ran ahead, and is over. */
const runs = (db: Db, now: string) => db`seen.ends_at > ${now} and seen.ends_at <= excluded.ends_at + interval '1 minute'`;

/** Takes back one call that was counted in the running window and is not to count. */
export async function uncountRequest(db: Db, { rate, subject, now }: { rate: RateClass; subject: string; now: string }): Promise<void> {
  await db`update request_count set requests = requests - 1 where rate = ${rate} and subject = ${subject} and ends_at > ${now} and requests > 0`;
}

/** Forgets counts whose window is over, at most `limit` of them. */
export async function forgetCounts(db: Db, now: string, limit: number): Promise<void> {
  await db`
    delete from request_count where ctid = any(array(select ctid from request_count where ends_at <= ${now} limit ${limit} for update skip locked))`;
}
