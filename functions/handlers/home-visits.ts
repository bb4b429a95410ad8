import type { Tx } from '../../db/client';
import type { CaseRecord } from '../../db/queries/cases';
import { enterprisesOf } from '../../db/queries/enterprises';
import { giveGroupToVisit, lockGroupList, placesOfGroup, readGroupList } from '../../db/queries/groups';
import {
  insertHomeVisit,
  readHomeVisit,
  staffOfUnit,
  startOfUnit,
  tierOfEnterprise,
  visitPlans,
  visitsOfEnterprises,
  waitingVisits,
} from '../../db/queries/home-visits';
import { branchOfItem } from '../../db/queries/items';
import { insertOccasion } from '../../db/queries/occasions';
import { refuse } from '../../shared/contract/errors';
import type { Input } from '../../shared/contract/index';
import { isLive } from '../../shared/rules/appointment-flow';
import { isOffered, mayOfferVisit } from '../../shared/rules/home-visit-flow';
import { pathsHeld } from '../../shared/rules/access';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { addDays, shanghaiDay } from '../../shared/rules/shanghai';
import { homeVisitText } from '../../shared/text/home-visits';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { actBySystem, actOnCase, visibleCase } from '../cases/act';
import { fileCase } from '../cases/file';
import { checkHours, seenVisit, tellOfVisit, visitStep, visitView } from '../cases/home-visit';
import { tellStaff } from '../cases/notices';
import { receiverOf } from '../cases/receiver';
import { cancelPlan, makePlan, planView } from '../cases/visit-plan';
import { addPhotos } from '../files';
import { newId } from '../ids';

const planners: readonly StaffRole[] = ['liaison', 'handler', 'unit_head', 'supervisor'];
/** Visits a firm is shown; older ones stand on the timelines of their requests. */
const mostShown = 50;
/** Days of the calendar. */
const ahead = 14;

/** Minutes a visit takes: ten to set up, and six a person, at most half a day. */
const minutesFor = (people: number) => Math.min(240, 10 + 6 * people);

type Asked = Omit<Input<'visits.ask'>, 'enterpriseId' | 'caseId' | 'groupId' | 'photos'>;
type Doing = { actor: Actor; now: string };

/** D9 from the firm's side. */
export const visits = {
  'visits.ask': async (call) => {
    const { enterpriseId, caseId, groupId, photos, ...said } = call.input;
    const { actor, now } = call;
    if (!actor.enterprises.some((membership) => membership.enterpriseId === enterpriseId)) refuse('enterprise_required');
    checkHours(said);
    const group = groupId === undefined ? null : await readGroupList(call.database, groupId);
    if (groupId !== undefined && group?.enterpriseId !== enterpriseId) refuse('not_found');
    // Whom a list names, and for what, stands on the list.
    const asked = group ? { ...said, people: group.people, itemCode: group.itemCode } : said;
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => {
      if (caseId !== undefined) {
        const known = await visibleCase(tx, caseId, actor, 'requester');
        if (known.enterpriseId !== enterpriseId) refuse('not_found');
      }
      const receiver = (await receiverOf(tx, enterpriseId, asked.itemCode, now)) ?? refuse('enterprise_required');
      const title = homeVisitText.title(asked.kind, asked.people);
      const filing = {
        channel: 'mini_program',
        category: 'handling',
        title,
        place: asked.address,
        enterpriseId,
        requesterId: actor.personId,
        now,
      } as const;
      const filed =
        caseId ??
        (await fileCase(tx, calendar, { ...filing, body: asked.note ?? title, point: asked.point, itemCode: asked.itemCode }, receiver))?.id;
      if (!filed) throw new Error('only an order of 12345 can be here already');
      const id = newId('visit', now);
      const subject = await actOnCase(tx, call, { id: filed, action: 'planVisit', side: 'requester' }, async (known) => {
        await insertVisit(tx, call, known, asked, { id, status: 'asked' });
        if (group) {
          await lockGroupList(tx, group.id);
          if ((await placesOfGroup(tx, group.id)).some(({ status }) => isLive(status))) refuse('places_ahead');
          if (!(await giveGroupToVisit(tx, group.id, id))) refuse('visit_open');
        }
        return { text: homeVisitText.asked(asked.kind, asked.people) };
      });
      await addPhotos(tx, { caseId: filed, seq: subject.seq }, actor.personId, { photos });
      const row = seenVisit(await readHomeVisit(tx, id), 'requester', actor);
      await tellStaff(tx, subject, 'staff_visit_asked', [subject.ownerId], now, homeVisitText.asked(asked.kind, asked.people));
      return visitView(row, 'requester', actor, now);
    });
  },

  'visits.list': async (call) => {
    const { database, actor, now } = call;
    const mine = (await enterprisesOf(database, actor.personId)).map(({ id }) => id);
    const rows = await visitsOfEnterprises(database, mine, mostShown);
    return { visits: rows.map((row) => visitView(row, 'requester', actor, now)) };
  },

  'visits.read': async ({ database, input, actor, now }) =>
    visitView(seenVisit(await readHomeVisit(database, input.id), 'requester', actor), 'requester', actor, now),

  'visits.cancel': (call) =>
    call.write(async (tx) => {
      const { id, reason } = call.input;
      const text = homeVisitText.cancelled(reason);
      const team = seenVisit(await readHomeVisit(tx, id), 'requester', call.actor).team.map((member) => member.id);
      const { visit, subject } = await visitStep(tx, call, { id, action: 'cancel', side: 'requester' }, () => ({ text, change: { reason } }));
      await tellStaff(tx, subject, 'staff_visit_cancelled', [subject.ownerId, ...team], call.now, reason);
      return visitView(visit, 'requester', call.actor, call.now);
    }),
} satisfies Handlers<'visits.'>;

/** D9 from the staff's side: offers, rounds, results. */
export const visitDesk = {
  'visitDesk.waiting': async ({ database, actor, now }) => {
    const paths = pathsHeld(actor, planners);
    const rows = await waitingVisits(database, paths, mostShown);
    const members = (await Promise.all(paths.map((path) => staffOfUnit(database, path)))).flat();
    const once = members.filter(({ id }, index) => members.findIndex((other) => other.id === id) === index);
    return { visits: rows.map((row) => visitView(row, 'staff', actor, now)), members: once };
  },

  'visitDesk.offer': (call) =>
    call.write(async (tx) => {
      const { id: caseId, ...asked } = call.input;
      const { actor, now } = call;
      checkHours(asked);
      await visibleCase(tx, caseId, actor, 'staff');
      const id = newId('visit', now);
      const text = homeVisitText.approved;
      const subject = await actBySystem(tx, { id: caseId, action: 'planVisit', actorId: actor.personId, now }, async (known) => {
        if (!mayOfferVisit(known.unitPath, actor)) refuse('role_required');
        await insertVisit(tx, call, known, asked, { id, status: 'approved' });
        return { text };
      });
      if (!subject) return refuse('wrong_state');
      await tellOfVisit(tx, subject, 'case_visit_changed', now, text);
      return visitView(seenVisit(await readHomeVisit(tx, id), 'staff', actor), 'staff', actor, now);
    }),

  'visitDesk.decide': (call) =>
    call.write(async (tx) => {
      const { id, approve, reason } = call.input;
      const { actor, now } = call;
      if (!approve && reason === undefined) refuse('evidence_required', { wanted: 'reason' });
      const text = approve ? homeVisitText.approved : homeVisitText.declined(reason ?? '');
      const step = { id, action: approve ? ('approve' as const) : ('decline' as const), side: 'staff' as const };
      const { visit, subject } = await visitStep(tx, call, step, () => ({ text, change: reason === undefined ? {} : { reason } }));
      await tellOfVisit(tx, subject, 'case_visit_changed', now, text);
      return visitView(visit, 'staff', actor, now);
    }),

  'visitDesk.plan': (call) => call.write((tx) => makePlan(tx, call)),
  'visitDesk.cancelPlan': (call) => call.write((tx) => cancelPlan(tx, call)),
  'visitDesk.readPlan': ({ database, input, actor, now }) => planView(database, input.id, actor, now),

  'visitDesk.calendar': async ({ database, input, actor, now }) => {
    const from = input.from ?? shanghaiDay(now);
    const rows = await visitPlans(database, { unitPaths: pathsHeld(actor, planners), personId: actor.personId }, from, addDays(from, ahead - 1));
    const plans = rows.map(({ id, unitName, day, leavesAt, members, stops, done }) => ({
      id,
      unitName,
      day,
      leavesAt,
      members: members.map(({ name }) => name),
      stops,
      done,
      mine: members.some((member) => member.id === actor.personId),
    }));
    return { from, plans };
  },

  'visitDesk.reschedule': (call) =>
    call.write(async (tx) => {
      const { id, reason } = call.input;
      const text = homeVisitText.rescheduled(reason);
      const { visit, subject } = await visitStep(tx, call, { id, action: 'reschedule', side: 'staff' }, () => ({ text, change: { reason } }));
      await tellOfVisit(tx, subject, 'case_visit_changed', call.now, text);
      return visitView(visit, 'staff', call.actor, call.now);
    }),

  'visitDesk.arrive': (call) =>
    call.write(async (tx) => {
      const { now, actor } = call;
      const { visit } = await visitStep(tx, call, { id: call.input.id, action: 'arrive', side: 'staff' }, () => ({
        text: homeVisitText.arrived,
        change: { arrivedAt: now },
      }));
      return visitView(visit, 'staff', actor, now);
    }),

  'visitDesk.leave': (call) =>
    call.write(async (tx) => {
      const { id, result, peopleDone, photos } = call.input;
      const { now, actor } = call;
      let text = '';
      const { visit, subject } = await visitStep(tx, call, { id, action: 'leave', side: 'staff' }, ({ people }) => {
        if (peopleDone > people) refuse('too_many_people', { people });
        text = homeVisitText.done(peopleDone, people, result);
        return { text, change: { leftAt: now, result, peopleDone } };
      });
      await addPhotos(tx, { caseId: subject.id, seq: subject.seq }, actor.personId, { photos });
      await insertOccasion(tx, {
        id: newId('rate', now),
        subject: 'home_visit',
        subjectId: id,
        place: 'on_site',
        title: homeVisitText.rated(subject.title),
        personId: subject.requesterId,
        unitId: subject.unitId,
        finishedAt: now,
        channel: 'visit',
        itemCode: visit.itemCode,
        handledBy: visit.team.map((member) => member.id),
      });
      await tellOfVisit(tx, subject, 'case_visit_done', now, text);
      return visitView(visit, 'staff', actor, now);
    }),
} satisfies Omit<Handlers<'visitDesk.'>, 'visitDesk.group' | 'visitDesk.tick'>;

async function insertVisit(
  tx: Tx,
  { actor, now }: Doing,
  subject: CaseRecord,
  { point, itemCode, note, ...asked }: Asked,
  made: { id: string; status: 'asked' | 'approved' },
): Promise<void> {
  const enterpriseId = subject.enterpriseId ?? refuse('enterprise_required');
  if (itemCode !== undefined && !(await branchOfItem(tx, itemCode))) refuse('item_unknown');
  const known = subject.latitude !== null && subject.longitude !== null ? { latitude: subject.latitude, longitude: subject.longitude } : null;
  const at = point ?? known ?? (await startOfUnit(tx, subject.unitId)) ?? { latitude: 0, longitude: 0 };
  const tier = await tierOfEnterprise(tx, enterpriseId);
  const row = {
    ...made,
    ...asked,
    ...at,
    caseId: subject.id,
    enterpriseId,
    itemCode: itemCode ?? null,
    note: note ?? null,
    minutes: minutesFor(asked.people),
    isOffered: isOffered({ ...asked, tier }),
    askedBy: actor.personId,
    now,
  };
  if (!(await insertHomeVisit(tx, row))) refuse('visit_open');
}
