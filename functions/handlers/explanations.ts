import type { Db } from '../../db/client';
import { type AppointmentRow, appointmentById } from '../../db/queries/appointments';
import { decideExplanation, explanationOf, explanationsOf, insertExplanation } from '../../db/queries/explanations';
import { queueLetter } from '../../db/queries/outbox';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { mayExplain, noShowsCountFrom } from '../../shared/rules/no-show';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { StaffRole } from '../../shared/rules/roles';
import { blockLifted } from '../../shared/text/pages/explanations';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { reapplyNoShowRule } from '../no-show';
import { hallWithin } from '../queue/counter';
import { mayManage } from './relatives';

const deciders: readonly StaffRole[] = ['officer', 'unit_head'];
const shown = 50;

/** C9: who missed an appointment, or booked it for a relative, says why; the hall where it was accepts that or not. */
export const explanations = {
  'explanations.give': (call) =>
    call.write(async (tx) => {
      const row = await appointmentById(tx, call.input.id, 'lock');
      const { personId } = call.actor;
      if (!row || !(await mayManage(tx, row, personId))) refuse('not_found');
      const appointmentId = visitOf(row);
      const explained = (await explanationOf(tx, appointmentId)) !== null;
      if (!mayExplain({ status: row.status, day: row.day, explained }, shanghaiDay(call.now), call.settings))
        refuse('wrong_state', { status: row.status });
      const { words } = call.input;
      const givenBy = row.personId === personId ? null : personId;
      await insertExplanation(tx, { appointmentId, givenBy, words, now: call.now });
      const payload = { appointmentId, notice: 'staff_no_show_explained', facts: { reason: words } };
      await queueLetter(tx, { id: newId('out', call.now), kind: 'appointment_notice', payload, now: call.now });
      return { words, givenAt: call.now, outcome: null, reply: null };
    }),

  'explanations.list': async (call) => {
    const hall = await hallWithin(call, call.database, call.input.hallId);
    if (!reachesUnit(call.actor, deciders, hall.unitPath)) refuse('not_found');
    return ofHall(call.database, hall.id, call.settings, call.now);
  },

  'explanations.decide': (call) =>
    call.write(async (tx) => {
      const { id, outcome, reply } = call.input;
      const row = await appointmentById(tx, id, 'lock');
      if (!row || !reachesUnit(call.actor, deciders, row.unitPath)) refuse('not_found');
      if (await mayManage(tx, row, call.actor.personId)) refuse('own_matter');
      const appointmentId = visitOf(row);
      const explanation = (await explanationOf(tx, appointmentId)) ?? refuse('not_found');
      if (explanation.outcome !== null) refuse('wrong_state', { outcome: explanation.outcome });
      await decideExplanation(tx, { appointmentId, outcome, reply, decidedBy: call.actor.personId, now: call.now });
      const lifted = outcome === 'accepted' && (await reapplyNoShowRule(tx, row.personId, call.settings, call.now));
      const notice = outcome === 'accepted' ? 'no_show_excused' : 'no_show_not_excused';
      const facts = { reason: reply, next: lifted ? blockLifted : '' };
      await queueLetter(tx, { id: newId('out', call.now), kind: 'appointment_notice', payload: { appointmentId, notice, facts }, now: call.now });
      return ofHall(tx, row.hallId, call.settings, call.now);
    }),
} satisfies Handlers<'explanations.'>;

/** Of a visit of several items one explanation stands for all (C6). */
const visitOf = (row: AppointmentRow): string => row.leadId ?? row.id;

async function ofHall(db: Db, hallId: string, settings: Settings, now: string): Promise<Output<'explanations.list'>> {
  return { explanations: await explanationsOf(db, { hallId, from: noShowsCountFrom(shanghaiDay(now), settings), now }, shown) };
}
