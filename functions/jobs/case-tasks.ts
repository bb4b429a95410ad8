import type { Tx } from '../../db/client';
import { staffReaching } from '../../db/queries/staff';
import { climbTask, type TaskRow, tasksOfCase, tasksToWarn } from '../../db/queries/tasks';
import type { LadderLevel } from '../../shared/rules/case-ladder';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { ladderLevelWords } from '../../shared/text/cases';
import { taskText } from '../../shared/text/conferences';
import { dateText } from '../../shared/text/when';
import { currentCalendar } from '../calendar';
import type { Room } from '../call';
import { actBySystem } from '../cases/act';
import { climbed } from '../cases/tasks';
import { notify } from '../notify';

const batch = 200;

/** D6, D8: a task that nobody finishes is warned of as a clock is: its owner first, then up. Each case is looked at again under its lock. */
export async function caseTasks(room: Room, now: string): Promise<Record<'taskWarnings', number>> {
  const calendar = await currentCalendar(room.database);
  let taskWarnings = 0;
  for (const id of await tasksToWarn(room.database, now, batch)) {
    taskWarnings += await room.database.begin((tx) => warn(tx, id, calendar, now));
  }
  return { taskWarnings };
}

async function warn(tx: Tx, id: string, calendar: WorkCalendar, now: string): Promise<number> {
  const told: { task: TaskRow; ids: string[] }[] = [];
  await actBySystem(tx, { id, action: 'escalate', actorId: null, now }, async (subject) => {
    const lines: string[] = [];
    for (const task of await tasksOfCase(tx, id)) {
      if (task.warnAt === null || task.warnAt > now) continue;
      const step = climbed(calendar, task, subject.danger);
      if (!step) continue;
      await climbTask(tx, { id: task.id, warned: step.level, warnAt: step.warnAt });
      const holders = await holdersOf(tx, task, step.level);
      told.push({ task, ids: holders.map((holder) => holder.id) });
      lines.push(taskText.warned(task.what, ladderLevelWords[step.level], holders.map(({ name }) => name).join('、'), now > task.dueAt));
    }
    return lines.length > 0 ? { text: lines.join('；'), internal: true } : null;
  });
  for (const { task, ids } of told) {
    const kind = now > task.dueAt ? 'staff_task_overdue' : 'staff_task_due_soon';
    const facts = {
      number: task.caseNumber,
      what: task.what,
      owner: task.ownerName ?? task.unitName,
      due: dateText(shanghaiDay(task.dueAt), shanghaiDay(now)),
    };
    for (const personId of new Set(ids)) await notify(tx, { personId, kind, subjectId: task.caseId, facts, now });
  }
  return told.length;
}

/** The people on a level of the ladder of a task: of the owner's unit, not of the case's. */
async function holdersOf(tx: Tx, task: TaskRow, level: LadderLevel): Promise<{ id: string; name: string }[]> {
  switch (level) {
    case 'owner':
      return [{ id: task.ownerId, name: task.ownerName ?? task.unitName }];
    case 'unit_head':
      return (await staffReaching(tx, 'unit_head', task.unitPath)).slice(0, 1);
    case 'supervisor':
      return staffReaching(tx, 'supervisor', task.unitPath);
    case 'leader':
      return staffReaching(tx, 'unit_head', `${task.unitPath.split('/')[0]}/`);
  }
}
