import { type Db, violatedConstraint } from '../../db/client';
import type { AppointmentRow } from '../../db/queries/appointments';
import { readPerson } from '../../db/queries/people';
import {
  bookersOf,
  booksFor,
  endRelative,
  forgetUnused,
  hasVisitAhead,
  insertRelative,
  lockRelative,
  relativeById,
  type RelativeRow,
  relativesOf,
  verifyTakenDown,
} from '../../db/queries/relatives';
import { maskIdNumber, type Sealer } from '../../db/sealed';
import { lockEntriesFor } from '../../db/queries/wait-list';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { greenGroundOn } from '../../shared/rules/green-ground';
import { checkDocument } from '../../shared/rules/id-number-documents';
import { consentGiversFor } from '../../shared/rules/relatives';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { relationWords } from '../../shared/text/relatives';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { stepOfSystem } from '../scope';
import { leaveLine } from '../leave-line';
import { notify } from '../notify';
import { limitIdentity } from '../rate-limits';
import { visitorOf } from '../queue/walk-in';

/** A4: relatives. Others' answer as if they were not there. */
export const relatives = {
  'relatives.list': (call) => list(call, call.database),

  'relatives.add': async (call) => {
    const { name, idKind, idNumber, relation, consent } = call.input;
    const { personId: holderId } = call.actor;
    const today = shanghaiDay(call.now);
    const check = checkDocument(idKind, idNumber, today);
    if (!check.ok) refuse('invalid_input', { issues: [{ path: 'idNumber', problem: check.problem }] });
    if (!consentGiversFor(check.birthDate ?? null, today).includes(consent.by)) refuse('consent_wrong');
    const holder = await readPerson(call.database, holderId);
    if (holder.realNameVerifiedAt === null || holder.name === null) refuse('real_name_required');
    const holderName = holder.name;
    await limitIdentity(call, check.number);
    const verdict = await call.ports.realName.check({ name, idKind, idNumber: check.number });
    if (verdict.result === 'unavailable') refuse('real_name_unavailable');
    if (verdict.result === 'mismatch') refuse('real_name_mismatch');
    try {
      return await call.write(async (tx) => {
        const { id: personId } = await visitorOf(tx, call.sealer, { name, idKind, idNumber: check.number }, call.now);
        if (personId === holderId) refuse('relative_is_yourself');
        await verifyTakenDown(tx, { personId, name, now: call.now });
        const id = newId('rel', call.now);
        const one = { id, holderId, personId, relation, consentVersion: consent.version, consentBy: consent.by, now: call.now };
        if (!(await insertRelative(tx, one, call.settings.relativeLimit))) refuse('too_many_relatives', { limit: call.settings.relativeLimit });
        await notify(tx, {
          personId,
          kind: 'relative_added',
          subjectId: id,
          facts: { person: holderName, what: relationWords[relation] },
          now: call.now,
        });
        return list(call, tx);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'relative_once') refuse('relative_known');
      throw error;
    }
  },

  'relatives.remove': (call) =>
    call.write(async (tx) => {
      const { personId } = call.actor;
      const row = await lockRelative(tx, { id: call.input.id, personId });
      if (!row) refuse('not_found');
      // Who never signs in would have nobody to cancel; who withdraws the consent keeps the appointments.
      if (row.holderId === personId && (await hasVisitAhead(tx, row))) refuse('relative_visit_ahead');
      // Nobody would hear of an offer; who withdraws the consent keeps the place in line too.
      if (row.holderId === personId) for (const entry of await lockEntriesFor(tx, row)) await leaveLine(tx, entry, call);
      await endRelative(tx, { id: call.input.id, by: personId, now: call.now });
      if (row.holderId !== personId) {
        const { name } = await readPerson(tx, personId);
        await notify(tx, { personId: row.holderId, kind: 'relative_ended', subjectId: call.input.id, facts: { person: name ?? '' }, now: call.now });
      }
      await stepOfSystem(tx, 'forgetting', () => forgetUnused(tx, row.personId));
      return list(call, tx);
    }),
} satisfies Handlers<'relatives.'>;

type ListCall = { actor: { personId: string }; sealer: Sealer; settings: Settings; now: string };

async function list({ actor, sealer, settings, now }: ListCall, db: Db): Promise<Output<'relatives.list'>> {
  const today = shanghaiDay(now);
  const rows = await relativesOf(db, actor.personId);
  return {
    relatives: rows.map((row) => ({
      id: row.id,
      name: row.name,
      relation: row.relation,
      idKind: row.idKind,
      idNumberMasked: maskIdNumber(sealer.open({ table: 'person', column: 'id_number', row: row.personId }, row.idNumberSealed)),
      birthDate: row.birthDate,
      greenChannel: greenGroundOn(row, today, settings),
      consentBy: row.consentBy,
      consentedAt: row.consentedAt,
    })),
    most: settings.relativeLimit,
    bookers: await bookersOf(db, actor.personId),
  };
}

/** Who comes: the relative of this id, or the person who asks where none is named. Refuses `not_found` for anybody else's. */
export async function whoComes(db: Db, personId: string, relativeId: string | undefined): Promise<Pick<RelativeRow, 'personId'>> {
  if (relativeId === undefined) return { personId };
  return (await relativeById(db, { id: relativeId, holderId: personId })) ?? refuse('not_found');
}

/** Whether an appointment is a person's own, or one that the person has booked for somebody who is a relative still. */
export async function mayManage(db: Db, row: Pick<AppointmentRow, 'personId' | 'bookedBy' | 'way'>, personId: string): Promise<boolean> {
  if (row.personId === personId) return true;
  if (row.bookedBy !== personId || (row.way !== 'citizen' && row.way !== 'wait_list')) return false;
  return booksFor(db, { holderId: personId, personId: row.personId });
}
