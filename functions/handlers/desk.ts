import { finishedCasesOfStaff, openCasesOfStaff } from '../../db/queries/case-lists';
import { enterprisesByWords } from '../../db/queries/enterprises';
import { staffReaching } from '../../db/queries/staff';
import { unitsUnder, workingUnits } from '../../db/queries/units';
import { refuse } from '../../shared/contract/errors';
import { searchedFor } from '../../shared/rules/case-search';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { takenDownText } from '../../shared/text/case-parties';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { actOnCase, visibleCase } from '../cases/act';
import { pauseProcessing, resumeProcessing, stopAll, stopContact } from '../cases/clocks';
import { checkOpenEnds, closeCase, outcomeOf } from '../cases/close';
import { deskStep } from '../cases/desk-step';
import { tellCase, tellStaff } from '../cases/notices';
import { endPending } from '../cases/pending';
import { cancel, order, recheck, report } from '../cases/rectification';
import { takeDown } from '../cases/take-down';
import { addPhotos } from '../files';
import { caseRow, deskDetail } from '../cases/view';
import { deskMoves } from './desk-moves';
import { pageOf, pageSize, readCursor, readCursorWithInstant } from './cursor';

const side = 'staff' as const;

/** Roles that see every case of their unit's tree. */
const deskRoles: readonly StaffRole[] = ['liaison', 'handler', 'unit_head', 'supervisor'];

const deskPaths = (actor: Actor) => actor.staff.filter((held) => deskRoles.includes(held.role)).map((held) => held.unitPath);

/** D3–D5, D10, D14 from the staff's side. */
export const desk = {
  'desk.list': async (call) => {
    const { scope = 'unit', cursor, unitId, enterpriseId, search, ...narrowed } = call.input;
    const { now } = call;
    const filter = { ...narrowed, ...(search === undefined ? {} : { search: searchedFor(search) }) };
    const reach = {
      unitId,
      enterpriseId,
      personId: call.actor.personId,
      unitPaths: deskPaths(call.actor),
    };
    if (scope === 'finished') {
      const found = await finishedCasesOfStaff(call.database, reach, {
        filter,
        now,
        after: readCursorWithInstant(cursor),
        limit: pageSize + 1,
      });
      const { rows, nextCursor } = pageOf(found, (row) => row.filedAt);
      return { cases: rows.map((row) => caseRow(row, call.now)), nextCursor };
    }
    const found = await openCasesOfStaff(call.database, reach, scope, { filter, now, after: readCursor(cursor), limit: pageSize + 1 });
    const { rows, nextCursor } = pageOf(found, (row) => row.nearestDueAt);
    return { cases: rows.map((row) => caseRow(row, call.now)), nextCursor };
  },

  'desk.read': async (call) => {
    const { database, actor } = call;
    return deskDetail(call, database, await visibleCase(database, call.input.id, actor, side), call);
  },

  'desk.reach': async ({ database, actor }) => ({ units: await unitsUnder(database, deskPaths(actor)) }),

  'desk.units': async ({ database }) => ({ units: await workingUnits(database) }),

  'desk.enterprises': async ({ database, input }) => ({ enterprises: await enterprisesByWords(database, input.words, 20) }),

  'desk.takeDown': (call) => deskStep(call, (tx) => takeDown(tx, call)),

  'desk.contact': (call) =>
    deskStep(call, async (tx) => {
      const { id, text } = call.input;
      const contacted = await actOnCase(tx, call, { id, action: 'contact', side }, (_, clocks) => ({
        text,
        change: { contactedAt: call.now },
        clocks: stopContact(clocks, call.now),
      }));
      await addPhotos(tx, { caseId: id, seq: contacted.seq }, call.actor.personId, call.input);
      await tellCase(tx, contacted, 'case_contacted', contacted.requesterId, call.now);
      return contacted;
    }),

  'desk.assign': (call) =>
    deskStep(call, async (tx) => {
      const { id, handlerId } = call.input;
      const assigned = await actOnCase(tx, call, { id, action: 'assign', side }, async (subject) => {
        const handler = (await staffReaching(tx, 'handler', subject.unitPath)).find((known) => known.id === handlerId);
        return handler ? { text: handler.name, change: { ownerId: handler.id } } : refuse('person_unknown');
      });
      await tellCase(tx, assigned, 'staff_case_assigned', handlerId, call.now);
      return assigned;
    }),

  'desk.accept': (call) =>
    deskStep(call, async (tx) => {
      const accepted = await actOnCase(tx, call, { id: call.input.id, action: 'accept', side }, () => ({
        change: { ownerId: call.actor.personId },
      }));
      await tellCase(tx, accepted, 'case_accepted', accepted.requesterId, call.now);
      return accepted;
    }),

  'desk.askForMaterials': (call) =>
    deskStep(call, async (tx) => {
      const { id, text } = call.input;
      const calendar = await currentCalendar(call.database);
      const waiting = await actOnCase(tx, call, { id, action: 'askForMaterials', side }, ({ danger }, clocks) => ({
        text,
        clocks: pauseProcessing({ calendar, danger }, clocks, call.now, text),
      }));
      await tellCase(tx, waiting, 'case_materials_wanted', waiting.requesterId, call.now, text);
      return waiting;
    }),

  'desk.supplyFor': (call) =>
    deskStep(call, async (tx) => {
      const { id, text, toldBy } = call.input;
      const { now, actor } = call;
      const calendar = await currentCalendar(call.database);
      const supplied = await actOnCase(tx, call, { id, action: 'supplyFor', side }, ({ danger }, clocks) => ({
        text: takenDownText(toldBy, text),
        clocks: resumeProcessing({ calendar, danger }, clocks, now),
      }));
      await addPhotos(tx, { caseId: id, seq: supplied.seq }, actor.personId, call.input);
      const followers = [supplied.ownerId, supplied.liaisonId ?? supplied.ownerId].filter((follower) => follower !== actor.personId);
      await tellStaff(tx, supplied, 'staff_case_supplied', followers, now);
      return supplied;
    }),

  'desk.orderRectification': (call) => deskStep(call, (tx) => order(tx, call)),
  'desk.reportRectification': (call) => deskStep(call, (tx) => report(tx, call)),
  'desk.recheckRectification': (call) => deskStep(call, (tx) => recheck(tx, call)),
  'desk.cancelRectification': (call) => deskStep(call, (tx) => cancel(tx, call)),

  'desk.note': (call) =>
    deskStep(call, async (tx) => {
      const { id, text } = call.input;
      const noted = await actOnCase(tx, call, { id, action: 'note', side }, () => ({ text, internal: true }));
      await addPhotos(tx, { caseId: id, seq: noted.seq }, call.actor.personId, call.input);
      return noted;
    }),

  'desk.complete': (call) =>
    deskStep(call, async (tx) => {
      const { id, text } = call.input;
      const change = await outcomeOf(tx, call.input, call.now);
      const { channel } = await visibleCase(tx, id, call.actor, side);
      if (channel !== 'through_train') {
        const calendar = await currentCalendar(call.database);
        const closed = await actOnCase(tx, call, { id, action: 'complete', side }, async (_, clocks) => {
          await checkOpenEnds(tx, id, call.input.outcome);
          return { text, change: { ...change, completedAt: call.now }, clocks: stopAll(clocks, call.now) };
        });
        await addPhotos(tx, { caseId: id, seq: closed.seq }, call.actor.personId, call.input);
        return closeCase(tx, calendar, closed, call.now);
      }
      const answeredBy = call.actor.personId;
      const answered = await actOnCase(tx, call, { id, action: 'submitAnswer', side }, async () => {
        await checkOpenEnds(tx, id, call.input.outcome);
        return { text, internal: true, change: { ...change, answeredBy } };
      });
      await addPhotos(tx, { caseId: id, seq: answered.seq }, answeredBy, call.input);
      const signers = (await staffReaching(tx, 'supervisor', answered.unitPath)).map((signer) => signer.id);
      await tellStaff(
        tx,
        answered,
        'staff_sign_off_wanted',
        signers.filter((signer) => signer !== answeredBy),
        call.now,
      );
      return answered;
    }),

  'desk.decline': (call) =>
    deskStep(call, async (tx) => {
      const { id, text } = call.input;
      const declined = await actOnCase(tx, call, { id, action: 'decline', side }, (_, clocks) => ({ text, clocks: stopAll(clocks, call.now) }));
      await endPending(tx, declined, call.now, { tasks: 'drop' });
      await tellCase(tx, declined, 'case_declined', declined.requesterId, call.now, text);
      return declined;
    }),

  ...deskMoves,
} satisfies Handlers<'desk.'>;
