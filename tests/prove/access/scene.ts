import { createHash, randomBytes } from 'node:crypto';
import { insertCalls } from '../../../db/queries/notice-calls';
import { newId, newShortCode } from '../../../functions/ids';
import { runJobs } from '../../../functions/jobs/index';
import { textChecks as holdTexts } from '../../../functions/jobs/text-checks';
import { asSystem } from '../../../functions/scope';
import { later } from '../../../shared/rules/shanghai';
import { aChecklist, aPerson, aSlot, apart } from '../../support/builders';
import { aJpeg } from '../../support/pictures';
import { monday, openWorld, type World } from '../desk/world';
import type { Who } from './people';
import { ofFirms } from './scene-firms';
import { atTheDesk } from './scene-cases';
import { atTheWindow } from './scene-window';
import { dayMs, hourMs, must, secrets, type Someone, type Stage } from './stage';

/** Every object of the scene, by what it is. */
export type Scene = Awaited<ReturnType<typeof buildScene>>['scene'];

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

  const stage: Stage = { service, town, units, rivalFirm, westFirm, db, call, now, soon, who, photo };
  const window = await atTheWindow(stage);
  const cases = await atTheDesk(stage);
  const firms = await ofFirms(stage);
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

  /** What came of the rest: notices, letters that could not be delivered. */
  async function whatIsLeft() {
    const notice = async (person: Someone, subjectId: string) =>
      (await db<{ id: string }[]>`select id from notice where person_id = ${person.id} and subject_id = ${subjectId} order by kind limit 1`)[0]?.id ??
      '';
    const [dead] = await db<{ id: string }[]>`
      update outbox set state = 'dead', leased_until = null, finished_at = ${now} where id = (select id from outbox order by id limit 1) returning id`;
    // After the jobs, which would have marked it.
    const overdue = newId('apt', now);
    const past = await aSlot(db, { hallId: window.hall, startsAt: later(now, -3 * hourMs - apart()) });
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
    const ask = async (by: Someone, photos: string[] = []) =>
      must(await call('consultations.ask', { text: '居住证到期前多久可以签注', unitId: units.east, photos }, by.token)).id;
    const questionPhoto = await photo(who.citizen);
    const question = await ask(who.citizen, [questionPhoto]);
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
    // Of two entries one has passed the content check, and everybody reads it; the other waits for a person.
    await db`update text_check set state = 'passed' where subject_id = ${knowledge}`;
    const unchecked = must(await call('knowledgeDesk.make', { id: answered, ...entry }, who.handler.token)).code;

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
    } as const;
    await db.begin((tx) => insertCalls(tx, [{ id: noticeCall, ...listed }], now));
    const open = async (by: Someone, subjectId: string) =>
      must(await call('ratings.open', {}, by.token)).occasions.length > 0
        ? ((await db<{ id: string }[]>`select id from rating_occasion where subject_id = ${subjectId}`)[0]?.id ?? '')
        : '';
    const rating = await open(who.passerby, answered);
    const ratingGiven = await open(who.employee, cases.cases.done);
    must(await call('ratings.give', { id: ratingGiven, level: 2, reasons: ['slow'], words: secrets.rating }, who.employee.token));
    const callerRating = newId('rate', now);
    const lines = [newId('per', now), newId('case', now)] as const;
    await db`insert into person (id, name, created_at) values (${lines[0]}, '来电人', ${now})`;
    await db`
      insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, handled_by)
      values (${callerRating}, 'case', ${lines[1]}, 1, 'online', '来电', ${lines[0]}, ${units.east}, ${now}, 'hotline_12345', ${[who.handler.id]})`;
    const [remedy] = await db<{ id: string }[]>`select id from remedy_order limit 1`;
    const ownPhone = service.room.sealer.seal({ table: 'person', column: 'phone', row: who.employee.id }, '13800005555');
    await db`update person set phone_sealed = ${ownPhone}, phone_hash = ${randomBytes(32)} where id = ${who.employee.id}`;
    const [returned] = await db<{ id: string }[]>`
      update return_visit v set status = 'listed', listed_at = ${now}, list_at = ${now}, returner_id = ${who.secondHandler.id}
      from rating_occasion o where o.id = v.occasion_id and o.subject_id = ${cases.cases.done} returning v.id`;
    // Nobody of this scene has a WeChat account: what they wrote waits for a person.
    await holdTexts({ ...service.room, database: asSystem(service.room.database, 'jobs') }, service.clock.now());
    const check = async (subjectId: string) =>
      (await db<{ id: string }[]>`select id from text_check where state = 'held' and subject_id = ${subjectId} order by seq limit 1`)[0]?.id ?? '';
    const textChecks = { own: await check(cases.cases.main), ofDesk: await check(unchecked), west: await check(cases.cases.west) };
    return {
      textChecks,
      rating,
      ratingGiven,
      callerRating,
      remedy: remedy?.id ?? '',
      returnVisit: returned?.id ?? '',
      question,
      questionPhoto,
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
        insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, seen_at, created_at, revoked_at)
        values (${newId('ses', now)}, ${who.citizen.id}, ${hash}, ${change === 'expired' ? later(now, -1000) : '2099-01-01'}, ${randomBytes(32)}, '2099-01-01',
          '2099-01-01', ${later(now, -dayMs)}, ${change === 'signedOut' ? now : null})`;
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
    securityAdministrator: await staff('security_administrator', units.bureau),
    auditAdministrator: await staff('audit_administrator', units.bureau),
    unbound,
    noFactor,
  };
  await db`update session set access_expires_at = '2099-01-01', refresh_expires_at = '2099-01-01'`;
  return made;
}
