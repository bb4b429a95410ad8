import type { Db } from '../../db/client';
import type { CaseListRow } from '../../db/queries/case-lists';
import { type CaseEventRow, type CaseRecord, caseTimeline, type ClockRow, clocksOfCase } from '../../db/queries/cases';
import { openOccasion } from '../../db/queries/occasions';
import { rolesReaching } from '../../db/queries/staff';
import type { Output } from '../../shared/contract/index';
import { clockState } from '../../shared/rules/case-clocks';
import { availableCaseActions, type CaseAction, disputeEnds } from '../../shared/rules/case-flow';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { casePartyWords } from '../../shared/text/case-parties';
import { staffRoleWords } from '../../shared/text/roles';
import { pausedSince } from './clocks';

export type CaseDetail = Output<'cases.read'>;
export type CaseRow = Output<'cases.list'>['cases'][number];
type Clock = CaseDetail['clocks'][number];

/** Which side looks: the requester's never sees an internal note. */
export type Side = 'requester' | 'staff';

/** What belongs to the requester's page; everything else to the staff's. */
const requesterActions: readonly CaseAction[] = ['supply', 'withdraw', 'dispute'];
const ownerRoles: readonly StaffRole[] = ['handler', 'unit_head', 'liaison', 'supervisor', 'officer'];

/** The whole case as one side sees it, with what this actor may do now. */
export async function caseDetail(db: Db, subject: CaseRecord, viewer: { actor: Actor; side: Side; now: string }): Promise<CaseDetail> {
  const { actor, side, now } = viewer;
  const clocks = (await clocksOfCase(db, subject.id)).map((clock) => clockView(clock, now));
  const events = await caseTimeline(db, subject.id, side === 'staff');
  const mayRate = actor.personId === subject.requesterId;
  const running = clocks.filter((clock) => clock.stoppedAt === null && clock.pausedAt === null);
  return {
    id: subject.id,
    number: subject.number,
    title: subject.title,
    category: subject.category,
    channel: subject.channel,
    status: subject.status,
    enterpriseName: subject.enterpriseName,
    unitName: subject.unitName,
    ownerName: subject.ownerName ?? subject.unitName,
    nearestClock: running.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? null,
    filedAt: subject.filedAt,
    body: subject.body,
    place: subject.place,
    ownerRole: await ownerRole(db, subject),
    unitPhone: subject.unitPhone,
    liaisonName: subject.liaisonName,
    outcome: subject.outcome,
    outcomeText: subject.outcomeText,
    clocks,
    timeline: events.map((event) => ({
      at: event.at,
      action: event.action,
      status: event.status,
      by: nameOf(event, subject, actor),
      text: event.text,
      internal: event.internal,
    })),
    actions: availableCaseActions(subject, actor, now).filter((action) => requesterActions.includes(action) === (side === 'requester')),
    disputeUntil: subject.status === 'completed' && subject.completedAt ? disputeEnds(subject.completedAt) : null,
    ratingId: mayRate ? await openOccasion(db, 'case', subject.id) : null,
  };
}

/** A row of a list. */
export function caseRow(row: CaseListRow, now: string): CaseRow {
  const { nearestDueAt, clockKind, clockStartedAt, clockExplanation, ownerName, ...shown } = row;
  return {
    ...shown,
    ownerName: ownerName ?? row.unitName,
    nearestClock:
      nearestDueAt && clockKind && clockStartedAt
        ? clockView(
            {
              kind: clockKind,
              run: 1,
              startedAt: clockStartedAt,
              dueAt: nearestDueAt,
              stoppedAt: null,
              paused: [],
              explanation: clockExplanation ?? [],
            },
            now,
          )
        : null,
  };
}

function clockView(clock: ClockRow, now: string): Clock {
  const { kind, startedAt, dueAt, stoppedAt, explanation } = clock;
  const pausedAt = pausedSince(clock);
  return { kind, startedAt, dueAt, stoppedAt, pausedAt, state: clockState({ startedAt, dueAt, stoppedAt, pausedAt }, now), explanation };
}

/** Own acts are 您; the requester's side goes by its name, staff by unit and name. */
function nameOf(event: CaseEventRow, subject: CaseRecord, viewer: Actor): string {
  if (event.actorId === viewer.personId) return casePartyWords.you;
  const byRequester = event.actorId === subject.requesterId || event.action === 'file' || event.action === 'supply' || event.action === 'dispute';
  if (byRequester) return event.actorName ?? casePartyWords.requester;
  return event.actorName ? `${subject.unitName} ${event.actorName}` : subject.unitName;
}

async function ownerRole(db: Db, subject: CaseRecord): Promise<string> {
  if (subject.ownerId === subject.liaisonId) return staffRoleWords.liaison;
  const held = await rolesReaching(db, subject.ownerId, subject.unitPath);
  const role = ownerRoles.find((known) => held.includes(known));
  return role ? staffRoleWords[role] : casePartyWords.firstReceiver;
}
