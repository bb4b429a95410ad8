import { later, shanghaiDay } from '../../shared/rules/shanghai';
import type { Db } from '../../db/client';
import { acceptanceOf } from '../../db/queries/acceptances';
import { appointmentById, appointmentHistory, type AppointmentRow, appointmentsOf, otherItemsOf } from '../../db/queries/appointments';
import { explanationOf } from '../../db/queries/explanations';
import { extrasOf } from '../../db/queries/extras';
import { oneTimeNoticeOf } from '../../db/queries/one-time-notices';
import { type Finished, lastOccasion } from '../../db/queries/occasions';
import { ticketOf } from '../../db/queries/queue';
import { giveUpHolds, holdPlaces, lookBeforeHold, releaseHold } from '../../db/queries/places';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import {
  type AppointmentAction,
  appointmentFlow,
  availableAppointmentActions,
  isLateChange,
  lateChangeFrom,
} from '../../shared/rules/appointment-flow';
import { mayExplain } from '../../shared/rules/no-show';
import { occasionState, ratingLooksAgainAt } from '../../shared/rules/rating';
import type { Settings } from '../../shared/rules/settings';
import { bookVisit, countTry, refuseWaiting, slotsFor, takeBy, tries, uncounted } from '../booking';
import type { Handlers } from '../call';
import { cancelVisit } from '../cancelling';
import { newId } from '../ids';
import { moveVisit } from '../moving';
import { checkIn } from '../queue/check-in';
import { hallCode } from '../queue/hall-code';
import { acceptanceView, noticeView } from '../window/standing';
import { listChange } from './list-change';
import { mayManage, whoComes } from './relatives';
import { queuePosition } from './queue-position';

/** C2–C4, C6, C9: what a citizen does with places and appointments. */
export const appointments = {
  'appointments.hold': async (call) => {
    const { slotId, checklistCodes = [], relativeId } = call.input;
    const { personId } = call.actor;
    // For oneself and without items there is nothing to find out before the look, which counts the try as well.
    const countsFirst = checklistCodes.length > 0 || relativeId !== undefined;
    if (countsFirst) await countTry(call, personId);
    const comes = await whoComes(call.database, personId, relativeId);
    const slotIds = checklistCodes.length > 0 ? (await slotsFor(call.database, slotId, checklistCodes)).map(({ id }) => id) : [slotId];
    const take = { ...takeBy('citizen', comes.personId, call.now, call.settings), slotIds };
    const full = () => refuse(slotIds.length > 1 ? 'no_adjacent_places' : 'slot_full');
    const { waitSeconds, startsAt, endsAt, open } = await lookBeforeHold(
      call.database,
      take,
      personId,
      countsFirst ? uncounted : tries(call, personId),
    );
    refuseWaiting(waitSeconds);
    if (startsAt === null || endsAt === null) refuse('not_found');
    if (startsAt <= call.now) refuse('slot_past');
    if (!open) full();
    const held = { holdId: newId('hold', call.now), heldUntil: later(call.now, call.settings.holdMinutes * 60_000) };
    return call.write(async (tx) => {
      await giveUpHolds(tx, personId, call.now);
      if (!(await holdPlaces(tx, take, { ...held, holderId: personId }))) full();
      return { ...held, slotId, startsAt, endsAt };
    });
  },

  'appointments.releaseHold': (call) =>
    call.write(async (tx) => {
      if (!(await releaseHold(tx, { holdId: call.input.holdId, holderId: call.actor.personId, now: call.now }))) refuse('hold_expired');
      return { done: true as const };
    }),

  'appointments.book': async (call) => {
    const { slotId, holdId, checklistCode, also = [], relativeId } = call.input;
    const { personId: actorId } = call.actor;
    const { personId } = await whoComes(call.database, actorId, relativeId);
    const request = { way: 'citizen', by: 'applicant', personId, actorId } as const;
    const answer = await bookVisit(call, { ...request, slotId, holdId, checklistCodes: [checklistCode, ...also] });
    return JSON.parse(answer) as Output<'appointments.book'>;
  },

  'appointments.list': async (call) => ({ appointments: await appointmentsOf(call.database, call.actor.personId, call.now) }),

  'appointments.read': async (call) => {
    const row = await mine(call.database, call.input.id, call.actor.personId);
    return detail(call.database, row, call);
  },

  'appointments.checkIn': (call) =>
    call.write(async (tx) => {
      const row = await mine(tx, call.input.id, call.actor.personId, 'lock');
      if (call.input.hallCode !== hallCode(call.sealer, row.hallId)) refuse('wrong_hall', { hall: row.hallName });
      await checkIn(tx, row, { by: 'applicant', actorId: row.personId, now: call.now, settings: call.settings });
      return detail(tx, await mine(tx, row.id, row.personId), call);
    }),

  'appointments.cancel': async (call) => {
    return call.write(async (tx) => {
      const row = await mine(tx, call.input.id, call.actor.personId, 'lock');
      allow(row, 'cancel', call.settings, call.now);
      const late = isLateChange(row.startsAt, call.now, call.settings);
      const cancelling = { by: 'applicant', actorId: call.actor.personId, reason: call.input.reason ?? null, late } as const;
      await cancelVisit(tx, row, cancelling, call.settings, call.now);
      return detail(tx, await mine(tx, row.id, call.actor.personId), call);
    });
  },

  'appointments.move': async (call) => {
    return call.write(async (tx) => {
      const row = await mine(tx, call.input.id, call.actor.personId, 'lock');
      allow(row, 'move', call.settings, call.now);
      const move = { slotId: call.input.slotId, way: 'move', by: 'applicant', actorId: call.actor.personId, note: null } as const;
      await moveVisit(tx, row, move, call.settings, call.now);
      return detail(tx, await mine(tx, row.id, call.actor.personId), call);
    });
  },
} satisfies Handlers<'appointments.'>;

/** The person's own, or one booked for a relative; another's answers as if it were not there. */
async function mine(db: Db, id: string, personId: string, lock?: 'lock'): Promise<AppointmentRow> {
  const row = await appointmentById(db, id, lock);
  if (!row || !(await mayManage(db, row, personId))) refuse('not_found');
  return row;
}

function allow(row: AppointmentRow, action: AppointmentAction, settings: Settings, now: string): void {
  if (availableAppointmentActions(row, 'applicant', now, settings).includes(action)) return;
  refuse(appointmentFlow[row.status][action] ? 'too_late' : 'wrong_state');
}

type AsOf = { actor: { personId: string }; settings: Settings; now: string };

async function detail(db: Db, row: AppointmentRow, { actor, settings, now }: AsOf): Promise<Output<'appointments.read'>> {
  const [ticket, others, explanation, accepted, notice, occasion, change, extras, history] = await Promise.all([
    ticketOf(db, row.id),
    otherItemsOf(db, row.id),
    row.status === 'no_show' ? explanationOf(db, row.leadId ?? row.id) : null,
    row.status === 'fulfilled' ? acceptanceOf(db, row.id) : null,
    row.status === 'incomplete' ? oneTimeNoticeOf(db, row.id) : null,
    // Who books for a relative does not rate for them.
    row.personId === actor.personId ? lastOccasion(db, 'appointment', row.id, shanghaiDay(now)) : null,
    listChange(db, row.checklistCode, row.day),
    extrasOf(db, row.id),
    appointmentHistory(db, row.id),
  ]);
  const missed = { status: row.status, day: row.day, explained: explanation !== null };
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
    change,
    extras,
    acceptance: accepted && acceptanceView(accepted, now),
    notice: notice && noticeView(notice),
    actions: availableAppointmentActions(row, 'applicant', now, settings),
    lateFrom: lateChangeFrom(row.startsAt, settings),
    remindMinutes: settings.reminderMinutes,
    visit: others,
    otherItems: others.map(({ itemName }) => itemName),
    history,
    explanation,
    mayExplain: mayExplain(missed, shanghaiDay(now), settings),
    queue: ticket && (await queuePosition(db, ticket, settings)),
    ...toRate(occasion, settings, now),
  };
}

/** The occasion where it may be rated now, or when to look again. */
function toRate(occasion: Finished | null, settings: Settings, now: string): Pick<Output<'appointments.read'>, 'ratingId' | 'ratingFrom'> {
  const state = occasion && occasionState(occasion, settings, now);
  return {
    ratingId: occasion && state === 'open' ? occasion.id : null,
    ratingFrom: occasion && state === 'not_yet' ? ratingLooksAgainAt(occasion.place, occasion.finishedAt, settings, now) : null,
  };
}
