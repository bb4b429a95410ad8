import type { EndpointName } from '../../shared/contract/routes';
import type { BookedWay } from '../../shared/rules/ways-to-place';
import type { Db } from '../client';
import type { StoredAnswer } from './idempotency';
import { anyPlace, lockOf, type Look, openPlace, type Take } from './places';
import { counting, type Tries } from './tries';

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS.MS"Z"')`;

/** What `$1`, `$2`, … of `bookStatement` are, in their order. */
export const bookParameters = [
  'appointmentIds',
  'codes',
  'personId',
  'slotIds',
  'holdId',
  'checklistCodes',
  'now',
  'reserveEnds',
  'born60',
  'born16',
  'liveLimit',
  'key',
  'bodyHash',
  'outboxId',
  'staffOutboxId',
  'actorId',
  'by',
  'kinds',
  'releasedBy',
  'holderId',
  'way',
  'online',
  'endpoint',
  'enterpriseId',
  'trySubjects',
  'tryLimits',
] as const;

export type Booking = Take &
  Tries & {
    /** One for each item of the visit; the first has the places and the ticket. */
    appointmentIds: string[];
    codes: string[];
    checklistCodes: string[];
    /** Who comes: the limits count for this person. */
    personId: string;
    /** Who asks: the person, someone who books for a relative, an officer. */
    actorId: string;
    by: 'applicant' | 'officer';
    /** A hold to book from, or null to take any open place; and who holds it: the actor, an offer of the wait list, an enterprise's block. */
    holdId: string | null;
    holderId: string;
    way: BookedWay;
    /** Wants a verified name and no block. */
    online: boolean;
    enterpriseId: string | null;
    liveLimit: number;
    endpoint: EndpointName;
    key: string;
    bodyHash: Uint8Array;
    outboxId: string;
    staffOutboxId: string;
  };

/**
 * The one statement of a booking, whoever books: counts the try, takes a place in each slot, writes an appointment for each item, its history, the
 * answer of the idempotency key, the entry of the audit log and the notices to send, or nothing but the try. Yields the stored answer, or no row when a condition does not
 * hold (then `whyNotBooked` says which). `waiting` looks again without skipping rows that others are just taking, so "full" is never a phantom.
 */
export function bookStatement(look: Look): string {
  const pick = {
    slot: 'wanted.slot_id',
    person: '$3',
    kinds: '$18::text[]',
    now: '$7::timestamptz',
    releasedBy: '$19::timestamptz',
    hold: '$5::text',
    holder: '$20::text',
    reserveEnds: '$8::timestamptz',
    born60: '$9::date',
    born16: '$10::date',
  };
  return `
with counted as (${counting('unnest($25::text[]) subject', '$7::timestamptz')}
), item as (
  select wanted.id, wanted.code, wanted.number, checklist.id as checklist_id, checklist.item_code, checklist.item_name, checklist.hall_ids, checklist.minutes
  from unnest($1::text[], $2::text[], $6::text[]) with ordinality wanted(id, code, checklist, number) join checklist on checklist.code = wanted.checklist
  where checklist.bookable and checklist.expires_at > $7::timestamptz and (checklist.person_id is null or checklist.person_id in ($3, $16))
), asked as (
  select slot.id as slot_id, slot.hall_id, hall.name as hall_name, slot.starts_at, last.ends_at,
    (select number from generate_series(1, $11::int) number where not exists (
      select from appointment a where a.person_id = $3 and a.live_number = number and a.status in ('booked', 'confirmed', 'arrived', 'in_service')
    ) limit 1) as live_number
  from slot join hall on hall.id = slot.hall_id, slot last, person
  where slot.id = ($4::text[])[1] and last.id = ($4::text[])[cardinality($4::text[])] and slot.starts_at > $7::timestamptz
    and (select count(*) from item where slot.hall_id = any(hall_ids)) = cardinality($1::text[])
    and (select sum(minutes) from item) <= case when $21 = 'group' then 1000000 else ceil(extract(epoch from last.ends_at - slot.starts_at) / 60) end
    and person.id = $3 and (not $22::boolean or person.real_name_verified_at is not null
      and (person.online_booking_blocked_until is null or person.online_booking_blocked_until <= $7::timestamptz))
    and not exists (select from counted join unnest($25::text[], $26::int[]) allowed(subject, most) using (subject) where counted.tries > allowed.most)
), picked as materialized (
  select (${openPlace(pick, lockOf[look])}) as id
  from unnest($4::text[]) with ordinality wanted(slot_id, number) where exists (select from asked where live_number is not null) order by wanted.number
), taken as (
  update place set appointment_id = ($1::text[])[1], hold_id = null, held_by = null, held_until = null
  where id = any(array(select id from picked)) and not exists (select from picked where id is null)
  returning slot_id
), booked as (
  insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, lead_id, way, booked_by, enterprise_id, ends_at, created_at)
  select item.id, item.code, $3, item.item_code, item.item_name, item.checklist_id, asked.slot_id, asked.hall_id, 'booked',
    case when item.number = 1 then asked.live_number end, case when item.number > 1 then ($1::text[])[1] end, $21, nullif($16, $3), $24,
    case when cardinality($4::text[]) > 1 then asked.ends_at end, $7
  from asked, item where (select count(*) from taken) = cardinality($4::text[])
  returning id, code, status, item_code, item_name, hall_id, lead_id
), history as (
  insert into appointment_event (appointment_id, seq, at, action, status, by, actor_id)
  select id, 1, $7, 'book', status, $17, $16 from booked
), notices as (
  insert into outbox (id, kind, payload, state, attempts, due_at, created_at)
  select letter.id, 'appointment_notice', jsonb_build_object('appointmentId', booked.id, 'notice', letter.notice), 'pending', 0, $7, $7
  from booked, (values ($14, 'appointment_booked'), ($15, 'staff_appointment_booked')) letter(id, notice) where booked.lead_id is null
), accepted as (
  update wait_entry set status = 'accepted' where id = $20 and status = 'offered' and exists (select from booked)
), answered as (
  select convert_to(json_build_object('id', booked.id, 'code', booked.code, 'status', booked.status, 'itemCode', booked.item_code,
    'itemName', booked.item_name, 'otherItems', (select coalesce(json_agg(item_name order by number), '[]') from item where number > 1), 'hallId', booked.hall_id, 'hallName', asked.hall_name,
    'startsAt', ${iso('asked.starts_at')}, 'endsAt', ${iso('asked.ends_at')})::text, 'UTF8') as answer
  from booked, asked where booked.lead_id is null
), kept as (
  insert into idempotency (actor, key, endpoint, body_hash, answer, created_at)
  select $16, $12, $23, $13, answer, $7 from answered
), entry as (
  insert into audit_entry (at, actor_id, endpoint, effect, subjects)
  select $7, $16, $23, 'change', array_remove($1::text[] || $4::text[] || array[$3, $5, hall_id, $24], null) from booked where lead_id is null
  returning id
), waiting as (
  insert into audit_waiting (entry_id) select id from entry
)
select answer from answered`;
}

const statements: Record<Look, string> = { skipping: bookStatement('skipping'), waiting: bookStatement('waiting') };

/** Runs the booking; the stored answer, or null when no place could be taken. Unique violations are thrown for the handler to name. */
export async function bookPlace(db: Db, booking: Booking, look: Look): Promise<Uint8Array | null> {
  const values = bookParameters.map((name) => booking[name]);
  const [row] = await db.unsafe<{ answer: Uint8Array }[]>(statements[look], values as never[], { prepare: true });
  return row?.answer ?? null;
}

export type BookingObstacles = {
  /** Seconds until the next try may be made, 0 when this one was allowed. */
  waitSeconds: number;
  slotKnown: boolean;
  slotAhead: boolean;
  checklistsKnown: boolean;
  checklistsValid: boolean;
  bookable: boolean;
  hallTakesThem: boolean;
  realName: boolean;
  blocked: boolean;
  live: number;
  alreadyLive: boolean;
  holdGood: boolean;
  /** Slots of the run with a place that could be taken at this look. */
  openSlots: number;
  /** Of all items together, and of the first slot. */
  minutes: number;
  slotMinutes: number;
  /** What the key of this booking was answered before: by a twin, or by an earlier request that was repeated. */
  kept: StoredAnswer | null;
};

/**
 * What stands in the way of a booking, or what it was answered before: one look, so that the refusal can name the reason. `counts`: it comes before
 * the booking and counts the try, which else the booking has done.
 */
export async function whyNotBooked(db: Db, booking: Booking, counts = false): Promise<BookingObstacles> {
  const open = anyPlace({
    slot: 'wanted.slot_id',
    person: 'asked.person_id',
    kinds: 'asked.kinds',
    now: 'asked.now',
    releasedBy: 'asked.released_by',
    hold: 'asked.hold',
    holder: 'asked.holder',
    reserveEnds: 'asked.reserve_ends',
    born60: 'asked.born60',
    born16: 'asked.born16',
  });
  type Row = Omit<BookingObstacles, 'kept'> & { keptEndpoint: string | null; keptHash: Uint8Array; keptAnswer: Uint8Array };
  const [row] = await db<Row[]>`
    with item as (
      select * from checklist where code = any(${booking.checklistCodes}) and (person_id is null or person_id in (${booking.personId}, ${booking.actorId}))
    ), asked as (
      select ${counts ? booking.trySubjects : []}::text[] as counting, ${[...booking.kinds]}::text[] as kinds, ${booking.personId}::text as person_id, ${booking.now}::timestamptz as now, ${booking.releasedBy}::timestamptz as released_by,
        ${booking.holdId}::text as hold, ${booking.holderId}::text as holder, ${booking.reserveEnds}::timestamptz as reserve_ends,
        ${booking.born60}::date as born60, ${booking.born16}::date as born16
    ), counted as (
      ${db.unsafe(counting('asked, unnest(asked.counting) subject', 'asked.now'))}
    )
    select
      coalesce((select max(ceil(extract(epoch from seen.since + interval '1 minute' - asked.now)))
        from unnest(${booking.trySubjects}::text[], ${booking.tryLimits}::int[]) allowed(subject, most), lateral (
          select since, tries from counted where counted.subject = allowed.subject
          union all (select since, tries from place_try where subject = allowed.subject and cardinality(asked.counting) = 0 limit 1)) seen
        where seen.tries > allowed.most), 0)::int as "waitSeconds",
      slot.id is not null as "slotKnown", coalesce(slot.starts_at > ${booking.now}, false) as "slotAhead",
      (select count(*) from item) = ${booking.checklistCodes.length} as "checklistsKnown",
      coalesce((select bool_and(expires_at > ${booking.now}) from item), false) as "checklistsValid",
      coalesce((select bool_and(bookable) from item), false) as bookable,
      coalesce((select bool_and(slot.hall_id = any(hall_ids)) from item), false) as "hallTakesThem",
      person.real_name_verified_at is not null as "realName", coalesce(person.online_booking_blocked_until > ${booking.now}, false) as blocked,
      (select count(*) from appointment a where a.person_id = person.id and a.lead_id is null
        and a.status in ('booked', 'confirmed', 'arrived', 'in_service')) as live,
      exists (select from appointment a join item on item.item_code = a.item_code where a.person_id = person.id
        and a.status in ('booked', 'confirmed', 'arrived', 'in_service')) as "alreadyLive",
      (select count(*) from place where hold_id = ${booking.holdId} and held_by = ${booking.holderId} and slot_id = any(${[...booking.slotIds]})
        and appointment_id is null and held_until > ${booking.now}) >= ${booking.slotIds.length} as "holdGood",
      (select count(*) from unnest(${[...booking.slotIds]}::text[]) wanted(slot_id) where ${db.unsafe(open)}) as "openSlots",
      coalesce((select sum(minutes) from item), 0)::int as minutes,
      coalesce(extract(epoch from slot.ends_at - slot.starts_at) / 60, 0)::int as "slotMinutes",
      kept.endpoint as "keptEndpoint", kept.body_hash as "keptHash", kept.answer as "keptAnswer"
    from asked, person left join slot on slot.id = ${booking.slotIds[0] ?? ''}
      left join idempotency kept on kept.actor = ${booking.actorId} and kept.key = ${booking.key}
    where person.id = ${booking.personId}`;
  if (!row) throw new Error('the person who is booked for is missing');
  const { keptEndpoint, keptHash, keptAnswer, ...obstacles } = row;
  return { ...obstacles, kept: keptEndpoint === null ? null : { endpoint: keptEndpoint, bodyHash: keptHash, answer: keptAnswer } };
}
