import type { Db, Tx } from '../../db/client';
import type { CaseRecord } from '../../db/queries/cases';
import { insertTask, type TaskRow, taskOwners, unitOfStaff, unitsOfTask } from '../../db/queries/tasks';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { ladderOf, nextStep } from '../../shared/rules/case-ladder';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { mayFinishTask, mayHandOnTask, type TaskOrigin, taskStanding } from '../../shared/rules/task-flow';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { addWorkingDays, untilSetDay } from '../../shared/rules/work-time';
import { explainDeadline } from '../../shared/text/work-time';
import { dateText } from '../../shared/text/when';
import { newId } from '../ids';
import { notify } from '../notify';

export type TaskDue = { workingDays: number } | { day: string };
export type GivenTask = { origin: TaskOrigin; conferenceId: string | null; what: string; ownerId: string; due: TaskDue; givenBy: string | null };

/** Gives a task on a case: its date explains itself, its ladder is set, its owner is told. Refuses `day_too_early`, `calendar_unknown`, `person_unknown`. */
export async function giveTask(tx: Tx, calendar: WorkCalendar, subject: CaseRecord, given: GivenTask, now: string): Promise<void> {
  const { origin, conferenceId, what, ownerId, due, givenBy } = given;
  if ('day' in due && due.day <= shanghaiDay(now)) refuse('day_too_early');
  const end = 'day' in due ? untilSetDay(now, due.day) : addWorkingDays(calendar, now, due.workingDays);
  if (!end.ok) return refuse('calendar_unknown');
  const unitId = (await unitOfStaff(tx, ownerId, subject.unitId)) ?? refuse('person_unknown');
  const [first] = ladderOf(calendar, { kind: 'task', startedAt: now, dueAt: end.at }, subject.danger);
  await insertTask(tx, {
    id: newId('task', now),
    caseId: subject.id,
    origin,
    conferenceId,
    what,
    ownerId,
    unitId,
    givenBy,
    dueAt: end.at,
    explanation: explainDeadline(end),
    warnAt: first?.at ?? null,
    now,
  });
  await notify(tx, {
    personId: ownerId,
    kind: 'staff_task_given',
    subjectId: subject.id,
    facts: { number: subject.number, what, due: dateText(end.date, shanghaiDay(now)) },
    now,
  });
}

/** Climbs the ladder of a task that is due by one step: the level, and the row as it then stands. */
export function climbed(calendar: WorkCalendar, task: TaskRow, danger: boolean) {
  const steps = ladderOf(calendar, { kind: 'task', startedAt: task.givenAt, dueAt: task.dueAt }, danger);
  const step = nextStep(steps, task.warned);
  return step && { level: step.level, warnAt: nextStep(steps, step.level)?.at ?? null };
}

/** Who may be given a task that is handed on: everyone who works cases at the units that work on it, but for whoever has it. */
export async function handOnChoices(db: Db, task: TaskRow): Promise<{ id: string; name: string; unitId: string; unitName: string }[]> {
  return (await taskOwners(db, await unitsOfTask(db, task.id))).filter(({ id }) => id !== task.ownerId);
}

/** A task as staff see it, with those to whom it may be handed on. */
export async function taskDetail(db: Db, task: TaskRow, actor: Actor, now: string): Promise<Output<'tasks.read'>> {
  const choices = mayHandOnTask(task, actor) ? await handOnChoices(db, task) : [];
  return { ...taskView(task, actor, now), handOnTo: choices.map(({ id, name, unitName }) => ({ id, name, unitName })) };
}

/** A task in a list. */
export function taskView(task: TaskRow, actor: Actor, now: string): Output<'tasks.list'>['tasks'][number] {
  const { ownerId: _, unitId: _unit, unitPath, warned: _warned, warnAt: _at, ownerName, ...shown } = task;
  return {
    ...shown,
    ownerName: ownerName ?? task.unitName,
    standing: taskStanding(task, now),
    mayFinish: mayFinishTask({ state: task.state, ownerId: task.ownerId, unitPath }, actor),
  };
}
