import type { Db, Tx } from '../../db/client';
import { type CaseRecord, readCase } from '../../db/queries/cases';
import {
  cancelConference,
  type ConferenceRow,
  conferencesOf,
  decideConference,
  insertConference,
  moveConference,
  readConference,
  setAttendance,
  setOpinion,
} from '../../db/queries/conferences';
import { taskOwners, tasksOfCase } from '../../db/queries/tasks';
import { workingUnit } from '../../db/queries/units';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { reachesUnit, seesCaseAsStaff } from '../../shared/rules/access';
import { complexities } from '../../shared/rules/case-clocks';
import { caseAllows } from '../../shared/rules/case-flow';
import {
  availableConferenceActions,
  type ConferenceAction,
  conferenceAllows,
  type ConferenceSituation,
  mayConvene,
  speaksFor,
  wasHeard,
} from '../../shared/rules/conference-flow';
import type { Actor } from '../../shared/rules/roles';
import type { Instant } from '../../shared/rules/shanghai';
import { conferenceText } from '../../shared/text/conferences';
import { whenText } from '../../shared/text/when';
import { currentCalendar } from '../calendar';
import type { Call } from '../call';
import { newId } from '../ids';
import { actOnCase } from './act';
import { classified } from './classify';
import { tellCase, tellStaff, unitContacts } from './notices';
import { giveTask, taskView } from './tasks';

const side = 'staff' as const;
type Sides = Output<'conferences.ofCase'>;
type Looking = { actor: Actor; now: Instant };

/** Conferences and tasks of a case, as staff see them. */
export async function sidesOf(db: Db, subject: CaseRecord, { actor, now }: Looking): Promise<Sides> {
  const rows = await conferencesOf(db, subject.id);
  const live = rows.find(({ status }) => status === 'convened');
  const convenes = reachesUnit(actor, ['unit_head', 'supervisor'], subject.unitPath);
  const classifies = caseAllows(subject, 'classify', now) && reachesUnit(actor, ['unit_head', 'supervisor'], subject.unitPath);
  return {
    mayConvene: mayConvene(
      subject,
      actor,
      now,
      rows.map(({ status }) => status),
    ),
    conferences: rows.map((row) => conferenceView(row, { actor, now })),
    tasks: (await tasksOfCase(db, subject.id)).map((task) => taskView(task, actor, now)),
    owners: live && convenes ? await taskOwners(db, [subject.unitId, ...live.units.map(({ id }) => id)]) : [],
    mayClassify: live && classifies ? complexities.filter((one) => one !== 'general' && one !== subject.complexity) : [],
  };
}

function conferenceView(row: ConferenceRow, { actor, now }: Looking): Sides['conferences'][number] {
  const { caseId: _, caseUnitPath: _path, convenedBy, units, ...shown } = row;
  return {
    ...shown,
    convenedBy: convenedBy ?? '',
    units: units.map(({ path, ...unit }) => ({ ...unit, mine: speaksFor(actor, path) })),
    actions: availableConferenceActions(situation(row), actor, now),
  };
}

const situation = ({ status, startsAt, caseUnitPath, units }: ConferenceRow): ConferenceSituation => ({
  status,
  startsAt,
  caseUnitPath,
  units: units.map(({ path, opinion }) => ({ path, hasOpinion: opinion !== null })),
});

/** Convenes a conference on a case. */
export async function convene(tx: Tx, call: Call<'conferences.convene'>): Promise<CaseRecord> {
  const { id, unitIds, questions, place, startsAt } = call.input;
  const { actor, now } = call;
  const invited = await Promise.all([...new Set(unitIds)].map(async (unitId) => (await workingUnit(tx, unitId)) ?? refuse('unit_unknown')));
  const convened = await actOnCase(tx, call, { id, action: 'confer', side }, async (subject) => {
    if (!reachesUnit(actor, ['unit_head', 'supervisor'], subject.unitPath)) refuse('role_required');
    if (startsAt <= now) refuse('time_not_ahead');
    if (invited.some((unit) => unit.id === subject.unitId)) refuse('unit_unknown');
    const row = {
      id: newId('conf', now),
      caseId: id,
      convenedBy: actor.personId,
      startsAt,
      place,
      questions,
      unitIds: invited.map((unit) => unit.id),
    };
    if (!(await insertConference(tx, { ...row, now }))) refuse('conference_open');
    return { text: conferenceText.convened(namesOf(invited), whenText(startsAt)) };
  });
  const words = conferenceText.invitation(whenText(startsAt), place, questions);
  for (const unit of invited) await tellStaff(tx, convened, 'staff_conference_invited', await unitContacts(tx, unit, now), now, words);
  await tellCase(tx, convened, 'case_conferring', convened.requesterId, now, namesOf(invited));
  return convened;
}

type Step =
  | Call<'conferences.move'>
  | Call<'conferences.answer'>
  | Call<'conferences.opine'>
  | Call<'conferences.decide'>
  | Call<'conferences.cancel'>;

/** One step of a conference under the lock of its case; what this actor may not see is not there. */
async function stepOf(tx: Tx, call: Step, action: ConferenceAction, plan: Parameters<typeof actOnCase>[3], check?: (row: ConferenceRow) => void) {
  const { id } = call.input;
  const found = (await readConference(tx, id)) ?? refuse('not_found');
  const acted = await actOnCase(tx, call, { id: found.caseId, action: 'confer', side }, async (subject, clocks) => {
    // Once more under the lock: two may decide at once.
    const row = (await readConference(tx, id)) ?? refuse('not_found');
    if (!conferenceAllows(situation(row), action, call.now)) refuse('wrong_state');
    if (!availableConferenceActions(situation(row), call.actor, call.now).includes(action)) refuse('role_required');
    check?.(row);
    return plan(subject, clocks);
  });
  return { acted, row: found };
}

export async function move(tx: Tx, call: Call<'conferences.move'>): Promise<CaseRecord> {
  const { id, startsAt, place, reason } = call.input;
  const { now } = call;
  const { acted, row } = await stepOf(tx, call, 'move', async () => {
    if (startsAt <= now) refuse('time_not_ahead');
    await moveConference(tx, { id, startsAt, place });
    return { text: conferenceText.moved(whenText(startsAt)) };
  });
  const words = conferenceText.movedFor(whenText(startsAt), place, reason);
  for (const unit of row.units) await tellStaff(tx, acted, 'staff_conference_moved', await unitContacts(tx, unit, now), now, words);
  return acted;
}

const ownUnits = (row: ConferenceRow, actor: Actor) => row.units.filter(({ path }) => speaksFor(actor, path));

export async function answer(tx: Tx, call: Call<'conferences.answer'>): Promise<CaseRecord> {
  const { id, attendance } = call.input;
  let mine: ConferenceRow['units'] = [];
  const { acted } = await stepOf(
    tx,
    call,
    'answer',
    async () => {
      await setAttendance(tx, { id, unitIds: mine.map((unit) => unit.id), attendance });
      return { text: conferenceText.answered(namesOf(mine), attendance), internal: true };
    },
    (row) => {
      mine = ownUnits(row, call.actor);
    },
  );
  return acted;
}

export async function opine(tx: Tx, call: Call<'conferences.opine'>): Promise<CaseRecord> {
  const { id, text } = call.input;
  let mine: ConferenceRow['units'] = [];
  const { acted } = await stepOf(
    tx,
    call,
    'opine',
    async () => {
      await setOpinion(tx, { id, unitIds: mine.map((unit) => unit.id), opinion: text, by: call.actor.personId, now: call.now });
      return { text: conferenceText.opined(namesOf(mine)), internal: true };
    },
    (row) => {
      mine = ownUnits(row, call.actor);
    },
  );
  return acted;
}

/** The decision, its tasks and the class it gives the case, in one step. */
export async function decide(tx: Tx, call: Call<'conferences.decide'>): Promise<CaseRecord> {
  const { id, attendedIds, decision, outward, tasks, classify } = call.input;
  const { actor, now } = call;
  const calendar = await currentCalendar(call.database);
  let invited: ConferenceRow['units'] = [];
  const { acted } = await stepOf(
    tx,
    call,
    'decide',
    async (subject, clocks) => {
      if (classify && subject.processingDueAt !== null && now > subject.processingDueAt) refuse('limit_passed');
      if (classify && !caseAllows(subject, 'classify', now)) refuse('wrong_state');
      const owners = await taskOwners(tx, [subject.unitId, ...invited.map((unit) => unit.id)]);
      for (const { what, ownerId, due } of tasks) {
        if (!owners.some((owner) => owner.id === ownerId)) refuse('person_unknown');
        await giveTask(tx, calendar, subject, { origin: 'conference', conferenceId: id, what, ownerId, due, givenBy: actor.personId }, now);
      }
      await decideConference(tx, { id, caseId: subject.id, decision, outward, attendedIds, by: actor.personId, now });
      return { text: outward, ...(classify ? classified(calendar, subject, clocks, classify, now) : {}) };
    },
    (row) => {
      invited = row.units;
      if (attendedIds.some((unitId) => !invited.some((unit) => unit.id === unitId))) refuse('unit_unknown');
      const heard = invited.map((unit) => ({ id: unit.id, hasOpinion: unit.opinion !== null }));
      if (!wasHeard(heard, attendedIds)) refuse('nobody_heard');
    },
  );
  for (const unit of invited) await tellStaff(tx, acted, 'staff_conference_decided', await unitContacts(tx, unit, now), now, decision);
  await tellCase(tx, acted, 'case_conferred', acted.requesterId, now, outward);
  await tellStaff(
    tx,
    acted,
    'staff_conference_decided',
    [acted.ownerId].filter((owner) => owner !== actor.personId),
    now,
    decision,
  );
  return acted;
}

export async function cancel(tx: Tx, call: Call<'conferences.cancel'>): Promise<CaseRecord> {
  const { reason } = call.input;
  const { actor, now } = call;
  const { acted, row } = await stepOf(tx, call, 'cancel', async (subject) => {
    await cancelConference(tx, { caseId: subject.id, by: actor.personId, reason, now });
    return { text: conferenceText.cancelled };
  });
  for (const unit of row.units) await tellStaff(tx, acted, 'staff_conference_cancelled', await unitContacts(tx, unit, now), now, reason);
  return acted;
}

/** The case after a step; whoever the step took the case from sees what it was for, once. */
export async function answered(tx: Tx, acted: CaseRecord, looking: Looking): Promise<Sides> {
  const after = (await readCase(tx, acted.id)) ?? refuse('not_found');
  if (!seesCaseAsStaff(looking.actor, after)) return { mayConvene: false, conferences: [], tasks: [], owners: [], mayClassify: [] };
  return sidesOf(tx, after, looking);
}

const namesOf = (units: readonly { name: string }[]) => units.map(({ name }) => name).join('、');
