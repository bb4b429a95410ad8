import type { Db, Tx } from '../../db/client';
import { addParty, endParty } from '../../db/queries/case-sides';
import type { CaseRecord } from '../../db/queries/cases';
import { photosOfCase } from '../../db/queries/files';
import {
  endRectification,
  hasOpenRectification,
  insertRectification,
  readRectification,
  type RectificationRow,
  rectificationsOf,
  reportRectification,
  returnRectification,
} from '../../db/queries/rectifications';
import { workingUnit } from '../../db/queries/units';
import { refuse } from '../../shared/contract/errors';
import {
  availableRectificationActions,
  mayOrderRectification,
  type RectificationAction,
  rectificationFlow,
  rectificationStanding,
} from '../../shared/rules/rectification-flow';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { addWorkingDays } from '../../shared/rules/work-time';
import { rectificationText } from '../../shared/text/rectifications';
import { dateText } from '../../shared/text/when';
import { explainDeadline } from '../../shared/text/work-time';
import { currentCalendar } from '../calendar';
import type { Call } from '../call';
import { addPhotos } from '../files';
import { newId } from '../ids';
import { actOnCase } from './act';
import { tellCase, tellStaff, unitContacts } from './notices';
import type { CaseDetail, Side } from './view';

const side = 'staff' as const;

/** The rectifications of a case as one side sees them. */
export async function rectificationViews(
  db: Db,
  subject: CaseRecord,
  { actor, side, now }: { actor: Actor; side: Side; now: string },
): Promise<CaseDetail['rectifications']> {
  const rows = await rectificationsOf(db, subject.id);
  if (rows.length === 0) return [];
  const photos = await photosOfCase(db, subject.id, side === 'staff');
  const of = (seq: number | null) => photos.filter((photo) => photo.seq === seq).map(({ id, width, height }) => ({ id, width, height }));
  return rows.map((row) => {
    const { caseId: _, unitId: _unit, unitPath: _path, orderedSeq, reportedSeq, reportedBy: _by, ...shown } = row;
    return {
      ...shown,
      standing: rectificationStanding(row, now),
      before: of(orderedSeq),
      after: of(reportedSeq),
      actions: side === 'staff' ? availableRectificationActions(situation(row, subject), actor) : [],
    };
  });
}

/** Orders a unit to put a danger right; it reads the case until that is done. */
export async function order(tx: Tx, call: Call<'desk.orderRectification'>): Promise<CaseRecord> {
  const { id, hazard, place, unitId, workingDays, photos } = call.input;
  const { actor, now } = call;
  const unit = (await workingUnit(tx, unitId)) ?? refuse('unit_unknown');
  const end = addWorkingDays(await currentCalendar(call.database), now, workingDays);
  if (!end.ok) return refuse('calendar_unknown');
  const ordered = await actOnCase(tx, call, { id, action: 'rectify', side }, (subject) => {
    if (!mayOrderRectification(subject, actor)) refuse('role_required');
    return { text: rectificationText.ordered(hazard, unit.name, dateText(shanghaiDay(end.at), shanghaiDay(now))) };
  });
  await addPhotos(tx, { caseId: id, seq: ordered.seq }, actor.personId, { photos });
  const row = {
    caseId: id,
    unitId,
    hazard,
    place,
    orderedBy: actor.personId,
    seq: ordered.seq,
    dueAt: end.at,
    explanation: explainDeadline(end),
    now,
  };
  await insertRectification(tx, { ...row, id: newId('rect', now) });
  if (unitId !== ordered.unitId) await addParty(tx, { caseId: id, unitId, role: 'rectification', now });
  await tellStaff(tx, ordered, 'staff_rectification_ordered', await unitContacts(tx, unit, now), now, hazard);
  await tellCase(
    tx,
    ordered,
    'case_rectification',
    ordered.requesterId,
    now,
    rectificationText.ordered(hazard, unit.name, dateText(shanghaiDay(end.at))),
  );
  return ordered;
}

/** What was done, with photos of after; somebody else looks at it again. */
export async function report(tx: Tx, call: Call<'desk.reportRectification'>): Promise<CaseRecord> {
  const { id, text, photos } = call.input;
  const { actor, now } = call;
  const { subject, row } = await step(tx, call, 'report', 'rectify', rectificationText.reported(text));
  await addPhotos(tx, { caseId: id, seq: subject.seq }, actor.personId, { photos });
  await reportRectification(tx, { id: row.id, by: actor.personId, report: text, seq: subject.seq, now });
  await tellStaff(tx, subject, 'staff_rectification_reported', [subject.ownerId, subject.liaisonId ?? subject.ownerId], now, row.hazard);
  return subject;
}

/** Looked at again: passed, or sent back with the reason. */
export async function recheck(tx: Tx, call: Call<'desk.recheckRectification'>): Promise<CaseRecord> {
  const { id, pass, text, photos } = call.input;
  const { actor, now } = call;
  const words = pass ? rectificationText.passed(text) : rectificationText.returned(text);
  const { subject, row } = await step(tx, call, pass ? 'pass' : 'return', 'recheck', words);
  await addPhotos(tx, { caseId: id, seq: subject.seq }, actor.personId, { photos });
  if (pass) {
    await endRectification(tx, { id: row.id, status: 'passed', by: actor.personId, finding: text, now });
    await letGo(tx, subject, row, now);
    await tellCase(tx, subject, 'case_rectification', subject.requesterId, now, `${row.hazard}：${words}`);
  } else {
    await returnRectification(tx, { id: row.id, finding: text });
    await tellStaff(tx, subject, 'staff_rectification_returned', await unitContacts(tx, { id: row.unitId, path: row.unitPath }, now), now, text);
  }
  return subject;
}

/** Ordered by mistake, or no danger after all. */
export async function cancel(tx: Tx, call: Call<'desk.cancelRectification'>): Promise<CaseRecord> {
  const { actor, now } = call;
  const { subject, row } = await step(tx, call, 'cancel', 'rectify', rectificationText.cancelled(call.input.reason));
  await endRectification(tx, { id: row.id, status: 'cancelled', by: actor.personId, finding: call.input.reason, now });
  await letGo(tx, subject, row, now);
  return subject;
}

type StepCall = Call<'desk.reportRectification'> | Call<'desk.recheckRectification'> | Call<'desk.cancelRectification'>;

/** One step under the case's lock: what the rectification does not allow is a matter of state, what it does not allow this person of role. */
async function step(tx: Tx, call: StepCall, action: RectificationAction, entry: 'rectify' | 'recheck', text: string) {
  const { id, rectificationId } = call.input;
  const found: { row?: RectificationRow } = {};
  const subject = await actOnCase(tx, call, { id, action: entry, side }, async (locked) => {
    const row = (await readRectification(tx, id, rectificationId)) ?? refuse('not_found');
    found.row = row;
    if (rectificationFlow[row.status][action] === undefined) refuse('wrong_state');
    if (!availableRectificationActions(situation(row, locked), call.actor).includes(action)) {
      refuse(row.reportedBy === call.actor.personId && (action === 'pass' || action === 'return') ? 'own_rectification' : 'role_required');
    }
    return { text };
  });
  return { subject, row: found.row ?? refuse('not_found') };
}

/** The unit's part in the case ends with the last that it had to put right. */
async function letGo(tx: Tx, subject: CaseRecord, { unitId }: RectificationRow, now: string): Promise<void> {
  if (!(await hasOpenRectification(tx, subject.id, unitId))) await endParty(tx, { caseId: subject.id, unitId, role: 'rectification', now });
}

const situation = ({ status, unitPath, reportedBy }: RectificationRow, { unitPath: caseUnitPath, ownerId, liaisonId }: CaseRecord) => ({
  status,
  unitPath,
  reportedBy,
  caseUnitPath,
  ownerId,
  liaisonId,
});
