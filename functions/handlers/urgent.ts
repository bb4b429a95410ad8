import type { Db, Tx } from '../../db/client';
import { branchOfItem } from '../../db/queries/items';
import { readPerson } from '../../db/queries/people';
import {
  dutyFor,
  insertUrgent,
  isUrgentPlace,
  takeUrgentStep,
  type UrgentChange,
  type UrgentRow,
  urgentAsked,
  urgentAtDesk,
  urgentById,
  urgentEventsOf,
  urgentOfPerson,
} from '../../db/queries/urgent';
import type { Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Input, Output } from '../../shared/contract/index';
import { pathsHeld } from '../../shared/rules/access';
import { shiftAt } from '../../shared/rules/duty';
import type { Actor } from '../../shared/rules/roles';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import {
  availableUrgentActions,
  nextUrgentStep,
  seesUrgentAsStaff,
  type UrgentAction,
  urgentDueAt,
  urgentFlow,
  urgentRoles,
} from '../../shared/rules/urgent-flow';
import { urgentHistoryText } from '../../shared/text/urgent';
import { whenText } from '../../shared/text/when';
import { countTry } from '../booking';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { tellUrgent } from '../urgent';

const shown = 50;
const dayMs = 24 * 3_600_000;

/** C16 from the person's side. */
export const urgent = {
  'urgent.ask': async (call) => {
    const { unitId, hallId, itemCode, why, wantedBy, phone } = call.input;
    const { actor, now, settings } = call;
    if ((unitId === undefined) === (hallId === undefined)) refuse('invalid_input');
    if (wantedBy <= now) refuse('time_not_ahead');
    await countTry(call, actor.personId);
    return call.write(async (tx) => {
      const place = unitId !== undefined ? { unitId } : { hallId: hallId ?? '' };
      if (itemCode !== undefined && !(await branchOfItem(tx, itemCode))) refuse('item_unknown');
      const called = phone ?? (await ownPhone(tx, call.sealer, actor.personId)) ?? refuse('phone_missing');
      const asked = await urgentAsked(tx, actor.personId, later(now, -dayMs));
      if (asked.waiting) refuse('urgent_open');
      if (asked.lately >= settings.urgentPerDay) refuse('too_many_urgent', { most: settings.urgentPerDay });
      const duty = await dutyFor(tx, place, actor.personId, shiftAt(now));
      if (!duty) return refuse((await isUrgentPlace(tx, place)) ? 'nobody_on_duty' : 'not_found');
      const id = newId('urg', now);
      const dueAt = urgentDueAt(now, settings.urgentAnswerMinutes);
      await insertUrgent(tx, {
        id,
        personId: actor.personId,
        unitId: duty.unitId,
        dutyId: duty.dutyId,
        itemCode: itemCode ?? null,
        why,
        wantedBy,
        phoneSealed: call.sealer.seal(phoneCell(id), called),
        dueAt,
        escalateAt: nextUrgentStep({ askedAt: now, dueAt }, null)?.at ?? null,
        now,
      });
      const row = await mine(tx, id, actor);
      await tellUrgent(tx, row, 'staff_urgent_asked', row.dutyId, now);
      return detail(tx, row, actor);
    });
  },

  'urgent.list': async ({ database, actor }) => ({
    requests: (await urgentOfPerson(database, actor.personId, shown)).map((row) => toAsker(row, actor)),
  }),

  'urgent.read': async ({ database, input, actor }) => detail(database, await mine(database, input.id, actor), actor),

  'urgent.withdraw': (call) =>
    call.write(async (tx) => {
      return detail(tx, await withdrawUrgent(tx, call.input.id, call), call.actor);
    }),
} satisfies Handlers<'urgent.'>;

/** C16 from the side of who is on duty. */
export const urgentDesk = {
  'urgentDesk.list': async ({ database, input, actor }) => {
    const unitPaths = pathsHeld(actor, urgentRoles);
    const rows = await urgentAtDesk(database, { personId: actor.personId, unitPaths }, input.which ?? 'waiting', shown);
    return { requests: rows.map((row) => toDesk(row, actor)) };
  },

  'urgentDesk.read': async ({ database, sealer, input, actor }) => deskDetail(database, sealer, await atDesk(database, input.id, actor), actor),

  'urgentDesk.take': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const before = await atDesk(tx, call.input.id, actor, 'lock');
      const row = await step(tx, before, { actor, now, action: 'take', text: null }, { takenBy: actor.personId });
      await tellUrgent(tx, row, 'urgent_taken', row.askerId, now);
      return deskDetail(tx, call.sealer, row, actor);
    }),

  'urgentDesk.answer': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const before = await atDesk(tx, call.input.id, actor, 'lock');
      const { change, text } = answered(call.input, now);
      const row = await step(tx, before, { actor, now, action: 'answer', text }, { ...change, answeredAt: now, escalateAt: null });
      await tellUrgent(tx, row, row.answer === 'met' ? 'urgent_met' : 'urgent_not_possible', row.askerId, now);
      return deskDetail(tx, call.sealer, row, actor);
    }),

  'urgentDesk.close': (call) =>
    call.write(async (tx) => {
      const { actor, now } = call;
      const before = await atDesk(tx, call.input.id, actor, 'lock');
      const row = await step(tx, before, { actor, now, action: 'close', text: call.input.result }, {});
      return deskDetail(tx, call.sealer, row, actor);
    }),
} satisfies Handlers<'urgentDesk.'>;

const phoneCell = (id: string) => ({ table: 'urgent_request', column: 'phone', row: id });

async function ownPhone(tx: Tx, sealer: Sealer, personId: string): Promise<string | null> {
  const { phoneSealed } = await readPerson(tx, personId);
  return phoneSealed && sealer.open({ table: 'person', column: 'phone', row: personId }, phoneSealed);
}

/** What an answer changes and says. Refuses one that leaves the person without a time and place, or without a way on. */
function answered(input: Input<'urgentDesk.answer'>, now: string): { change: UrgentChange; text: string } {
  const { answer, meetAt, place, note = null, reason, instead } = input;
  if (answer === 'not_possible') {
    if (reason === undefined || instead === undefined) return refuse('answer_incomplete');
    return { change: { answer, reason, instead }, text: urgentHistoryText.notPossible(reason, instead) };
  }
  if (meetAt === undefined || place === undefined) return refuse('answer_incomplete');
  if (meetAt <= now) refuse('time_not_ahead');
  return { change: { answer, meetAt, place, note }, text: urgentHistoryText.met(whenText(meetAt, shanghaiDay(now)), place, note) };
}

/** Takes an own request back, or refuses; who has it is told. */
export async function withdrawUrgent(tx: Tx, id: string, { actor, now }: { actor: Actor; now: string }): Promise<UrgentRow> {
  const before = await mine(tx, id, actor, 'lock');
  const row = await step(tx, before, { actor, now, action: 'withdraw', text: null }, { escalateAt: null });
  await tellUrgent(tx, row, 'staff_urgent_withdrawn', row.takenBy ?? row.dutyId, now);
  return row;
}

async function mine(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<UrgentRow> {
  const row = await urgentById(db, id, lock);
  return row?.askerId === actor.personId ? row : refuse('not_found');
}

async function atDesk(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<UrgentRow> {
  const row = await urgentById(db, id, lock);
  return row && seesUrgentAsStaff(actor, row) ? row : refuse('not_found');
}

type Step = { actor: Actor; now: string; action: UrgentAction; text: string | null };

/** Moves it on, or refuses; the row as it is then. */
async function step(tx: Tx, before: UrgentRow, { actor, now, action, text }: Step, change: UrgentChange): Promise<UrgentRow> {
  const status = urgentFlow[before.status][action];
  if (status === undefined || !availableUrgentActions(before, actor).includes(action)) return refuse('wrong_state', { status: before.status });
  await takeUrgentStep(tx, before, { action, status, at: now, actorId: actor.personId, text }, change);
  return (await urgentById(tx, before.id)) ?? refuse('not_found');
}

function common(row: UrgentRow, actor: Actor) {
  const { id, unitName, unitPhone, itemName, why, wantedBy, askedAt, dueAt, status, escalated, answer, meetAt, place, note, reason, instead } = row;
  const told = { id, unitName, unitPhone, itemName, why, wantedBy, askedAt, dueAt, status, escalated, answer, meetAt, place, note, reason, instead };
  return { ...told, takenBy: row.takenBy === null ? null : (row.takerName ?? row.unitName), actions: availableUrgentActions(row, actor) };
}

const toAsker = (row: UrgentRow, actor: Actor): Output<'urgent.list'>['requests'][number] => ({
  ...common(row, actor),
  onDuty: row.dutyNamed ? row.dutyName : null,
});

const toDesk = (row: UrgentRow, actor: Actor): Output<'urgentDesk.list'>['requests'][number] => ({
  ...common(row, actor),
  onDuty: row.dutyName,
  askerName: row.askerName,
});

/** What happened; staff by name, the requester and the service by none. */
async function history(db: Db, row: UrgentRow): Promise<Output<'urgent.read'>['history']> {
  const events = await urgentEventsOf(db, row.id);
  return events.map(({ at, action, actorId, actorName, text }) => ({ at, action, by: actorId === row.askerId ? null : actorName, text }));
}

const detail = async (db: Db, row: UrgentRow, actor: Actor): Promise<Output<'urgent.read'>> => ({
  ...toAsker(row, actor),
  history: await history(db, row),
});

const deskDetail = async (db: Db, sealer: Sealer, row: UrgentRow, actor: Actor): Promise<Output<'urgentDesk.read'>> => ({
  ...toDesk(row, actor),
  phone: sealer.open(phoneCell(row.id), row.phoneSealed),
  history: await history(db, row),
});
