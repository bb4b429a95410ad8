import type { Db } from '../client';

/** Minutes are of finished tickets; null where there is none. Counts are of the slots and tickets of the days asked for. */
export type HallFigures = {
  hallId: string;
  /** Null: the whole hall. */
  itemCode: string | null;
  itemName: string | null;
  visits: number;
  waitingMedian: number | null;
  waitingP90: number | null;
  handlingMedian: number | null;
  handlingP90: number | null;
  visitMedian: number | null;
  /** Matters settled, and those of them that took a single trip. */
  settled: number;
  oneTrip: number;
  /** Appointments whose time has come, and those of them to which nobody came. */
  due: number;
  missed: number;
};

type Period = { hallIds: readonly string[]; from: string; until: string; now: string; tripDays: number };

/** Each ticket's minutes by what it was doing: the time from one event to the next belongs to the status the first one led to. */
const spans = (db: Db, { hallIds, from, until }: Pick<Period, 'hallIds' | 'from' | 'until'>) => db`
  span as (
    select ticket_id, status, extract(epoch from lead(at) over (partition by ticket_id order by id) - at) / 60 as minutes
    from queue_ticket_event where hall_id = any(${[...hallIds]}) and day between ${from} and ${until}
  ), visit as (
    select t.hall_id, t.day, t.item_code, t.item_name,
      coalesce(sum(span.minutes) filter (where span.status in ('waiting', 'called')), 0) as waiting,
      coalesce(sum(span.minutes) filter (where span.status = 'serving'), 0) as handling
    from queue_ticket t join span on span.ticket_id = t.id where t.status = 'done' group by t.id
  )`;

/**
 * The figures of halls and of each item in them, from the events themselves (C14). A matter is settled by a completed appointment; it took one
 * trip when the person had not come for the same item within `tripDays` before without its being completed.
 */
export async function hallFigures(db: Db, period: Period): Promise<HallFigures[]> {
  const { hallIds, from, until, now, tripDays } = period;
  return db<HallFigures[]>`
    with ${spans(db, period)}, figures as (
      select hall_id, item_code, max(item_name) as item_name, count(*) as visits,
        percentile_cont(0.5) within group (order by waiting) as waiting_median, percentile_cont(0.9) within group (order by waiting) as waiting_p90,
        percentile_cont(0.5) within group (order by handling) as handling_median, percentile_cont(0.9) within group (order by handling) as handling_p90,
        percentile_cont(0.5) within group (order by waiting + handling) as visit_median
      from visit group by grouping sets ((hall_id), (hall_id, item_code))
    ), came as (
      select a.id, a.hall_id, a.item_code, a.item_name, a.status, not exists (
        select from appointment before
        join slot s_before on s_before.id = before.slot_id
        join appointment_event e on e.appointment_id = before.id and e.action = 'checkIn'
        where before.person_id = a.person_id and before.item_code = a.item_code and before.id <> a.id and before.status <> 'fulfilled'
          and s_before.starts_at < s.starts_at and s_before.day >= s.day - ${tripDays}::int
      ) as one_trip
      from appointment a join slot s on s.id = a.slot_id
      where a.hall_id = any(${[...hallIds]}) and s.day between ${from} and ${until} and s.ends_at <= ${now} and a.status <> 'cancelled'
    ), outcome as (
      select hall_id, item_code, max(item_name) as item_name, count(*) as due, count(*) filter (where status = 'no_show') as missed,
        count(*) filter (where status = 'fulfilled') as settled, count(*) filter (where status = 'fulfilled' and one_trip) as one_trip
      from came group by grouping sets ((hall_id), (hall_id, item_code))
    )
    select coalesce(f.hall_id, o.hall_id) as "hallId", coalesce(f.item_code, o.item_code) as "itemCode",
      case when coalesce(f.item_code, o.item_code) is null then null else coalesce(f.item_name, o.item_name) end as "itemName",
      coalesce(f.visits, 0) as visits, f.waiting_median as "waitingMedian", f.waiting_p90 as "waitingP90",
      f.handling_median as "handlingMedian", f.handling_p90 as "handlingP90", f.visit_median as "visitMedian",
      coalesce(o.settled, 0) as settled, coalesce(o.one_trip, 0) as "oneTrip", coalesce(o.due, 0) as due, coalesce(o.missed, 0) as missed
    from figures f full join outcome o on o.hall_id = f.hall_id and o.item_code is not distinct from f.item_code
    order by 1, 2 nulls first`;
}

export type PlacesUsed = { hallId: string; planned: number; booked: number; used: number };

/** Places of the slots that have ended: planned, taken by somebody, and used: who took it came. */
export async function placesUsed(db: Db, { hallIds, from, until, now }: Omit<Period, 'tripDays'>): Promise<PlacesUsed[]> {
  return db<PlacesUsed[]>`
    select s.hall_id as "hallId", count(*) as planned, count(p.appointment_id) as booked,
      count(*) filter (where exists (select from appointment a where a.id = p.appointment_id and a.status in ('arrived', 'in_service', 'fulfilled', 'incomplete'))
        or exists (select from queue_ticket t where t.visit_id = p.appointment_id)) as used
    from slot s join place p on p.slot_id = s.id
    where s.hall_id = any(${[...hallIds]}) and s.day between ${from} and ${until} and s.ends_at <= ${now} and p.kind <> 'withdrawn'
    group by s.hall_id`;
}

export type Baseline = {
  hallId: string;
  minutes: number;
  enteredAt: string | null;
  reason: string | null;
  from: string | null;
  until: string | null;
};

/** The baseline of each hall: the last one entered, else the median visit of its own first days with finished visits. */
export async function baselines(db: Db, hallIds: readonly string[], firstDays: number): Promise<Baseline[]> {
  const entered = await db<Baseline[]>`
    select distinct on (hall_id) hall_id as "hallId", visit_minutes as minutes, entered_at as "enteredAt", reason, null as "from", null as until
    from hall_baseline where hall_id = any(${[...hallIds]}) order by hall_id, seq desc`;
  const missing = hallIds.filter((id) => !entered.some((one) => one.hallId === id));
  const own = await db<Baseline[]>`
    with first as (
      select hall_id, min(day) as day from queue_ticket where hall_id = any(${missing}) and status = 'done' group by hall_id
    ), span as (
      select e.hall_id, e.ticket_id, e.status, extract(epoch from lead(e.at) over (partition by e.ticket_id order by e.id) - e.at) / 60 as minutes
      from first join queue_ticket_event e on e.hall_id = first.hall_id and e.day between first.day and first.day + ${firstDays - 1}::int
    ), visit as (
      select span.hall_id, sum(span.minutes) filter (where span.status in ('waiting', 'called', 'serving')) as minutes
      from span join queue_ticket t on t.id = span.ticket_id and t.status = 'done' group by span.hall_id, t.id
    )
    select v.hall_id as "hallId", percentile_cont(0.5) within group (order by v.minutes) as minutes, null as "enteredAt", null as reason,
      min(first.day) as "from", min(first.day) + ${firstDays - 1}::int as until
    from visit v join first using (hall_id) group by v.hall_id`;
  return [...entered, ...own];
}

export async function enterBaseline(tx: Db, baseline: { hallId: string; minutes: number; reason: string; by: string; at: string }): Promise<void> {
  // Of two at once the second takes the next number.
  await tx`select from hall where id = ${baseline.hallId} for no key update`;
  await tx`
    insert into hall_baseline (hall_id, seq, visit_minutes, reason, entered_by, entered_at)
    select ${baseline.hallId}, coalesce(max(seq), 0) + 1, ${baseline.minutes}, ${baseline.reason}, ${baseline.by}, ${baseline.at}
    from hall_baseline where hall_id = ${baseline.hallId}`;
}
