import { appointmentById } from '../../db/queries/appointments';
import { checklistByCode } from '../../db/queries/checklists';
import { extraOwned, extrasOf, extrasOwned, insertExtra, openExtras, settleExtra } from '../../db/queries/extras';
import { queueLetter } from '../../db/queries/outbox';
import { refuse } from '../../shared/contract/errors';
import { reachesUnit } from '../../shared/rules/access';
import { isLive } from '../../shared/rules/appointment-flow';
import { sameMaterial } from '../../shared/rules/extra-material';
import type { Actor } from '../../shared/rules/roles';
import { extraOutcomeWords } from '../../shared/text/extra-material';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { notify } from '../notify';

const shownExtras = 100;

/** B8: nobody asks for more than the frozen list without a reason, and each reason reaches the owner of the item. */
export const extras = {
  'extras.ask': (call) =>
    call.write(async (tx) => {
      const { id, name, reason, words } = call.input;
      const row = await appointmentById(tx, id, 'lock');
      if (!row || !reachesUnit(call.actor, ['officer', 'unit_head'], row.unitPath)) refuse('not_found');
      if (!isLive(row.status)) refuse('wrong_state', { status: row.status });
      const list = await checklistByCode(tx, row.checklistCode);
      if (!list) throw new Error('an appointment without its checklist');
      const asked = await extrasOf(tx, row.id);
      if ([...list.content.materials, ...asked].some((material) => sameMaterial(material.name, name))) refuse('already_on_list');
      const extra = { id: newId('extra', call.now), name, reason, words, askedAt: call.now };
      const appointment = { appointmentId: row.id, itemCode: row.itemCode, itemVersion: list.itemVersion, askedBy: call.actor.personId };
      if (!(await insertExtra(tx, { ...extra, ...appointment }))) refuse('already_on_list');
      const facts = { material: name, reason: words };
      const payload = { appointmentId: row.id, notice: 'appointment_extra_wanted', facts };
      await queueLetter(tx, { id: newId('out', call.now), kind: 'appointment_notice', payload, now: call.now });
      return extra;
    }),

  'extras.list': async (call) => {
    const heads = headOf(call.actor);
    const rows = await extrasOwned(call.database, heads, shownExtras);
    return { open: await openExtras(call.database, heads), extras: rows.map(({ askedBy: _, ...row }) => row) };
  },

  'extras.settle': (call) =>
    call.write(async (tx) => {
      const { id, outcome, reply } = call.input;
      const entry = await extraOwned(tx, headOf(call.actor), id);
      if (!entry) refuse('not_found');
      if (entry.outcome !== null) refuse('wrong_state', { outcome: entry.outcome });
      await settleExtra(tx, id, { outcome, reply, by: call.actor.personId, at: call.now });
      const facts = { item: entry.itemName, material: entry.name, outcome: extraOutcomeWords[outcome], reply };
      await notify(tx, { personId: entry.askedBy, kind: 'staff_extra_settled', subjectId: entry.appointmentId, facts, now: call.now });
      return { done: true as const };
    }),
} satisfies Handlers<'extras.'>;

/** An administrator keeps every item; a head those of the departments within the own unit. */
function headOf(actor: Actor): string[] | null {
  if (actor.staff.some((held) => held.role === 'administrator')) return null;
  return actor.staff.filter((held) => held.role === 'unit_head').map((held) => held.unitPath);
}
