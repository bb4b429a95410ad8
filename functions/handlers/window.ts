import type { Tx } from '../../db/client';
import { appointmentByCode, appointmentById, type AppointmentRow, appointmentsOfDay, expectedAppointments } from '../../db/queries/appointments';
import { releasePlace } from '../../db/queries/places';
import { ticketOf, ticketsOfDay } from '../../db/queries/queue';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { type AppointmentAction, availableAppointmentActions } from '../../shared/rules/appointment-flow';
import { checkDocument } from '../../shared/rules/id-number-documents';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import type { Call, Handlers } from '../call';
import { randomRelease } from '../booking';
import { currentCalendar } from '../calendar';
import { moveVisit } from '../moving';
import { applyNoShowRule } from '../no-show';
import { checkIn } from '../queue/check-in';
import { chosenHall, hallWithin } from '../queue/counter';
import { ticketView } from '../queue/ticket';
import { stepOfSystem } from '../scope';
import { actionsOf, change, refuseOthers, tell, view, windowRoles, within } from '../window/visit';
import { bookForVisitor } from '../window/book';
import { accept, giveNotice } from '../window/close';
import { keepPlace } from '../window/keep-place';
import { tick } from '../window/tick';

/** C8, C11–C13: what a window officer does between two visitors. */
export const window = {
  'window.day': async (call) => {
    const hall = await chosenHall(call, windowRoles, call.input.hallId);
    const date = call.input.date ?? shanghaiDay(call.now);
    const rows = await appointmentsOfDay(call.database, hall.id, date);
    const tickets = await ticketsOfDay(call.database, hall.id, date);
    const byAppointment = new Map(tickets.map((ticket) => [ticket.appointmentId, ticket]));
    const shown = rows
      .map((row) => {
        const ticket = byAppointment.get(row.id) ?? null;
        return { ...row, actions: actionsOf(call, row, ticket), ticket: ticket && ticketView(ticket, call.actor.personId) };
      })
      .sort((one, other) => urgency(one) - urgency(other));
    return {
      date,
      hallId: hall.id,
      hallName: hall.name,
      counters: hall.counters,
      counts: {
        toConfirm: rows.filter((row) => row.status === 'booked').length,
        waiting: tickets.filter((ticket) => ticket.status === 'waiting').length,
        served: tickets.filter((ticket) => ticket.status === 'done').length,
      },
      rows: shown,
      walkIns: tickets
        .filter((ticket) => ticket.appointmentId === null && ticket.status !== 'done')
        .map((ticket) => ticketView(ticket, call.actor.personId)),
    };
  },

  'window.read': async (call) => view(call, call.database, await within(call, call.database, call.input.id)),

  'window.book': bookForVisitor,

  'window.confirm': (call) =>
    act(call, call.input.id, 'confirm', null, 'appointment_confirmed', (tx, row) => keepPlace(tx, row, call.settings, call.now)),

  'window.move': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      if (!availableAppointmentActions(row, 'officer', call.now, call.settings).includes('move')) refuse('wrong_state', { status: row.status });
      const { slotId, reason } = call.input;
      await moveVisit(tx, row, { slotId, way: 'move', by: 'officer', actorId: call.actor.personId, note: reason }, call.settings, call.now);
      return view(call, tx, await within(call, tx, row.id));
    }),

  'window.decline': (call) =>
    act(call, call.input.id, 'decline', call.input.reason, 'appointment_declined', (tx, row) =>
      releasePlace(tx, row.id, randomRelease(call.now, call.settings)),
    ),

  'window.noShow': (call) =>
    act(call, call.input.id, 'markNoShow', null, null, (tx, row) => applyNoShowRule(tx, row.personId, call.settings, call.now)),

  'window.checkIn': (call) =>
    call.write(async (tx) => {
      const found = await expected(call, tx);
      if (!reachesUnit(call.actor, windowRoles, found.unitPath)) refuse('wrong_hall', { hall: found.hallName });
      await checkIn(tx, found, { by: 'officer', actorId: call.actor.personId, now: call.now, settings: call.settings });
      return view(call, tx, await within(call, tx, found.id));
    }),

  'window.tick': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      if (row.status !== 'arrived' && row.status !== 'in_service') refuse('wrong_state', { status: row.status });
      refuseOthers(call, await ticketOf(tx, row.id));
      await tick(call, tx, row, call.input);
      return view(call, tx, row);
    }),

  'window.complete': async (call) => {
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      await accept(call, tx, row, calendar, call.input.note ?? null);
      return view(call, tx, await within(call, tx, row.id));
    });
  },

  'window.giveNotice': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      await giveNotice(call, tx, row);
      return view(call, tx, await within(call, tx, row.id));
    }),
} satisfies Handlers<'window.'>;

/** Whom the code or the number on the card names: of several appointments today, the next one that may be checked in. */
async function expected(call: Call<'window.checkIn'>, tx: Tx): Promise<AppointmentRow> {
  const { input } = call;
  if ('code' in input) return (await stepOfSystem(tx, 'code', () => appointmentByCode(tx, input.code, 'lock'))) ?? refuse('not_found');
  const hall = await hallWithin(call, tx, input.hallId);
  const check = checkDocument(input.idKind, input.idNumber, shanghaiDay(call.now));
  if (!check.ok) return refuse('invalid_input', { issues: [{ path: 'idNumber', problem: check.problem }] });
  const idNumberHash = call.sealer.hash('person', 'id_number', check.number);
  const ids = await expectedAppointments(tx, { idNumberHash, hallId: hall.id, day: shanghaiDay(call.now) });
  const rows = (await Promise.all(ids.map((id) => appointmentById(tx, id, 'lock')))).filter((row) => row !== null);
  const open = rows.find((row) => availableAppointmentActions(row, 'officer', call.now, call.settings).includes('checkIn'));
  return open ?? rows[0] ?? refuse('nobody_booked');
}

/** What the officer should do first stands on top: serve, call, confirm, then what is still to come, then what is over. */
function urgency(row: { status: string; ticket: { status: string } | null }): number {
  if (row.ticket?.status === 'serving') return 0;
  if (row.ticket?.status === 'called') return 1;
  if (row.ticket?.status === 'waiting') return 2;
  return { booked: 3, confirmed: 4, arrived: 5, in_service: 0, fulfilled: 6, incomplete: 6, cancelled: 8, no_show: 7 }[row.status] ?? 9;
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
