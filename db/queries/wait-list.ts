import type { WaitStatus } from '../../shared/rules/wait-list';
import type { Db } from '../client';

export type WaitRow = {
  id: string;
  personId: string;
  personName: string | null;
  /** Who joined for this relative and still may act for the relative; null where the person joined, or the tie has ended. */
  joinerId: string | null;
  hallId: string;
  hallName: string;
  date: string;
  checklistCode: string;
  itemName: string;
  fromAt: string | null;
  untilAt: string | null;
  status: WaitStatus;
  slotId: string | null;
  holdId: string | null;
  offeredUntil: string | null;
  slotStartsAt: string | null;
  /** Those before it on the same day and this one itself; null when it does not wait any more. */
  position: number | null;
  /** Its place in the line is by lot, not by the time of joining. */
  byLot: boolean;
  /** While it waits by lot: when the first place of the day is or was open to all; null when it has none. */
  opensAt: string | null;
};

const columns = (db: Db) => db`
  w.id, w.person_id as "personId", (select name from person where id = w.person_id) as "personName",
  (select r.holder_id from relative r where r.holder_id = w.joined_by and r.person_id = w.person_id and r.ended_at is null) as "joinerId",
  w.hall_id as "hallId", h.name as "hallName", w.day as date, w.checklist_code as "checklistCode", c.item_name as "itemName",
  w.from_at as "fromAt", w.until_at as "untilAt", w.status, w.slot_id as "slotId", w.hold_id as "holdId", w.offered_until as "offeredUntil",
  s.starts_at as "slotStartsAt",
  case when w.status = 'waiting' then place_in_line(w.hall_id, w.day, w.lot, w.number) end as position,
  w.lot is not null as "byLot", case when w.status = 'waiting' and w.lot is not null then (select min(p.released_at)
    from slot d join place p on p.slot_id = d.id where d.hall_id = w.hall_id and d.day = w.day) end as "opensAt"`;

const source = (db: Db) =>
  db`wait_entry w join hall h on h.id = w.hall_id join checklist c on c.code = w.checklist_code left join slot s on s.id = w.slot_id`;

export async function waitEntryById(db: Db, id: string, lock?: 'lock'): Promise<WaitRow | null> {
  const [row] = await db<WaitRow[]>`select ${columns(db)} from ${source(db)} where w.id = ${id} ${lock ? db`for update of w` : db``}`;
  return row ?? null;
}

/**
 * A person's entries and those that the person made for a relative who is one still: those that wait or are offered first, then the last ones that
 * have ended.
 */
export async function waitEntriesOf(db: Db, personId: string, limit: number): Promise<WaitRow[]> {
  return db<WaitRow[]>`
    select ${columns(db)} from ${source(db)} where w.person_id = ${personId} or (w.joined_by = ${personId} and exists (
      select from relative r where r.holder_id = ${personId} and r.person_id = w.person_id and r.ended_at is null))
    order by (w.status in ('waiting', 'offered')) desc, w.joined_at desc, w.id limit ${limit}`;
}

export type NewWaitEntry = {
  id: string;
  personId: string;
  /** Null: the person. */
  joinedBy: string | null;
  hallId: string;
  date: string;
  checklistCode: string;
  fromAt: string | null;
  untilAt: string | null;
  now: string;
  /** A number drawn for it, and up to which release the line is served: the lot counts while nothing of the day was given or may be yet. */
  lot: number;
  releasedBy: string;
};

/** Joins the line; false when the person waits already for `most` days. The lock on the person makes two at once count each other. */
export async function insertWaitEntry(tx: Db, entry: NewWaitEntry, most: number): Promise<boolean> {
  await tx`select from person where id = ${entry.personId} for update`;
  const rows = await tx`
    insert into wait_entry (id, person_id, joined_by, hall_id, day, checklist_code, from_at, until_at, status, joined_at, lot)
    select ${entry.id}, ${entry.personId}, ${entry.joinedBy}, ${entry.hallId}, ${entry.date}, ${entry.checklistCode}, ${entry.fromAt}, ${entry.untilAt}, 'waiting', ${entry.now},
      case when not exists (select from slot s join place p on p.slot_id = s.id where s.hall_id = ${entry.hallId} and s.day = ${entry.date}
        and (p.appointment_id is not null or p.released_at <= ${entry.releasedBy})) then ${entry.lot}::int end
    where (select count(*) from wait_entry where person_id = ${entry.personId} and status in ('waiting', 'offered')) < ${most} returning 1`;
  return rows.length === 1;
}

/** Open entries that one person made for another; locked until the transaction ends. */
export async function lockEntriesFor(tx: Db, { holderId, personId }: { holderId: string; personId: string }): Promise<WaitRow[]> {
  return tx<WaitRow[]>`
    select ${columns(tx)} from ${source(tx)}
    where w.joined_by = ${holderId} and w.person_id = ${personId} and w.status in ('waiting', 'offered') order by w.id for update of w`;
}

export async function endWaiting(tx: Db, id: string, status: Extract<WaitStatus, 'left' | 'passed' | 'closed'>): Promise<void> {
  await tx`update wait_entry set status = ${status} where id = ${id}`;
}

/** Should the offer not be taken, the line comes first once more: until `releasedAt` the place is not open to all. */
export async function offerTo(tx: Db, id: string, offer: { slotId: string; holdId: string; until: string; releasedAt: string }): Promise<void> {
  await tx`update place set released_at = greatest(released_at, ${offer.releasedAt}) where hold_id = ${offer.holdId}`;
  await tx`
    update wait_entry set status = 'offered', slot_id = ${offer.slotId}, hold_id = ${offer.holdId}, offered_until = ${offer.until} where id = ${id}`;
}

/** Offers whose time is over. Their places have fallen free by themselves: a hold ends. */
export async function lapsedOffers(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from wait_entry where status = 'offered' and offered_until <= ${now} order by offered_until limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Entries for whom no suitable slot is to come any more. */
export async function hopelessEntries(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select w.id from wait_entry w where w.status = 'waiting' and w.day <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date and not exists (
      select from slot s where s.hall_id = w.hall_id and s.day = w.day and s.starts_at > ${now} and (w.until_at is null or s.starts_at < w.until_at))
    limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Days that somebody waits for. */
export async function awaitedDays(db: Db): Promise<{ hallId: string; date: string }[]> {
  return db`select distinct hall_id as "hallId", day as date from wait_entry where status = 'waiting'`;
}

/** False when another run is offering the places of this day; until the end of the transaction nobody else does. */
export async function claimLine(tx: Db, hallId: string, date: string): Promise<boolean> {
  const [row] = await tx<{ claimed: boolean }[]>`select pg_try_advisory_xact_lock(771006, hashtext(${`${hallId} ${date}`})) as claimed`;
  return row?.claimed === true;
}

export type Chance = { entryId: string; slotId: string };

/**
 * Pairs of who waits and a slot that suits and seems to have a place, the first of the line first, earlier slots first. Advice: whether there is one
 * for this person decides `holdPlaces`. `releasedBy` reaches to what was given back and is not yet open to all. Who could not book it is passed over.
 */
export async function chancesOf(
  db: Db,
  line: { hallId: string; date: string; now: string; releasedBy: string; liveLimit: number },
  limit: number,
): Promise<Chance[]> {
  // The slots first, once for all who wait: mostly there is none.
  return db<Chance[]>`
    with open as materialized (
      select s.id, s.starts_at from slot s where s.hall_id = ${line.hallId} and s.day = ${line.date} and s.starts_at > ${line.now}
        and (select p.id from place p where p.slot_id = s.id and p.appointment_id is null and p.kind in ('public', 'green_channel')
          and p.released_at <= ${line.releasedBy} and (p.held_until is null or p.held_until <= ${line.now}) limit 1) is not null
    )
    select w.id as "entryId", s.id as "slotId"
    from wait_entry w join checklist c on c.code = w.checklist_code cross join open s
    where exists (select from open) and w.hall_id = ${line.hallId} and w.day = ${line.date} and w.status = 'waiting'
      and (w.from_at is null or s.starts_at >= w.from_at) and (w.until_at is null or s.starts_at < w.until_at)
      and not exists (select from appointment a where a.person_id = w.person_id and a.status in ('booked', 'confirmed', 'arrived', 'in_service')
        group by a.person_id having count(*) filter (where a.lead_id is null) >= ${line.liveLimit} or bool_or(a.item_code = c.item_code))
    order by w.lot, w.number, s.starts_at limit ${limit}`;
}
