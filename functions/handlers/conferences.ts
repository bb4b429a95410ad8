import { finishTask, handOnTask, openTasks, readTask } from '../../db/queries/tasks';
import { refuse } from '../../shared/contract/errors';
import { pathsHeld, reachesUnit } from '../../shared/rules/access';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { dateText } from '../../shared/text/when';
import { mayFinishTask, mayHandOnTask } from '../../shared/rules/task-flow';
import { taskText } from '../../shared/text/conferences';
import type { Handlers } from '../call';
import type { Tx } from '../../db/client';
import type { TaskRow } from '../../db/queries/tasks';
import { readCase } from '../../db/queries/cases';
import type { Actor } from '../../shared/rules/roles';
import { actBySystem, visibleCase } from '../cases/act';
import { answer, answered, cancel, convene, decide, move, opine, sidesOf } from '../cases/conference';
import { tellStaff } from '../cases/notices';
import { handOnChoices, taskDetail, taskView } from '../cases/tasks';
import { notify } from '../notify';
import { pageOf, pageSize, readCursorWithInstant } from './cursor';

/** D8: case conferences at the desk. */
export const conferences = {
  'conferences.ofCase': async (call) => sidesOf(call.database, await visibleCase(call.database, call.input.id, call.actor, 'staff'), call),
  'conferences.convene': (call) => call.write(async (tx) => answered(tx, await convene(tx, call), call)),
  'conferences.move': (call) => call.write(async (tx) => answered(tx, await move(tx, call), call)),
  'conferences.answer': (call) => call.write(async (tx) => answered(tx, await answer(tx, call), call)),
  'conferences.opine': (call) => call.write(async (tx) => answered(tx, await opine(tx, call), call)),
  'conferences.decide': (call) => call.write(async (tx) => answered(tx, await decide(tx, call), call)),
  'conferences.cancel': (call) => call.write(async (tx) => answered(tx, await cancel(tx, call), call)),
} satisfies Handlers<'conferences.'>;

/** D8, D10: tasks on cases, for whoever has to do them; an owner of another unit sees the task, not the case. */
export const tasks = {
  'tasks.list': async (call) => {
    const { scope = 'mine', cursor } = call.input;
    const { actor, now } = call;
    const unitPaths = pathsHeld(actor, ['unit_head', 'supervisor']);
    const of = scope === 'mine' ? { ownerId: actor.personId } : { unitPaths };
    const after = readCursorWithInstant(cursor);
    const found = await openTasks(call.database, of, after && { at: after.filedAt, id: after.id }, pageSize + 1);
    const { rows, nextCursor } = pageOf(found, (row) => row.dueAt);
    return { tasks: rows.map((row) => taskView(row, actor, now)), nextCursor };
  },

  'tasks.read': async (call) => {
    const { database, actor, now } = call;
    return taskDetail(database, seenTask(await readTask(database, call.input.id), actor), actor, now);
  },

  'tasks.handOn': (call) =>
    call.write(async (tx) => {
      const { id, ownerId, reason } = call.input;
      const { actor, now } = call;
      const task = seenTask(await readTask(tx, id), actor);
      const acted = await actBySystem(tx, { id: task.caseId, action: 'handOnTask', actorId: actor.personId, now }, async () => {
        const current = seenTask(await readTask(tx, id), actor);
        if (!mayHandOnTask(current, actor)) refuse('wrong_state');
        const to = (await handOnChoices(tx, current)).find((choice) => choice.id === ownerId) ?? refuse('person_unknown');
        await handOnTask(tx, id, { ownerId, unitId: to.unitId });
        return { text: taskText.handedOn(current.what, current.ownerName ?? current.unitName, to.name, reason), internal: true };
      });
      if (!acted) refuse('wrong_state');
      const after = await readTask(tx, id);
      if (!after) throw new Error('a task of this transaction is gone');
      await tellOwners(tx, task, after, actor, now);
      return taskDetail(tx, after, actor, now);
    }),

  'tasks.finish': (call) =>
    call.write(async (tx) => {
      const { id, result } = call.input;
      const { actor, now } = call;
      const task = seenTask(await readTask(tx, id), actor);
      const acted = await actBySystem(tx, { id: task.caseId, action: 'finishTask', actorId: actor.personId, now }, async () => {
        const current = seenTask(await readTask(tx, id), actor);
        if (!mayFinishTask(current, actor)) refuse('wrong_state');
        await finishTask(tx, { id, by: actor.personId, result, now });
        return { text: taskText.done(current.what, result), internal: true };
      });
      if (!acted) refuse('wrong_state');
      await tellFollowers(tx, acted.id, task, actor, now, result);
      return taskDetail(tx, seenTask(await readTask(tx, id), actor), actor, now);
    }),
} satisfies Handlers<'tasks.'>;

/** The owner of a task and those who answer for the owner's unit see it. */
function seenTask(task: TaskRow | null, actor: Actor): TaskRow {
  if (!task || (task.ownerId !== actor.personId && !reachesUnit(actor, ['unit_head', 'supervisor'], task.unitPath))) return refuse('not_found');
  return task;
}

/** Who has a task from now on is told, and who had it, where somebody else handed it on. */
async function tellOwners(tx: Tx, before: TaskRow, after: TaskRow, actor: Actor, now: string): Promise<void> {
  const facts = {
    number: after.caseNumber,
    what: after.what,
    due: dateText(shanghaiDay(after.dueAt), shanghaiDay(now)),
    owner: after.ownerName ?? '',
  };
  const told = { subjectId: after.caseId, facts, now };
  await notify(tx, { ...told, personId: after.ownerId, kind: 'staff_task_given' });
  if (before.ownerId !== actor.personId) await notify(tx, { ...told, personId: before.ownerId, kind: 'staff_task_handed_on' });
}

/** The owner of the case is told what came of a task. */
async function tellFollowers(tx: Tx, caseId: string, task: TaskRow, actor: Actor, now: string, result: string): Promise<void> {
  const subject = await readCase(tx, caseId);
  if (!subject || subject.ownerId === actor.personId) return;
  await tellStaff(tx, subject, 'staff_task_done', [subject.ownerId], now, taskText.done(task.what, result));
}
