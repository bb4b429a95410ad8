import type { Database, Db, Tx } from '../../db/client';
import { appendEvent, appointmentById, appointmentHistory, type AppointmentRow, otherItemsOf, setStatus } from '../../db/queries/appointments';
import { checklistByCode } from '../../db/queries/checklists';
import { extrasOf } from '../../db/queries/extras';
import { queueLetter } from '../../db/queries/outbox';
import { readPerson } from '../../db/queries/people';
import { bookerOf } from '../../db/queries/relatives';
import { ticksOf } from '../../db/queries/ticks';
import { ticketOf, type TicketRow } from '../../db/queries/queue';
import { maskIdNumber, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { type AppointmentAction, appointmentFlow, type AppointmentTimes, availableAppointmentActions } from '../../shared/rules/appointment-flow';
import { greenGroundOn } from '../../shared/rules/green-ground';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import { checklistAnswer } from '../handlers/checklist-answer';
import { filledFormOf } from '../handlers/forms';
import { listChange } from '../handlers/list-change';
import { newId } from '../ids';
import { standing } from './standing';
import { ticketView } from '../queue/ticket';

export const windowRoles: readonly StaffRole[] = ['officer', 'guide', 'unit_head'];
export type WindowCall = { database: Database; actor: Actor; now: string; settings: Settings; sealer: Sealer };

/** An appointment of a hall outside the officer's units answers as if it were not there. */
export async function within(call: WindowCall, db: Db, id: string, lock?: 'lock'): Promise<AppointmentRow> {
  const row = await appointmentById(db, id, lock);
  if (!row || !reachesUnit(call.actor, windowRoles, row.unitPath)) refuse('not_found');
  return row;
}

/** A status changes only together with its event. */
export async function change(call: WindowCall, tx: Tx, row: AppointmentRow, action: AppointmentAction, note: string | null): Promise<void> {
  const status = appointmentFlow[row.status][action];
  if (!status) refuse('wrong_state', { status: row.status });
  await Promise.all([
    setStatus(tx, row.id, status),
    appendEvent(tx, { appointmentId: row.id, at: call.now, action, status, by: 'officer', actorId: call.actor.personId, note }),
  ]);
}

/** A notice to the applicant, in the transaction of what it tells. */
export async function tell(tx: Tx, appointmentId: string, notice: NoticeKind, now: string, facts: Record<string, string> = {}): Promise<void> {
  await queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload: { appointmentId, notice, facts }, now });
}

/** Refuses what is another officer's: the person is called or served at another counter. */
export function refuseOthers(call: WindowCall, ticket: TicketRow | null): void {
  const held = ticket?.status === 'called' || ticket?.status === 'serving';
  if (held && ticket.calledBy !== call.actor.personId) refuse('other_counter', { counter: ticket.counter });
}

/** One appointment as the window sees it. */
export async function view(call: WindowCall, db: Db, row: AppointmentRow): Promise<Output<'window.read'>> {
  const [applicant, list, ticket, bookedBy, change, extras, ticks, stands, visit, form, history] = await Promise.all([
    readPerson(db, row.personId),
    checklistByCode(db, row.checklistCode),
    ticketOf(db, row.id),
    bookerOf(db, row.id),
    listChange(db, row.checklistCode, row.day),
    extrasOf(db, row.id),
    ticksOf(db, row.id),
    standing(call, db, row),
    otherItemsOf(db, row.id),
    filledFormOf(db, call.sealer, row.id),
    appointmentHistory(db, row.id),
  ]);
  if (!list) throw new Error('an appointment without its checklist');
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
    bookedBy,
    greenChannel: greenGroundOn(applicant, shanghaiDay(call.now), call.settings),
    checklist: checklistAnswer(list, change),
    extras,
    ticks,
    ...stands,
    actions: actionsOf(call, row, ticket),
    visit,
    ticket: ticket && ticketView(ticket, call.actor.personId),
    form,
    history,
  };
}

const atCounter: readonly AppointmentAction[] = ['start', 'complete', 'giveNotice'];

/** What may be done with the appointment; what belongs to the counter only while the person is at this officer's. */
export function actionsOf(call: WindowCall, row: AppointmentTimes, ticket: TicketRow | null): AppointmentAction[] {
  const mine = ticket === null || (ticket.calledBy === call.actor.personId && (ticket.status === 'called' || ticket.status === 'serving'));
  return availableAppointmentActions(row, 'officer', call.now, call.settings).filter((action) => mine || !atCounter.includes(action));
}
