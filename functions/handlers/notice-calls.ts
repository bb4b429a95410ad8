import { appointmentById } from '../../db/queries/appointments';
import { callById, type CallRow, callsWithin, takeCallStep, toldAbout } from '../../db/queries/notice-calls';
import type { Db } from '../../db/client';
import { maskPhone, type Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { pathsHeld, reachesUnit } from '../../shared/rules/access';
import { afterCallStep, callRoles, noticeStanding } from '../../shared/rules/notice-call';
import type { Actor } from '../../shared/rules/roles';
import type { Handlers } from '../call';

const shown = 100;

/** J1: the staff's call list. The number is masked until somebody wants to dial it and says why. */
export const noticeCalls = {
  'noticeCalls.list': async ({ database, sealer, actor, input, settings }) => {
    const unitPaths = pathsHeld(actor, callRoles);
    const calls = await callsWithin(database, { unitPaths, personId: actor.personId }, input.which ?? 'open', shown);
    return { calls: calls.map((row) => toStaff(row, sealer)), most: settings.callTries };
  },

  'noticeCalls.reveal': (call) =>
    call.write(async (tx) => {
      const row = await withinReach(tx, call.input.id, call.actor);
      const state = afterCallStep(row.state, 'reveal', row.tries, call.settings);
      if (state === null || row.phoneSealed === null) return refuse('wrong_state', { state: row.state });
      const { id, reason } = call.input;
      await takeCallStep(tx, { id, action: 'reveal', state, actorId: call.actor.personId, text: reason, now: call.now });
      return { phone: phoneOf(row, row.phoneSealed, call.sealer) };
    }),

  'noticeCalls.takeDown': (call) =>
    call.write(async (tx) => {
      const { id, result, note } = call.input;
      const row = await withinReach(tx, id, call.actor);
      const state = afterCallStep(row.state, result, row.tries, call.settings);
      if (state === null) return refuse('wrong_state', { state: row.state });
      await takeCallStep(tx, { id, action: result, state, actorId: call.actor.personId, text: note ?? null, now: call.now });
      return toStaff((await callById(tx, id)) ?? refuse('not_found'), call.sealer);
    }),

  'noticeCalls.ofAppointment': async ({ database, actor, input }) => {
    const appointment = await appointmentById(database, input.id);
    if (!appointment || !reachesUnit(actor, callRoles, appointment.unitPath)) return refuse('not_found');
    const rows = await toldAbout(database, { subjectId: appointment.leadId ?? appointment.id, personId: appointment.personId }, shown);
    return { told: rows.map(({ id, title, createdAt, ...stands }) => ({ id, title, createdAt, standing: noticeStanding(stands) })) };
  },
} satisfies Handlers<'noticeCalls.'>;

/** A call about somebody else within the tree of an own unit, locked. */
async function withinReach(tx: Db, id: string, actor: Actor): Promise<CallRow> {
  const row = await callById(tx, id, 'lock');
  if (!row || row.personId === actor.personId || !reachesUnit(actor, callRoles, row.unitPath)) return refuse('not_found');
  return row;
}

const phoneOf = (row: CallRow, sealed: Uint8Array, sealer: Sealer): string =>
  sealer.open({ table: 'person', column: 'phone', row: row.personId }, sealed);

function toStaff(row: CallRow, sealer: Sealer): Output<'noticeCalls.takeDown'> {
  const { noticeId: _, personId: __, unitPath: ___, phoneSealed, ...known } = row;
  return { ...known, phoneMasked: phoneSealed && maskPhone(phoneOf(row, phoneSealed, sealer)) };
}
