import type { Db, Tx } from '../../db/client';
import type { CaseRecord } from '../../db/queries/cases';
import {
  type HomeVisitRow,
  liveVisitOfCase,
  type NewHomeVisit,
  readHomeVisit,
  recordVisitEvent,
  type VisitChange,
} from '../../db/queries/home-visits';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { availableVisitActions, type HomeVisitAction, homeVisitFlow, type HomeVisitSituation } from '../../shared/rules/home-visit-flow';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { reachesUnit } from '../../shared/rules/access';
import { homeVisitText } from '../../shared/text/home-visits';
import type { Side } from './view';
import { type Acted, actBySystem } from './act';
import { tellCase, tellStaff } from './notices';

export type VisitView = Output<'visits.read'>;

/** What staff do with a visit; the firm only calls it off. */
const ofFirm: readonly HomeVisitAction[] = ['cancel'];

export const situationOf = (row: HomeVisitRow): HomeVisitSituation => ({
  status: row.status,
  isOffered: row.isOffered,
  enterpriseId: row.enterpriseId,
  unitPath: row.unitPath,
  plan: row.day === null ? null : { day: row.day, memberIds: row.team.map(({ id }) => id) },
});

/** A visit as one side sees it. */
export function visitView(row: HomeVisitRow, side: Side, actor: Actor, now: string): VisitView {
  const { unitId: _u, unitPath: _p, enterpriseId: _e, itemCode: _i, latitude, longitude, seq: _s, team, ...shown } = row;
  const actions = availableVisitActions(situationOf(row), actor, shanghaiDay(now));
  return {
    ...shown,
    point: { latitude, longitude },
    team: team.map(({ name }) => name),
    actions: side === 'staff' ? actions : actions.filter((action) => ofFirm.includes(action)),
  };
}

/** The visit, if this actor may look at it from this side: the firm, staff of the case's unit, and the team. */
export function seenVisit(row: HomeVisitRow | null, side: Side, actor: Actor): HomeVisitRow {
  if (!row) return refuse('not_found');
  const sees =
    side === 'requester'
      ? actor.enterprises.some((membership) => membership.enterpriseId === row.enterpriseId)
      : reachesUnit(actor, ['liaison', 'handler', 'unit_head', 'supervisor'], row.unitPath) ||
        (actor.staff.length > 0 && row.team.some(({ id }) => id === actor.personId));
  return sees ? row : refuse('not_found');
}

type Doing = { actor: Actor; now: string };
type VisitStep = {
  /** On the timeline of the request, where the firm reads it. */
  text: string;
  change?: VisitChange;
};

/** One step of a visit under the lock of its case: status and event of the visit, and the line on the request's timeline. */
export async function visitStep(
  tx: Tx,
  doing: Doing,
  act: { id: string; action: HomeVisitAction; side: Side },
  plan: (row: HomeVisitRow) => VisitStep,
): Promise<{ visit: HomeVisitRow; subject: Acted }> {
  const { actor, now } = doing;
  const found = seenVisit(await readHomeVisit(tx, act.id), act.side, actor);
  const action = act.action === 'leave' ? ('reportVisit' as const) : ('planVisit' as const);
  const subject = await actBySystem(tx, { id: found.caseId, action, actorId: actor.personId, now }, async () => {
    const row = seenVisit(await readHomeVisit(tx, act.id), act.side, actor);
    const status = homeVisitFlow[row.status][act.action] ?? refuse('wrong_state');
    if (!availableVisitActions(situationOf(row), actor, shanghaiDay(now)).includes(act.action)) refuse('role_required');
    const step = plan(row);
    const recorded = await recordVisitEvent(tx, row, {
      action: act.action,
      status,
      actorId: actor.personId,
      text: step.text,
      change: step.change ?? {},
      now,
    });
    if (!recorded) refuse(act.action === 'plan' ? 'visit_taken' : 'wrong_state');
    return { text: step.text };
  });
  if (!subject) return refuse('wrong_state');
  return { subject, visit: (await readHomeVisit(tx, act.id)) ?? refuse('not_found') };
}

/** The visit on a case that ends: it is called off with it, and the team is told. */
export async function dropVisit(tx: Tx, subject: CaseRecord, now: string): Promise<void> {
  const row = await liveVisitOfCase(tx, subject.id);
  if (!row) return;
  const text = homeVisitText.caseEnded;
  await recordVisitEvent(tx, row, { action: 'cancel', status: 'cancelled', actorId: null, text, change: { reason: text }, now });
  await tellStaff(
    tx,
    subject,
    'staff_visit_cancelled',
    row.team.map(({ id }) => id),
    now,
    text,
  );
}

/** A case is not closed while a visit on it is ahead. Asked under the case's lock. */
export async function checkVisit(db: Db, caseId: string): Promise<void> {
  if (await liveVisitOfCase(db, caseId)) refuse('visit_open');
}

/** Tells the firm, and whoever has the case, of what became of a visit. */
export async function tellOfVisit(
  tx: Tx,
  subject: CaseRecord,
  kind: 'case_visit_planned' | 'case_visit_changed' | 'case_visit_done',
  now: string,
  words: string,
): Promise<void> {
  await tellCase(tx, subject, kind, subject.requesterId, now, words);
}

/** Hours that a stop can be in: HH:MM compare as text. Refuses `hours_invalid`. */
export function checkHours({ opens, closes }: Pick<NewHomeVisit, 'opens' | 'closes'>): void {
  if (opens >= closes) refuse('hours_invalid');
}
