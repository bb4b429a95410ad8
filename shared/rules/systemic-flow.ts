import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';

/** D12: a common problem that somebody answers for until a date; each step stands on the timeline of every request it concerns. */
export const systemicStatuses = ['open', 'solved', 'dropped'] as const;
export type SystemicStatus = (typeof systemicStatuses)[number];

export const systemicActions = ['add', 'takeOut', 'amend', 'solve', 'drop'] as const;
export type SystemicAction = (typeof systemicActions)[number];

export const systemicFlow: Record<SystemicStatus, Partial<Record<SystemicAction, SystemicStatus>>> = {
  open: { add: 'open', takeOut: 'open', amend: 'open', solve: 'solved', drop: 'dropped' },
  solved: {},
  dropped: {},
};

export type SystemicSituation = { status: SystemicStatus; unitPath: string; ownerId: string };

/** Who may own one: somebody who works cases. */
export const systemicOwnerRoles = ['handler', 'unit_head', 'liaison', 'supervisor'] as const satisfies readonly StaffRole[];

const supervises = (subject: SystemicSituation, actor: Actor) => reachesUnit(actor, ['supervisor'], subject.unitPath);
const owns = (subject: SystemicSituation, actor: Actor) => actor.staff.length > 0 && actor.personId === subject.ownerId;

const mayDo: Record<SystemicAction, (subject: SystemicSituation, actor: Actor) => boolean> = {
  add: supervises,
  takeOut: supervises,
  amend: supervises,
  solve: (subject, actor) => owns(subject, actor) || supervises(subject, actor),
  drop: supervises,
};

/** Supervisors of its unit's tree, and its owner. */
export function seesSystemicIssue(actor: Actor, subject: Omit<SystemicSituation, 'status'>): boolean {
  return actor.staff.length > 0 && (actor.personId === subject.ownerId || reachesUnit(actor, ['supervisor'], subject.unitPath));
}

/** What this actor may do with the issue now: the buttons of the page and the guard of the handler. */
export function availableSystemicActions(subject: SystemicSituation, actor: Actor): SystemicAction[] {
  return systemicActions.filter((action) => systemicFlow[subject.status][action] !== undefined && mayDo[action](subject, actor));
}
