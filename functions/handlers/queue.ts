import { type Db, sqlState, type Tx, violatedConstraint } from '../../db/client';
import { type AppointmentRow, appointmentById } from '../../db/queries/appointments';
import { changeShift, closeShift, counterIsBusy, shiftAt } from '../../db/queries/counters';
import { itemOn } from '../../db/queries/items';
import {
  bringBackTicket,
  callNextTicket,
  endTicket,
  finishTicket,
  parkTicket,
  recallTicket,
  requeueTicket,
  skipTicket,
  startTicket,
  appendTicketEvent,
  ticketById,
  type TicketRow,
} from '../../db/queries/queue';
import { refuse } from '../../shared/contract/errors';
import type { Input, Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { greenGroundOn } from '../../shared/rules/green-ground';
import { placeInQueue } from '../../shared/rules/queue-order';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { afterSkip, type TicketAction, type TicketStatus } from '../../shared/rules/ticket-flow';
import { greenGroundWords } from '../../shared/text/tickets';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { countersOf, hallWithin, takeCounter } from '../queue/counter';
import { hallCode } from '../queue/hall-code';
import { issueTicket, step, ticketWithin, turn } from '../queue/ticket';
import { makeVisit, takeWalkInPlace, usableList, visitorOf } from '../queue/walk-in';
import { queuePosition } from './queue-position';
import { change, tell, type WindowCall } from '../window/visit';

/** C12: the queue of a hall. Every change of a ticket is written together with its event. */
export const queue = {
  'queue.walkIn': async (call) => {
    const { hallId, itemCode, checklistCode, identity, green } = call.input;
    const hall = await hallWithin(call, call.database, hallId);
    const day = shanghaiDay(call.now);
    const item = (await itemOn(call.database, itemCode, day)) ?? refuse('item_unknown');
    if (!item.halls.includes(hall.id)) refuse('wrong_hall', { hall: hall.name });
    return namedTwice(() =>
      call.write(async (tx) => {
        const visitor = identity ? await visitorOf(tx, call.sealer, identity, call.now) : null;
        const ground = (visitor && greenGroundOn(visitor, day, call.settings)) ?? green ?? null;
        const visitId = newId('apt', call.now);
        const walkInPlace = await takeWalkInPlace(call, tx, { visitId, hallId: hall.id, personId: visitor?.id ?? null });
        const id = await issueTicket(tx, {
          hallId: hall.id,
          day,
          itemCode: item.code,
          itemName: item.name,
          appointmentId: null,
          visitId,
          personId: visitor?.id ?? null,
          arrival: { at: call.now, slot: null, greenChannel: ground !== null },
          walkInPlace,
          actorId: call.actor.personId,
          note: ground && greenGroundWords[ground],
          settings: call.settings,
        });
        if (visitor && checklistCode)
          await makeVisit(call, tx, await ticketWithin(call, tx, id), visitor.id, await usableList(tx, checklistCode, hall.id, call.now));
        return turn(call, tx, id);
      }),
    );
  },

  'queue.identify': (call) =>
    namedTwice(() =>
      call.write(async (tx) => {
        const ticket = await ticketWithin(call, tx, call.input.id, 'lock');
        if (ticket.appointmentId !== null || ticket.status === 'done' || ticket.status === 'missed') refuse('wrong_state', { status: ticket.status });
        const list = await usableList(tx, call.input.checklistCode, ticket.hallId, call.now);
        const visitor = call.input.identity ? await visitorOf(tx, call.sealer, call.input.identity, call.now) : null;
        const personId = visitor?.id ?? ticket.personId ?? refuse('identity_missing');
        await makeVisit(call, tx, ticket, personId, list);
        return turn(call, tx, ticket.id);
      }),
    ),

  'queue.read': async (call) => turn(call, call.database, (await ticketWithin(call, call.database, call.input.id)).id),

  'queue.hallCode': async (call) => {
    const { id, name } = await hallWithin(call, call.database, call.input.hallId);
    return { hallId: id, hallName: name, code: hallCode(call.sealer, id) };
  },

  'queue.position': (call) => position(call.database, call.settings, call.input.id),

  'queue.live': (call) => position(call.database, call.settings, call.input.id),

  'queue.callNext': async (call) => {
    const { hallId, counter } = call.input;
    const hall = await hallWithin(call, call.database, hallId);
    if (!hall.counters.includes(counter)) refuse('not_found');
    try {
      return await call.write(async (tx) => {
        const { itemCodes } = await takeCounter(call, tx, hall.id, counter);
        const next = { hallId: hall.id, day: shanghaiDay(call.now), counter, itemCodes, officerId: call.actor.personId, now: call.now };
        const id = (await callNextTicket(tx, next)) ?? refuse('queue_empty');
        const ticket = await ticketById(tx, id);
        if (!ticket) throw new Error('a ticket just called is gone');
        await appendTicketEvent(tx, { ticket, at: call.now, action: 'call', status: 'called', actorId: call.actor.personId, counter, note: null });
        await tellCalled(tx, ticket, call.now);
        return turn(call, tx, id);
      });
    } catch (error) {
      // The counter still has a ticket that was called or is being served: that one comes first.
      if (sqlState(error) === '23505') refuse('wrong_state', { counter });
      throw error;
    }
  },

  'queue.recall': (call) =>
    act(call, 'recall', async (tx, ticket) => {
      await recallTicket(tx, ticket.id, call.now);
      await tellCalled(tx, ticket, call.now);
    }),

  'queue.skip': (call) =>
    act(
      call,
      'skip',
      async (tx, ticket) => {
        if (afterSkip(ticket.missedCalls, call.settings) === 'missed') await endTicket(tx, ticket.id, call.now);
        else await skipTicket(tx, ticket, call.settings.missedGoesBack);
      },
      { leadsTo: ({ missedCalls }) => afterSkip(missedCalls, call.settings) },
    ),

  'queue.bringBack': (call) =>
    act(call, 'bringBack', (tx, ticket) =>
      bringBackTicket(tx, ticket.id, placeInQueue('late', call.now, null, call.settings), call.settings.missedEndsAfter - 1),
    ),

  'queue.park': (call) => act(call, 'park', (tx, ticket) => parkTicket(tx, ticket.id), { note: call.input.note }),

  'queue.resume': (call) => act(call, 'resume', (tx, ticket) => requeueTicket(tx, ticket.id, ticket.forCounter)),

  'queue.transfer': (call) =>
    act(
      call,
      'transfer',
      async (tx, ticket) => {
        const to = call.input.counter ?? null;
        const hall = await hallWithin(call, tx, ticket.hallId);
        if (to !== null && !hall.counters.includes(to)) refuse('not_found');
        await requeueTicket(tx, ticket.id, to);
      },
      { note: call.input.note, counter: call.input.counter ?? null },
    ),

  'queue.start': (call) =>
    act(call, 'start', async (tx, ticket, row) => {
      await startTicket(tx, ticket.id, call.now);
      // Somebody who was set aside and called again is in service already.
      if (row?.status === 'arrived') await change(call, tx, row, 'start', null);
    }),

  'queue.finish': (call) =>
    act(
      call,
      'finish',
      async (tx, ticket, row) => {
        // With an appointment, its own end finishes the ticket: complete, accept or the one-time notice.
        if (row) refuse('wrong_state', { status: row.status });
        await finishTicket(tx, ticket.id, call.now);
      },
      { note: call.input.note },
    ),

  'queue.counters': async (call) => countersOf(call, call.database, (await hallWithin(call, call.database, call.input.hallId)).id),

  'queue.openCounter': async (call) => {
    const { hallId, counter, itemCodes } = call.input;
    const hall = await hallWithin(call, call.database, hallId);
    if (!hall.counters.includes(counter)) refuse('not_found');
    for (const code of itemCodes ?? []) {
      if (!(await itemOn(call.database, code, shanghaiDay(call.now)))) refuse('item_unknown');
    }
    return call.write(async (tx) => {
      const shift = await takeCounter(call, tx, hall.id, counter);
      await changeShift(tx, shift.id, itemCodes ?? null);
      return countersOf(call, tx, hall.id);
    });
  },

  'queue.closeCounter': async (call) => {
    const { hallId, counter } = call.input;
    const hall = await hallWithin(call, call.database, hallId);
    return call.write(async (tx) => {
      const at = { hallId: hall.id, day: shanghaiDay(call.now), counter };
      const shift = await shiftAt(tx, at);
      if (!shift) refuse('wrong_state', { counter });
      if (shift.officerId !== call.actor.personId && !reachesUnit(call.actor, ['unit_head'], hall.unitPath)) refuse('counter_taken', { counter });
      if (await counterIsBusy(tx, at)) refuse('wrong_state', { counter });
      await closeShift(tx, shift.id, call.now);
      return countersOf(call, tx, hall.id);
    });
  },
} satisfies Handlers<'queue.'>;

async function position(db: Db, settings: Settings, id: string): Promise<Output<'queue.position'>> {
  const ticket = (await ticketById(db, id)) ?? refuse('not_found');
  const { hallId, hallName, day, itemName } = ticket;
  return { ...(await queuePosition(db, ticket, settings)), hallId, hallName, day, itemName };
}

type TicketCall = WindowCall & {
  input: Input<'queue.read'>;
  write: (effect: (tx: Tx) => Promise<Output<'queue.read'>>) => Promise<Output<'queue.read'>>;
};

/** One step of one ticket: locked, allowed, changed together with its event. */
function act(
  call: TicketCall,
  action: TicketAction,
  effect: (tx: Tx, ticket: TicketRow, row: AppointmentRow | null) => Promise<void>,
  said: { note?: string | undefined; counter?: string | null; leadsTo?: (ticket: TicketRow) => TicketStatus } = {},
): Promise<Output<'queue.read'>> {
  return call.write(async (tx) => {
    const ticket = await ticketWithin(call, tx, call.input.id, 'lock');
    const row = ticket.appointmentId === null ? null : await appointmentById(tx, ticket.appointmentId, 'lock');
    const { counter = ticket.counter, note = null, leadsTo } = said;
    const told = { note, counter, ...(leadsTo ? { status: leadsTo(ticket) } : {}) };
    await step(call, tx, ticket, action, () => effect(tx, ticket, row), told);
    return turn(call, tx, ticket.id);
  });
}

/** Tells the person's phone; who walked in without one hears it in the hall. */
async function tellCalled(tx: Tx, { appointmentId, number, counter }: TicketRow, now: string): Promise<void> {
  if (appointmentId !== null) await tell(tx, appointmentId, 'ticket_called', now, { number, counter: counter ?? '' });
}

/** One live appointment per person and item (C4): who has one checks in with it. */
async function namedTwice<Answer>(effect: () => Promise<Answer>): Promise<Answer> {
  try {
    return await effect();
  } catch (error) {
    if (violatedConstraint(error) === 'appointment_one_live_per_item') refuse('already_booked');
    throw error;
  }
}
