import { later } from '../../shared/rules/shanghai';
import { type Db, sqlState, violatedConstraint } from '../../db/client';
import {
  appendEvent,
  appointmentById,
  appointmentHistory,
  type AppointmentRow,
  appointmentsOf,
  moveAppointment,
  setStatus,
  slotTimes,
} from '../../db/queries/appointments';
import { type Booking, bookPlace, holdPlace, releaseHold, releasePlace, takePlaceFor, whyNotBooked } from '../../db/queries/booking';
import { extrasOf } from '../../db/queries/extras';
import { storedAnswer } from '../../db/queries/idempotency';
import { openOccasion } from '../../db/queries/occasions';
import { queueLetter } from '../../db/queries/outbox';
import { ticketOf } from '../../db/queries/queue';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { type AppointmentAction, appointmentFlow, availableAppointmentActions, isLateChange } from '../../shared/rules/appointment-flow';
import { takeLimits } from '../../shared/rules/booking-limits';
import type { Settings } from '../../shared/rules/settings';
import { unpackAnswer } from '../answers';
import type { Call, Handlers } from '../call';
import { newId, newShortCode } from '../ids';
import { randomInt } from 'node:crypto';
import { listChange } from './list-change';
import { queuePosition } from './queue-position';

/** C2–C4, C9: what a citizen does with places and appointments. */
export const appointments = {
  'appointments.hold': async (call) => {
    const { slotId } = call.input;
    const { personId } = call.actor;
    return call.write(async (tx) => {
      const slot = await slotTimes(tx, slotId);
      if (!slot) refuse('not_found');
      if (slot.startsAt <= call.now) refuse('slot_past');
      const hold = { holdId: newId('hold', call.now), heldUntil: later(call.now, call.settings.holdMinutes * 60_000) };
      const take = { slotId, personId, ...takeLimits(call.now, call.settings) };
      if (!(await holdPlace(tx, take, hold, 'skipping')) && !(await holdPlace(tx, take, hold, 'waiting'))) refuse('slot_full');
      return { ...hold, slotId, startsAt: slot.startsAt, endsAt: slot.endsAt };
    });
  },

  'appointments.releaseHold': (call) =>
    call.write(async (tx) => {
      if (!(await releaseHold(tx, call.input.holdId, call.actor.personId, call.now))) refuse('hold_expired');
      return { done: true as const };
    }),

  'appointments.book': async (call) => {
    const booking: Booking = {
      appointmentId: newId('apt', call.now),
      code: newShortCode(),
      personId: call.actor.personId,
      slotId: call.input.slotId,
      holdId: call.input.holdId ?? null,
      checklistCode: call.input.checklistCode,
      ...takeLimits(call.now, call.settings),
      liveLimit: call.settings.liveLimit,
      key: call.key,
      bodyHash: call.bodyHash,
      outboxId: newId('out', call.now),
      staffOutboxId: newId('out', call.now),
    };
    const answer = await book(call, booking);
    return JSON.parse(answer) as Output<'appointments.book'>;
  },

  'appointments.list': async (call) => ({ appointments: await appointmentsOf(call.database, call.actor.personId, call.now) }),

  'appointments.read': async (call) => {
    const row = await mine(call.database, call.input.id, call.actor.personId);
    return detail(call.database, row, call.settings, call.now);
  },

  'appointments.cancel': async (call) => {
    return call.write(async (tx) => {
      const row = await mine(tx, call.input.id, call.actor.personId, 'lock');
      allow(row, 'cancel', call.settings, call.now);
      await setStatus(tx, row.id, appointmentFlow[row.status].cancel ?? row.status, isLateChange(row.startsAt, call.now, call.settings));
      await releasePlace(tx, row.id, randomRelease(call.now, call.settings));
      await appendEvent(tx, {
        appointmentId: row.id,
        at: call.now,
        action: 'cancel',
        status: 'cancelled',
        by: 'applicant',
        actorId: row.personId,
        note: call.input.reason ?? null,
      });
      await queueLetter(tx, {
        kind: 'appointment_notice',
        payload: { appointmentId: row.id, notice: 'appointment_cancelled' },
        now: call.now,
        id: newId('out', call.now),
      });
      return detail(tx, await mine(tx, row.id, row.personId), call.settings, call.now);
    });
  },

  'appointments.move': async (call) => {
    return call.write(async (tx) => {
      const row = await mine(tx, call.input.id, call.actor.personId, 'lock');
      allow(row, 'move', call.settings, call.now);
      await move(tx, row, call.input.slotId, call.settings, call.now, { by: 'applicant', actorId: row.personId, note: null });
      return detail(tx, await mine(tx, row.id, row.personId), call.settings, call.now);
    });
  },
} satisfies Handlers<'appointments.'>;

/** Books by the one statement; what it did not take, the second looks explain. */
async function book(call: Call<'appointments.book'>, booking: Booking): Promise<string> {
  const text = (answer: Uint8Array) => Buffer.from(answer).toString('utf8');
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = (await bookPlace(call.database, booking, 'skipping')) ?? (await bookPlace(call.database, booking, 'waiting'));
      if (answer) return text(answer);
      const earlier = await earlierAnswer(call);
      if (earlier !== null) return earlier;
      refuseBooking(await whyNotBooked(call.database, booking), booking);
    } catch (error) {
      if (sqlState(error) !== '23505') throw error;
      const earlier = await earlierAnswer(call);
      if (earlier !== null) return earlier;
      const constraint = violatedConstraint(error);
      if (constraint === 'appointment_one_live_per_item') refuse('already_booked');
      // A twin took this number of the person's live appointments, or the short code is in use: look again.
      if (attempt >= 3) throw error;
      booking = { ...booking, code: newShortCode() };
    }
  }
}

async function earlierAnswer(call: Call<'appointments.book'>): Promise<string | null> {
  const actor = call.actor.personId;
  const stored = await storedAnswer(call.database, actor, call.key);
  return stored && unpackAnswer(call.sealer, false, { actor, key: call.key, endpoint: call.name, bodyHash: call.bodyHash }, stored);
}

function refuseBooking(obstacles: Awaited<ReturnType<typeof whyNotBooked>>, booking: Booking): never {
  if (!obstacles.slotKnown || !obstacles.checklistKnown) refuse('not_found');
  if (!obstacles.slotAhead) refuse('slot_past');
  if (!obstacles.checklistValid) refuse('checklist_expired');
  if (!obstacles.bookable) refuse('situation_refused');
  if (!obstacles.hallTakesIt) refuse('wrong_hall');
  if (!obstacles.realName) refuse('real_name_required');
  if (obstacles.blocked) refuse('online_booking_blocked');
  if (obstacles.alreadyLive) refuse('already_booked');
  if (obstacles.live >= booking.liveLimit) refuse('too_many_live', { limit: booking.liveLimit });
  if (booking.holdId !== null && !obstacles.holdGood) refuse('hold_expired');
  refuse('slot_full');
}

/** Another person's appointment answers as if it were not there. */
async function mine(db: Db, id: string, personId: string, lock?: 'lock'): Promise<AppointmentRow> {
  const row = await appointmentById(db, id, lock);
  if (!row || row.personId !== personId) refuse('not_found');
  return row;
}

function allow(row: AppointmentRow, action: AppointmentAction, settings: Settings, now: string): void {
  if (availableAppointmentActions(row, 'applicant', now, settings).includes(action)) return;
  refuse(appointmentFlow[row.status][action] ? 'too_late' : 'wrong_state');
}

/** A freed place comes back after a random time, so that nobody can pass it on (C4). */
export function randomRelease(now: string, settings: Settings): string {
  return later(now, randomInt(1, settings.lateReleaseMinutes * 60_000));
}

/** Gives the old place back and takes the new one in the same transaction: both or neither. */
export async function move(
  tx: Db,
  row: AppointmentRow,
  slotId: string,
  settings: Settings,
  now: string,
  who: { by: 'applicant' | 'officer'; actorId: string; note: string | null },
): Promise<void> {
  const slot = await slotTimes(tx, slotId);
  if (!slot || !row.hallIds.includes(slot.hallId)) refuse('not_found');
  if (slot.startsAt <= now) refuse('slot_past');
  await releasePlace(tx, row.id, randomRelease(now, settings));
  const take = { slotId, personId: row.personId, ...takeLimits(now, settings) };
  if (!(await takePlaceFor(tx, take, row.id, 'skipping')) && !(await takePlaceFor(tx, take, row.id, 'waiting'))) refuse('slot_full');
  await moveAppointment(tx, row.id, { slotId, hallId: slot.hallId, late: isLateChange(row.startsAt, now, settings) });
  await appendEvent(tx, { appointmentId: row.id, at: now, action: 'move', status: 'booked', ...who });
  await queueLetter(tx, { kind: 'appointment_notice', payload: { appointmentId: row.id, notice: 'appointment_moved' }, now, id: newId('out', now) });
}

async function detail(db: Db, row: AppointmentRow, settings: Settings, now: string): Promise<Output<'appointments.read'>> {
  const ticket = await ticketOf(db, row.id);
  const occasion = await openOccasion(db, 'appointment', row.id);
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    itemCode: row.itemCode,
    itemName: row.itemName,
    hallId: row.hallId,
    hallName: row.hallName,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    applicantName: row.applicantName,
    hallAddress: row.hallAddress,
    hallPhone: row.hallPhone,
    latitude: row.latitude,
    longitude: row.longitude,
    checklistCode: row.checklistCode,
    change: await listChange(db, row.checklistCode, row.day),
    extras: await extrasOf(db, row.id),
    actions: availableAppointmentActions(row, 'applicant', now, settings),
    history: await appointmentHistory(db, row.id),
    queue: ticket && (await queuePosition(db, ticket)),
    ratingId: occasion,
  };
}
