import type { Db } from '../client';

/**
 * Places are rows (design decision 2). Every way to a place goes through `openPlace`: free, released, not held by another,
 * of a kind this person may take. Kinds: public; green_channel for those aged 60 and above or under 16 (C5), and for all once the reserve
 * has flowed back. No ORDER BY: it would walk the primary key, and which place of a slot it is matters to nobody.
 */
const openPlace = (
  parameter: { slot: string; person: string; now: string; hold: string; reserveEnds: string; born60: string; born16: string },
  lock: string,
) => `
  select open.id from place open join slot on slot.id = open.slot_id
  where open.slot_id = ${parameter.slot} and open.appointment_id is null
    and (open.kind = 'public' or open.kind = 'green_channel' and (
      slot.starts_at <= ${parameter.reserveEnds}
      or exists (select from person where person.id = ${parameter.person} and (birth_date <= ${parameter.born60} or birth_date > ${parameter.born16}))))
    and case when ${parameter.hold} is null
      then open.released_at <= ${parameter.now} and (open.held_until is null or open.held_until <= ${parameter.now})
      else open.hold_id = ${parameter.hold} and open.held_by = ${parameter.person} and open.held_until > ${parameter.now} end
  limit 1 for update of open ${lock}`;

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS.MS"Z"')`;

const bookParameters = [
  'appointmentId',
  'code',
  'personId',
  'slotId',
  'holdId',
  'checklistCode',
  'now',
  'reserveEnds',
  'born60',
  'born16',
  'liveLimit',
  'key',
  'bodyHash',
  'outboxId',
  'staffOutboxId',
] as const;
export type Booking = {
  appointmentId: string;
  code: string;
  personId: string;
  slotId: string;
  /** The person's own hold, or null to take any open place. */
  holdId: string | null;
  checklistCode: string;
  now: string;
  /** Slots up to this instant give their unused reserve to everyone. */
  reserveEnds: string;
  /** Born on or before: aged 60 and above. Born after: under 16. */
  born60: string;
  born16: string;
  liveLimit: number;
  key: string;
  bodyHash: Uint8Array;
  outboxId: string;
  staffOutboxId: string;
};

/**
 * The one statement of a booking: takes the place, writes the appointment, its history, the answer of the idempotency key and the
 * notices to send, or nothing at all. Yields the stored answer, or no row when a condition does not hold (then `whyNotBooked` says which).
 * `waiting` looks again without skipping rows that others are just taking, so "full" is never a phantom.
 */
export function bookStatement(waiting: boolean): string {
  const slot = {
    slot: '(select slot_id from asked)',
    person: '$3',
    now: '$7::timestamptz',
    hold: '$5::text',
    reserveEnds: '$8::timestamptz',
    born60: '$9::date',
    born16: '$10::date',
  };
  return `
with asked as (
  select checklist.id as checklist_id, checklist.item_code, checklist.item_name, slot.id as slot_id, slot.hall_id, hall.name as hall_name,
    slot.starts_at, slot.ends_at,
    (select number from generate_series(1, $11::int) number where not exists (
      select from appointment a where a.person_id = $3 and a.live_number = number and a.status in ('booked', 'confirmed', 'arrived', 'in_service')
    ) limit 1) as live_number
  from slot join hall on hall.id = slot.hall_id, checklist, person
  where slot.id = $4 and slot.starts_at > $7::timestamptz
    and checklist.code = $6 and checklist.bookable and checklist.expires_at > $7::timestamptz
    and (checklist.person_id is null or checklist.person_id = $3) and slot.hall_id = any(checklist.hall_ids)
    and person.id = $3 and person.real_name_verified_at is not null
    and (person.online_booking_blocked_until is null or person.online_booking_blocked_until <= $7::timestamptz)
), taken as (
  update place set appointment_id = $1, hold_id = null, held_by = null, held_until = null
  where id = (${openPlace(slot, waiting ? '' : 'skip locked')}) and exists (select from asked where live_number is not null)
  returning slot_id
), booked as (
  insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
  select $1, $2, $3, asked.item_code, asked.item_name, asked.checklist_id, asked.slot_id, asked.hall_id, 'booked', asked.live_number, $7
  from asked join taken using (slot_id)
  returning id, code, status, item_code, item_name, hall_id
), history as (
  insert into appointment_event (appointment_id, seq, at, action, status, by, actor_id)
  select id, 1, $7, 'book', status, 'applicant', $3 from booked
), notices as (
  insert into outbox (id, kind, payload, state, attempts, due_at, created_at)
  select letter.id, 'appointment_notice', jsonb_build_object('appointmentId', booked.id, 'notice', letter.notice), 'pending', 0, $7, $7
  from booked, (values ($14, 'appointment_booked'), ($15, 'staff_appointment_booked')) letter(id, notice)
), answered as (
  select convert_to(json_build_object('id', booked.id, 'code', booked.code, 'status', booked.status, 'itemCode', booked.item_code,
    'itemName', booked.item_name, 'hallId', booked.hall_id, 'hallName', asked.hall_name,
    'startsAt', ${iso('asked.starts_at')}, 'endsAt', ${iso('asked.ends_at')})::text, 'UTF8') as answer
  from booked, asked
), kept as (
  insert into idempotency (actor, key, endpoint, body_hash, answer, created_at)
  select $3, $12, 'appointments.book', $13, answer, $7 from answered
)
select answer from answered`;
}

const statements = { skipping: bookStatement(false), waiting: bookStatement(true) };

/** Runs the booking; the stored answer, or null when no place could be taken. Unique violations are thrown for the handler to name. */
export async function bookPlace(db: Db, booking: Booking, look: keyof typeof statements): Promise<Uint8Array | null> {
  const values = bookParameters.map((name) => booking[name]);
  const [row] = await db.unsafe<{ answer: Uint8Array }[]>(statements[look], values, { prepare: true });
  return row?.answer ?? null;
}

export type BookingObstacles = {
  slotKnown: boolean;
  slotAhead: boolean;
  checklistKnown: boolean;
  checklistValid: boolean;
  bookable: boolean;
  hallTakesIt: boolean;
  realName: boolean;
  blocked: boolean;
  live: number;
  alreadyLive: boolean;
  holdGood: boolean;
};

/** What stands in the way of a booking that took nothing: one look, so that the refusal can name the reason. */
export async function whyNotBooked(db: Db, booking: Booking): Promise<BookingObstacles> {
  const [row] = await db<BookingObstacles[]>`
    select slot.id is not null as "slotKnown", coalesce(slot.starts_at > ${booking.now}, false) as "slotAhead",
      checklist.id is not null as "checklistKnown", coalesce(checklist.expires_at > ${booking.now}, false) as "checklistValid",
      coalesce(checklist.bookable, false) as bookable, coalesce(slot.hall_id = any(checklist.hall_ids), false) as "hallTakesIt",
      person.real_name_verified_at is not null as "realName", coalesce(person.online_booking_blocked_until > ${booking.now}, false) as blocked,
      (select count(*) from appointment a where a.person_id = person.id and a.status in ('booked', 'confirmed', 'arrived', 'in_service')) as live,
      exists (select from appointment a where a.person_id = person.id and a.item_code = checklist.item_code
        and a.status in ('booked', 'confirmed', 'arrived', 'in_service')) as "alreadyLive",
      exists (select from place where hold_id = ${booking.holdId} and held_by = person.id and slot_id = ${booking.slotId} and held_until > ${booking.now}) as "holdGood"
    from person
    left join slot on slot.id = ${booking.slotId}
    left join checklist on checklist.code = ${booking.checklistCode} and (checklist.person_id is null or checklist.person_id = person.id)
    where person.id = ${booking.personId}`;
  if (!row) throw new Error('the person of a session is missing');
  return row;
}

export type Take = { slotId: string; personId: string; now: string; reserveEnds: string; born60: string; born16: string };

const takeParameters = {
  slot: '$1',
  person: '$2',
  now: '$3::timestamptz',
  hold: 'null::text',
  reserveEnds: '$4::timestamptz',
  born60: '$5::date',
  born16: '$6::date',
};
const takeValues = (take: Take) => [take.slotId, take.personId, take.now, take.reserveEnds, take.born60, take.born16];

/** Holds an open place of a slot, giving up what the person held before: one hold a person. False when nothing is open. */
export async function holdPlace(tx: Db, take: Take, hold: { holdId: string; heldUntil: string }, look: 'skipping' | 'waiting'): Promise<boolean> {
  const rows = await tx.unsafe(
    `with given_up as (
      update place set hold_id = null, held_by = null, held_until = null where held_by = $2 and held_until > $3::timestamptz and appointment_id is null
    )
    update place set hold_id = $7, held_by = $2, held_until = $8
    where id = (${openPlace(takeParameters, look === 'waiting' ? '' : 'skip locked')}) returning 1`,
    [...takeValues(take), hold.holdId, hold.heldUntil],
    { prepare: true },
  );
  return rows.length === 1;
}

/** Takes an open place for an appointment that already exists (a move). In the transaction that gives the old one back: both or neither. */
export async function takePlaceFor(tx: Db, take: Take, appointmentId: string, look: 'skipping' | 'waiting'): Promise<boolean> {
  const rows = await tx.unsafe(
    `update place set appointment_id = $7, hold_id = null, held_by = null, held_until = null
    where id = (${openPlace(takeParameters, look === 'waiting' ? '' : 'skip locked')}) returning 1`,
    [...takeValues(take), appointmentId],
    { prepare: true },
  );
  return rows.length === 1;
}

/** Gives a hold back; false when it has ended already. */
export async function releaseHold(tx: Db, holdId: string, personId: string, now: string): Promise<boolean> {
  const rows = await tx`
    update place set hold_id = null, held_by = null, held_until = null
    where hold_id = ${holdId} and held_by = ${personId} and held_until > ${now} and appointment_id is null returning 1`;
  return rows.length === 1;
}

/** Gives the place of an appointment back to the public at `releasedAt` (C4: late, at random, so that places cannot be traded). */
export async function releasePlace(tx: Db, appointmentId: string, releasedAt: string): Promise<void> {
  await tx`update place set appointment_id = null, released_at = ${releasedAt} where appointment_id = ${appointmentId}`;
}
