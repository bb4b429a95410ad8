import type { FigureKey, RatingCounts } from '../../shared/rules/rating-figures';
import type { Db } from '../client';

export type CountsRow = Omit<RatingCounts, 'levels'> & {
  /** Null: everything together; or the part without an item. */
  key: string | null;
  isWhole: boolean;
  name: string | null;
  five: number;
  four: number;
  three: number;
  two: number;
  one: number;
};

type Asked = {
  unitPaths: readonly string[];
  from: string;
  until: string;
  by: FigureKey;
  now: string /** Finished before: not rated is over. */;
  closedBefore: string;
};

/**
 * Occasions of these trees that were finished on these Shanghai days, counted as a whole and by unit, item or channel, in the order of the tree or
 * of the key. No person is a key.
 */
export async function ratingCounts(db: Db, { unitPaths, from, until, by, now, closedBefore }: Asked): Promise<CountsRow[]> {
  const key = { unit: db`u.path`, item: db`coalesce(o.item_code, '')`, channel: db`o.channel` }[by];
  const name = {
    unit: db`max(u.name)`,
    item: db`max((select i.content ->> 'name' from service_item i where i.code = o.item_code order by i.version desc limit 1))`,
    channel: db`max(o.channel)`,
  }[by];
  const rows = await db<CountsRow[]>`
    select ${key} as key, grouping(${key}) = 1 as "isWhole", ${name} as name, count(*) as asked,
      count(*) filter (where r.level = 5 and ${counts(db)}) as five, count(*) filter (where r.level = 4 and ${counts(db)}) as four,
      count(*) filter (where r.level = 3 and ${counts(db)}) as three, count(*) filter (where r.level = 2 and ${counts(db)}) as two,
      count(*) filter (where r.level = 1 and ${counts(db)}) as one,
      count(*) filter (where m.status = 'not_counted') as "notCounted",
      count(*) filter (where r.occasion_id is null and o.finished_at < ${closedBefore}) as "notRated",
      count(*) filter (where m.settled_at is not null or m.due_at < ${now}) as "remedyDue",
      count(*) filter (where m.settled_at <= m.due_at) as "remedyOnTime",
      count(*) filter (where m.id is not null and not r.is_anonymous and (m.contacted_at is not null or m.contact_due_at < ${now})) as "contactDue",
      count(*) filter (where m.contacted_at <= m.contact_due_at) as "contactOnTime",
      count(*) filter (where m.contacted_at is not null) as contacted,
      count(v.id) as "returnDue", count(*) filter (where v.tries > 0 or v.ended_at is not null) as "returned",
      count(*) filter (where v.outcome is not null) as "returnReached", count(*) filter (where v.outcome = 'solved') as "returnSolved",
      count(*) filter (where v.outcome = 'not_solved') as "returnNotSolved"
    from rating_occasion o join unit u on u.id = o.unit_id left join rating r on r.occasion_id = o.id left join remedy_order m on m.occasion_id = o.id
      left join return_visit v on v.occasion_id = o.id
    where o.finished_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
      and o.finished_at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai'
      and exists (select from unnest(${[...unitPaths]}::text[]) path where starts_with(u.path, path))
    group by grouping sets ((), (${key}))
    order by 2 desc, 1`;
  return [...rows];
}

const counts = (db: Db) => db`m.status is distinct from 'not_counted'`;
