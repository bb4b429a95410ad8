import type { Db, Tx } from '../../db/client';
import { appendEvent, setStatus } from '../../db/queries/appointments';
import { checklistByCode, type ChecklistRow } from '../../db/queries/checklists';
import { takePlaceFor } from '../../db/queries/places';
import { appendTicketEvent, linkAppointment, type TicketRow } from '../../db/queries/queue';
import { findPersonByNumber, type KnownPerson, insertVisit, insertVisitor, slotOfVisit, slotsNow } from '../../db/queries/visits';
import type { Sealer } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Input } from '../../shared/contract/index';
import { checkDocument } from '../../shared/rules/id-number-documents';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import { kindsToTry } from '../../shared/rules/ways-to-place';
import { takeBy } from '../booking';
import { newId, newShortCode } from '../ids';
import { stepOfSystem } from '../scope';
import type { WindowCall } from '../window/visit';

type Identity = NonNullable<Input<'queue.walkIn'>['identity']>;

/** The person whose document the staff has in hand: found by the number's keyed hash, or taken down (`isNew`). Refuses a number that cannot be. */
export async function visitorOf(tx: Db, sealer: Sealer, identity: Identity, now: string): Promise<KnownPerson & { isNew: boolean }> {
  const check = checkDocument(identity.idKind, identity.idNumber, shanghaiDay(now));
  if (!check.ok) refuse('invalid_input', { issues: [{ path: 'identity.idNumber', problem: check.problem }] });
  const idNumberHash = sealer.hash('person', 'id_number', check.number);
  const known = await findPersonByNumber(tx, idNumberHash);
  if (known) return { ...known, isNew: false };
  const id = newId('per', now);
  const birthDate = check.birthDate ?? null;
  const idNumberSealed = sealer.seal({ table: 'person', column: 'id_number', row: id }, check.number);
  if (await insertVisitor(tx, { id, name: identity.name, idKind: identity.idKind, idNumberSealed, idNumberHash, birthDate, now }))
    return { id, birthDate, greenChannelUntil: null, greenChannelKind: null, isNew: true };
  const twin = await findPersonByNumber(tx, idNumberHash);
  return twin ? { ...twin, isNew: false } : refuse('wrong_state');
}

/** A place of the running hour for a walk-in, by the way that walk-ins have; null when nothing is open to them. */
export async function takeWalkInPlace(
  call: WindowCall,
  tx: Tx,
  walkIn: { visitId: string; hallId: string; personId: string | null },
): Promise<{ startsAt: string } | null> {
  const { now, settings } = call;
  const slots = await slotsNow(tx, { hallId: walkIn.hallId, now, until: later(now, settings.walkInAheadMinutes * 60_000) });
  for (const kinds of kindsToTry('walk_in', settings)) {
    for (const slot of slots) {
      const take = { ...takeBy('walk_in', walkIn.personId, now, settings), slotIds: [slot.id], kinds };
      if (await takePlaceFor(tx, take, walkIn.visitId)) return slot;
    }
  }
  return null;
}

/** A list that may be used at this hall today. */
export async function usableList(tx: Tx, code: string, hallId: string, now: string): Promise<ChecklistRow> {
  const list = await checklistByCode(tx, code);
  if (!list || list.expiresAt <= now) return refuse('not_found');
  if (!list.content.halls.includes(hallId)) refuse('wrong_hall');
  return list;
}

/**
 * Gives a walk-in's ticket its appointment, which has been checked in already: from here on the window sees it like any other. A place of
 * the share was taken when the ticket was issued, under the id that the appointment has now.
 * @throws unique violation when the person has a live appointment for this item
 */
export async function makeVisit(call: WindowCall, tx: Tx, ticket: TicketRow, personId: string, list: ChecklistRow): Promise<void> {
  const id = ticket.visitId ?? newId('apt', call.now);
  const { hallId, day } = ticket;
  const slotId = (await slotOfVisit(tx, { visitId: id, hallId, day, now: call.now })) ?? refuse('hall_closed');
  const visit = { id, code: newShortCode(), personId, checklistId: list.id, itemCode: list.itemCode, itemName: list.itemName, slotId, hallId };
  await stepOfSystem(tx, 'booking', () => insertVisit(tx, { ...visit, status: 'arrived', now: call.now }));
  const who = { appointmentId: id, at: call.now, by: 'officer', actorId: call.actor.personId, note: null } as const;
  await appendEvent(tx, { ...who, action: 'checkIn', status: 'arrived' });
  if (ticket.status === 'serving') {
    await setStatus(tx, id, 'in_service');
    await appendEvent(tx, { ...who, action: 'start', status: 'in_service' });
  }
  await linkAppointment(tx, ticket.id, { appointmentId: id, personId, itemCode: list.itemCode, itemName: list.itemName });
  const event = { action: 'identify', status: ticket.status, actorId: call.actor.personId, counter: ticket.counter, note: null } as const;
  await appendTicketEvent(tx, { ticket, at: call.now, ...event });
}
