import type { TakenKind } from '../../shared/rules/ways-to-place';
import type { Db, Tx } from '../client';
import { counting, type Tries, waitSeconds } from './tries';

/** SQL expressions that `openPlace` is filled with. */
type PickParameters = {
  slot: string;
  /** Whose age or document opens the green channel. */
  person: string;
  kinds: string;
  now: string;
  /** Places released up to here count as released. */
  releasedBy: string;
  /** A hold to take from, or null for what is open to all; and who holds it. */
  hold: string;
  holder: string;
  reserveEnds: string;
  born60: string;
  born16: string;
};

/**
 * The one way to a place, whoever asks (design decision 2): of the slot, of a kind this way may take, free, released, not held by another.
 * The green channel's reserve is for those aged 60 and above, under 16, or with a checked document (C5), and for all once it has flowed back.
 * No ORDER BY: it would walk the primary key, and which place of a slot it is matters to nobody.
 */
export const openPlace = (p: PickParameters, lock: '' | 'skip locked') => `${openPlaces(p)}
  limit 1 for update of open ${lock}`;

/**
 * Whether there is one, looked at only: what a refusal says is full is measured by the rule that picks. Not `exists`: that the planner may turn into
 * a list of the open places of all slots.
 */
export const anyPlace = (p: PickParameters) => `(${openPlaces(p)} limit 1) is not null`;

const openPlaces = (p: PickParameters) => `
  select open.id from place open join slot on slot.id = open.slot_id
  where open.slot_id = ${p.slot} and open.appointment_id is null and open.kind = any(${p.kinds})
    and (open.kind <> 'green_channel' or slot.starts_at <= ${p.reserveEnds}
      or exists (select from person where person.id = ${p.person} and (birth_date <= ${p.born60} or birth_date > ${p.born16}
        or green_channel_until >= (${p.now} at time zone 'Asia/Shanghai')::date)))
    and case when ${p.hold} is null
      then open.released_at <= ${p.releasedBy} and (open.held_until is null or open.held_until <= ${p.now})
      else open.hold_id = ${p.hold} and open.held_by = ${p.holder} and open.held_until > ${p.now} end`;

export type Look = 'skipping' | 'waiting';
export const lockOf: Record<Look, '' | 'skip locked'> = { skipping: 'skip locked', waiting: '' };

/** What is wanted: one place in each of these slots, all or none. Slots in the order of time, so that two who wait never wait for each other. */
export type Take = {
  slotIds: readonly string[];
  personId: string | null;
  kinds: readonly TakenKind[];
  now: string;
  releasedBy: string;
  reserveEnds: string;
  born60: string;
  born16: string;
};

const pick: PickParameters = {
  slot: 'wanted.slot_id',
  person: '$2::text',
  kinds: '$3::text[]',
  now: '$4::timestamptz',
  releasedBy: '$5::timestamptz',
  hold: 'null::text',
  holder: 'null::text',
  reserveEnds: '$6::timestamptz',
  born60: '$7::date',
  born16: '$8::date',
};

/** In the order of `pick`. */
const takeValues = (take: Take) => [
  [...take.slotIds],
  take.personId,
  [...take.kinds],
  take.now,
  take.releasedBy,
  take.reserveEnds,
  take.born60,
  take.born16,
];

/** `full`: not one place was open in one of the slots, taken or being taken. `taken_meanwhile`: others are at those that were. */
type Taken = 'all' | 'full' | 'taken_meanwhile';

/** Runs `change` on one open place of each slot, or on none. */
async function takeEach(tx: Db, take: Take, change: string, values: string[], look: Look): Promise<Taken> {
  const [row] = await tx.unsafe<{ taken: number; full: boolean }[]>(
    `with picked as materialized (
      select wanted.slot_id, (${openPlace(pick, lockOf[look])}) as id from unnest($1::text[]) with ordinality wanted(slot_id, number) order by wanted.number
    ), changed as (
      update place set ${change} where id = any(array(select id from picked)) and not exists (select from picked where id is null) returning 1
    )
    select (select count(*) from changed) as taken,
      exists (select from picked wanted where wanted.id is null and not (${anyPlace(pick)})) as full`,
    [...takeValues(take), ...values] as never[],
    { prepare: true },
  );
  if (row?.taken === take.slotIds.length) return 'all';
  return row?.full ? 'full' : 'taken_meanwhile';
}

/** `startsAt` and `endsAt` are of the run, null where there is no such slot. */
export type HoldLook = { open: boolean; waitSeconds: number; startsAt: string | null; endsAt: string | null };

/**
 * Before a hold: counts the try, and says whether each slot has a place that could be taken at this moment, or one that `holderId` holds and would
 * give up. Locks nothing and waits for nobody: at the minute of a release most find nothing, and need no transaction to be told so.
 */
export async function lookBeforeHold(db: Db, take: Take, holderId: string, { trySubjects, tryLimits }: Tries): Promise<HoldLook> {
  const [row] = await db.unsafe<HoldLook[]>(
    `with counted as (${counting('unnest($10::text[]) subject', '$4::timestamptz')})
    select bool_and(${anyPlace(pick)} or (
      select id from place where held_by = $9 and slot_id = wanted.slot_id and held_until > $4::timestamptz and appointment_id is null limit 1) is not null) as open,
      (select starts_at from slot where id = ($1::text[])[1]) as "startsAt", (select ends_at from slot where id = ($1::text[])[cardinality($1::text[])]) as "endsAt",
      ${waitSeconds('$10::text[]', '$11::int[]', '$4::timestamptz')} as "waitSeconds"
    from unnest($1::text[]) wanted(slot_id)`,
    [...takeValues(take), holderId, trySubjects, tryLimits] as never[],
    { prepare: true },
  );
  if (!row) throw new Error('a look before a hold yields one row');
  return row;
}

const looks: readonly Look[] = ['skipping', 'waiting'];

/**
 * Looks past what others are just taking; where they were at all that was open, once more waiting for them, so that "full" is never a phantom. What
 * a look has locked is let go when it took nothing: places of a run that was not whole, and rows that Postgres locked and found taken meanwhile
 * (it keeps those until the end of a transaction or savepoint, and two who wait with such rows in hand can wait for each other). Who waits holds only
 * places of earlier slots.
 */
async function lookTwice(tx: Tx, attempt: (look: Look) => Promise<Taken>): Promise<boolean> {
  for (const look of looks) {
    // sent together: the mark costs no way of its own
    const [, taken] = await Promise.all([tx`savepoint look`.execute(), attempt(look)]);
    if (taken === 'all') return true;
    await tx`rollback to look`;
    if (taken === 'full') return false;
  }
  return false;
}

/**
 * Gives an open place of each slot to `takerId`: an appointment that is moved, a walk-in ticket, a visit at the door. All or none. In a
 * transaction with what the taker is; what the taker had before is given back after this (`releasePlace`), never before.
 */
export function takePlaceFor(tx: Tx, take: Take, takerId: string): Promise<boolean> {
  return lookTwice(tx, (look) => takeEach(tx, take, 'appointment_id = $9, hold_id = null, held_by = null, held_until = null', [takerId], look));
}

export type Hold = { holdId: string; holderId: string; heldUntil: string };

/** Holds an open place of each slot until an instant; all or none. What a person holds already is given up first by `giveUpHolds`. */
export function holdPlaces(tx: Tx, take: Take, hold: Hold): Promise<boolean> {
  return lookTwice(tx, (look) =>
    takeEach(tx, take, 'hold_id = $9, held_by = $10, held_until = $11', [hold.holdId, hold.holderId, hold.heldUntil], look),
  );
}

/**
 * Gives up what somebody holds and has not booked: one hold a person. Holds of one person at once come one after the other until their transactions
 * end, so that the later sees what the earlier holds; a lock of its own, which no booking waits for or pays.
 */
export async function giveUpHolds(tx: Tx, holderId: string, now: string): Promise<void> {
  await Promise.all([
    tx`select pg_advisory_xact_lock(771025, hashtext(${holderId}))`.execute(),
    tx`
      update place set hold_id = null, held_by = null, held_until = null
      where held_by = ${holderId} and held_until > ${now} and appointment_id is null`.execute(),
  ]);
}

/** Gives a hold back; false when it has ended already. With `releasedAt` it is open to all from then on only: what the wait list offered. */
export async function releaseHold(tx: Db, hold: { holdId: string; holderId: string; now: string; releasedAt?: string }): Promise<boolean> {
  const rows = await tx`
    update place set hold_id = null, held_by = null, held_until = null, released_at = coalesce(${hold.releasedAt ?? null}, released_at)
    where hold_id = ${hold.holdId} and held_by = ${hold.holderId} and held_until > ${hold.now} and appointment_id is null returning 1`;
  return rows.length > 0;
}

/**
 * Gives the places of a taker back to the public at `releasedAt` (C4: late, at random, so that they cannot be passed on); all of them, or all
 * but those in `keptSlotIds`.
 */
export async function releasePlace(tx: Db, takerId: string, releasedAt: string, keptSlotIds: readonly string[] = []): Promise<void> {
  await tx`
    update place set appointment_id = null, released_at = ${releasedAt}
    where appointment_id = (select coalesce((select lead_id from appointment where id = ${takerId}), ${takerId}))
      and slot_id <> all(${[...keptSlotIds]}::text[])`;
}

/** Whether a taker still has a place of this slot. Kept still until the transaction ends. */
export async function hasPlace(tx: Db, takerId: string, slotId: string): Promise<boolean> {
  const rows = await tx`select 1 from place where appointment_id = ${takerId} and slot_id = ${slotId} for update`;
  return rows.length > 0;
}

/** Whether a change of the calendar has taken a place from under a taker (C10). */
export async function placeWithdrawn(tx: Db, takerId: string): Promise<boolean> {
  const rows = await tx`select 1 from place where appointment_id = ${takerId} and kind = 'withdrawn' limit 1`;
  return rows.length > 0;
}

/** Slots of the places a taker has, in the order of time. */
export async function slotsOfTaker(db: Db, takerId: string): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select s.id from place p join slot s on s.id = p.slot_id where p.appointment_id = ${takerId} order by s.starts_at`;
  return rows.map((row) => row.id);
}

/**
 * A block of a group (D9): so many places of a hall's day held together until an instant, in as few slots from the first on as there are. All or
 * nothing: false when there are not that many, and then nothing is held. The places are booked one by one with `holdId` and `holderId`.
 */
export async function blockPlaces(
  tx: Tx,
  block: Omit<Take, 'slotIds'> & { hallId: string; day: string; count: number } & Hold,
): Promise<{ slotId: string; startsAt: string }[] | null> {
  // Blocks of one day come one after the other: each may need what the other has just taken of a later slot.
  await tx`select pg_advisory_xact_lock(771005, hashtext(${`${block.hallId} ${block.day}`}))`;
  const slots = await tx<{ id: string; startsAt: string; places: number }[]>`
    select s.id, s.starts_at as "startsAt", (select count(*) from place p where p.slot_id = s.id) as places
    from slot s where s.hall_id = ${block.hallId} and s.day = ${block.day} and s.starts_at > ${block.now} order by s.starts_at`;
  const held: { slotId: string; startsAt: string }[] = [];
  const isWhole = await lookTwice(tx, async (look) => {
    held.length = 0;
    let missing: Taken = 'full';
    for (const { id, startsAt, places } of slots) {
      for (let tries = 0; tries < places && held.length < block.count; tries++) {
        const one = { ...block, slotIds: [id] };
        const taken = await takeEach(tx, one, 'hold_id = $9, held_by = $10, held_until = $11', [block.holdId, block.holderId, block.heldUntil], look);
        if (taken === 'taken_meanwhile') missing = taken;
        if (taken !== 'all') break;
        held.push({ slotId: id, startsAt });
      }
    }
    return held.length < block.count ? missing : 'all';
  });
  return isWhole ? held : null;
}

export type SlotTimes = { id: string; hallId: string; day: string; startsAt: string; endsAt: string };

/** A slot and those that follow it without a gap, `count` of them at most, in the order of time. */
export async function slotRun(db: Db, slotId: string, count: number): Promise<SlotTimes[]> {
  return db<SlotTimes[]>`
    with recursive run as (
      select id, hall_id, day, starts_at, ends_at, 1 as number from slot where id = ${slotId}
      union all
      select next.id, next.hall_id, next.day, next.starts_at, next.ends_at, run.number + 1
      from run join slot next on next.hall_id = run.hall_id and next.starts_at = run.ends_at where run.number < ${count}::int
    )
    select id, hall_id as "hallId", day, starts_at as "startsAt", ends_at as "endsAt" from run order by number`;
}

/** Minutes of checklists by code; those that are not there are left out. */
export async function minutesOfChecklists(db: Db, codes: readonly string[]): Promise<{ code: string; minutesAtWindow: number }[]> {
  return db<{ code: string; minutesAtWindow: number }[]>`
    select code, minutes as "minutesAtWindow" from checklist where code = any(${[...codes]})`;
}
