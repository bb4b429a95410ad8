import { finishedCasesOfStaff, openCasesOfStaff } from '../../db/queries/case-lists';
import { readPerson } from '../../db/queries/people';
import { insertOccasion } from '../../db/queries/occasions';
import { staffReaching } from '../../db/queries/staff';
import { maskPhone } from '../../db/sealed';
import type { CaseRecord } from '../../db/queries/cases';
import { refuse } from '../../shared/contract/errors';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { casePartyWords } from '../../shared/text/case-parties';
import { currentCalendar } from '../calendar';
import type { Call, Handlers, Room } from '../call';
import { actOnCase, visibleCase } from '../cases/act';
import { pauseProcessing, stopAll, stopContact } from '../cases/clocks';
import { tellCase } from '../cases/notices';
import { caseDetail, caseRow } from '../cases/view';
import { newId } from '../ids';
import { pageOf, pageSize, readCursor, readCursorWithInstant } from './cursor';

const side = 'staff' as const;

/** Roles that see every case of their unit's tree. */
const deskRoles: readonly StaffRole[] = ['liaison', 'handler', 'unit_head', 'supervisor'];

/** D3–D5, D10, D14 from the staff's side. */
export const desk = {
  'desk.list': async (call) => {
    const { scope = 'unit', cursor } = call.input;
    const reach = {
      personId: call.actor.personId,
      unitPaths: call.actor.staff.filter((held) => deskRoles.includes(held.role)).map((held) => held.unitPath),
    };
    if (scope === 'finished') {
      const found = await finishedCasesOfStaff(call.database, reach, readCursorWithInstant(cursor), pageSize + 1);
      const { rows, nextCursor } = pageOf(found, (row) => row.filedAt);
      return { cases: rows.map((row) => caseRow(row, call.now)), nextCursor };
    }
    const after = readCursor(cursor);
    const found = await openCasesOfStaff(call.database, reach, scope, after && { dueAt: after.at, id: after.id }, pageSize + 1);
    const { rows, nextCursor } = pageOf(found, (row) => row.nearestDueAt);
    return { cases: rows.map((row) => caseRow(row, call.now)), nextCursor };
  },

  'desk.read': async (call) => {
    const { database, actor, now } = call;
    const subject = await visibleCase(database, call.input.id, actor, side);
    const detail = await caseDetail(database, subject, { actor, side, now });
    return {
      ...detail,
      requesterName: subject.requesterName ?? casePartyWords.requester,
      requesterPhone: await phoneOf(call, subject, actor),
      handlers: await staffReaching(database, 'handler', subject.unitPath),
    };
  },

  'desk.contact': (call) =>
    step(call, async (tx) => {
      const { id, text } = call.input;
      const contacted = await actOnCase(tx, call, { id, action: 'contact', side }, (_, clocks) => ({
        text,
        change: { contactedAt: call.now },
        clocks: stopContact(clocks, call.now),
      }));
      await tellCase(tx, contacted, 'case_contacted', contacted.requesterId, call.now);
      return contacted;
    }),

  'desk.assign': (call) =>
    step(call, async (tx) => {
      const { id, handlerId } = call.input;
      const assigned = await actOnCase(tx, call, { id, action: 'assign', side }, async (subject) => {
        const handler = (await staffReaching(tx, 'handler', subject.unitPath)).find((known) => known.id === handlerId);
        if (!handler) return refuse('not_found');
        return { text: handler.name, change: { ownerId: handler.id } };
      });
      await tellCase(tx, assigned, 'staff_case_assigned', handlerId, call.now);
      return assigned;
    }),

  'desk.accept': (call) =>
    step(call, async (tx) => {
      const accepted = await actOnCase(tx, call, { id: call.input.id, action: 'accept', side }, () => ({
        change: { ownerId: call.actor.personId },
      }));
      await tellCase(tx, accepted, 'case_accepted', accepted.requesterId, call.now);
      return accepted;
    }),

  'desk.askForMaterials': (call) =>
    step(call, async (tx) => {
      const { id, text } = call.input;
      const waiting = await actOnCase(tx, call, { id, action: 'askForMaterials', side }, async (subject, clocks) => ({
        text,
        clocks: pauseProcessing(await currentCalendar(call.database), subject.category, clocks, call.now, text),
      }));
      await tellCase(tx, waiting, 'case_materials_wanted', waiting.requesterId, call.now, text);
      return waiting;
    }),

  'desk.note': (call) =>
    step(call, (tx) => actOnCase(tx, call, { id: call.input.id, action: 'note', side }, () => ({ text: call.input.text, internal: true }))),

  'desk.complete': (call) =>
    step(call, async (tx) => {
      const { id, outcome, text } = call.input;
      const { now } = call;
      const completed = await actOnCase(tx, call, { id, action: 'complete', side }, (_, clocks) => ({
        text,
        change: { outcome, outcomeText: text, completedAt: now },
        clocks: stopAll(clocks, now),
      }));
      const { title, requesterId, unitId } = completed;
      await insertOccasion(tx, {
        id: newId('rate', now),
        subject: 'case',
        subjectId: id,
        place: 'online',
        title,
        personId: requesterId,
        unitId,
        finishedAt: now,
      });
      await tellCase(tx, completed, 'case_completed', requesterId, now);
      return completed;
    }),

  'desk.decline': (call) =>
    step(call, async (tx) => {
      const { id, text } = call.input;
      const declined = await actOnCase(tx, call, { id, action: 'decline', side }, (_, clocks) => ({ text, clocks: stopAll(clocks, call.now) }));
      await tellCase(tx, declined, 'case_declined', declined.requesterId, call.now, text);
      return declined;
    }),
} satisfies Handlers<'desk.'>;

type Step = 'desk.contact' | 'desk.assign' | 'desk.accept' | 'desk.askForMaterials' | 'desk.note' | 'desk.complete' | 'desk.decline';
type StepCall = Pick<Call<Step>, 'actor' | 'now' | 'write'>;

/** One step in one transaction, answered with the case as it then stands. */
function step(call: StepCall, effect: (tx: Parameters<Parameters<StepCall['write']>[0]>[0]) => Promise<CaseRecord>) {
  return call.write(async (tx) => caseDetail(tx, await effect(tx), { actor: call.actor, side, now: call.now }));
}

/** Owner and liaison officer must be able to call; for everybody else the number stays masked (K1). */
async function phoneOf(room: Room, subject: CaseRecord, actor: Actor): Promise<string | null> {
  const { id, phoneSealed } = await readPerson(room.database, subject.requesterId);
  if (!phoneSealed) return null;
  const phone = room.sealer.open({ table: 'person', column: 'phone', row: id }, phoneSealed);
  return actor.personId === subject.ownerId || actor.personId === subject.liaisonId ? phone : maskPhone(phone);
}
