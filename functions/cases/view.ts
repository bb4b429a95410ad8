import type { Db } from '../../db/client';
import type { CaseListRow } from '../../db/queries/case-lists';
import { type CaseEventRow, type CaseRecord, caseTimeline, type ClockRow, clocksOfCase } from '../../db/queries/cases';
import { assistanceOf, extensionsOf, referralsOf } from '../../db/queries/case-sides';
import { photosOfCase } from '../../db/queries/files';
import { liveVisitOfCase } from '../../db/queries/home-visits';
import { openOccasion } from '../../db/queries/occasions';
import { readPerson } from '../../db/queries/people';
import { issueOfCase } from '../../db/queries/systemic';
import { rolesReaching, staffReaching } from '../../db/queries/staff';
import { maskPhone } from '../../db/sealed';
import type { Output } from '../../shared/contract/index';
import { reachesUnit } from '../../shared/rules/access';
import { clockState, extensionLimits, limitEnd } from '../../shared/rules/case-clocks';
import { availableCaseActions, caseAllows, disputeEnds, disputeTimes, type OwnAction } from '../../shared/rules/case-flow';
import { type LadderLevel, ladderLevels, ladderOf } from '../../shared/rules/case-ladder';
import { mayOfferVisit } from '../../shared/rules/home-visit-flow';
import { mayOrderRectification } from '../../shared/rules/rectification-flow';
import { openSpan } from '../../shared/rules/rating';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { casePartyWords } from '../../shared/text/case-parties';
import { ladderLevelWords } from '../../shared/text/cases';
import { staffRoleWords } from '../../shared/text/roles';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { currentCalendar } from '../calendar';
import type { Room } from '../call';
import { returnOfCase } from '../return-visits';
import { readerOf } from '../text-checks';
import { pausedSince } from './clocks';
import { rectificationViews } from './rectification';

export type CaseDetail = Output<'cases.read'>;
export type DeskDetail = Output<'desk.read'>;
export type CaseRow = Output<'cases.list'>['cases'][number];
type Clock = CaseDetail['clocks'][number];

/** Which side looks: the requester's never sees an internal note. */
export type Side = 'requester' | 'staff';

/** What belongs to the requester's page; everything else to the staff's. */
const requesterActions: readonly OwnAction[] = ['supply', 'withdraw', 'dispute'];
const ownerRoles: readonly StaffRole[] = ['handler', 'unit_head', 'liaison', 'supervisor', 'officer'];

export type Viewer = { actor: Actor; side: Side; calendar: WorkCalendar; now: string; settings: Settings };

/** The whole case as one side sees it, with what this actor may do now. */
export async function caseDetail(db: Db, subject: CaseRecord, viewer: Viewer): Promise<CaseDetail> {
  const { actor, side, calendar, now } = viewer;
  const mayRate = actor.personId === subject.requesterId;
  const asked = clocksOfCase(db, subject.id).then(async (rows) => {
    const nearest = rows.filter((clock) => clock.stoppedAt === null && pausedSince(clock) === null).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
    return { rows, nearest, ladder: nearest ? await ladderView(db, subject, nearest, calendar) : [] };
  });
  const [{ rows, nearest, ladder }, read, events, photos, referrals, role, rectifications, systemic, returnVisit, ratingId] = await Promise.all([
    asked,
    readerOf(db, [subject.id], side === 'staff' ? null : actor.personId),
    caseTimeline(db, subject.id, side === 'staff'),
    photosOfCase(db, subject.id, side === 'staff'),
    referralsOf(db, subject.id),
    ownerRole(db, subject),
    rectificationViews(db, subject, viewer),
    issueOfCase(db, subject.id),
    returnOfCase(db, subject, viewer),
    mayRate ? openOccasion(db, 'case', subject.id, openSpan(now, viewer.settings)) : null,
  ]);
  const words = (text: string) => read(subject.id, 1, text).text ?? text;
  return {
    id: subject.id,
    number: subject.number,
    title: words(subject.title),
    category: subject.category,
    channel: subject.channel,
    status: subject.status,
    enterpriseName: subject.enterpriseName,
    unitName: subject.unitName,
    ownerName: subject.ownerName ?? subject.unitName,
    nearestClock: nearest ? clockView(nearest, now) : null,
    ladder,
    referrals: referrals.map(({ id: _, fromUnitId: _from, toUnitId: _to, askedBy: _by, ...shown }) => shown),
    next: subject.nextOwnerId && subject.nextDay ? { ownerName: subject.nextOwnerName ?? subject.unitName, day: subject.nextDay } : null,
    outcomeRule: subject.outcomeRule,
    inNameOf: subject.channel === 'through_train' ? casePartyWords.municipalGovernment : subject.unitName,
    leader: subject.leader,
    filedAt: subject.filedAt,
    body: words(subject.body),
    check: read(subject.id, 1, subject.body).check,
    place: subject.place && words(subject.place),
    point: subject.latitude !== null && subject.longitude !== null ? { latitude: subject.latitude, longitude: subject.longitude } : null,
    itemCode: subject.itemCode,
    itemName: subject.itemName,
    complexity: subject.complexity,
    ownerRole: role,
    unitPhone: subject.unitPhone,
    liaisonName: subject.liaisonName,
    // What waits for its sign-off is not yet an answer.
    outcome: side === 'staff' || subject.status !== 'awaiting_sign_off' ? subject.outcome : null,
    outcomeText: side === 'staff' || subject.status !== 'awaiting_sign_off' ? subject.outcomeText : null,
    clocks: rows.map((clock) => clockView(clock, now)),
    rectifications,
    timeline: events.map((event) => ({
      at: event.at,
      action: event.action,
      status: event.status,
      by: nameOf(event, subject, actor),
      // The first event has no words of its own: those of the request are its.
      ...(event.seq === 1 ? { text: event.text, check: null } : read(subject.id, event.seq, event.text)),
      internal: event.internal,
      photos: photos.filter((photo) => photo.seq === event.seq).map(({ seq: _, ...photo }) => photo),
    })),
    actions: availableCaseActions(subject, actor, now).filter((action) => requesterActions.includes(action) === (side === 'requester')),
    disputeUntil:
      subject.status === 'completed' && subject.completedAt && subject.timesReopened < disputeTimes ? disputeEnds(subject.completedAt) : null,
    timesReopened: subject.timesReopened,
    systemic,
    returnVisit,
    ratingId,
  };
}

/** The case as staff see it: who asks, who may be assigned, help and extensions besides. */
export async function deskDetail(
  room: Pick<Room, 'database' | 'sealer'>,
  db: Db,
  subject: CaseRecord,
  viewer: Omit<Viewer, 'side' | 'calendar'>,
): Promise<DeskDetail> {
  const { actor, now } = viewer;
  const calendar = await currentCalendar(room.database);
  const [detail, clocks, requesterPhone, handlers, assistance, extensions, visit] = await Promise.all([
    caseDetail(db, subject, { ...viewer, side: 'staff', calendar }),
    clocksOfCase(db, subject.id),
    phoneOf(room.sealer, db, subject, actor),
    staffReaching(db, 'handler', subject.unitPath),
    assistanceOf(db, subject.id),
    extensionsOf(db, subject.id),
    liveVisitOfCase(db, subject.id),
  ]);
  const processing = clocks.find((clock) => clock.kind === 'processing' && clock.stoppedAt === null);
  return {
    ...detail,
    requesterName: subject.requesterName ?? casePartyWords.requester,
    requesterIsCaller: subject.requesterIsCaller,
    requesterPhone,
    handlers,
    assistance: assistance.map(({ unitPath, askedBy: _, ...shown }) => ({
      ...shown,
      mine: shown.answeredAt === null && reachesUnit(actor, ['handler', 'unit_head'], unitPath),
    })),
    extensions: extensions.map(({ workingDays, reason, askedByName, askedAt, state, answer }) => {
      const end =
        state === 'asked' && processing
          ? limitEnd(calendar, processing.allowed, processing.startedAt, processing.paused, [
              ...processing.extensions,
              { workingDays, grantedAt: now },
            ])
          : null;
      return { workingDays, reason, askedByName: askedByName ?? subject.unitName, askedAt, wouldBeDue: end?.ok ? end.at : null, state, answer };
    }),
    mayOfferVisit: subject.enterpriseId !== null && caseAllows(subject, 'planVisit', now) && mayOfferVisit(subject.unitPath, actor) && visit === null,
    mayOrderRectification: mayOrderRectification(subject, actor),
    mayExtendBy: detail.actions.includes('askExtension') ? extensionLimits[subject.complexity].workingDays : null,
  };
}

/** Owner and liaison officer must be able to call; for everybody else the number stays masked (K1). */
async function phoneOf(sealer: Room['sealer'], db: Db, subject: CaseRecord, actor: Actor): Promise<string | null> {
  const { id, phoneSealed } = await readPerson(db, subject.requesterId);
  if (!phoneSealed) return null;
  const phone = sealer.open({ table: 'person', column: 'phone', row: id }, phoneSealed);
  return actor.personId === subject.ownerId || actor.personId === subject.liaisonId ? phone : maskPhone(phone);
}

/** Who is warned of a clock, and when: the requester sees it too (D6). */
async function ladderView(db: Db, subject: CaseRecord, clock: ClockRow, calendar: WorkCalendar): Promise<CaseDetail['ladder']> {
  const holders = await ladderHolders(db, subject);
  const reached = clock.warned === null ? -1 : ladderLevels.indexOf(clock.warned);
  return ladderOf(calendar, clock, subject.danger).map(({ level, at }, index) => ({
    level,
    at,
    reached: index <= reached,
    name: holders[level].map(({ name }) => name).join('、') || ladderLevelWords[level],
  }));
}

/** The people on each level of the ladder of a case. */
export async function ladderHolders(db: Db, subject: CaseRecord): Promise<Record<LadderLevel, { id: string; name: string }[]>> {
  const root = `${subject.unitPath.split('/')[0]}/`;
  const [heads, supervisor, leader] = await Promise.all([
    staffReaching(db, 'unit_head', subject.unitPath),
    staffReaching(db, 'supervisor', subject.unitPath),
    staffReaching(db, 'unit_head', root),
  ]);
  return { owner: [{ id: subject.ownerId, name: subject.ownerName ?? subject.unitName }], unit_head: heads.slice(0, 1), supervisor, leader };
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

function clockView(clock: Pick<ClockRow, 'kind' | 'startedAt' | 'dueAt' | 'stoppedAt' | 'paused' | 'explanation'>, now: string): Clock {
  const { kind, startedAt, dueAt, stoppedAt, explanation } = clock;
  const pausedAt = pausedSince(clock);
  return { kind, startedAt, dueAt, stoppedAt, pausedAt, state: clockState({ startedAt, dueAt, stoppedAt, pausedAt }, now), explanation };
}

/** Own acts are 您; the requester's side goes by its name, staff by unit and name. */
function nameOf(event: CaseEventRow, subject: CaseRecord, viewer: Actor): string {
  if (event.actorId === viewer.personId) return casePartyWords.you;
  if (event.actorId === null && (event.action === 'escalate' || event.action === 'expireReferral')) return casePartyWords.system;
  const byRequester = event.actorId === subject.requesterId || event.action === 'supply' || event.action === 'dispute';
  if (byRequester) return event.actorName ?? casePartyWords.requester;
  return event.actorName ? `${subject.unitName} ${event.actorName}` : subject.unitName;
}

async function ownerRole(db: Db, subject: CaseRecord): Promise<string> {
  if (subject.ownerId === subject.liaisonId) return staffRoleWords.liaison;
  const held = await rolesReaching(db, subject.ownerId, subject.unitPath);
  const role = ownerRoles.find((known) => held.includes(known));
  return role ? staffRoleWords[role] : casePartyWords.firstReceiver;
}
