import type { Db, Tx } from '../../db/client';
import {
  answeringUnit,
  bureauId,
  type ConsultationRow,
  consultationById,
  consultationsAtDesk,
  consultationsOfPerson,
  consultationThread,
  insertConsultation,
  photosOfConsultation,
  takeConsultationStep,
  waitingConsultations,
} from '../../db/queries/consultations';
import { attachToConsultation } from '../../db/queries/files';
import { branchOfItem } from '../../db/queries/items';
import { insertOccasion, openOccasion, joinOccasion } from '../../db/queries/occasions';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { pathsHeld, seesConsultationAsStaff } from '../../shared/rules/access';
import {
  availableConsultationActions,
  type ConsultationAction,
  consultationDue,
  consultationFlow,
  consultationRoles,
} from '../../shared/rules/consultation-flow';
import { type ShiftOn, shiftAt } from '../../shared/rules/duty';
import { openSpan } from '../../shared/rules/rating';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { currentCalendar } from '../calendar';
import type { Call, Handlers } from '../call';
import { tellConsultation } from '../consultations';
import { newId } from '../ids';

const shown = 50;

/** F1 from the asker's side. */
export const consultations = {
  'consultations.ask': async (call) => {
    const { text, itemCode, unitId, urgent = false, photos } = call.input;
    const { actor, now, settings } = call;
    const dueAt = await dueOf(call, urgent);
    return call.write(async (tx) => {
      if ((await waitingConsultations(tx, actor.personId)) >= settings.consultWaiting) refuse('too_many_questions');
      const unit = await unitFor(tx, { itemCode, unitId }, actor.personId, shiftAt(now));
      const ownerId = (urgent ? unit.dutyId : null) ?? unit.headId ?? unit.dutyId ?? refuse('nobody_on_duty');
      const id = newId('cons', now);
      await insertConsultation(tx, {
        id,
        personId: actor.personId,
        unitId: unit.unitId,
        ownerId,
        itemCode: itemCode ?? null,
        urgent,
        text,
        dueAt,
        now,
      });
      await attach(tx, { id, seq: 1, ownerId: actor.personId, photos });
      const row = await mine(tx, id, actor);
      await tellConsultation(tx, row, 'staff_consultation_asked', ownerId, now);
      return detail(tx, row, call);
    });
  },

  'consultations.list': async ({ database, actor }) => ({
    consultations: (await consultationsOfPerson(database, actor.personId, shown)).map((row) => common(row, actor)),
  }),

  'consultations.read': async (call) => detail(call.database, await mine(call.database, call.input.id, call.actor), call),

  'consultations.askOn': async (call) => {
    const { actor, now, input, database } = call;
    const { urgent } = await mine(database, input.id, actor);
    const dueAt = await dueOf(call, urgent);
    return call.write(async (tx) => {
      const before = await mine(tx, input.id, actor, 'lock');
      const seq = await step(tx, { ...before, dueAt }, { actor, now, action: 'ask_on', text: input.text });
      await attach(tx, { id: before.id, seq, ownerId: actor.personId, photos: input.photos });
      const row = await mine(tx, input.id, actor);
      await tellConsultation(tx, row, 'staff_consultation_asked', row.ownerId, now);
      return detail(tx, row, call);
    });
  },

  'consultations.close': (call) =>
    call.write(async (tx) => {
      await closeQuestion(tx, call.input.id, call);
      return detail(tx, await mine(tx, call.input.id, call.actor), call);
    }),
} satisfies Handlers<'consultations.'>;

/** F1 from the side of who answers. */
export const consultationDesk = {
  'consultationDesk.list': async ({ database, input, actor }) => {
    const unitPaths = pathsHeld(actor, consultationRoles);
    const rows = await consultationsAtDesk(database, { personId: actor.personId, unitPaths }, input.which ?? 'waiting', shown);
    return { consultations: rows.map((row) => ({ ...common(row, actor), askerName: row.askerName })) };
  },

  'consultationDesk.read': async ({ database, input, actor }) => deskDetail(database, await atDesk(database, input.id, actor), actor),

  'consultationDesk.answer': (call) =>
    call.write(async (tx) => {
      const { actor, now, input } = call;
      const before = await atDesk(tx, input.id, actor, 'lock');
      const seq = await step(tx, { ...before, ownerId: actor.personId, answeredAt: now }, { actor, now, action: 'answer', text: input.text });
      await attach(tx, { id: before.id, seq, ownerId: actor.personId, photos: input.photos });
      const row = await atDesk(tx, input.id, actor);
      // One chance to rate at a time: a second answer before the first was rated opens none, and who gave it is rated with the first (E1).
      if (!(await joinOccasion(tx, 'consultation', row.id, { since: openSpan(now, call.settings).since, personId: actor.personId })))
        await insertOccasion(tx, {
          id: newId('rate', now),
          subject: 'consultation',
          subjectId: row.id,
          place: 'online',
          title: row.question.slice(0, 30),
          personId: row.askerId,
          unitId: row.unitId,
          finishedAt: now,
          channel: 'mini_program',
          itemCode: row.itemCode,
          handledBy: [actor.personId],
        });
      await tellConsultation(tx, row, 'consultation_answered', row.askerId, now);
      return deskDetail(tx, row, actor);
    }),
} satisfies Handlers<'consultationDesk.'>;

async function dueOf({ database, settings, now }: Call<'consultations.ask'> | Call<'consultations.askOn'>, urgent: boolean): Promise<string> {
  const due = consultationDue(await currentCalendar(database), now, { urgent, ...settings });
  return due.ok ? due.at : refuse('calendar_unknown');
}

/** The department whose branch the item has, else the unit named, else the bureau; where the department has nobody, the bureau answers. */
async function unitFor(tx: Tx, of: { itemCode: string | undefined; unitId: string | undefined }, askerId: string, now: ShiftOn) {
  if (of.itemCode !== undefined) {
    const branch = (await branchOfItem(tx, of.itemCode)) ?? refuse('item_unknown');
    const department = await answeringUnit(tx, { branch }, askerId, now);
    if (department) return department;
  }
  if (of.unitId !== undefined) return (await answeringUnit(tx, { unitId: of.unitId }, askerId, now)) ?? refuse('not_found');
  return (await answeringUnit(tx, { unitId: await bureauId(tx) }, askerId, now)) ?? refuse('nobody_on_duty');
}

async function attach(tx: Tx, entry: { id: string; seq: number; ownerId: string; photos: readonly string[] | undefined }): Promise<void> {
  const ids = entry.photos ?? [];
  if (ids.length === 0) return;
  const added = await attachToConsultation(tx, { ids, ownerId: entry.ownerId, consultationId: entry.id, seq: entry.seq });
  if (added !== ids.length) refuse('photo_missing');
}

/** Ends an own question, or refuses. */
export async function closeQuestion(tx: Tx, id: string, { actor, now }: { actor: Actor; now: string }): Promise<void> {
  await step(tx, await mine(tx, id, actor, 'lock'), { actor, now, action: 'close', text: null });
}

async function mine(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<ConsultationRow> {
  const row = await consultationById(db, id, lock);
  return row?.askerId === actor.personId ? row : refuse('not_found');
}

async function atDesk(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<ConsultationRow> {
  const row = await consultationById(db, id, lock);
  return row && seesConsultationAsStaff(actor, row) ? row : refuse('not_found');
}

/** Moves it on, or refuses; the number of the entry. Give it the row as it is to be. */
async function step(
  tx: Tx,
  next: ConsultationRow,
  { actor, now, action, text }: { actor: Actor; now: string; action: ConsultationAction; text: string | null },
): Promise<number> {
  const status = consultationFlow[next.status][action];
  if (status === undefined || !availableConsultationActions(next, actor).includes(action)) return refuse('wrong_state', { status: next.status });
  return takeConsultationStep(tx, next, { action, status, at: now, actorId: actor.personId, text });
}

function common(row: ConsultationRow, actor: Actor): Output<'consultations.list'>['consultations'][number] {
  const { id, question, itemCode, itemName, unitName, unitPhone, ownerName, urgent, askedAt, dueAt, status } = row;
  return {
    ...{ id, question, itemCode, itemName, unitName, unitPhone, ownerName, urgent, askedAt, dueAt, status },
    actions: availableConsultationActions(row, actor),
  };
}

async function thread(db: Db, row: ConsultationRow, forStaff: boolean): Promise<Output<'consultations.read'>['thread']> {
  const photos = await photosOfConsultation(db, row.id);
  return (await consultationThread(db, row.id)).map(({ seq, at, action, actorId, actorName, text }) => {
    const side = actorId === null ? 'service' : actorId === row.askerId ? 'asker' : 'staff';
    const own = photos.filter((photo) => photo.seq === seq).map(({ id, width, height }) => ({ id, width, height }));
    return { at, action, side, by: side === 'asker' && !forStaff ? null : actorName, text, photos: own };
  });
}

const detail = async (
  db: Db,
  row: ConsultationRow,
  { actor, now, settings }: { actor: Actor; now: string; settings: Settings },
): Promise<Output<'consultations.read'>> => ({
  ...common(row, actor),
  thread: await thread(db, row, false),
  toRate: await openOccasion(db, 'consultation', row.id, openSpan(now, settings)),
});

const deskDetail = async (db: Db, row: ConsultationRow, actor: Actor): Promise<Output<'consultationDesk.read'>> => ({
  ...common(row, actor),
  askerName: row.askerName,
  thread: await thread(db, row, true),
});
