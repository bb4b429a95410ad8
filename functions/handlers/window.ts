import { type Db, sqlState, type Tx } from '../../db/client';
import {
  appendEvent,
  appointmentByCode,
  appointmentById,
  appointmentHistory,
  type AppointmentRow,
  appointmentsOfDay,
  setStatus,
  ticketById,
  ticketOf,
  type TicketRow,
} from '../../db/queries/appointments';
import { releasePlace } from '../../db/queries/booking';
import { checklistByCode } from '../../db/queries/checklists';
import { extrasOf } from '../../db/queries/extras';
import { hallById, hallsWithin } from '../../db/queries/halls';
import { insertOccasion } from '../../db/queries/occasions';
import { queueLetter } from '../../db/queries/outbox';
import { readPerson } from '../../db/queries/people';
import {
  callNextTicket,
  endTicket,
  finishTicket,
  insertTicket,
  nextTicketNumber,
  recallTicket,
  skipTicket,
  startTicket,
  tickMaterial,
  ticksOf,
} from '../../db/queries/queue';
import { maskIdNumber, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { ageGroup } from '../../shared/rules/age';
import { type AppointmentAction, appointmentFlow, availableAppointmentActions } from '../../shared/rules/appointment-flow';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { availableTicketActions, type TicketAction, ticketFlow } from '../../shared/rules/ticket-flow';
import type { NoticeKind } from '../../shared/text/notices';
import type { Call, Handlers } from '../call';
import { newId } from '../ids';
import { applyNoShowRule } from '../no-show';
import { randomRelease } from './appointments';
import { checklistAnswer } from './checklist-answer';
import { listChange } from './list-change';
import { filledFormOf } from './forms';

const windowRoles: readonly StaffRole[] = ['officer', 'guide', 'unit_head'];
type WindowCall = { actor: Actor; now: string; settings: Settings; sealer: Sealer };

/** C8, C11–C13: what a window officer does between two visitors. */
export const window = {
  'window.day': async (call) => {
    const hallsInReach = await hallsWithin(
      call.database,
      call.actor.staff.filter((held) => windowRoles.includes(held.role)).map((held) => held.unitPath),
    );
    const hall = call.input.hallId ? hallsInReach.find((one) => one.id === call.input.hallId) : hallsInReach[0];
    if (!hall) refuse('not_found');
    const date = call.input.date ?? shanghaiDay(call.now);
    const rows = await appointmentsOfDay(call.database, hall.id, date);
    const shown = rows
      .map(({ ticketId, ticketNumber, ticketStatus, counter, ...row }) => ({
        ...row,
        actions: availableAppointmentActions(row, 'officer', call.now, call.settings),
        ticket: ticketId && ticketNumber && ticketStatus ? { id: ticketId, number: ticketNumber, status: ticketStatus, counter } : null,
      }))
      .sort((one, other) => urgency(one) - urgency(other));
    return {
      date,
      hallId: hall.id,
      hallName: hall.name,
      counters: hall.counters,
      counts: {
        toConfirm: rows.filter((row) => row.status === 'booked').length,
        waiting: rows.filter((row) => row.ticketStatus === 'waiting').length,
        served: rows.filter((row) => row.status === 'fulfilled').length,
      },
      rows: shown,
    };
  },

  'window.read': async (call) => view(call, call.database, await within(call, call.database, call.input.id)),

  'window.confirm': (call) => act(call, call.input.id, 'confirm', null, 'appointment_confirmed'),

  'window.decline': (call) =>
    act(call, call.input.id, 'decline', call.input.reason, 'appointment_declined', (tx, row) =>
      releasePlace(tx, row.id, randomRelease(call.now, call.settings)),
    ),

  'window.noShow': (call) =>
    act(call, call.input.id, 'markNoShow', null, null, (tx, row) => applyNoShowRule(tx, row.personId, call.settings, call.now)),

  'window.checkIn': (call) =>
    call.write(async (tx) => {
      const found = await appointmentByCode(tx, call.input.code, 'lock');
      if (!found) refuse('not_found');
      if (!reachesUnit(call.actor, windowRoles, found.unitPath)) refuse('wrong_hall', { hall: found.hallName });
      if (!appointmentFlow[found.status].checkIn) refuse('wrong_state', { status: found.status });
      if (!availableAppointmentActions(found, 'officer', call.now, call.settings).includes('checkIn'))
        refuse('wrong_day', { startsAt: found.startsAt });
      await change(call, tx, found, 'checkIn', null);
      await insertTicket(tx, {
        id: newId('tick', call.now),
        hallId: found.hallId,
        day: found.day,
        number: await nextTicketNumber(tx, found.hallId, found.day),
        appointmentId: found.id,
        // In time, the slot's start is the place in the queue; late, the arrival is.
        orderAt: call.now > found.endsAt ? call.now : found.startsAt,
        now: call.now,
      });
      return view(call, tx, await within(call, tx, found.id));
    }),

  'window.callNext': async (call) => {
    const hall = await hallById(call.database, call.input.hallId);
    if (!hall?.counters.includes(call.input.counter) || !reachesUnit(call.actor, windowRoles, hall.unitPath)) refuse('not_found');
    try {
      return await call.write(async (tx) => {
        const ticket = await callNextTicket(tx, {
          hallId: hall.id,
          day: shanghaiDay(call.now),
          counter: call.input.counter,
          officerId: call.actor.personId,
          now: call.now,
        });
        if (!ticket) refuse('queue_empty');
        await tell(tx, ticket.appointmentId, 'ticket_called', call.now, { number: ticket.number, counter: call.input.counter });
        return view(call, tx, await within(call, tx, ticket.appointmentId));
      });
    } catch (error) {
      // The counter still has a ticket that was called or is being served: that one comes first.
      if (sqlState(error) === '23505') refuse('wrong_state', { counter: call.input.counter });
      throw error;
    }
  },

  'window.recall': (call) =>
    onTicket(call, call.input.id, 'recall', async (tx, ticket, row) => {
      await recallTicket(tx, ticket.id, call.now);
      await tell(tx, row.id, 'ticket_called', call.now, { number: ticket.number, counter: ticket.counter ?? '' });
    }),

  'window.skip': (call) =>
    onTicket(call, call.input.id, 'skip', (tx, ticket) =>
      ticket.missedCalls + 1 >= call.settings.missedEndsAfter
        ? endTicket(tx, ticket.id, call.now)
        : skipTicket(tx, ticket, call.settings.missedGoesBack),
    ),

  'window.start': (call) =>
    onTicket(call, call.input.id, 'start', async (tx, ticket, row) => {
      await startTicket(tx, ticket.id, call.now);
      await change(call, tx, row, 'start', null);
    }),

  'window.tick': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      if (row.status !== 'arrived' && row.status !== 'in_service') refuse('wrong_state', { status: row.status });
      const list = await checklistByCode(tx, row.checklistCode);
      if (!list?.content.materials.some((material) => material.id === call.input.materialId)) refuse('not_found');
      await tickMaterial(tx, {
        appointmentId: row.id,
        materialId: call.input.materialId,
        state: call.input.state,
        note: call.input.note ?? null,
        officerId: call.actor.personId,
        now: call.now,
      });
      return view(call, tx, row);
    }),

  'window.complete': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      if (!availableAppointmentActions(row, 'officer', call.now, call.settings).includes('complete')) refuse('wrong_state', { status: row.status });
      const list = await checklistByCode(tx, row.checklistCode);
      const ticked = new Set((await ticksOf(tx, row.id)).map((tick) => tick.materialId));
      const open = list?.content.materials.filter((material) => !ticked.has(material.id)) ?? [];
      if (open.length > 0) refuse('materials_unticked', { materials: open.map((material) => material.id) });
      await change(call, tx, row, 'complete', call.input.note ?? null);
      await finishTicket(tx, row.id, call.now);
      await insertOccasion(tx, {
        id: newId('rate', call.now),
        subject: 'appointment',
        subjectId: row.id,
        place: 'on_site',
        title: row.itemName,
        personId: row.personId,
        unitId: row.hallUnitId,
        finishedAt: call.now,
      });
      await tell(tx, row.id, 'appointment_fulfilled', call.now);
      return view(call, tx, await within(call, tx, row.id));
    }),
} satisfies Handlers<'window.'>;

/** What the officer should do first stands on top: serve, call, confirm, then what is still to come, then what is over. */
function urgency(row: { status: string; ticket: { status: string } | null }): number {
  if (row.ticket?.status === 'serving') return 0;
  if (row.ticket?.status === 'called') return 1;
  if (row.ticket?.status === 'waiting') return 2;
  return { booked: 3, confirmed: 4, arrived: 5, in_service: 0, fulfilled: 6, cancelled: 8, no_show: 7 }[row.status] ?? 9;
}

/** An appointment of a hall outside the officer's units answers as if it were not there. */
async function within(call: WindowCall, db: Db, id: string, lock?: 'lock'): Promise<AppointmentRow> {
  const row = await appointmentById(db, id, lock);
  if (!row || !reachesUnit(call.actor, windowRoles, row.unitPath)) refuse('not_found');
  return row;
}

/** A status changes only together with its event. */
async function change(call: WindowCall, tx: Tx, row: AppointmentRow, action: AppointmentAction, note: string | null): Promise<void> {
  const status = appointmentFlow[row.status][action];
  if (!status) refuse('wrong_state', { status: row.status });
  await setStatus(tx, row.id, status);
  await appendEvent(tx, { appointmentId: row.id, at: call.now, action, status, by: 'officer', actorId: call.actor.personId, note });
}

function act(
  call: Call<'window.confirm'> | Call<'window.decline'> | Call<'window.noShow'>,
  id: string,
  action: AppointmentAction,
  note: string | null,
  notice: NoticeKind | null,
  effect?: (tx: Tx, row: AppointmentRow) => Promise<void>,
): Promise<Output<'window.read'>> {
  return call.write(async (tx) => {
    const row = await within(call, tx, id, 'lock');
    if (!availableAppointmentActions(row, 'officer', call.now, call.settings).includes(action)) refuse('wrong_state', { status: row.status });
    await change(call, tx, row, action, note);
    await effect?.(tx, row);
    if (notice) await tell(tx, row.id, notice, call.now);
    return view(call, tx, await within(call, tx, id));
  });
}

function onTicket(
  call: Call<'window.recall'> | Call<'window.skip'> | Call<'window.start'>,
  id: string,
  action: TicketAction,
  effect: (tx: Tx, ticket: TicketRow, row: AppointmentRow) => Promise<void>,
): Promise<Output<'window.read'>> {
  return call.write(async (tx) => {
    const ticket = await ticketById(tx, id, 'lock');
    if (!ticket?.appointmentId) refuse('not_found');
    const row = await within(call, tx, ticket.appointmentId, 'lock');
    if (!ticketFlow[ticket.status][action]) refuse('wrong_state', { status: ticket.status });
    await effect(tx, ticket, row);
    return view(call, tx, await within(call, tx, row.id));
  });
}

async function tell(tx: Tx, appointmentId: string, notice: NoticeKind, now: string, facts: Record<string, string> = {}): Promise<void> {
  await queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload: { appointmentId, notice, facts }, now });
}

async function view(call: WindowCall, db: Db, row: AppointmentRow): Promise<Output<'window.read'>> {
  const applicant = await readPerson(db, row.personId);
  const list = await checklistByCode(db, row.checklistCode);
  if (!list) throw new Error('an appointment without its checklist');
  const ticket = await ticketOf(db, row.id);
  const idNumber =
    applicant.idNumberSealed && call.sealer.open({ table: 'person', column: 'id_number', row: applicant.id }, applicant.idNumberSealed);
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    itemCode: row.itemCode,
    itemName: row.itemName,
    hallId: row.hallId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    applicantName: row.applicantName,
    applicantIdMasked: idNumber && maskIdNumber(idNumber),
    greenChannel: applicant.birthDate ? ageGroup(applicant.birthDate, shanghaiDay(call.now)) : null,
    checklist: checklistAnswer(list, await listChange(db, list.code, row.day)),
    extras: await extrasOf(db, row.id),
    ticks: await ticksOf(db, row.id),
    actions: availableAppointmentActions(row, 'officer', call.now, call.settings),
    ticket: ticket && {
      id: ticket.id,
      number: ticket.number,
      status: ticket.status,
      counter: ticket.counter,
      actions: availableTicketActions(ticket.status),
    },
    form: await filledFormOf(db, call.sealer, row.id),
    history: await appointmentHistory(db, row.id),
  };
}
