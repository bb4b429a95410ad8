import type { Db, Tx } from '../../db/client';
import { acceptanceById, type AcceptanceEvent, type AcceptanceRow, acceptancesOfHall, endAcceptance, supplyGap } from '../../db/queries/acceptances';
import { oneTimeNoticeByCode } from '../../db/queries/one-time-notices';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { type AcceptanceAction, acceptanceFlow, availableAcceptanceActions } from '../../shared/rules/acceptance-flow';
import { reachesUnit } from '../../shared/rules/access';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Handlers } from '../call';
import { chosenHall } from '../queue/counter';
import { acceptanceView } from '../window/standing';
import { tell } from '../window/visit';
import { pageOf, pageSize, readCursorWithInstant } from './cursor';

const roles: readonly StaffRole[] = ['officer', 'unit_head'];

/** C13: what a window accepted and has not finished at once. Any officer of the hall goes on with it. */
export const acceptances = {
  'acceptances.list': async (call) => {
    const { hallId, scope, cursor } = call.input;
    const hall = await chosenHall(call, roles, hallId);
    const behind = readCursorWithInstant(cursor);
    const after = behind && { at: behind.filedAt, id: behind.id };
    const found = await acceptancesOfHall(call.database, hall.id, { scope, today: shanghaiDay(call.now), after, limit: pageSize + 1 });
    const { rows, nextCursor } = pageOf(found, (row) => (scope === 'ended' ? row.endedAt : row.dueAt));
    return { hallId: hall.id, hallName: hall.name, acceptances: rows.map((row) => staffView(row, call.now)), nextCursor };
  },

  'acceptances.read': async (call) => staffView(await within(call, call.database, call.input.id), call.now),

  'acceptances.supply': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      const event = eventOf(call, row, 'supply', null);
      const gap = row.gaps.find(({ materialId }) => materialId === call.input.materialId) ?? refuse('not_found');
      if (!(await supplyGap(tx, gap.materialId, { ...event, note: gap.name }))) refuse('wrong_state', { supplied: gap.materialId });
      return staffView(await within(call, tx, row.id), call.now);
    }),

  'acceptances.complete': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      const note = call.input.note ?? null;
      const event = eventOf(call, row, 'complete', note);
      if (!may(row, 'complete', call.now)) refuse('gaps_open');
      await endAcceptance(tx, event);
      await tell(tx, row.appointmentId, 'appointment_ready', call.now, { next: note ?? '' });
      return staffView(await within(call, tx, row.id), call.now);
    }),

  'acceptances.discontinue': (call) =>
    call.write(async (tx) => {
      const row = await within(call, tx, call.input.id, 'lock');
      const { reason } = call.input;
      const event = eventOf(call, row, 'discontinue', reason);
      if (!may(row, 'discontinue', call.now)) refuse('gap_not_overdue');
      await endAcceptance(tx, event);
      await tell(tx, row.appointmentId, 'appointment_discontinued', call.now, { reason });
      return staffView(await within(call, tx, row.id), call.now);
    }),

  'acceptances.notice': async (call) => {
    const notice = (await oneTimeNoticeByCode(call.database, call.input.code)) ?? refuse('not_found');
    const { makeOneTimeNotice } = await import('../notice/make');
    return makeOneTimeNotice(notice);
  },
} satisfies Handlers<'acceptances.'>;

/** A case of a hall outside the officer's units answers as if it were not there. */
async function within(call: { actor: Actor }, db: Db | Tx, id: string, lock?: 'lock'): Promise<AcceptanceRow> {
  const row = await acceptanceById(db, id, lock);
  if (!row || !reachesUnit(call.actor, roles, row.unitPath)) refuse('not_found');
  return row;
}

const may = (row: AcceptanceRow, action: AcceptanceAction, now: string): boolean =>
  availableAcceptanceActions(row, shanghaiDay(now)).includes(action);

/** The event of a step, which is refused in a status from which no arrow leads. */
function eventOf(call: { actor: Actor; now: string }, row: AcceptanceRow, action: AcceptanceAction, note: string | null): AcceptanceEvent {
  const status = acceptanceFlow[row.status][action] ?? refuse('wrong_state', { status: row.status });
  return { id: row.id, at: call.now, action, status, actorId: call.actor.personId, note };
}

function staffView(row: AcceptanceRow, now: string): Output<'acceptances.read'> {
  const { appointmentId, code, itemName, applicantName, ownerName } = row;
  const actions = availableAcceptanceActions(row, shanghaiDay(now));
  return {
    ...acceptanceView(row, now),
    appointmentId,
    code,
    itemName,
    applicantName,
    ownerName,
    overdue: row.status === 'open' && row.dueAt < now,
    actions,
  };
}
