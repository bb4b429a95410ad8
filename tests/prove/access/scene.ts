import { createHash, randomBytes } from 'node:crypto';
import writeXlsxFile from 'write-excel-file/node';
import { generatePlaces } from '../../../db/content/places';
import { insertCall } from '../../../db/queries/notice-calls';
import { newId, newShortCode } from '../../../functions/ids';
import { hallCode } from '../../../functions/queue/hall-code';
import { runJobs } from '../../../functions/jobs/index';
import { idCheckCharacter } from '../../../shared/rules/id-number';
import { relativeConsentVersion } from '../../../shared/rules/relatives';
import { later, shanghaiDay } from '../../../shared/rules/shanghai';
import { groupHeaders, groupSheetName } from '../../../shared/text/groups';
import { aChecklist, aPerson, aSlot } from '../../support/builders';
import { aJpeg } from '../../support/pictures';
import { aBooking, aTownHall } from '../../support/town-hall';
import { aUscc } from '../../support/uscc';
import type { Answer } from '../../support/server';
import { anItem, firstRules, loadItems } from '../../support/test-item';
import type { EndpointName } from '../../../shared/contract/routes';
import { monday, openWorld, type World } from '../desk/world';
import type { Who } from './people';

type Someone = { id: string; token: string };

/** Words and numbers that only some may ever read. */
export const secrets = {
  note: '内部备注暗语甲',
  help: '协办意见暗语乙',
  opinion: '会商意见暗语丙',
  rating: '评价的话暗语丁',
  urgentPhone: '13800009999',
  kinNumber: '',
};

/** Every object of the scene, by what it is. */
export type Scene = Awaited<ReturnType<typeof buildScene>>['scene'];

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** An identity number of the region 990001, which does not exist. */
const idNumber = (serial: string) => `990001199003070${serial}${idCheckCharacter(`990001199003070${serial}`)}`;

function must<Name extends EndpointName>(answer: Answer<Name>): Answer<Name>['body'] {
  if (answer.status !== 200) throw new Error(`the scene could not be set: ${answer.text.slice(0, 400)}`);
  return answer.body;
}

/** Sets one of everything up through the API, on a Postgres and a service of its own. */
export async function buildScene() {
  const world = await openWorld();
  const { service, town, units, rivalFirm } = world;
  const { db } = service;
  const call = service.call;
  const now = monday;
  // One person has more visits here than anybody has.
  await db`insert into setting (name, value) values ('liveLimit', '10'), ('noShowsToBlock', '10'), ('triesPerMinute', '1000'), ('deviceTriesPerMinute', '1000')`;
  const soon = later(now, 2 * dayMs + hourMs);
  const who = { ...world.who, ...(await morePeople(world)) } as Record<Who, Someone>;
  const westFirm = `${units.west}-firm`;
  await db`
    insert into enterprise (id, uscc, name, town, unit_id) values (${westFirm}, ${westFirm}, '邻镇公司', ${`${town.town}邻`}, ${units.west})`;
  await db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${westFirm}, ${who.westEmployee.id}, 'principal', ${now})`;
  await db`update enterprise set tier = 'town', status = 'registered', status_since = '2026-11-01' where id = ${town.enterpriseId}`;

  const window = await atTheWindow();
  const cases = await atTheDesk();
  const firms = await ofFirms();
  await runJobs(service.room, service.clock.now());
  const rest = await whatIsLeft();
  const help = await asked();
  const scene = {
    now: service.clock.now(),
    units,
    firm: town.enterpriseId,
    rivalFirm,
    westFirm,
    town: town.town,
    secrets,
    people: Object.fromEntries(Object.entries(who).map(([name, { id }]) => [name, id])) as Record<Who, string>,
    ...window,
    ...cases,
    ...firms,
    ...rest,
    ...help,
  };
  const tokens = Object.fromEntries(Object.entries(who).map(([name, { token }]) => [name, token])) as Record<Who, string>;
  return { service, scene, tokens: { ...tokens, ...(await badTokens()) } };

  /** Halls with tickets, appointments in every state, and what goes with them. */
  async function atTheWindow() {
    const hall = await aTownHall(db, town, { id: `${units.east}-hall` });
    const near = await aTownHall(db, town, { id: `${units.east}-near`, latitude: 23.1 });
    const westHall = await aTownHall(db, { ...town, unitId: units.west }, { id: `${units.west}-hall`, latitude: 30 });
    await db.begin((tx) => generatePlaces(tx, { from: '2026-11-23', days: 14, now }, [hall, near, westHall]));
    await db`update hall set counters = '["1","2","3","4"]'`;
    const item = 'access-item';
    const other = 'access-other-item';
    await loadItems(
      db,
      now,
      anItem(item, 1, '2026-01-01', firstRules, [hall, near, westHall]),
      anItem(other, 1, '2026-01-01', firstRules, [hall, near, westHall]),
    );
    const list = (personId?: string, halls = [hall, near], item?: string) =>
      aChecklist(db, { halls, ...(personId ? { personId } : {}), ...(item ? { item } : {}) });
    const slot = (hallId: string, startsAt = later(soon, Math.floor(Math.random() * hourMs))) => aSlot(db, { hallId, startsAt, places: 5 });
    const book = async (person: Someone, hallId = hall, more: object = {}, startsAt?: string, item?: string) => {
      const checklistCode = await list(undefined, [hallId, near], item);
      const { id: slotId } = await slot(hallId, startsAt);
      const made = must(await call('appointments.book', { slotId, checklistCode, ...more }, person.token));
      return { id: made.id, code: made.code, checklistCode };
    };
    const number = idNumber('21');
    secrets.kinNumber = number;
    const added = must(
      await call(
        'relatives.add',
        { name: '亲属甲', idKind: 'resident_id', idNumber: number, relation: 'parent', consent: { version: relativeConsentVersion, by: 'relative' } },
        who.holder.token,
      ),
    );
    const relativeId = added.relatives[0]?.id ?? '';
    must(await call('me.verifyRealName', { name: '亲属甲', idKind: 'resident_id', idNumber: number, consent: true }, who.kin.token));
    const relativeList = await aChecklist(db, { halls: [hall, near], personId: who.kin.id });
    const booked = await book(who.citizen, hall, {}, undefined, item);
    const forKin = await book(who.holder, hall, { relativeId });
    const west = await book(who.passerby, westHall);

    const officer = who.officer.token;
    const atCounter = async (counter: string, by: string) => {
      const { id: slotId } = await slot(hall, later(now, 20 * 60_000 + Math.floor(Math.random() * 60_000)));
      const made = must(await call('appointments.book', { slotId, checklistCode: await list() }, who.citizen.token));
      const checked = must(await call('window.checkIn', { code: made.code }, officer));
      must(await call('queue.callNext', { hallId: hall, counter }, by));
      return { id: made.id, code: made.code, ticket: checked.ticket?.id ?? '' };
    };
    const complete = async () => {
      const one = await atCounter('1', officer);
      must(await call('queue.start', { id: one.ticket }, officer));
      must(await call('window.tick', { id: one.id, materialId: 'id_card', state: 'ok' }, officer));
      must(await call('window.complete', { id: one.id }, officer));
      return one;
    };
    const [finished, clean] = [await complete(), await complete()];
    const refused = await atCounter('1', officer);
    must(await call('queue.start', { id: refused.ticket }, officer));
    must(await call('window.tick', { id: refused.id, materialId: 'id_card', state: 'gap', reason: 'not_brought' }, officer));
    const noticed = must(await call('window.giveNotice', { id: refused.id }, officer));
    const extraAsked = must(await call('extras.ask', { id: booked.id, name: '婚姻登记档案', reason: 'doubtful', words: '登记信息对不上' }, officer));
    const called = await atCounter('2', who.unitHead.token);
    const refusing = await atCounter('3', who.bureauHead.token);
    must(await call('queue.start', { id: refusing.ticket }, who.bureauHead.token));
    must(await call('window.tick', { id: refusing.id, materialId: 'id_card', state: 'gap', reason: 'not_brought' }, who.bureauHead.token));
    const serving = await atCounter('1', officer);
    must(await call('queue.start', { id: serving.ticket }, officer));
    must(await call('window.tick', { id: serving.id, materialId: 'id_card', state: 'ok' }, officer));
    const walkIn = async (hallId: string, token: string) => must(await call('queue.walkIn', { hallId, itemCode: item }, token)).ticket.id;
    const served = await walkIn(hall, officer);
    must(await call('queue.callNext', { hallId: hall, counter: '4' }, who.secondOfficer.token));
    must(await call('queue.start', { id: served }, who.secondOfficer.token));
    const waiting = await walkIn(hall, officer);
    await walkIn(near, officer);
    await db`
      insert into counter_shift (id, hall_id, day, counter, officer_id, opened_at)
      values (${newId('shift', now)}, ${near}, ${shanghaiDay(now)}, '4', ${who.unbound.id}, ${now})`;
    const westTicket = await walkIn(westHall, who.westOfficer.token);
    const parked = await walkIn(hall, officer);
    await db`update queue_ticket set status = 'parked' where id = ${parked}`;
    const missedTicket = await walkIn(hall, officer);
    await db`update queue_ticket set status = 'missed' where id = ${missedTicket}`;
    const toArrive = await (async () => {
      const { id: slotId } = await slot(hall, later(now, 25 * 60_000 + Math.floor(Math.random() * 60_000)));
      return must(await call('appointments.book', { slotId, checklistCode: await list() }, who.citizen.token));
    })();
    await db`update appointment set status = 'confirmed' where id = ${toArrive.id}`;

    const missed = async (explained: boolean) => {
      const id = newId('apt', now);
      const { id: slotId } = await slot(hall, later(now, -dayMs - Math.floor(Math.random() * hourMs)));
      const code = await list();
      await db`
        insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
        select ${id}, ${newShortCode()}, ${who.citizen.id}, item_code, item_name, id, ${slotId}, ${hall}, 'no_show', 1, ${later(now, -3 * dayMs)}
        from checklist where code = ${code}`;
      if (explained) must(await call('explanations.give', { id, words: '孩子发烧去了医院' }, who.citizen.token));
      return id;
    };
    const notExplained = await missed(false);
    const explained = await missed(true);

    const rebooked = await rebooking();
    const acceptance = await acceptedWithGap();
    const closing = async (hallId: string, by: string) => {
      const change = { kind: 'closure', date: '2026-12-03' } as const;
      return { hallId, change, digest: must(await call('hallCalendar.preview', { hallId, change }, by)).digest, reason: '停电检修' };
    };
    must(await call('hallCalendar.save', await closing(westHall, who.strangerHead.token), who.strangerHead.token));
    const closure = await closing(hall, who.unitHead.token);
    const waitEntry = await waitingInLine();
    const display = must(await call('display.make', { hallId: hall, name: '一号屏' }, who.unitHead.token));
    must(
      await call(
        'greenDocuments.check',
        { hallId: hall, identity: { name: '军人甲', idKind: 'resident_id', idNumber: idNumber('22') }, kind: 'military', until: '2027-05-01' },
        officer,
      ),
    );
    const [green] = await db<{ id: string }[]>`select id from green_document order by number desc limit 1`;
    const held = await slot(hall);
    const hold = must(await call('appointments.hold', { slotId: held.id }, who.citizen.token));
    const free = { east: (await slot(hall)).id, west: (await slot(westHall)).id };
    const entry = async (hallId: string) => (await db<{ id: string }[]>`select id from hall_day_entry where hall_id = ${hallId}`)[0]?.id ?? '';
    return {
      hall,
      westHall,
      near,
      item,
      relativeId,
      relativeList,
      ownList: await aChecklist(db, { item: other, halls: [hall, near], personId: who.citizen.id }),
      thirdList: await list(),
      openList: await aChecklist(db, { item: other, halls: [hall, near] }),
      booked,
      forKin,
      west,
      toArrive: { id: toArrive.id, code: toArrive.code },
      finished,
      refused: { ...refused, notice: noticed.notice?.code ?? '' },
      serving,
      called,
      tickets: { waiting, parked, missed: missedTicket, west: westTicket, serving: serving.ticket, called: called.ticket },
      notExplained,
      explained,
      rebooked,
      acceptance,
      waitEntry,
      display: { id: display.id, token: display.token },
      green: green?.id ?? '',
      hold: { id: hold.holdId, slotId: held.id },
      extra: extraAsked.id,
      free,
      entries: { east: await entry(rebooked.hall), west: await entry(westHall) },
      closure,
      refusing,
      served,
      hallCodes: { east: hallCode(service.room.sealer, hall) },
    };

    async function rebooking() {
      const shut = await aTownHall(db, town, { id: `${units.east}-shut` });
      await db.begin((tx) => generatePlaces(tx, { from: '2026-11-23', days: 14, now }, [shut]));
      const checklistCode = await aChecklist(db, { halls: [shut, near] });
      const one = await aBooking(db, {
        hallId: shut,
        startsAt: '2026-11-25T01:00:00.000Z',
        checklistCode,
        appointmentId: newId('apt', now),
        createdAt: '2026-11-20T00:00:00.000Z',
        status: 'confirmed',
      });
      await db`update appointment set person_id = ${who.citizen.id}, live_number = 8 where id = ${one.id}`;
      const change = { kind: 'closure', date: '2026-11-25' } as const;
      const { digest } = must(await call('hallCalendar.preview', { hallId: shut, change }, who.unitHead.token));
      must(await call('hallCalendar.save', { hallId: shut, change, digest, reason: '停电检修' }, who.unitHead.token));
      for (let round = 0; round < 4; round += 1) await runJobs(service.room, now);
      const [row] = await db<{ id: string }[]>`select id from rebooking where appointment_id = ${one.id}`;
      return { hall: shut, appointment: one.id, id: row?.id ?? '' };
    }
    async function acceptedWithGap() {
      const of = async (id: string) => (await db<{ id: string }[]>`select id from acceptance where appointment_id = ${id}`)[0]?.id ?? '';
      const gap = await of(finished.id);
      await db`
        insert into acceptance_gap (acceptance_id, material_id, name, reason, promise, supply_by)
        values (${gap}, 'lease_copy', '租赁合同复印件', 'not_brought', '三日内补来', '2026-11-20')`;
      return { gap, clean: await of(clean.id) };
    }
    async function waitingInLine() {
      const startsAt = later(now, 3 * dayMs + hourMs * 9);
      const waitHall = `${units.east}-wait`;
      const opening = {
        slotMinutes: 30,
        minutesPerVisit: 10,
        shares: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 },
        weekday: [],
        weekend: [],
      };
      await db`
        insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
        select ${waitHall}, unit_id, '候补大厅', town, address, phone, latitude, longitude, counters, ${db.json(opening)} from hall where id = ${hall}`;
      const full = await aSlot(db, { hallId: waitHall, startsAt });
      const code = await aChecklist(db, { halls: [waitHall] });
      const taken = must(await call('appointments.book', { slotId: full.id, checklistCode: code }, who.outsider.token));
      const date = shanghaiDay(startsAt);
      const first = must(await call('waitList.join', { hallId: waitHall, date, checklistCode: code }, who.citizen.token));
      must(await call('appointments.cancel', { id: taken.id }, who.outsider.token));
      for (let round = 0; round < 4; round += 1) await runJobs(service.room, now);
      const ofKin = await aChecklist(db, { halls: [waitHall], personId: who.kin.id });
      return { id: first.entries[0]?.id ?? '', hallId: waitHall, date, ofKin };
    }
  }

  /** Requests in every state, of three firms. */
  async function atTheDesk() {
    const said = { category: 'handling', body: '门前这条路全天限行货车，只能半夜发货。' } as const;
    let serial = 0;
    const file = async (by: Someone, enterpriseId: string, more: object = {}) =>
      must(await call('cases.file', { enterpriseId, title: `货车限行第${++serial}件`, ...said, ...more }, by.token)).id;
    const firm = town.enterpriseId;
    const handler = who.handler.token;
    const accepted = async (by = who.employee, enterpriseId = firm, of = handler) => {
      const id = await file(by, enterpriseId);
      must(await call('desk.accept', { id }, of));
      return id;
    };
    const filed = await file(who.employee, firm);
    const main = await accepted();
    must(await call('desk.note', { id: main, text: secrets.note, photos: [await photo(who.handler)] }, handler));
    must(await call('cases.remark', { id: main, text: '再补充一句', photos: [await photo(who.employee)] }, who.employee.token));
    const files = await db<{ id: string; owner: string }[]>`select id, owner_id as owner from stored_file where state = 'attached'`;
    const waiting = await accepted();
    must(await call('desk.askForMaterials', { id: waiting, text: '请补营业执照' }, handler));
    const onHold = await accepted();
    must(await call('desk.hold', { id: onHold, reason: '等上级部门答复' }, handler));
    const extension = await accepted();
    must(await call('desk.askExtension', { id: extension, workingDays: 3, reason: '需要实地核实' }, handler));
    const referred = await accepted();
    must(await call('desk.refer', { id: referred, unitId: units.west, reason: '应由邻镇承办' }, handler));
    const withSupervisor = await accepted();
    must(await call('desk.refer', { id: withSupervisor, unitId: units.west, reason: '应由邻镇承办' }, handler));
    await db`update case_referral set state = 'with_supervisor', due_at = null where case_id = ${withSupervisor}`;
    const train = await file(who.employee, firm, { channel: 'through_train' });
    must(await call('desk.accept', { id: train }, handler));
    must(await call('desk.complete', { id: train, outcome: 'settled', text: '已经协调货车通行证' }, handler));
    const done = await accepted();
    must(await call('desk.complete', { id: done, outcome: 'settled', text: '已经办好通行证' }, handler));
    const helped = await accepted();
    must(await call('desk.askAssistance', { id: helped, unitId: units.west, question: '邻镇路段是否限行' }, handler));
    const [help] = await db<{ id: string }[]>`select id from case_assistance where case_id = ${helped}`;
    const otherHelped = await accepted();
    must(await call('desk.askAssistance', { id: otherHelped, unitId: units.west, question: '邻镇路段是否限行' }, handler));
    const [otherHelp] = await db<{ id: string }[]>`select id from case_assistance where case_id = ${otherHelped}`;
    const helpGiven = await accepted();
    must(await call('desk.askAssistance', { id: helpGiven, unitId: units.west, question: '邻镇路段是否限行' }, handler));
    const [given] = await db<{ id: string }[]>`select id from case_assistance where case_id = ${helpGiven}`;
    must(await call('desk.answerAssistance', { id: helpGiven, assistanceId: given?.id ?? '', text: secrets.help }, who.strangerHandler.token));
    const danger = await accepted();
    const order = { hazard: '路口有盲区，看不见人', place: '厂前路', unitId: units.below, workingDays: 3 };
    must(await call('desk.orderRectification', { id: danger, ...order, photos: [await photo(who.handler)] }, handler));
    const reported = await accepted();
    must(await call('desk.orderRectification', { id: reported, ...order, photos: [await photo(who.handler)] }, handler));
    const dangers = await db<
      { id: string; caseId: string }[]
    >`select id, case_id as "caseId" from rectification where case_id in ${db([danger, reported])}`;
    const dangerOf = (caseId: string) => dangers.find((one) => one.caseId === caseId)?.id ?? '';
    const after = { id: reported, rectificationId: dangerOf(reported), text: '已经装上凸面镜', photos: [await photo(who.belowHandler)] };
    must(await call('desk.reportRectification', after, who.belowHandler.token));
    const rival = await accepted(who.rival, rivalFirm);
    const west = await accepted(who.westEmployee, westFirm, who.strangerHandler.token);

    const convening = { unitIds: [units.west], questions: '由谁牵头上门', place: '三楼会议室' };
    const meeting = await accepted();
    const convened = must(await call('conferences.convene', { id: meeting, ...convening, startsAt: later(now, dayMs) }, who.unitHead.token));
    const conference = convened.conferences[0]?.id ?? '';
    const overMeeting = await accepted();
    const held = must(await call('conferences.convene', { id: overMeeting, ...convening, startsAt: later(now, hourMs) }, who.unitHead.token));
    const heldId = held.conferences[0]?.id ?? '';
    must(await call('conferences.opine', { id: heldId, text: secrets.opinion }, who.strangerHandler.token));
    await db`update case_conference set starts_at = ${later(now, -hourMs)} where id = ${heldId}`;
    const decided = await accepted();
    const third = must(await call('conferences.convene', { id: decided, ...convening, startsAt: later(now, hourMs) }, who.unitHead.token));
    const thirdId = third.conferences[0]?.id ?? '';
    await db`update case_conference set starts_at = ${later(now, -hourMs)} where id = ${thirdId}`;
    const tasks = [{ what: '准备上门设备', ownerId: who.strangerHandler.id, due: { workingDays: 5 } }];
    const outcome = { decision: '由邻镇牵头上门', outward: '两家单位已商定，下周上门。', attendedIds: [units.west], tasks };
    must(await call('conferences.decide', { id: thirdId, ...outcome }, who.unitHead.token));
    const [task] = await db<{ id: string }[]>`select id from case_task where case_id = ${decided}`;

    const alike = [await file(who.employee, firm), await file(who.rival, rivalFirm), await file(who.employee, firm)];
    const spare = await file(who.rival, rivalFirm);
    const group = async (ids: readonly string[]) => {
      const id = newId('prob', now);
      await db`insert into problem_group (id, requests, latest_at) values (${id}, 3, ${now})`;
      await db`update problem_request set group_id = ${id} where case_id = any(${[...ids]})`;
      return id;
    };
    const problem = await group(alike);
    const issue = { title: '货车限行', ownerId: who.secondHandler.id, day: '2026-12-20' };
    const opened = must(await call('systemic.open', { groupId: problem, caseIds: alike.slice(0, 2), ...issue }, who.eastSupervisor.token));
    const otherProblem = await group([spare]);
    await db`update problem_group set requests = 3 where id = ${otherProblem}`;

    const asked = must(
      await call(
        'urgent.ask',
        { unitId: units.east, why: '孩子急病要出境', wantedBy: later(now, 10 * hourMs), phone: secrets.urgentPhone },
        who.citizen.token,
      ),
    );
    const takenBy = must(
      await call(
        'urgent.ask',
        { unitId: units.east, why: '老人急用证件', wantedBy: later(now, 10 * hourMs), phone: secrets.urgentPhone },
        who.passerby.token,
      ),
    );
    must(await call('urgentDesk.take', { id: takenBy.id }, who.officer.token));
    const promised = must(
      await call(
        'urgent.ask',
        { unitId: units.east, why: '证件当天要用', wantedBy: later(now, 10 * hourMs), phone: secrets.urgentPhone },
        who.holder.token,
      ),
    );
    must(await call('urgentDesk.take', { id: promised.id }, who.officer.token));
    must(await call('urgentDesk.answer', { id: promised.id, answer: 'met', meetAt: later(now, hourMs), place: '分局一楼' }, who.officer.token));
    const fileOf = (owner: string) => files.find((one) => one.owner === owner)?.id ?? '';
    return {
      cases: {
        filed,
        main,
        waiting,
        onHold,
        extension,
        referred,
        withSupervisor,
        train,
        done,
        helped,
        helpGiven,
        danger,
        reported,
        rival,
        west,
        meeting,
        overMeeting,
        decided,
        alike: alike[0] ?? '',
        spare,
      },
      help: help?.id ?? '',
      otherHelp: otherHelp?.id ?? '',
      dangers: { ordered: dangerOf(danger), reported: dangerOf(reported) },
      conference,
      heldConference: heldId,
      task: task?.id ?? '',
      problem,
      otherProblem,
      alike,
      issue: opened.id,
      urgent: asked.id,
      urgentTaken: takenBy.id,
      urgentAnswered: promised.id,
      photos: { ofFirm: fileOf(who.employee.id), internal: fileOf(who.handler.id) },
    };
  }

  /** What firms have besides requests. */
  async function ofFirms() {
    const groupId = await list(town.enterpriseId, who.employee, ['11', '12']);
    const visitGroup = await list(town.enterpriseId, who.employee, ['13', '14']);
    const placedGroup = await list(town.enterpriseId, who.employee, ['15', '16']);
    must(await call('groups.book', { id: placedGroup, hallId: 'guancheng', date: '2026-11-25' }, who.employee.token));
    const hours = { address: '创新路 8 号', point: { latitude: 23.03, longitude: 113.76 }, opens: '09:00', closes: '17:30' };
    const ask = async (more: object = {}, by = who.employee, enterpriseId = town.enterpriseId) =>
      must(await call('visits.ask', { enterpriseId, kind: 'acceptance', need: 'many_people', people: 1, ...hours, ...more }, by.token)).id;
    const asked = await ask();
    const approved = await ask();
    must(await call('visitDesk.decide', { id: approved, approve: true }, who.unitHead.token));
    // A firm is visited once a day.
    const planned = await ask({}, who.rival, rivalFirm);
    const arrived = await ask({ groupId: visitGroup });
    for (const id of [planned, arrived]) must(await call('visitDesk.decide', { id, approve: true }, who.unitHead.token));
    const day = shanghaiDay(service.clock.now());
    const round = { day, leavesAt: '13:00', memberIds: [who.handler.id, who.officer.id], equipment: ['采集箱'] };
    const plan = must(await call('visitDesk.plan', { ...round, visitIds: [planned, arrived] }, who.liaison.token)).id;
    must(await call('visitDesk.arrive', { id: arrived }, who.handler.token));
    const tomorrow = await ask();
    must(await call('visitDesk.decide', { id: tomorrow, approve: true }, who.unitHead.token));
    const roundAfter = { ...round, day: shanghaiDay(later(service.clock.now(), dayMs)), visitIds: [tomorrow] };
    const nextPlan = must(await call('visitDesk.plan', roundAfter, who.liaison.token)).id;
    const west = await ask({}, who.westEmployee, westFirm);

    const uscc = aUscc();
    const licence = {
      name: '新厂',
      town: town.town,
      capacity: 'legal_representative',
      legalRepresentative: '外人',
      licenceIssuedOn: '2020-05-20',
    } as const;
    const proof = await photo(who.outsider);
    const claim = must(await call('claims.file', { uscc, ...licence, photos: [proof] }, who.outsider.token)).id;
    const invited = must(await call('members.invite', { id: town.enterpriseId, hours: 24, uses: 10 }, who.employee.token));
    must(await call('members.join', { code: invited.code }, who.passerby.token));
    const [join] = await db<{ id: string }[]>`select id from enterprise_join where person_id = ${who.passerby.id}`;
    return {
      group: groupId,
      placedGroup,
      visitGroup,
      visits: { asked, approved, planned, arrived, tomorrow, west },
      plan,
      nextPlan,
      staffPhotos: { handler: await photo(who.handler), belowHandler: await photo(who.belowHandler), liaison: await photo(who.liaison) },
      claim,
      proof,
      invitation: { id: invited.invitation.id, code: invited.code },
      join: join?.id ?? '',
      ownPhoto: await photo(who.employee),
    };

    async function list(enterpriseId: string, by: Someone, serials: [string, string]): Promise<string> {
      const itemCode = 'residence-permit-apply';
      const rows = [
        [groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone],
        ['员工甲', idNumber(serials[0]), '13800000000'],
        ['员工乙', idNumber(serials[1]), '13800000000'],
      ];
      const sheet = await writeXlsxFile(
        rows.map((row) => row.map((value) => ({ value, type: String }))),
        { sheet: groupSheetName },
      ).toBuffer();
      const { questions } = must(await call('items.read', { code: itemCode })).interview;
      const answers = questions.flatMap((question): [string, string | number][] => {
        if (question.kind === 'number') return [[question.id, 12]];
        const option =
          question.kind === 'choice' ? (question.options.find(({ text }) => text.includes('东莞以外')) ?? question.options[0]) : undefined;
        return option ? [[question.id, option.value]] : [];
      });
      const handedIn = must(
        await call(
          'groups.upload',
          { file: new Uint8Array(sheet), enterpriseId, itemCode, answers: JSON.stringify(Object.fromEntries(answers)) },
          by.token,
        ),
      );
      return handedIn.group?.id ?? '';
    }
  }

  /** What came of the rest: notices, letters that could not be delivered. */
  async function whatIsLeft() {
    const notice = async (person: Someone, subjectId: string) =>
      (await db<{ id: string }[]>`select id from notice where person_id = ${person.id} and subject_id = ${subjectId} order by kind limit 1`)[0]?.id ??
      '';
    const [dead] = await db<{ id: string }[]>`
      update outbox set state = 'dead', leased_until = null, finished_at = ${now} where id = (select id from outbox order by id limit 1) returning id`;
    // After the jobs, which would have marked it.
    const overdue = newId('apt', now);
    const past = await aSlot(db, { hallId: window.hall, startsAt: later(now, -3 * hourMs - Math.floor(Math.random() * hourMs)) });
    await db`
      insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
      select ${overdue}, ${newShortCode()}, ${who.citizen.id}, item_code, item_name, id, ${past.id}, ${window.hall}, 'confirmed', 10, ${later(now, -3 * dayMs)}
      from checklist where code = ${await aChecklist(db, { halls: [window.hall] })}`;
    await db`
      insert into appointment_event (appointment_id, seq, at, action, status, by, actor_id)
      values (${overdue}, 1, ${later(now, -3 * dayMs)}, 'book', 'booked', 'applicant', ${who.citizen.id})`;
    return {
      overdue,
      notices: { citizen: await notice(who.citizen, window.booked.id), employee: await notice(who.employee, cases.cases.main) },
      letter: dead?.id ?? '',
    };
  }

  /** Questions and what became of them, a guide beside a citizen, and a call by telephone. */
  async function asked() {
    const ask = async (by: Someone) => must(await call('consultations.ask', { text: '居住证到期前多久可以签注', unitId: units.east }, by.token)).id;
    const question = await ask(who.citizen);
    const answered = await ask(who.passerby);
    must(await call('consultationDesk.answer', { id: answered, text: '到期前三十天内可以签注。' }, who.handler.token));
    const entry = {
      question: '居住证何时签注',
      phrasings: ['居住证签注时间'],
      answer: '到期前三十天内可以签注。',
      items: [],
      reviewOn: '2027-03-01',
    };
    const knowledge = must(await call('knowledgeDesk.make', { id: answered, ...entry }, who.handler.token)).code;

    const complain = async (by: Someone, more: object = {}) =>
      must(await call('complaints.file', { kind: 'service', text: '排队两个小时没有人理', anonymous: false, unitId: units.east, ...more }, by.token));
    const mine = async (by: Someone, more: object = {}) => (await complain(by, more)).id ?? '';
    const taken = await mine(who.holder);
    must(await call('complaintDesk.take', { id: taken }, who.unitHead.token));
    const { code } = await complain(who.outsider, { anonymous: true });
    const [nameless] = await db<{ id: string }[]>`select id from complaint where code_hash is not null`;
    const complaints = {
      filed: await mine(who.citizen),
      aboutHead: await mine(who.passerby, { about: '王负责' }),
      byHead: await mine(who.unitHead),
      taken,
      anonymous: nameless?.id ?? '',
      code: code ?? '',
    };

    const consent = '2026-11' as const;
    const interview = { kind: 'interview', itemCode: window.item, itemVersion: 1, answers: {} } as const;
    const begun = must(await call('guideSession.begin', { about: interview, consent }, who.citizen.token));
    must(await call('guideSession.join', { code: begun.code }, who.guide.token));
    const formList = await aChecklist(db, { halls: [window.hall], personId: who.passerby.id });
    const form = must(await call('guideSession.begin', { about: { kind: 'form', checklistCode: formList }, consent }, who.passerby.token));

    const said = { channel: 'phone', category: 'handling', title: '来电诉求', body: '门前这条路限行货车。' } as const;
    const requester = { name: '来电人', phone: '13800007777' };
    const caller = must(await call('desk.takeDown', { enterpriseId: town.enterpriseId, ...said, requester }, who.handler.token)).id;
    must(await call('desk.accept', { id: caller }, who.handler.token));
    must(await call('desk.askForMaterials', { id: caller, text: '请补营业执照' }, who.handler.token));

    const noticeCall = newId('ring', now);
    const phoneSealed = service.room.sealer.seal({ table: 'person', column: 'phone', row: who.citizen.id }, '13800006666');
    await db`update person set phone_sealed = ${phoneSealed}, phone_hash = ${randomBytes(32)} where id = ${who.citizen.id}`;
    const listed = {
      noticeId: rest.notices.citizen,
      unitId: units.east,
      hallId: window.hall,
      state: 'open',
      until: later(now, 30 * dayMs),
      now,
    } as const;
    await db.begin((tx) => insertCall(tx, { id: noticeCall, ...listed }));
    const open = async (by: Someone, subjectId: string) =>
      must(await call('ratings.open', {}, by.token)).occasions.length > 0
        ? ((await db<{ id: string }[]>`select id from rating_occasion where subject_id = ${subjectId}`)[0]?.id ?? '')
        : '';
    const rating = await open(who.passerby, answered);
    const ratingGiven = await open(who.employee, cases.cases.done);
    must(await call('ratings.give', { id: ratingGiven, level: 2, reasons: ['slow'], words: secrets.rating }, who.employee.token));
    const [remedy] = await db<{ id: string }[]>`select id from remedy_order limit 1`;
    return {
      rating,
      ratingGiven,
      remedy: remedy?.id ?? '',
      question,
      answered,
      knowledge,
      complaints,
      guideSession: begun.session.id,
      formSession: form.session.id,
      caller,
      noticeCall,
    };
  }

  async function photo(person: Someone): Promise<string> {
    return must(await call('files.upload', { file: await aJpeg() }, person.token)).id;
  }

  async function badTokens() {
    const make = async (change: string) => {
      const token = randomBytes(32).toString('base64url');
      const hash = createHash('sha256').update(token).digest();
      await db`
        insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, created_at, revoked_at)
        values (${newId('ses', now)}, ${who.citizen.id}, ${hash}, ${change === 'expired' ? later(now, -1000) : '2099-01-01'}, ${randomBytes(32)}, '2099-01-01',
          ${later(now, -dayMs)}, ${change === 'signedOut' ? now : null})`;
      return token;
    };
    return { nobody: '', madeUp: randomBytes(32).toString('base64url'), expired: await make('expired'), signedOut: await make('signedOut') };
  }
}

/** Those who come to the people of the desk's world. */
async function morePeople({ service, units }: World) {
  const { db } = service;
  const staff = async (role: string, at: string) => {
    const person = await aPerson(db, { name: '测试警员' });
    await db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${at}, ${role})`;
    return person;
  };
  const unbound = await staff('handler', units.east);
  await db`update staff_binding set ended_at = ${monday} where person_id = ${unbound.id}`;
  const noFactor = await staff('unit_head', units.east);
  await db`update session set second_factor_at = null, second_factor_until = null where person_id = ${noFactor.id}`;
  const kinToken = await service.signIn('relative-of-the-scene-01');
  const [kin] = await db<{ id: string }[]>`select id from person where openid = 'relative-of-the-scene-01'`;
  const made = {
    citizen: await aPerson(db, { name: '何静雯' }),
    holder: await aPerson(db, { name: '代约人' }),
    kin: { id: kin?.id ?? '', token: kinToken },
    passerby: await aPerson(db, { name: '路人' }),
    westEmployee: await aPerson(db, { name: '邻镇员工' }),
    guide: await staff('guide', units.east),
    secondOfficer: await staff('officer', units.east),
    westOfficer: await staff('officer', units.west),
    unbound,
    noFactor,
  };
  await db`update session set access_expires_at = '2099-01-01', refresh_expires_at = '2099-01-01'`;
  return made;
}
