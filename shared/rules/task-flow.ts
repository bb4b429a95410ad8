import { reachesUnit } from './access';
import { amberFrom } from './case-clocks';
import type { CaseOutcome } from './case-flow';
import type { Actor } from './roles';
import type { Instant } from './shanghai';

/** A task on a case: what a conference decided (D8), or what a closing left to coordinate (D10). `dropped`: its case was withdrawn. */
export const taskStates = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof taskStates)[number];

export const taskActions = ['finish', 'handOn', 'drop'] as const;
export type TaskAction = (typeof taskActions)[number];

export const taskFlow: Record<TaskState, Partial<Record<TaskAction, TaskState>>> = {
  open: { finish: 'done', handOn: 'open', drop: 'dropped' },
  done: {},
  dropped: {},
};

/** Where a task comes from. */
export const taskOrigins = ['conference', 'coordination'] as const;
export type TaskOrigin = (typeof taskOrigins)[number];

/**
 * Whether a case may be closed with this outcome while tasks on it are open. Settled and beyond policy say that nothing is left to do;
 * further coordination names an owner and the next date, and its tasks go on.
 */
export const closesWithOpenTasks: Record<CaseOutcome, boolean> = { settled: false, beyond_policy: false, needs_coordination: true };

export type TaskStanding = 'running' | 'due_soon' | 'overdue' | 'done' | 'dropped';

/** How a task stands at `now`: amber from a third of its time, as clocks are (D6). */
export function taskStanding(task: { state: TaskState; givenAt: Instant; dueAt: Instant }, now: Instant): TaskStanding {
  if (task.state !== 'open') return task.state;
  if (now > task.dueAt) return 'overdue';
  return now > amberFrom({ startedAt: task.givenAt, dueAt: task.dueAt }) ? 'due_soon' : 'running';
}

export type TaskSituation = { state: TaskState; ownerId: string; unitPath: string };

/** The owner finishes a task; where the owner cannot, the head of the owner's unit or the supervisor. */
export const mayFinishTask = (task: TaskSituation, actor: Actor): boolean => taskFlow[task.state].finish !== undefined && answersFor(task, actor);

/** Whoever may finish a task may hand it on to somebody who then answers for it: it is never without an owner. */
export const mayHandOnTask = (task: TaskSituation, actor: Actor): boolean => taskFlow[task.state].handOn !== undefined && answersFor(task, actor);

function answersFor(task: TaskSituation, actor: Actor): boolean {
  if (actor.staff.length === 0) return false;
  return actor.personId === task.ownerId || reachesUnit(actor, ['unit_head', 'supervisor'], task.unitPath);
}
